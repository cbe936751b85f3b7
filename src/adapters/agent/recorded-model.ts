import type { SessionStart } from "../../ports/agent-runner.ts";
import type { RecorderEndpoint } from "../../ports/recorder.ts";

/** Where a session's model calls go, as the agent is told: through the recorder, where that passes them on. */
export function recordedModel(
  { modelBaseUrl }: SessionStart,
  endpoint: RecorderEndpoint | undefined,
): { readonly modelBaseUrl?: string } {
  if (modelBaseUrl === undefined) return {};
  return { modelBaseUrl: endpoint?.environment["OPENAI_BASE_URL"] ?? modelBaseUrl };
}
