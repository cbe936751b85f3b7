import type { RecorderOptions } from "../adapters/recorder/recorder.ts";
import { UserError } from "../core/errors.ts";
import type { MountTools, ToolMount } from "../ports/offered-tools.ts";
import type { Recorder } from "../ports/recorder.ts";

export type RecorderSettings = Pick<
  RecorderOptions,
  "prices" | "onModelCall" | "isOtlpCaptured"
> & {
  /** The agent's environment as it is without us: it may name the providers' addresses, and proxies to them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/**
 * Starts a recorder whose model calls go where the agent's environment would have sent them without it.
 *
 * @throws UserError `MODEL_ADDRESS_INVALID` where the environment names a place that is no address.
 */
export async function composeRecorder({
  environment,
  ...settings
}: RecorderSettings): Promise<Recorder> {
  const { OPENAI_BASE_URL, OPENAI_API_BASE, ANTHROPIC_BASE_URL } = environment;
  mustBeAddresses({ OPENAI_BASE_URL, OPENAI_API_BASE, ANTHROPIC_BASE_URL });
  const { startRecorder } = await import("../adapters/recorder/recorder.ts");
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

/** Else each model call would fail, and the agent would be blamed for its environment. */
function mustBeAddresses(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!value || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) continue;
    throw new UserError(
      "MODEL_ADDRESS_INVALID",
      `The environment variable ${name} is no address that model calls can go to.`,
      `Set ${name} to one such as https://api.openai.com/v1, or unset it.`,
    );
  }
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
