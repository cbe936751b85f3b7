import { resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { composeMcp } from "../../compose/compose-mcp.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, McpOptions } from "../options.ts";

/** `tracegate mcp`: a recorded session's tools as an MCP server, until its client goes or somebody interrupts it. */
export async function mcpCommand(options: McpOptions & GlobalOptions, io: CliIo): Promise<number> {
  const say = (text: string): void => void io.stderr.write(`${terminalLines(text)}\n`);
  const recorded = await composeMcp(resolve(io.cwd, options.session), {
    readOnly: options.readOnly ?? [],
    onGap: (reason) => say(`replay-gap: ${reason}`),
  });
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  const unsubscribe = io.onInterrupt(interrupt);
  try {
    if (options.http === undefined) {
      const served = await recorded.serveStreams({
        input: io.stdin ?? Readable.from([]),
        output: writableTo(io.stdout),
      });
      await Promise.race([served.ended, interrupted]);
      await served.close();
    } else {
      const served = await recorded.serveHttp(options.http);
      say(
        `Serving ${recorded.tools === 1 ? "1 tool" : `${recorded.tools} tools`} at ${served.url}; end with Ctrl-C.`,
      );
      await interrupted;
      await served.close();
    }
    return exitCodes.pass;
  } finally {
    unsubscribe();
  }
}

/** Standard output as a stream: the command's own is a function that nothing else of the process can write to. */
function writableTo(stream: CliIo["stdout"]): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      stream.write(String(chunk));
      done();
    },
  });
}
