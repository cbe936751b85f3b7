import type { IncomingHttpHeaders } from "node:http";
import { createParser } from "eventsource-parser";
import {
  AnswerStream,
  type HttpAnswer,
  type HttpAnswerMapping,
  type ReadAnswer,
  readHttpAnswer,
} from "../../../core/agent/http-answer.ts";
import { describeHttpFailure } from "../../../core/agent/http-failure.ts";
import { fillBody, fillText, type RequestValues } from "../../../core/agent/request-template.ts";
import type { JsonValue } from "../../../core/trace/json.ts";
import type { AgentSession, TurnAnswer } from "../../../ports/agent-runner.ts";
import { failedTurn, interrupted, refuseReply, TurnRecorder } from "../turn-recorder.ts";
import { type HttpResponse, sendRequest } from "./send-request.ts";
import type { ServicePlace } from "./service-place.ts";

export type HttpRequestMapping = {
  readonly method: string;
  /** Filled from the environment; values of the turn are not in them yet. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
};

export type HttpSessionOptions = {
  /** Where turns are sent; values of the turn are not in it yet. */
  readonly url: string;
  readonly request: HttpRequestMapping;
  readonly response: HttpAnswerMapping & { readonly sessionHeader?: string | undefined };
  /** The id that the agent is told; never used before, so that no service remembers it. */
  readonly id: string;
  readonly seed: string;
  readonly modelBaseUrl?: string | undefined;
  /** Headers that place the session's calls with the recorder. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the agent gives sessions their ids itself, with its first answer. */
  readonly isIdTheAgents: boolean;
  /** Ids that the agent gave to the sessions that are open. */
  readonly agentSessions: Set<string>;
  readonly place: ServicePlace;
};

type Message = { readonly role: "user" | "assistant"; readonly content: string };

/** One session with an agent behind HTTP: a request for each turn. */
export class HttpSession implements AgentSession {
  readonly #options: HttpSessionOptions;
  /** How the process ended that the session began on. */
  readonly #ended: () => Promise<string | undefined>;
  readonly #history: Message[] = [];
  #turn = 0;
  #agentSession: string | undefined;
  /** Ends the turn that is open. */
  #abort: (() => void) | undefined;
  #over: string | undefined;
  #isAbandoned = false;
  #closing: Promise<void> | undefined;

  constructor(options: HttpSessionOptions) {
    this.#options = options;
    this.#ended = options.place.watch();
  }

  async send(message: string, signal: AbortSignal): Promise<TurnAnswer> {
    if (this.#over === undefined && signal.aborted) this.#over = interrupted;
    if (this.#over !== undefined) return failedTurn(this.#over);
    this.#turn += 1;
    const recorder = new TurnRecorder();
    const controller = new AbortController();
    this.#abort = () => controller.abort();
    signal.addEventListener("abort", this.#abort, { once: true });
    const stream = new AnswerStream(this.#options.response);
    const response = await this.#exchange(message, stream, controller.signal);
    signal.removeEventListener("abort", this.#abort);
    this.#abort = undefined;
    const answer = controller.signal.aborted
      ? this.#abandon()
      : await this.#answerOf(response, stream, { message, recorder });
    if (answer.kind !== "replied") this.#over ??= answer.reason;
    else this.#options.place.answered();
    return answer;
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  #exchange(message: string, stream: AnswerStream, signal: AbortSignal): Promise<HttpResponse> {
    const { url, request, headers, place } = this.#options;
    const values = this.#values(message);
    const hasBody = request.method !== "GET";
    return sendRequest({
      url: new URL(fillText(url, values, encodeURIComponent)),
      method: request.method,
      headers: {
        accept: "application/json, text/event-stream",
        "accept-encoding": "identity",
        ...(hasBody && { "content-type": "application/json" }),
        ...Object.fromEntries(
          Object.entries(request.headers).map(([name, text]) => [name, fillText(text, values)]),
        ),
        ...headers,
      },
      body: hasBody ? JSON.stringify(fillBody(request.body, values)) : undefined,
      connections: place.connections,
      signal,
      streamTo: () => reader(stream),
    });
  }

  #values(message: string): RequestValues {
    const { id, seed, modelBaseUrl } = this.#options;
    return {
      message,
      history: [...this.#history],
      messages: [...this.#history, { role: "user", content: message }],
      turn: this.#turn,
      session: id,
      agentSession: this.#agentSession ?? "",
      seed,
      modelBaseUrl: modelBaseUrl ?? "",
    };
  }

  /** The connection was ended with the turn; the agent may know nothing of it. */
  #abandon(): TurnAnswer {
    this.#isAbandoned = true;
    return failedTurn(interrupted);
  }

  async #answerOf(
    response: HttpResponse,
    stream: AnswerStream,
    turn: { readonly message: string; readonly recorder: TurnRecorder },
  ): Promise<TurnAnswer> {
    switch (response.kind) {
      case "connection":
        return this.#failed(response);
      case "unreadable":
        return failedTurn(`the agent ${response.reason}`);
      case "stream":
        return this.#accept(stream.end(), response.headers, turn);
      case "whole": {
        const { status, headers, text } = response;
        if (status < 200 || status > 299) {
          return this.#failed({ kind: "status", status, body: text });
        }
        const type = headers["content-type"] ?? "";
        const isJson = !/^text\/(?:plain|html|markdown)\b/.test(type);
        const mapping = this.#options.response;
        return this.#accept(readHttpAnswer(text, { mapping, isJson }), headers, turn);
      }
    }
  }

  async #failed(failure: Parameters<typeof describeHttpFailure>[0]): Promise<TurnAnswer> {
    const { place } = this.#options;
    const ended = failure.kind === "connection" ? await this.#ended() : undefined;
    if (ended !== undefined) return failedTurn(`the agent's service ${ended}`);
    return { ...describeHttpFailure(failure, place.isOurs), steps: [] };
  }

  #accept(
    read: ReadAnswer,
    headers: IncomingHttpHeaders,
    { message, recorder }: { readonly message: string; readonly recorder: TurnRecorder },
  ): TurnAnswer {
    if (read.kind === "refused") return failedTurn(`the agent ${read.reason}`);
    const { text, steps, finalState, policy } = read.answer;
    const refused = this.#refuseSession(read.answer, headers) ?? refuseReply(text);
    if (refused !== undefined) return failedTurn(refused, steps);
    const { startedAtMs } = recorder;
    const durationMs = recorder.durationMs();
    this.#history.push({ role: "user", content: message }, { role: "assistant", content: text });
    return {
      kind: "replied",
      turn: {
        user: message,
        steps,
        ...(this.#isBlind() && { isUnseen: true as const }),
        reply: text,
        startedAtMs,
        durationMs,
      },
      ...(finalState !== undefined && { finalState }),
      ...(policy !== undefined && { policy }),
    };
  }

  /** Whether nobody tells what the agent does: neither its answers nor a recorder. */
  #isBlind(): boolean {
    const { place, response } = this.#options;
    return place.endpoint === undefined && response.toolCalls === undefined;
  }

  /** Why an answer is not this session's, or undefined where it is or does not say. */
  #refuseSession(answer: HttpAnswer, headers: IncomingHttpHeaders): string | undefined {
    const { response, id, isIdTheAgents, agentSessions } = this.#options;
    const { sessionHeader } = response;
    const named =
      sessionHeader === undefined ? answer.session : headers[sessionHeader.toLowerCase()];
    if (named === undefined && sessionHeader === undefined) return undefined;
    if (typeof named !== "string" || named === "")
      return `the agent answered without its session in the header ${sessionHeader} (agent.response.sessionHeader)`;
    if (isIdTheAgents && this.#agentSession === undefined) {
      if (agentSessions.has(named))
        return "the agent gave a session the id of another one that is open";
      agentSessions.add(named);
      this.#agentSession = named;
      return undefined;
    }
    const expected = isIdTheAgents ? this.#agentSession : id;
    return named === expected
      ? undefined
      : "the agent answered for another session than the open one";
  }

  async #end(): Promise<void> {
    this.#over ??= "the session is closed";
    this.#abort?.();
    const { agentSessions, place } = this.#options;
    if (this.#agentSession !== undefined) agentSessions.delete(this.#agentSession);
    await place.release(this.#isAbandoned);
  }
}

/** Takes the text of an event stream wherever it is cut. */
function reader(stream: AnswerStream): (text: string) => "more" | "over" {
  let state: "more" | "over" = "more";
  const events = createParser({
    onEvent: ({ data }) => {
      state = stream.add(data);
    },
  });
  return (text) => {
    events.feed(text);
    return state;
  };
}
