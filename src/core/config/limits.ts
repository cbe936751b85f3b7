/** The most that files and options may ask for. */
export const mostRunsPerCase = 100_000;
export const mostSessionsAtOnce = 1024;
