import { AnswerTooLarge } from "./capped-fetch.ts";
import { Headers } from "./light-fetch.ts";

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
  const elsewhere = redirectOf(error);
  if (elsewhere !== undefined) {
    return `${at.baseUrl} redirects${elsewhere}, where no key is carried: set ${section}.baseUrl to the address itself`;
  }
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

/** Where a redirect leads, as words to follow "redirects"; undefined where the answer is none. */
function redirectOf(error: unknown): string | undefined {
  const status = statusOf(error);
  if (status === undefined || status < 300 || status > 399) return undefined;
  const headers: unknown = error instanceof Error && "headers" in error ? error.headers : undefined;
  const location = headers instanceof Headers ? headers.get("location") : null;
  return location === null ? "" : ` to ${wordsOf(location, undefined)}`;
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
