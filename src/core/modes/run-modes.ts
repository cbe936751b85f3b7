import { actionsOf, isInertTool, type ToolAction } from "../blame/tool-actions.ts";
import { describeCall } from "../trace/describe-step.ts";
import type { Session } from "../trace/session.ts";
import type { ModeFinding } from "./mode-finding.ts";

/** A run of one case, and whether it passed. */
export type JudgedRun = { readonly session: Session; readonly hasPassed: boolean };

/**
 * Non-determinism: runs of one case of which some pass and some fail, and where their tool calls first part.
 *
 * `undefined` where all pass or all fail.
 */
export function nonDeterminism(runs: readonly JudgedRun[]): ModeFinding | undefined {
  const passing = runs.filter(({ hasPassed }) => hasPassed);
  const failing = runs.filter(({ hasPassed }) => !hasPassed);
  if (passing.length === 0 || failing.length === 0) return undefined;
  const paths = new Set(
    runs.map(({ session }) =>
      actionsOf(session)
        .map(({ key }) => key)
        .join("\n"),
    ),
  );
  const counts = `${passing.length} of ${runs.length} runs pass`;
  const ways =
    paths.size === 1 ? "all with the same tool calls" : `in ${paths.size} ways through the tools`;
  const [parting] = failing
    .map(({ session }) => partingOf(session, passing))
    .toSorted((a, b) => a.call - b.call);
  if (paths.size === 1 || parting === undefined)
    return { mode: "non-determinism", what: `${counts}, ${ways}.`, evidence: [] };
  const { call, action } = parting;
  return {
    mode: "non-determinism",
    what: `${counts}, ${ways}; ${
      action === undefined
        ? `a failing run stops before tool call ${call}`
        : `they first part at tool call ${call}`
    }.`,
    evidence: action === undefined ? [] : [{ at: action.ref, what: describeCall(action.step) }],
  };
}

/** What a run did; what it only thought or calculated is left out. */
function pathOf(session: Session): readonly ToolAction[] {
  return actionsOf(session).filter(({ step }) => !isInertTool(step.name));
}

type Parting = { readonly call: number; readonly action: ToolAction | undefined };

/** The first tool call of a failing run that differs from the passing run that it goes along with furthest. */
function partingOf(session: Session, passing: readonly JudgedRun[]): Parting {
  const mine = pathOf(session);
  const along = passing.map((other) => {
    const theirs = pathOf(other.session);
    const at = mine.findIndex(({ key }, index) => key !== theirs[index]?.key);
    return at < 0 ? mine.length : at;
  });
  const at = Math.max(...along);
  return { call: at + 1, action: mine[at] };
}
