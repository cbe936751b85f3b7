import type { AdoptedFile, Adoption, WorkflowKind } from "./adoption.ts";
import { plainYaml } from "./plain-yaml.ts";
import templates from "./workflow-templates.json" with { type: "json" };

/** By kind: which template becomes which file. */
const ofKind: Readonly<Record<WorkflowKind, Readonly<Record<string, string>>>> = {
  plain: { "gate.yml": "tracegate.yml" },
  "two-jobs": { "run-and-gate-in-two-jobs.yml": "tracegate.yml" },
  sharded: { "sharded.yml": "tracegate.yml" },
  forks: { "forks-1-run.yml": "tracegate-run.yml", "forks-2-gate.yml": "tracegate-gate.yml" },
  none: {},
};

const driftWorkflow = { "nightly-drift.yml": "tracegate-drift.yml" } as const;
const baselineWorkflow = { "baseline.yml": "tracegate-baseline.yml" } as const;
const botWorkflow = { "bot.yml": "tracegate-bot.yml" } as const;

/** The workflows of a new project, made of those that the documents show. */
export function workflowFiles(adoption: Adoption): readonly AdoptedFile[] {
  const chosen: Readonly<Record<string, string>> = {
    ...ofKind[adoption.workflow],
    ...(adoption.watchesDrift && driftWorkflow),
    ...(adoption.hasBot && botWorkflow),
    ...(adoption.keepsBaseline && baselineWorkflow),
  };
  return Object.entries(templates).flatMap(([name, template]): AdoptedFile[] => {
    const file = chosen[name];
    if (file === undefined) return [];
    // A push is then the other workflow's, and would be run twice.
    const isGate = adoption.keepsBaseline && name in ofKind[adoption.workflow];
    const text = adapt(isGate ? template.replace(pushTrigger, "") : template, adoption);
    return [{ path: `.github/workflows/${file}`, text, kind: "file" }];
  });
}

/** The check or commit status that a branch has to require; absent without a workflow. */
export const requiredChecks: Readonly<Record<WorkflowKind, string | undefined>> = {
  plain: "run-and-gate",
  "two-jobs": "gate",
  sharded: "gate",
  forks: "tracegate",
  none: undefined,
};

const ourStep = /^( *)- uses: tracegate\/tracegate(\/bot)?@\S+(?: #.*)?$/gm;
const pushTrigger = /^ {2}push:\n {4}branches: \[main\]\n/m;
const placeholderNote = /^ *# The zeros are a placeholder.*\n/gm;
const keyBlock = /^( *)env:\n +OPENAI_API_KEY: .*$/gm;

/** One template with this project's action, branch, keys and folder in it. */
function adapt(template: string, { action, branch, keys, folder }: Adoption): string {
  return template
    .replaceAll(placeholderNote, "")
    .replaceAll("branches: [main]", () => `branches: [${plainYaml(branch)}]`)
    .replaceAll(keyBlock, (_, indent: string) => keyLines(keys, indent))
    .replaceAll(/\n{2,}(?= *\n|$)/g, "\n")
    .replaceAll(ourStep, (_, indent: string, part: string | undefined) =>
      [
        `${indent}- uses: ${action.replace("@", () => `${part ?? ""}@`)}`,
        ...rootLines(folder, indent),
      ].join("\n"),
    )
    .replaceAll(doubledWith, "$1");
}

/** A step has one `with:`, and the folder is its first line. */
const doubledWith = /^( +with:\n +root: .*\n) +with:\n/gm;

function keyLines(keys: readonly string[], indent: string): string {
  if (keys.length === 0) return "";
  const lines = keys.map((key) => `${indent}  ${key}: \${{ secrets.${key} }}`);
  return [`${indent}env:`, ...lines].join("\n");
}

function rootLines(folder: string, indent: string): readonly string[] {
  if (folder === "") return [];
  return [`${indent}  with:`, `${indent}    root: ${plainYaml(folder)}`];
}
