import { blameSession } from "../../core/blame/blame-session.ts";
import { describeFailure } from "../../core/cluster/describe-failure.ts";
import { standardScorer } from "../../core/evaluator/standard-scorer.ts";
import { nameOfBlame } from "../../core/report/decision/blame-names.ts";
import type { FirstBad } from "../../core/report/terminal/step-lines.ts";
import type { Session } from "../../core/trace/session.ts";
import { compileToolSchema } from "../project/tool-schema.ts";

/** The step that seems to have broken a session, by itself alone; `undefined` where the session did not fail or none is blamed. */
export function blamedStep(session: Session): FirstBad | undefined {
  const verdicts = standardScorer().checks(session);
  if (describeFailure(session, verdicts) === undefined) return undefined;
  const blame = blameSession(session, { verdicts, compileSchema: compileToolSchema });
  if (blame === undefined) return undefined;
  return { at: blame.at, note: `${nameOfBlame(blame.kind)} (${blame.tier})` };
}
