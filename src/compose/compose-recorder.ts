import type { RecorderOptions } from "../adapters/recorder/recorder.ts";
import type { MountTools, ToolMount } from "../ports/offered-tools.ts";
import type { Recorder } from "../ports/recorder.ts";

export type RecorderSettings = Pick<
  RecorderOptions,
  "prices" | "onModelCall" | "isOtlpCaptured"
> & {
  /** The agent's environment as it is without us: it may name the providers' addresses, and proxies to them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Starts a recorder whose model calls go where the agent's environment would have sent them without it. */
export async function composeRecorder({
  environment,
  ...settings
}: RecorderSettings): Promise<Recorder> {
  const { startRecorder } = await import("../adapters/recorder/recorder.ts");
  const { OPENAI_BASE_URL, OPENAI_API_BASE, ANTHROPIC_BASE_URL } = environment;
  return startRecorder({
    ...settings,
    mountTools: mountMcpLate,
    environment,
    upstreams: {
      openai: OPENAI_BASE_URL || OPENAI_API_BASE || "https://api.openai.com/v1",
      anthropic: ANTHROPIC_BASE_URL || "https://api.anthropic.com",
    },
  });
}

/** MCP for recorded tools; its library is loaded when a first client comes, which most agents never are. */
const mountMcpLate: MountTools = (open) => {
  let mounting: Promise<ToolMount> | undefined;
  const mount = async (): Promise<ToolMount> => {
    const { mountMcp } = await import("../adapters/mcp/mount-mcp.ts");
    return mountMcp(open);
  };
  return {
    serve: async (request, response) => {
      mounting ??= mount();
      await (await mounting).serve(request, response);
    },
    close: async () => {
      await (await mounting)?.close();
    },
  };
};
