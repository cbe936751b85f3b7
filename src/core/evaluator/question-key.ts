import { hash } from "node:crypto";
import type { Session } from "../trace/session.ts";
import type { JudgeTask } from "./scorer.ts";

/** Stands in for the nonce, which is another one each time and decides nothing. */
const noNonce = "cafe0000f00dcafe0000f00dcafe0000";

/**
 * The key of one judge's question about one session: 64 hex digits; `undefined` where the session is too long to
 * be asked about.
 *
 * It covers all that can change the answer: the evaluator's digest with the revision of our own code, the judge's
 * model and settings, and every word that the model is sent, so rubric, truth and session, but none of its times.
 *
 * @param judgeDigest of the model, its address and its settings (`judgeSubject`).
 * @param vote from 0; each vote of several is a question of its own.
 */
export function questionKey(
  task: JudgeTask,
  session: Session,
  { judgeDigest, vote }: { readonly judgeDigest: string; readonly vote: number },
): string | undefined {
  const request = task.request(session, noNonce);
  if (request === undefined) return undefined;
  const { system, user, schema } = request;
  const parts = [judgeDigest, task.digest, `${vote}`, JSON.stringify(schema), system];
  // The length of each part says where the next begins.
  const head = parts.map((part) => `${part.length}:${part}`).join("");
  return hash("sha256", `${head}${user}`, "hex");
}
