import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type ProjectShape = {
  readonly cases: number;
  readonly runs: number;
  readonly concurrency: number;
  /** A file of `agents/`. */
  readonly agent:
    | "instant"
    | "after-50-ms"
    | "command"
    | "shell"
    | "http-after-50-ms"
    | "mortal"
    | "mortal-http";
  /** For programs: how many sessions one process holds. */
  readonly sessions?: "one" | "many";
  readonly instances?: number;
  /** For `command`: whether its calls are captured; `false` where it sends no spans, so that nobody waits for them. */
  readonly isCaptured?: boolean;
};

/** Writes a project into a new folder below the system's temporary one: three checks a case, all of which pass. */
export function writeProject(shape: ProjectShape): string {
  const root = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
  const file = shape.agent === "shell" ? "shell.sh" : `${shape.agent}.mjs`;
  copyFileSync(join(import.meta.dirname, "agents", file), join(root, file));
  write(root, "tracegate.yaml", config(shape, file));
  write(root, "datasets/bench/dataset.yaml", dataset);
  for (const [name, text] of Object.entries(evaluators))
    write(root, `evaluators/${name}/v1.yaml`, text);
  for (let index = 0; index < shape.cases; index++) {
    const id = `late-fee-${String(index).padStart(4, "0")}`;
    write(root, `datasets/bench/cases/${id}.yaml`, caseFile(id, index));
  }
  return root;
}

function write(root: string, path: string, text: string): void {
  const target = join(root, path);
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(target, text);
}

function config(shape: ProjectShape, file: string): string {
  return `version: 1
agent: { ${runner(shape, file)}, version: [${file}] }
dataset: datasets/bench
evaluators: evaluators
runs: { perCase: ${shape.runs}, concurrency: ${shape.concurrency} }
gate:
  dimensions:
    faithfulness: { floor: 0.9 }
    abstention: { floor: 0.9 }
    tool-use: { floor: 0.9 }
`;
}

function runner(
  { agent, concurrency, sessions = "one", instances = 1, isCaptured = false }: ProjectShape,
  file: string,
): string {
  const program = agent === "shell" ? "sh" : JSON.stringify(process.execPath);
  const capture = `capture: { otlp: ${isCaptured}, model: ${isCaptured} }`;
  switch (agent) {
    case "instant":
    case "after-50-ms":
      return `runner: module, module: ${file}`;
    case "command":
    case "shell":
    case "mortal":
      return `runner: process, command: [${program}, ${file}, ${sessions}], sessions: ${sessions}, instances: ${instances}, ${capture}`;
    case "http-after-50-ms":
    case "mortal-http":
      return `runner: http, url: "http://127.0.0.1:\${PORT}/", start: { command: [${program}, ${file}] }, instances: ${instances}, sessionsAtOnce: ${concurrency / instances}, ${capture}`;
  }
}

const dataset = `name: bench
description: Cases of one kind, to measure with.
dimensions:
  faithfulness: Is the fee right?
  abstention: Does it promise no refund?
  tool-use: Does it ask no tool twice?
`;

const evaluators = {
  "states-the-fee": `name: states-the-fee
version: 1
dimension: faithfulness
kind: check
check: answer-contains
all: [5 USD]
`,
  "promises-no-refund": `name: promises-no-refund
version: 1
dimension: abstention
kind: check
check: answer-contains
none: [refund]
`,
  "asks-once": `name: asks-once
version: 1
dimension: tool-use
kind: check
check: no-repeated-call
`,
};

function caseFile(id: string, index: number): string {
  return `id: ${id}
title: Late fee of order ${index}
conversation:
  - user: What is the late fee of order ${index}?
expectations:
  - { dimension: faithfulness, evaluator: states-the-fee@1 }
  - { dimension: abstention, evaluator: promises-no-refund@1 }
  - { dimension: tool-use, evaluator: asks-once@1 }
`;
}
