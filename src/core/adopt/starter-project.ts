import { conversationOf, writeCase } from "../dataset/draft-case.ts";
import { slugOf } from "../text/slug-of.ts";
import type { AdoptedAgent, AdoptedFile, Adoption, StarterEvaluator } from "./adoption.ts";
import { starterEvaluators } from "./adoption.ts";
import { plainYaml } from "./plain-yaml.ts";

/** Where the schemas lie, seen from the project's folder: a repository in Python has no node_modules. */
export const schemaFolder = ".tracegate/schema";

const dimensions: Readonly<Record<StarterEvaluator, string>> = {
  "says-something": "completeness",
  "repeats-no-call": "tool-use",
};

const questions: Readonly<Record<StarterEvaluator, string>> = {
  "says-something": "Does the agent answer every message?",
  "repeats-no-call": "Does it ask each tool what it needs, once?",
};

const checks: Readonly<Record<StarterEvaluator, readonly string[]>> = {
  "says-something": [
    "description: Every reply holds a letter or a digit.",
    "kind: check",
    "check: answer-matches",
    "pattern: '[\\p{L}\\p{N}]'",
    "turn: every",
  ],
  "repeats-no-call": [
    "description: The same question is not put to the same tool three times in one session.",
    "kind: check",
    "check: no-repeated-call",
    "max: 2",
  ],
};

/** The project's own files: configuration, a dataset of one or two cases, and checks that need no model. */
export function starterProject(adoption: Adoption): readonly AdoptedFile[] {
  const { dataset, session } = adoption;
  const folder = `datasets/${dataset}`;
  const files: readonly (readonly [string, string])[] = [
    ["tracegate.yaml", configText(adoption)],
    [`${folder}/dataset.yaml`, datasetText(adoption)],
    [`${folder}/cases/first-contact.yaml`, starterCase],
    ...(session === undefined ? [] : sessionFiles(folder, session)),
    ...starterEvaluatorFiles(),
  ];
  return files.map(([path, text]) => ({ path: inProject(adoption, path), text, kind: "file" }));
}

/** A path of the project, seen from the repository's root. */
export function inProject({ folder }: Pick<Adoption, "folder">, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}

/** The dimensions of a new project's dataset. */
export const starterDimensions: readonly string[] = starterEvaluators.map(
  (name) => dimensions[name],
);

/** What a starter case is held to. */
const starterExpectations = starterEvaluators.map((name) => ({
  dimension: dimensions[name],
  evaluator: `${name}@1`,
}));

/** The text of the case that every new project starts with. */
export const starterCase = writeCase(
  {
    id: "first-contact",
    title: "A greeting, and what the agent is for",
    status: "guarding",
    conversation: ["Hello! What can you help me with?"],
    expectations: starterExpectations,
  },
  schemaFrom(3, "case"),
);

function schemaFrom(depth: number, name: string): string {
  return `${"../".repeat(depth)}${schemaFolder}/${name}.schema.json`;
}

function header(depth: number, name: string): string {
  return `# yaml-language-server: $schema=${schemaFrom(depth, name)}\n`;
}

/** Path, seen from the project's folder, and text of each check that a new project starts with. */
export function starterEvaluatorFiles(): readonly (readonly [string, string])[] {
  return starterEvaluators.map((name) => [`evaluators/${name}/v1.yaml`, evaluatorText(name)]);
}

function evaluatorText(name: StarterEvaluator): string {
  const lines = [`name: ${name}`, "version: 1", `dimension: ${dimensions[name]}`, ...checks[name]];
  return `${header(2, "evaluator")}${lines.join("\n")}\n`;
}

function datasetText({ dataset, experts }: Adoption): string {
  const asked = starterEvaluators.map((name) => `  ${dimensions[name]}: ${questions[name]}`);
  return `${header(2, "dataset")}name: ${dataset}
description: What users ask this agent, one case a file.
# Who may sign cases off: GitHub logins, or teams as organisation/team.
experts: [${experts.map(plainYaml).join(", ")}]
dimensions:
${asked.join("\n")}
`;
}

/**
 * A session that passes shows what right looks like: its case guards, and it becomes the reference. One that fails is
 * the recorded failure of an open case, which is shown until somebody mends the agent.
 */
function sessionFiles(
  folder: string,
  { name, session, isPassing }: NonNullable<Adoption["session"]>,
): readonly (readonly [string, string])[] {
  const id = slugOf(name, "recorded-session");
  const text = writeCase(
    {
      id,
      title: "A recorded session",
      status: isPassing ? "guarding" : "open",
      conversation: conversationOf(session),
      expectations: starterExpectations,
    },
    schemaFrom(3, "case"),
  );
  return [
    [`${folder}/cases/${id}.yaml`, text],
    [
      `${folder}/${isPassing ? "references" : "sessions"}/${id}.json`,
      `${JSON.stringify({ ...session, id }, null, 2)}\n`,
    ],
  ];
}

const baselineText = `
# Pull requests are compared with the results of pushes, which a workflow of its own keeps on this branch.
baseline: { stores: [branch], branch: tracegate-baselines }
`;

function configText(adoption: Adoption): string {
  const { agent, dataset, keys, enforceFrom, keepsBaseline } = adoption;
  const floors = starterEvaluators.map((name) => `    ${dimensions[name]}: { floor: 0.90 }`);
  return `${header(0, "config")}version: 1

agent:
${agentLines(agent)
  .map((line) => `  ${line}\n`)
  .join(
    "",
  )}  # Which files make it another agent; all of the repository where left out. Name prompts and code here:
  # version: [prompts/**, src/agent/**]
  # Nothing else of the environment reaches the agent.
  env: [${keys.join(", ")}]

dataset: datasets/${dataset}
evaluators: evaluators

runs: { perCase: 20, concurrency: 4 }

# A judge is a model that answers what no check can. It advises until it is calibrated on human labels.
# judge: { model: gpt-5-mini, apiKeyEnv: OPENAI_API_KEY }

gate:
  dimensions:
${floors.join("\n")}
${keepsBaseline ? baselineText : ""}
# Until this day the gate shows its decision and blocks nobody.
enforce: { until: ${enforceFrom} }
`;
}

function agentLines(agent: AdoptedAgent): readonly string[] {
  switch (agent.runner) {
    case "module":
      return ["runner: module", `module: ${plainYaml(agent.module)}`];
    case "process":
      return ["runner: process", `command: ${JSON.stringify(agent.command)}`];
    case "http":
      return [
        "runner: http",
        `url: ${JSON.stringify(agent.url)}`,
        ...(agent.start === undefined
          ? []
          : [`start: { command: ${JSON.stringify(agent.start)} }`]),
      ];
    case "openai":
      return [
        "runner: openai",
        `model: ${plainYaml(agent.model)}`,
        `baseUrl: ${JSON.stringify(agent.baseUrl)}`,
      ];
  }
}
