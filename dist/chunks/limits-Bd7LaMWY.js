// src/core/config/limits.ts
/** The most that files and options may ask for. */
const mostRunsPerCase = 1e5;
const mostSessionsAtOnce = 1024;

export { mostSessionsAtOnce as n, mostRunsPerCase as t };