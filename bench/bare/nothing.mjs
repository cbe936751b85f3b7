// What Node costs before it does anything.
process.exitCode = 0;
