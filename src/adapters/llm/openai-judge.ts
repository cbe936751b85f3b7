import type OpenAI from "openai";
import { usageOfTokens } from "../../core/trace/record/call-cost.ts";
import { readChatAnswer } from "../../core/trace/record/chat-completions.ts";
import type { Usage } from "../../core/trace/session.ts";
import type { JudgeAnswer, JudgeModel, JudgeQuestion } from "../../ports/judge-model.ts";
import type { PriceList } from "../../ports/price-list.ts";
import { CallCount } from "./call-count.ts";
import { cappedFetch } from "./capped-fetch.ts";
import { describeModelError } from "./describe-model-error.ts";
import { Pace } from "./pace.ts";
import { TimeLimit } from "./time-limit.ts";

export type OpenAiJudgeOptions = {
  readonly model: string;
  /** Address of an OpenAI-compatible API, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Absent or empty where the variable is not set: every question is then `unavailable`. */
  readonly apiKey?: string;
  /** Name of the environment variable that the key came from, for messages. */
  readonly apiKeyEnv: string;
  /** How long one answer may take, all retries included. */
  readonly timeoutMs: number;
  /** How often a question is asked again after 429, 5xx or a lost connection. */
  readonly maxRetries?: number;
  /** Left out of the request once the model refuses to have it set; so is a question's seed. */
  readonly temperature: number;
  /** How many questions the endpoint takes a minute; as many as it answers where left out. */
  readonly requestsPerMinute?: number;
  /** Told where the endpoint has everybody wait longer than a few seconds, and for how long. */
  readonly onPause?: (ms: number) => void;
  /** What models cost at the address; without it an answer has a cost only where it says so itself. */
  readonly prices?: PriceList;
  /** May name proxies, as `HTTPS_PROXY` and `NO_PROXY` do; none are used where it is left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The block of tracegate.yaml that a reader is sent to; `judge` where left out. */
  readonly section?: "judge" | "simulator";
};

/** Longest answer of an endpoint; a verdict has a few hundred bytes. */
const maxAnswerBytes = 1_000_000;

/** GitHub Models answers 410 since 2026-07-30. */
const retiredHosts = ["models.github.ai", "models.inference.ai.azure.com"];

type Chat = Pick<OpenAI, "chat">;
type Completion = OpenAI.Chat.Completions.ChatCompletion;

/**
 * A judge behind any OpenAI-compatible endpoint.
 *
 * The library is loaded with the first question, or ahead of it by `prepare`. It waits as long as `retry-after` asks (up to a minute)
 * and backs off otherwise, and all its questions keep one pace. Waiting for its turn takes nothing of a question's time.
 */
export function openAiJudge(options: OpenAiJudgeOptions): JudgeModel {
  let client: Promise<Chat> | undefined;
  const refused = new Set<Sampling>();
  const pace = new Pace(options);
  const unavailable = unavailableWithout(options);

  const ask = async (question: JudgeQuestion, signal: AbortSignal): Promise<JudgeAnswer> => {
    if (unavailable !== undefined) return { kind: "unavailable", reason: unavailable };
    try {
      await pace.turn(signal);
    } catch {
      return { kind: "unavailable", reason: "cancelled" };
    }
    const limit = new TimeLimit(options.timeoutMs, signal);
    const calls = new CallCount();
    try {
      client ??= connect(options, pace);
      const { chat } = await client;
      const completion = await withoutRefused(refused, (left) =>
        limit.hold(
          calls.of(() =>
            chat.completions.create(requestOf(question, options, left), { signal: limit.signal }),
          ),
        ),
      );
      await options.prices?.load(options.baseUrl);
      const usage = usageOf(completion, options);
      return { ...readCompletion(completion, options.model), usage, ...calls.lostBeside(1) };
    } catch (error) {
      return {
        kind: "unavailable",
        reason: signal.aborted
          ? "cancelled"
          : limit.signal.aborted
            ? `no answer within ${options.timeoutMs} ms${calls.failures}`
            : describeModelError(error, options),
        ...calls.lostBeside(0),
      };
    } finally {
      limit.lift();
    }
  };
  const prepare = (): void => {
    if (unavailable !== undefined) return;
    client ??= connect(options, pace);
    client.catch(() => {}); // The first question tells.
  };
  return { ask, prepare };
}

function unavailableWithout({
  apiKey,
  apiKeyEnv,
  baseUrl,
  section = "judge",
}: OpenAiJudgeOptions): string | undefined {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
  if (retiredHosts.includes(host)) {
    return `GitHub Models was retired on 2026-07-30: set ${section}.baseUrl to another OpenAI-compatible endpoint (was ${host})`;
  }
  return apiKey === undefined || apiKey === "" ? `no API key: set ${apiKeyEnv}` : undefined;
}

async function connect(options: OpenAiJudgeOptions, pace: Pace): Promise<Chat> {
  const { default: Client } = await import("openai");
  return new Client({
    apiKey: options.apiKey ?? "",
    baseURL: options.baseUrl,
    maxRetries: options.maxRetries ?? 4,
    timeout: options.timeoutMs,
    fetch: CallCount.watching(pace.watching(cappedFetch({ ...options, maxBytes: maxAnswerBytes }))),
    // Nothing but the options decides where a question goes and whose it is.
    organization: null,
    project: null,
    logLevel: "off",
  });
}

function requestOf(
  { system, user, schema, name = "verdict", seed }: JudgeQuestion,
  { model, temperature }: OpenAiJudgeOptions,
  left: ReadonlySet<Sampling>,
): OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    ...(!left.has("temperature") && { temperature }),
    ...(seed !== undefined && !left.has("seed") && { seed }),
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
    ],
    response_format: {
      type: "json_schema",
      json_schema: { name, strict: true, schema: { ...schema } },
    },
  };
}

/** What of a request says how an answer is drawn; some models answer 400 where it is set at all. */
type Sampling = "temperature" | "seed";

/** Asks, and again without what the model refuses to have set; from then on no question sets it. */
async function withoutRefused(
  refused: Set<Sampling>,
  complete: (left: ReadonlySet<Sampling>) => Promise<Completion>,
): Promise<Completion> {
  for (;;) {
    const left = new Set(refused);
    try {
      return await complete(left);
    } catch (error) {
      const named = (["temperature", "seed"] as const).find(
        (name) => !left.has(name) && isAbout(error, name),
      );
      if (named === undefined) throw error;
      refused.add(named);
    }
  }
}

function isAbout(error: unknown, name: Sampling): boolean {
  return (
    error instanceof Error &&
    "status" in error &&
    error.status === 400 &&
    error.message.toLowerCase().includes(name)
  );
}

/** What the model said as JSON, or as text where it is none: the reader of answers says what is wrong with it. */
function readCompletion(completion: unknown, model: string): JudgeAnswer {
  if (typeof completion === "string") return { kind: "answered", json: completion, model };
  const { message, answeredBy, ending } = partsOf(completion);
  const cut = typeof ending === "string" ? cutShort[ending] : undefined;
  if (cut !== undefined) return { kind: "unavailable", reason: cut };
  if (message === undefined) {
    return { kind: "unavailable", reason: "the endpoint answered without a message" };
  }
  if (typeof message.refusal === "string" && message.refusal !== "") {
    return { kind: "unavailable", reason: "the model refused to answer" };
  }
  const text = typeof message.content === "string" ? message.content : "";
  return { kind: "answered", json: parse(text), model: answeredBy ?? model };
}

/** What the answer says that it took, with the cost that the prices make of it. */
function usageOf(completion: unknown, { model, baseUrl, prices }: OpenAiJudgeOptions): Usage {
  const body = fieldsOf(completion);
  const { tokens, model: answeredBy } = readChatAnswer(body);
  if (tokens === undefined) return {};
  const names = answeredBy === undefined ? [model] : [answeredBy, model];
  return usageOfTokens(tokens, prices?.priceOf(baseUrl, names));
}

/** Why a model stopped before it had said all. */
const cutShort: Readonly<Record<string, string>> = {
  length: "the answer was cut off where the model may write no more (finish_reason: length)",
  content_filter: "the endpoint's filter kept the answer back (finish_reason: content_filter)",
};

type Message = { readonly content?: unknown; readonly refusal?: unknown };

/** Endpoints that only look compatible leave out what the library's types promise. */
function partsOf(completion: unknown): {
  readonly message: Message | undefined;
  readonly answeredBy: string | undefined;
  readonly ending: unknown;
} {
  const { choices, model } = fieldsOf(completion);
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const { message, finish_reason: ending } = fieldsOf(choice);
  return {
    message: typeof message === "object" && message !== null ? message : undefined,
    answeredBy: typeof model === "string" && model !== "" ? model : undefined,
    ending,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Models that take no schema put their JSON into a block of code, and nothing beside it. */
const fenced = /^\s*```(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n?```\s*$/;

function parse(text: string): unknown {
  try {
    return JSON.parse(fenced.exec(text)?.[1] ?? text);
  } catch {
    // Handed on as the text it is; the reader of answers quotes it in its reason.
    return text;
  }
}
