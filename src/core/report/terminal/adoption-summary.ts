import type { Adoption } from "../../adopt/adoption.ts";
import type { AdoptionOutcome } from "../../adopt/plan-adoption.ts";
import { labelScript } from "../../adopt/repository-files.ts";
import { inProject, schemaFolder } from "../../adopt/starter-project.ts";
import { requiredChecks } from "../../adopt/workflow-files.ts";
import type { Painter } from "./terminal-summary.ts";

export type AdoptionSummary = {
  readonly adoption: Adoption;
  readonly paths: readonly { readonly path: string; readonly outcome: AdoptionOutcome }[];
  readonly isDryRun: boolean;
  /** Whether the module of the agent is still to be written. */
  readonly isAgentMissing: boolean;
};

const words: Readonly<Record<AdoptionOutcome, string>> = {
  created: "created",
  unchanged: "as it was",
  kept: "kept (yours, not ours)",
  updated: "updated",
  extended: "one line added",
};

/** What `tracegate init` wrote, and what is to be done next. */
export function renderAdoption(
  { adoption, paths, isDryRun, isAgentMissing }: AdoptionSummary,
  paint: Painter,
): string {
  const schemas = inProject(adoption, schemaFolder);
  const shown = paths.filter(({ path }) => !path.startsWith(`${schemas}/`));
  const schemaWord = words[outcomeOfAll(paths.filter((one) => !shown.includes(one)))];
  const rows = [
    ...shown.map(({ path, outcome }) => [path, words[outcome]] as const),
    [`${schemas}/`, schemaWord] as const,
  ];
  const width = Math.max(...rows.map(([path]) => path.length));
  const isNew = paths.some(({ outcome }) => outcome !== "unchanged" && outcome !== "kept");
  return [
    ...(isDryRun ? ["Nothing was written; this is what would be."] : []),
    ...rows.map(([path, word]) => `  ${path.padEnd(width)}  ${word}`),
    "",
    ...(isNew ? nextSteps(adoption, paths, paint) : ["Everything is there already."]),
    ...(isAgentMissing ? agentToWrite(adoption) : []),
    "",
  ].join("\n");
}

function outcomeOfAll(paths: AdoptionSummary["paths"]): AdoptionOutcome {
  const all = new Set(paths.map(({ outcome }) => outcome));
  return (["updated", "created"] as const).find((outcome) => all.has(outcome)) ?? "unchanged";
}

/** What a module has to export, for who has none yet. */
function agentToWrite({ agent }: Adoption): readonly string[] {
  return agent.runner === "module"
    ? [
        `  ${agent.module} is not there yet. The least that it exports:`,
        "    export const agent = async (message, ctx) => `You said: ${message}`;",
      ]
    : [];
}

function nextSteps(
  adoption: Adoption,
  paths: AdoptionSummary["paths"],
  paint: Painter,
): readonly string[] {
  const { keys, workflow, enforceFrom, keepsBaseline } = adoption;
  const isKept = (wanted: RegExp): boolean =>
    keepsBaseline && paths.some(({ path, outcome }) => outcome === "kept" && wanted.test(path));
  const check = requiredChecks[workflow];
  const root = adoption.folder === "" ? "" : ` --root ${adoption.folder}`;
  return [
    paint.bold("Next"),
    `  tracegate doctor${root}    looks whether all is in place, with one real run`,
    `  tracegate run${root}       runs the first cases`,
    ...(keys.length === 0 || workflow === "none"
      ? []
      : [`  Give the repository's Actions secrets ${keys.join(", ")}.`]),
    `  sh ${labelScript}    makes the labels`,
    ...(isKept(/(?:^|\/)tracegate\.yaml$/)
      ? ["  Add `baseline: { stores: [branch] }` to your tracegate.yaml."]
      : []),
    ...(isKept(/\/tracegate(?:-run)?\.yml$/)
      ? ["  Take `push` out of your workflow that gates: the new one runs each push."]
      : []),
    ...(check === undefined
      ? []
      : [`  Require the check \`${check}\` on \`${adoption.branch}\`, once it has run.`]),
    `  Until ${enforceFrom} the gate shows its decision and blocks nobody.`,
  ];
}
