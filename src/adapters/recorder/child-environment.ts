/** Where an endpoint's parts are reached. */
export type EndpointUrls = {
  readonly openai: string;
  readonly anthropic: string;
  readonly otlp: string;
  readonly tools: string;
  /** Absent where recorded tools are not offered over MCP. */
  readonly mcp?: string;
};

/**
 * The variables that lead an agent's clients to an endpoint, and make its instrumentation tell all that it knows.
 *
 * @param own the agent's environment as it is without us: what it says of how much is captured is left to it.
 */
export function childEnvironment(
  urls: EndpointUrls,
  own: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const switches = Object.entries(captureSwitches).filter(([name]) => own[name] === undefined);
  return {
    ...Object.fromEntries(switches),
    ...pastProxies(own),
    OPENAI_BASE_URL: urls.openai,
    OPENAI_API_BASE: urls.openai,
    ANTHROPIC_BASE_URL: urls.anthropic,
    OTEL_EXPORTER_OTLP_ENDPOINT: urls.otlp,
    // Set by many a deployment, and stronger than the one above.
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${urls.otlp}/v1/traces`,
    OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${urls.otlp}/v1/logs`,
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${urls.otlp}/v1/metrics`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
    OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: "http/protobuf",
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "otlp",
    // Nothing of a session is in them.
    OTEL_METRICS_EXPORTER: "none",
    OTEL_SDK_DISABLED: "false",
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
    // Spans come within the tenth of a second that a turn's end waits for them.
    OTEL_BSP_SCHEDULE_DELAY: `${exportDelayMs}`,
    OTEL_BLRP_SCHEDULE_DELAY: `${exportDelayMs}`,
    TRACELOOP_BASE_URL: urls.otlp,
    TRACEGATE_TOOLS_URL: urls.tools,
    ...(urls.mcp !== undefined && { TRACEGATE_MCP_URL: urls.mcp }),
  };
}

const proxyNames = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
const loopback = ["127.0.0.1", "localhost"];

/** Most clients would ask a proxy for our addresses too; they differ in which spelling they read. */
function pastProxies(
  own: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  if (proxyNames.every((name) => !own[name])) return {};
  const named = [own["NO_PROXY"], own["no_proxy"]].flatMap((list) => list?.split(",") ?? []);
  const hosts = named.map((host) => host.trim()).filter((host) => host !== "");
  const list = hosts.includes("*") ? "*" : [...new Set([...hosts, ...loopback])].join(",");
  return { NO_PROXY: list, no_proxy: list };
}

/** How long an agent's exporter collects spans before it sends them, in milliseconds. */
export const exportDelayMs = 100;

const captureSwitches = {
  OTEL_SEMCONV_STABILITY_OPT_IN: "gen_ai_latest_experimental",
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "SPAN_AND_EVENT",
  TRACELOOP_TRACE_CONTENT: "true",
  OPENINFERENCE_HIDE_INPUTS: "false",
  OPENINFERENCE_HIDE_OUTPUTS: "false",
  OPENINFERENCE_HIDE_INPUT_MESSAGES: "false",
  OPENINFERENCE_HIDE_OUTPUT_MESSAGES: "false",
  OPENINFERENCE_HIDE_INPUT_TEXT: "false",
  OPENINFERENCE_HIDE_OUTPUT_TEXT: "false",
  AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED: "true",
} as const;
