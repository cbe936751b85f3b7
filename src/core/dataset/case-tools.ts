import type { CaseSource, CaseTools, RecordedSession } from "./dataset.ts";
import type { ToolRules } from "./tools-field.ts";

export const noToolRules: ToolRules = { readOnly: [], live: [], match: {} };

/** The name of the file in `sessions/` that a case's tools are recorded in; `undefined` where they are live. */
export function recordedSessionOf({ id, tools }: CaseSource): string | undefined {
  if (tools === undefined) return undefined;
  return (tools === "recorded" ? undefined : tools.session) ?? `${id}.json`;
}

/** What a case's own file says of its tools. */
export function ownToolRules({ tools }: CaseSource): ToolRules {
  if (tools === undefined || tools === "recorded") return noToolRules;
  const { readOnly = [], live = [], match = {} } = tools;
  return { readOnly, live, match };
}

/**
 * The tools of a case: its own rules with those of the project; `undefined` where all run live and none fails.
 *
 * What a case says of an argument stands over what the project says of it.
 */
export function caseTools(
  source: CaseSource,
  project: ToolRules,
  recorded: RecordedSession | undefined,
): CaseTools | undefined {
  const { faults = [] } = source;
  if (recorded === undefined && faults.length === 0) return undefined;
  const own = ownToolRules(source);
  return {
    readOnly: [...new Set([...project.readOnly, ...own.readOnly])],
    live: [...new Set([...project.live, ...own.live])],
    match: laidOver(project.match, own.match),
    faults,
    ...(recorded !== undefined && { recorded }),
  };
}

function laidOver(project: ToolRules["match"], own: ToolRules["match"]): ToolRules["match"] {
  const names = new Set([...Object.keys(project), ...Object.keys(own)]);
  return Object.fromEntries(
    [...names].map((name) => [name, { ...entryOf(project, name), ...entryOf(own, name) }]),
  );
}

function entryOf(match: ToolRules["match"], tool: string): ToolRules["match"][string] {
  return Object.hasOwn(match, tool) ? (match[tool] ?? {}) : {};
}
