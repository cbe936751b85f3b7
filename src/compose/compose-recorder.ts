import type { RecorderOptions } from "../adapters/recorder/recorder.ts";
import type { Recorder } from "../ports/recorder.ts";

export type RecorderSettings = Pick<RecorderOptions, "prices" | "onModelCall"> & {
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
    environment,
    upstreams: {
      openai: OPENAI_BASE_URL || OPENAI_API_BASE || "https://api.openai.com/v1",
      anthropic: ANTHROPIC_BASE_URL || "https://api.anthropic.com",
    },
  });
}
