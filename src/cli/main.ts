#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Node keeps the compiled code in its cache folder: the second start is a good deal faster.
enableCompileCache();
const { runCli } = await import("./program.ts");

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  onInterrupt: (listener) => {
    process.on("SIGINT", listener).on("SIGTERM", listener);
    return () => process.off("SIGINT", listener).off("SIGTERM", listener);
  },
});
