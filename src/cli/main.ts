#!/usr/bin/env node
import * as nodeModule from "node:module";
import { exitCodes } from "./exit-codes.ts";
import { holdExitCode } from "./hold-exit-code.ts";

const oldestNode = 24;

let exitCode: number | undefined;
// Whatever else ends the process - a bug in a callback, a loop that ran dry - decided nothing.
const leave = holdExitCode(() => exitCode ?? exitCodes.bug);
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Nobody reads on, as in `tracegate validate | head -1`: the exit code still says how it ended.
    if (error.code !== "EPIPE") throw error;
  });

// Standard output is the command's alone, so that `--json` stays JSON: what an agent that shares this process
// prints goes to standard error.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

exitCode = await main();
// Timers and sockets that such an agent left behind do not keep the command from ending, nor do its listeners.
write("", () => {
  // Node writes its cache of compiled code in an ending that asks listeners, which this one does not.
  nodeModule.flushCompileCache?.();
  leave();
});

async function main(): Promise<number> {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    process.stderr.write(
      `tracegate needs Node ${oldestNode} or newer; this is ${process.versions.node}.\n`,
    );
    return exitCodes.userError;
  }
  // Node keeps the compiled code in its cache folder: the second start is a good deal faster.
  nodeModule.enableCompileCache();
  const { runCli } = await import("./program.ts");
  return await runCli(process.argv.slice(2), {
    stdout: { write, isTTY: process.stdout.isTTY, columns: process.stdout.columns },
    stderr: process.stderr,
    // Opening it costs, and most commands read nothing.
    get stdin() {
      return process.stdin;
    },
    env: process.env,
    cwd: process.cwd(),
    onInterrupt: (listener) => {
      let isAsked = false;
      const ask = (): void => {
        if (isAsked) {
          exitCode = exitCodes.interrupted;
          process.exit();
        }
        isAsked = true;
        listener();
      };
      process.on("SIGINT", ask).on("SIGTERM", ask);
      return () => process.off("SIGINT", ask).off("SIGTERM", ask);
    },
  });
}
