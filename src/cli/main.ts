#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { exitCodes } from "./exit-codes.ts";

// Node keeps the compiled code in its cache folder: the second start is a good deal faster.
enableCompileCache();
const { runCli } = await import("./program.ts");

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  onInterrupt: (listener) => {
    let isAsked = false;
    const ask = (): void => {
      if (isAsked) process.exit(exitCodes.interrupted);
      isAsked = true;
      listener();
    };
    process.on("SIGINT", ask).on("SIGTERM", ask);
    return () => process.off("SIGINT", ask).off("SIGTERM", ask);
  },
});
