import type { Problem } from "../errors.ts";
import type { Session } from "../trace/session.ts";
import type { JudgeRequest } from "./judge-request.ts";
import type { Verdict, VerdictAnswer, VerdictOrigin } from "./verdict.ts";

/** All expectations of one case, compiled once for many sessions. */
export type Scorer = {
  /** The verdicts of all checks, in the order of the case's expectations. Never throws. */
  readonly checks: (session: Session) => readonly Verdict[];
  /** The questions for a model, in the order of the case's expectations. */
  readonly judges: readonly JudgeTask[];
};

/** One judge's question about any session of the case. */
export type JudgeTask = {
  readonly origin: VerdictOrigin;
  /** The evaluator's digest. */
  readonly digest: string;
  /** Its place among the expectations of the case, from 0. */
  readonly place: number;
  /**
   * What the model is sent. `nonce` sets the session apart from the instructions: at least 16
   * characters of `[0-9a-f]`, fresh for every call, unknown to whoever wrote the session.
   * `undefined` where the session is too long to be judged whole: no model is to be asked then.
   */
  readonly request: (session: Session, nonce: string) => JudgeRequest | undefined;
  /**
   * The verdict in what the model answered; `unscored` where the answer is not one. With the question's nonce an
   * answer that says it is about another session is none.
   */
  readonly read: (json: unknown, session: Session, nonce?: string) => VerdictAnswer;
  /** Why it cannot be asked at all; every session is then unscored with this reason. */
  readonly refusal?: string;
  /** Of a judge that compares: the same question with the two sessions swapped. */
  readonly swapped?: Pick<JudgeTask, "request" | "read">;
};

/** A scorer, or everything that keeps the case from being scored. */
export type ScorerResult =
  | { readonly kind: "compiled"; readonly scorer: Scorer }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };
