import type OpenAI from "openai";
import { UserError } from "../../core/errors.ts";
import type { TextEmbedder } from "../../ports/text-embedder.ts";
import { cappedFetch } from "./capped-fetch.ts";
import { describeModelError } from "./describe-model-error.ts";

export type OpenAiEmbedderOptions = {
  readonly model: string;
  /** Address of an OpenAI-compatible API. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly apiKeyEnv: string;
  /** How long one request may take, all retries included. */
  readonly timeoutMs: number;
  readonly maxRetries?: number;
  /** May name proxies, as `HTTPS_PROXY` and `NO_PROXY` do; none are used where it is left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** An answer for a hundred texts of three thousand numbers has about five megabytes. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** Embeddings of any OpenAI-compatible endpoint. The library is loaded with the first request. */
export function openAiEmbedder(options: OpenAiEmbedderOptions): TextEmbedder {
  const { model, baseUrl, apiKey = "", apiKeyEnv, timeoutMs, maxRetries = 4 } = options;
  let client: Promise<Pick<OpenAI, "embeddings">> | undefined;
  const connect = async (): Promise<Pick<OpenAI, "embeddings">> => {
    const { default: Client } = await import("openai");
    return new Client({
      apiKey,
      baseURL: baseUrl,
      maxRetries,
      timeout: timeoutMs,
      fetch: cappedFetch({ ...options, maxBytes: maxAnswerBytes }),
      organization: null,
      project: null,
      logLevel: "off",
    });
  };
  return {
    name: `${baseUrl} ${model}`,
    embed: async (texts, signal) => {
      if (apiKey === "") throw unavailable(`no API key: set ${apiKeyEnv}`);
      let answer: unknown;
      try {
        client ??= connect();
        const { embeddings } = await client;
        answer = await embeddings.create(
          { model, input: [...texts], encoding_format: "float" },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) },
        );
      } catch (error) {
        throw unavailable(describeModelError(error, options), error);
      }
      const vectors = readVectors(answer, texts.length);
      if (vectors === undefined) throw unavailable("the endpoint answered no vector for each text");
      return vectors;
    },
  };
}

/** Endpoints that only look compatible leave out what the library's types promise. */
function readVectors(answer: unknown, count: number): readonly Float32Array[] | undefined {
  const data: unknown =
    typeof answer === "object" && answer !== null && "data" in answer ? answer.data : undefined;
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors = new Map<number, Float32Array>();
  for (const [place, item] of data.entries()) {
    if (typeof item !== "object" || item === null || !("embedding" in item)) return undefined;
    const { embedding } = item;
    const isNumbers =
      Array.isArray(embedding) &&
      embedding.length > 0 &&
      embedding.every((one) => typeof one === "number" && Number.isFinite(one));
    if (!isNumbers) return undefined;
    const index = "index" in item && typeof item.index === "number" ? item.index : place;
    vectors.set(index, Float32Array.from(embedding));
  }
  const ordered = Array.from({ length: count }, (_, index) => vectors.get(index));
  const length = ordered[0]?.length;
  return ordered.every((vector) => vector !== undefined && vector.length === length)
    ? ordered.filter((vector) => vector !== undefined)
    : undefined;
}

function unavailable(why: string, cause?: unknown): UserError {
  return new UserError(
    "EMBEDDINGS_UNAVAILABLE",
    `The model of \`triage.embeddings\` cannot be asked: ${why}.`,
    "Mend `triage.embeddings` in tracegate.yaml, or leave it out: words are then compared.",
    { cause },
  );
}
