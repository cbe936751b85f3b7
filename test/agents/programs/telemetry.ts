import { NodeSDK } from "@opentelemetry/sdk-node";

/**
 * OpenTelemetry as its documentation sets it up: nothing is configured here, all comes from the environment.
 *
 * Returns what sends the last spans, or `undefined` where the agent runs without telemetry.
 */
export function startTelemetry(): NodeSDK | undefined {
  if (process.env["WITHOUT_TELEMETRY"] === "1") return undefined;
  const sdk = new NodeSDK();
  sdk.start();
  return sdk;
}
