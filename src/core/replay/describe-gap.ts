import { printable } from "../text/printable.ts";
import type { JsonValue } from "../trace/json.ts";
import { stepId, type ToolRequest } from "../trace/session.ts";
import { suggest } from "../yaml/suggest.ts";
import type { ArgumentDifference, Comparison } from "./compare-arguments.ts";
import type { RecordedCall, RecordedTool, Recording } from "./recording.ts";

/** A recorded call beside the one that was asked. */
export type Candidate = {
  readonly call: RecordedCall;
  readonly comparison: Comparison;
  readonly isUsed: boolean;
};

/** What is known about a call that nothing recorded answers. */
type Gap = {
  readonly tool: RecordedTool | undefined;
  readonly candidates: readonly Candidate[];
  /** Whether the tool is declared to only read. */
  readonly reads: boolean;
  readonly recording: Recording;
};

const mostNamed = 6;
const mostDifferences = 4;

/** Why a call has no recorded answer, what was recorded nearby, and what to do: one line, safe to print. */
export function describeGap(asked: ToolRequest, gap: Gap): string {
  const { tool, candidates } = gap;
  const name = `\`${printable(asked.name, 80)}\``;
  if (tool === undefined) return neverRecorded(asked.name, gap.recording);
  const { calls, unanswered } = tool;
  if (calls.length === 0) {
    return `the answer to ${name} was not captured in any of its ${unanswered} recorded calls; record the session anew, or list the tool under \`tools.live\``;
  }
  const nearest = mostAlike(candidates);
  if (nearest === undefined) {
    return `the arguments of ${name} were not captured in the recorded session, so that no call can be told from another; declare the tool \`readOnly\` if it only reads, so that calls are answered by their number`;
  }
  const { call, comparison } = nearest;
  const place = `step ${stepId(call.at)}`;
  if (comparison.isMatch) {
    return `${name} was called with ${described(asked.arguments)} once more than it was recorded (${place}); ${remedy(gap)}`;
  }
  const { differences } = comparison;
  const listed = differences.slice(0, mostDifferences).map(describeDifference).join("; ");
  const more = differences.length - mostDifferences;
  return `no recorded call of ${name} has the arguments ${described(asked.arguments)}; the nearest is ${place}: ${listed}${more > 0 ? `; and ${more} more` : ""}. ${sentence(remedy(gap, differences))}`;
}

function neverRecorded(name: string, recording: Recording): string {
  const known = [...recording.keys()];
  const listed = known.slice(0, mostNamed).map((one) => `\`${printable(one, 80)}\``);
  const meant = suggest(name, known);
  return `\`${printable(name, 80)}\` was called and is not in the recorded session, which has ${listed.length === 0 ? "no tool call" : listed.join(", ")}${known.length > mostNamed ? ` and ${known.length - mostNamed} more` : ""}${meant === undefined ? "" : ` (was \`${printable(meant, 80)}\` renamed?)`}; record the session anew, or list the tool under \`tools.live\` if it may run live`;
}

/** Where one argument keeps the calls apart, a matcher for it; else what else there is. */
function remedy({ reads }: Gap, differences: readonly ArgumentDifference[] = []): string {
  const [only, ...others] = differences;
  const matcher =
    only !== undefined && others.length === 0 && only.path !== ""
      ? `if \`${printable(only.path, 80)}\` differs from run to run, say so under \`tools.match\` (\`ignore\`, \`{ within: … }\`)`
      : "";
  const isReading = reads ? "" : "if the tool only reads, declare it `readOnly`";
  const rest = "else record the session anew";
  return [matcher, isReading, rest].filter((part) => part !== "").join("; ");
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function describeDifference(difference: ArgumentDifference): string {
  const { path, recorded, asked, similarity, needed } = difference;
  const what = path === "" ? "the arguments" : `\`${printable(path, 80)}\``;
  const alike =
    similarity === undefined || needed === undefined
      ? ""
      : ` (similarity ${similarity.toFixed(2)}, ${needed} needed)`;
  return `${what} was ${described(recorded)}, is ${described(asked)}${alike}`;
}

function described(value: JsonValue | undefined): string {
  return value === undefined ? "not given" : printable(JSON.stringify(value), 120);
}

/** The first of the nearest, whether it matches or not; one that is free before one that was used. */
function mostAlike(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((a, b) => b.comparison.score - a.comparison.score)[0];
}
