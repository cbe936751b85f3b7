import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import type { ModelPrice } from "../../core/trace/record/call-cost.ts";
import type { WireCall } from "../../core/trace/record/wire-call.ts";
import type { MountTools } from "../../ports/offered-tools.ts";
import type { Recorder } from "../../ports/recorder.ts";
import { listen } from "../loopback/listen.ts";
import { Endpoint, type EndpointHost } from "./endpoint.ts";
import { MeteredCalls } from "./metered-calls.ts";
import { ModelPrices } from "./model-prices.ts";
import { sendProblem } from "./send-problem.ts";
import { ExportHabit } from "./span-arrivals.ts";
import { UpstreamAgents } from "./upstream-agents.ts";

// An import asks for all that a module exports, and one export of this one loads Node's whole `fetch`: 12 ms.
const { createServer } = process.getBuiltinModule("node:http");

export type RecorderOptions = {
  /** Where model calls go that belong to no session with a model of its own. */
  readonly upstreams: { readonly openai: string; readonly anthropic: string };
  /** The agent's environment as it is without us: proxies, and how much is captured. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** False where agents are not led to the OTLP receiver: no turn waits for spans then. */
  readonly isOtlpCaptured?: boolean;
  /** The user's own prices, by model. */
  readonly prices?: Readonly<Record<string, ModelPrice>>;
  /** Told of each recorded model call when it is over; without headers, so that no key is in it. */
  readonly onModelCall?: (exchange: WireCall) => void;
  /** Serves recorded tools under `$TRACEGATE_MCP_URL`; there is no such address where it is left out. */
  readonly mountTools?: MountTools;
};

/**
 * Starts a recorder on a random port of the loopback interface.
 *
 * Each endpoint's addresses hold 128 random bits, so that nothing else on the machine reaches it by guessing.
 */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const endpoints = new Map<string, Endpoint>();
  const tokens = new Map<Endpoint, string>();
  const server = createServer((request, response) => {
    void serve(endpoints, { request, response });
  });
  // Agents keep connections open while their model thinks; neither side is hurried.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 120_000;
  const port = await listen(server);
  const { onModelCall, mountTools } = options;
  const agents = new UpstreamAgents(options.environment);
  const prices = new ModelPrices(options.prices ?? {});
  const host: EndpointHost = {
    upstreams: options.upstreams,
    environment: options.environment,
    agents,
    prices,
    metered: new MeteredCalls(prices),
    habit: new ExportHabit(options.isOtlpCaptured),
    ...(mountTools !== undefined && { mountTools }),
    ...(onModelCall !== undefined && {
      onModelCall: (call) => void call.exchange().then((exchange) => onModelCall(exchange)),
    }),
    onClose: (endpoint) => {
      endpoints.delete(tokens.get(endpoint) ?? "");
      tokens.delete(endpoint);
    },
  };
  let closing: Promise<void> | undefined;
  return {
    openEndpoint: () => {
      const token = randomBytes(16).toString("base64url");
      const base = `http://127.0.0.1:${port}/${token}`;
      const urls = {
        openai: `${base}/openai/v1`,
        anthropic: `${base}/anthropic`,
        otlp: `${base}/otlp`,
        tools: `${base}/tools`,
        ...(mountTools !== undefined && { mcp: `${base}/mcp` }),
      };
      const endpoint = new Endpoint(urls, host);
      endpoints.set(token, endpoint);
      tokens.set(endpoint, token);
      return Promise.resolve(endpoint);
    },
    close: () => {
      closing ??= new Promise((resolve) => {
        agents.close();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

async function serve(
  endpoints: ReadonlyMap<string, Endpoint>,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  try {
    const [, token = "", path = ""] = /^\/([\w-]{1,64})(\/.*)$/.exec(request.url ?? "") ?? [];
    const endpoint = endpoints.get(token);
    if (endpoint !== undefined) return await endpoint.serve(path, { request, response });
    sendProblem(response, 404, {
      code: "NOT_FOUND",
      message: "This address of tracegate's recorder is not in use, or no longer.",
    });
  } catch (error) {
    const message = `The recorder of tracegate failed: ${describeThrown(error)}.`;
    if (response.headersSent) response.destroy();
    else sendProblem(response, 500, { code: "RECORDER_FAILED", message });
  }
}
