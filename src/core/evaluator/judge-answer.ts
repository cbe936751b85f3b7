import { z } from "zod";
import { describeStep } from "../trace/describe-step.ts";
import type { Session } from "../trace/session.ts";
import { stepId } from "../trace/session.ts";
import type { PlacedStep } from "../trace/steps.ts";
import { stepsOf } from "../trace/steps.ts";
import { isOfAnotherSession, ofAnotherSession } from "./answered-session.ts";
import { cut } from "./checks/replies.ts";
import { judgeVerdicts } from "./judge-request.ts";
import type { Evidence, VerdictAnswer } from "./verdict.ts";

const answer = z.object({
  session: z.string().nullish(),
  verdict: z.enum(judgeVerdicts),
  explanation: z.string().trim().min(1),
  evidence: z.array(z.string().max(40)).max(100),
});

/** Longest explanation of a judge that is kept, in characters. */
export const maxExplanation = 600;
/** Most steps of a verdict that are kept; the first is where it began to go wrong. */
export const maxEvidence = 6;

/**
 * The verdict in what a judge model answered.
 *
 * Anything but the JSON that was asked for is `unscored` with the reason: prose, another label, the
 * id of another question, evidence that names no step of this session. A judge's mistake is never the agent's.
 *
 * @param nonce of the question; left out of an answer that was kept, which carries no id.
 */
export function readJudgeAnswer(json: unknown, session: Session, nonce?: string): VerdictAnswer {
  const parsed = answer.safeParse(json);
  if (!parsed.success)
    return describeUnread(json, parsed.error, { key: "verdict", labels: judgeVerdicts });
  const { verdict, explanation, evidence } = parsed.data;
  if (nonce !== undefined && isOfAnotherSession(parsed.data.session, nonce))
    return unscored(ofAnotherSession);
  const said = cut(explanation, maxExplanation);
  if (verdict === "cannot-tell") return unscored(`The judge cannot tell: ${said}`);
  const steps = new Map<string, PlacedStep>();
  for (const placed of stepsOf(session)) steps.set(stepId(placed.ref), placed);
  const found: Evidence[] = [];
  for (const id of new Set(evidence.map(idIn))) {
    const placed = steps.get(id);
    if (placed === undefined) {
      return unscored(`The judge names step “${cut(id, 40)}”, which the session does not have.`);
    }
    found.push({ at: placed.ref, what: describeStep(placed.step) });
  }
  return {
    result: verdict,
    explanation: said,
    ...(found.length > 0 && { evidence: found.slice(0, maxEvidence) }),
  };
}

/** Sessions are shown with `step 2.3` before each step, and models copy what they see. */
function idIn(evidence: string): string {
  const id = evidence.trim();
  return /^(?:step\s+)?(\d+\.\d+)$/i.exec(id)?.[1] ?? id;
}

function describeText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "The judge answered nothing.";
  const what = trimmed.startsWith("<") ? "a page of markup" : "prose";
  return `The judge answered ${what} instead of JSON: “${cut(trimmed, 120)}”`;
}

/** Why an answer is none: prose, a label that was not asked for, another shape. */
export function describeUnread(
  json: unknown,
  error: z.ZodError,
  asked: { readonly key: string; readonly labels: readonly string[] },
): VerdictAnswer {
  return unscored(
    typeof json === "string" ? describeText(json) : describeIssue(json, error, asked),
  );
}

function describeIssue(
  json: unknown,
  error: z.ZodError,
  { key, labels }: { readonly key: string; readonly labels: readonly string[] },
): string {
  const verdict: unknown =
    typeof json === "object" && json !== null ? Reflect.get(json, key) : undefined;
  if (typeof verdict === "string" && !labels.includes(verdict)) {
    return `The judge answered “${cut(verdict, 60)}”, which is not one of ${labels.join(", ")}.`;
  }
  const where = error.issues[0]?.path.join(".") ?? "";
  return `The judge's answer has not the shape that was asked for${where === "" ? "" : ` (\`${where}\`)`}.`;
}

function unscored(reason: string): VerdictAnswer {
  return { result: "unscored", reason };
}
