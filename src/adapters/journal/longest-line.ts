/** Longest line that is written or read, in bytes. A run that needs more is recorded as an error of the agent. */
export const maxLineBytes = 16 * 1024 * 1024;
