import type { StepError } from "../session.ts";
import type { ModelApi } from "./model-api.ts";

/** One model call as it went over the wire. No header stands in it, since keys travel there. */
export type WireCall = {
  readonly api: ModelApi;
  /** Whose address it went to, where that is a known provider's. */
  readonly provider?: string;
  /** The request's body; absent where it was too long to keep. */
  readonly request?: string;
  /** Absent where none came. */
  readonly response?: ModelResponse;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Why the exchange is not whole: the provider was not reached, or either side hung up. */
  readonly failure?: StepError;
};

export type ModelResponse = {
  readonly status: number;
  readonly body: ResponseBody;
};

/** `events` are the data of server-sent events, in order, as far as they came. */
export type ResponseBody =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "events"; readonly events: readonly string[] }
  | { readonly kind: "not-captured"; readonly reason: string };
