// src/adapters/journal/longest-line.ts
/** Longest line that is written or read, in bytes. A run that needs more is recorded as an error of the agent. */
const maxLineBytes = 16777216;

export { maxLineBytes as t };