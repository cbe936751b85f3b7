import { AnswerTooLarge } from "./capped-fetch.ts";

/** Longest piece of an endpoint's own words that is repeated. */
const maxWords = 200;

/** Why a model could not be asked, in one line that says what to mend; never holds the key. */
export function describeModelError(
  error: unknown,
  at: {
    readonly model: string;
    readonly baseUrl: string;
    readonly apiKey?: string;
    readonly apiKeyEnv: string;
    readonly section?: string;
  },
): string {
  const { section = "judge" } = at;
  const chain = causesOf(error);
  const tooLarge = chain.find((cause) => cause instanceof AnswerTooLarge);
  if (tooLarge !== undefined) return tooLarge.message;
  switch (statusOf(error)) {
    case undefined:
      return `no connection to ${at.baseUrl}: ${wordsOf(chain.at(-1), at.apiKey)}`;
    case 401:
    case 403:
      return `${at.baseUrl} refused the key in ${at.apiKeyEnv} (${statusOf(error)})`;
    case 404:
      return `${at.baseUrl} knows no model ${at.model} (404): check ${section}.model and ${section}.baseUrl`;
    case 410:
      return `${at.baseUrl} is gone (410): set ${section}.baseUrl to another OpenAI-compatible endpoint`;
    case 429:
      return `${at.baseUrl} still asked to slow down after all retries (429)`;
    default:
      return `${at.baseUrl} answered ${statusOf(error)}: ${wordsOf(error, at.apiKey)}`;
  }
}

function statusOf(error: unknown): number | undefined {
  const isAnswer = error instanceof Error && "status" in error && typeof error.status === "number";
  return isAnswer ? Number(error.status) : undefined;
}

function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [error];
  for (let next = error; next instanceof Error && chain.length < 8; ) {
    next = next.cause;
    if (next !== undefined) chain.push(next);
  }
  return chain;
}

function wordsOf(error: unknown, apiKey: string | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  const safe =
    apiKey === undefined || apiKey === "" ? message : message.replaceAll(apiKey, "[key]");
  return safe.replaceAll(/\s+/g, " ").trim().slice(0, maxWords);
}
