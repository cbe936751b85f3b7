import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { startRecorder } from "../../../src/adapters/recorder/recorder.ts";
import type { SessionTools } from "../../../src/core/replay/session-tools.ts";
import type { WireCall } from "../../../src/core/trace/record/wire-call.ts";
import type { CallMeter } from "../../../src/ports/call-meter.ts";
import type { Recorder, RecorderEndpoint, RecorderSession } from "../../../src/ports/recorder.ts";

/** A provider on loopback that answers as the test says, for as long as the test runs. */
export async function aProvider(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  return serve(server);
}

/** Listens on a port that nothing else has, and gives its origin; stops with the test. */
export async function serve(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

export type Recording = {
  readonly recorder: Recorder;
  readonly endpoint: RecorderEndpoint;
  readonly session: RecorderSession;
  readonly exchanges: readonly WireCall[];
  /** `$OPENAI_BASE_URL` and its like, as the agent has them. */
  readonly env: (name: string) => string;
};

/** A recorder with one open session, in front of a provider. */
export async function aRecording(
  provider: string,
  options: {
    readonly tools?: SessionTools;
    readonly meter?: CallMeter;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<Recording> {
  const exchanges: WireCall[] = [];
  const recorder = await startRecorder({
    upstreams: { openai: `${provider}/v1`, anthropic: provider },
    environment: options.environment ?? {},
    onModelCall: (exchange) => exchanges.push(exchange),
  });
  onTestFinished(() => recorder.close());
  const endpoint = await recorder.openEndpoint();
  const { tools, meter } = options;
  const session = endpoint.openSession({
    sessionId: "late-fee#1",
    seed: "late-fee#1",
    ...(meter !== undefined && { meter }),
    ...(tools !== undefined && { tools }),
  });
  const env = (name: string): string => {
    const value = endpoint.environment[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  };
  return { recorder, endpoint, session, exchanges, env };
}

/** What a provider answers where only the words matter. */
export function aCompletion(content: string, more: object = {}): object {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    model: "gpt-5-mini",
    choices: [
      { index: 0, finish_reason: "stop", message: { role: "assistant", content, ...more } },
    ],
    usage: { prompt_tokens: 12, completion_tokens: 3 },
  };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  return text(request);
}

/** Asks for a chat completion as an agent does. */
export function ask(
  baseUrl: string,
  {
    headers,
    ...init
  }: Omit<RequestInit, "headers"> & { readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  return fetch(`${baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({
      model: "gpt-5-mini",
      messages: [{ role: "user", content: "Late fee?" }],
    }),
    ...init,
  });
}
