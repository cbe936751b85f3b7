import { expect, test } from "vitest";
import { limitCapture } from "../../src/compose/limit-capture.ts";
import { fakeRecorder } from "../support/fake-recorder.ts";

const all = {
  OPENAI_BASE_URL: "model",
  ANTHROPIC_BASE_URL: "model",
  OTEL_EXPORTER_OTLP_ENDPOINT: "spans",
  TRACELOOP_BASE_URL: "spans",
  NO_PROXY: "127.0.0.1",
  no_proxy: "127.0.0.1",
};

test.each([
  [{ otlp: true, model: true }, Object.keys(all)],
  [{ otlp: false, model: true }, ["ANTHROPIC_BASE_URL", "OPENAI_BASE_URL"]],
  [{ otlp: true, model: false }, ["OTEL_EXPORTER_OTLP_ENDPOINT", "TRACELOOP_BASE_URL"]],
  [{ otlp: false, model: false }, []],
])("of %j an agent is led to just that, to its tools, and past a proxy", async (capture, led) => {
  const recorder = limitCapture(fakeRecorder(undefined, all), capture);
  const { environment } = await recorder.openEndpoint();
  const always = ["NO_PROXY", "TRACEGATE_TOOLS_URL", "no_proxy"];
  expect(new Set(Object.keys(environment))).toEqual(new Set([...led, ...always]));
});
