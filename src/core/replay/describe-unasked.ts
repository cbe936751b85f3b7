import type { CaseTools } from "../dataset/dataset.ts";
import { printable } from "../text/printable.ts";
import { describeCall } from "../trace/describe-step.ts";
import type { Session, Step, ToolStep } from "../trace/session.ts";
import { toolStepsOf } from "../trace/steps.ts";
import { uncapturedCalls } from "../trace/tool-calls.ts";

/** How a turn fails whose tools ran without having been asked about. */
export type UnaskedFailure = {
  readonly kind: "replay-gap" | "infra-error";
  readonly reason: string;
};

const seams =
  "let the agent call its tools through `ctx.callTool`, `$TRACEGATE_TOOLS_URL/call` or `$TRACEGATE_MCP_URL` (docs/replay.md)";

/**
 * The calls of a turn that nobody saw answered and whose answer the model went on from: their tools ran somewhere.
 *
 * A request that is the turn's last word was turned down, or handed to a person: nothing ran.
 */
export function unseenCalls(steps: readonly Step[]): readonly ToolStep[] {
  const lastModel = steps.findLastIndex(({ kind }) => kind === "model") + 1;
  return uncapturedCalls({ id: "", turns: [{ user: "", steps }] })
    .filter(({ ref }) => ref.step < lastModel)
    .map(({ step }) => step);
}

/**
 * What follows from tool calls that no seam was asked about; `undefined` where nothing does.
 *
 * Where tools are recorded such a call ran live, so that the run is not what the case describes. Where a tool is to
 * fail it was not made to, so that the run says nothing about it.
 */
export function describeUnasked(
  unasked: readonly ToolStep[],
  { recorded, faults, live }: CaseTools,
): UnaskedFailure | undefined {
  if (recorded !== undefined) {
    const ran = unasked.find(({ name }) => !live.includes(name));
    if (ran === undefined) return undefined;
    return {
      kind: "replay-gap",
      reason: `the live tool ran for ${quoted(ran)}, and the tools of this case are recorded: ${seams}, or list the tool under \`tools.live\``,
    };
  }
  const missed = unasked.find(({ name }) => faults.some(({ tool }) => tool === name));
  if (missed === undefined) return undefined;
  return {
    kind: "infra-error",
    reason: `no fault could strike ${quoted(missed)}, since nobody was asked before the tool ran: ${seams}`,
  };
}

/**
 * What follows from a session of which no step was seen, neither of a model nor of a tool; `undefined` where nothing does.
 *
 * Its tools may have run live, out of everybody's sight: to take them for recorded ones would be a guess.
 */
export function describeUnseen({ recorded, faults, live }: CaseTools): UnaskedFailure | undefined {
  const unseen = "not one model call or tool call of this session was seen, so that nobody knows";
  const mend = `${seams}, or let its model calls pass the recorder (docs/capture.md)`;
  const tool = recorded && firstReplayed(recorded.session, live);
  if (tool !== undefined)
    return {
      kind: "replay-gap",
      reason: `${unseen} whether \`${printable(tool, 160)}\` ran live, and the tools of this case are recorded: ${mend}`,
    };
  const [fault] = faults;
  if (fault === undefined) return undefined;
  return {
    kind: "infra-error",
    reason: `${unseen} whether \`${printable(fault.tool, 160)}\` ran without its fault: ${mend}`,
  };
}

function firstReplayed(session: Session, live: readonly string[]): string | undefined {
  return toolStepsOf(session).find(({ step }) => !live.includes(step.name))?.step.name;
}

function quoted(step: ToolStep): string {
  return `\`${printable(describeCall(step), 160)}\``;
}
