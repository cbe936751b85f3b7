import { basename, dirname } from "node:path";
import type { Readable, Writable } from "node:stream";
import { projectFiles } from "../adapters/fs/project-files.ts";
import { offerSessionTools } from "../adapters/mcp/offer-session-tools.ts";
import { serveMcpOverHttp, serveMcpOverStreams } from "../adapters/mcp/serve-mcp.ts";
import { maxSessionBytes, readSessionFile } from "../core/dataset/session-file.ts";
import { UserError } from "../core/errors.ts";
import { openSessionTools } from "../core/replay/open-session-tools.ts";
import type { Session } from "../core/trace/session.ts";
import type { OfferedTools } from "../ports/offered-tools.ts";

export type RecordedServer = {
  /** How many tools are offered. */
  readonly tools: number;
  serveStreams(streams: {
    readonly input: Readable;
    readonly output: Writable;
  }): ReturnType<typeof serveMcpOverStreams>;
  serveHttp(port: number): ReturnType<typeof serveMcpOverHttp>;
};

/**
 * An MCP server of the tools in one recorded session, for as many clients as come; each begins the session anew.
 *
 * @throws UserError where the file is no session, or holds no tool.
 */
export async function composeMcp(
  path: string,
  {
    readOnly,
    onGap,
  }: { readonly readOnly: readonly string[]; readonly onGap: (reason: string) => void },
): Promise<RecordedServer> {
  const session = await readSession(path);
  const open = (): OfferedTools => {
    const recorded = { file: path, session };
    const tools = { recorded, readOnly, live: [], match: {}, faults: [] };
    return offerSessionTools(openSessionTools(tools, { caseId: session.id, runIndex: 0 }), onGap);
  };
  const tools = open().catalog({}).length;
  if (tools === 0)
    throw new UserError(
      "SESSION_WITHOUT_TOOLS",
      `${path} holds no tool call, so that there is nothing to offer.`,
      "Name a session in which tools were called and their results captured.",
    );
  return {
    tools,
    serveStreams: (streams) => serveMcpOverStreams(open(), streams),
    serveHttp: async (port) => {
      try {
        return await serveMcpOverHttp(open, port);
      } catch (cause) {
        if (!(cause instanceof Error) || !("code" in cause)) throw cause;
        throw new UserError(
          "PORT_UNUSABLE",
          `Port ${port} cannot be listened on (${String(cause.code)}).`,
          "Give another one, or 0 for any that is free.",
          { cause },
        );
      }
    },
  };
}

async function readSession(path: string): Promise<Session> {
  const source = await projectFiles(dirname(path)).readFile(basename(path), maxSessionBytes);
  const reading = readSessionFile({ ...source, path });
  if (reading.kind === "session") return reading.session;
  throw new UserError(reading.code, `${reading.message}.`, `Give ${reading.expected}.`);
}
