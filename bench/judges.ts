import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Prepared, Workload } from "./workloads.ts";

/** The judge's endpoint answers after so long. */
const answerMs = 300;

/** What judges cost: the first time, and when all that they are asked was answered before. */
export const judges: readonly Workload[] = [
  {
    name: "judge-cold",
    title: `200 sessions × 1 judge that answers after ${answerMs} ms, concurrency 16`,
    aim: "≤ 1.05 ×",
    prepare: async (cli) => {
      const endpoint = await startEndpoint(answerMs);
      const root = writeProject({ cases: 200, runs: 1, port: endpoint.port, atOnce: 16 });
      return {
        ...besideBare(cli, root, ["judge-cold", `${endpoint.port}`, "200", "16"]),
        stop: endpoint.stop,
        note: () => `${endpoint.questions()} questions`,
      };
    },
  },
  {
    name: "judge-warm",
    title: "10,000 sessions, each with a verdict that is kept",
    aim: "≤ 0.5 s, no request",
    prepare: async (cli) => {
      const endpoint = await startEndpoint(0);
      const root = writeProject({ cases: 100, runs: 100, port: endpoint.port, atOnce: 64 });
      const { ours, ...prepared } = besideBare(cli, root, ["judge-warm", "100", "100"]);
      return {
        ...prepared,
        ours: { ...ours, args: ours.args.filter((arg) => arg !== "--no-cache") },
        stop: endpoint.stop,
        // The round that warms up asks all of them.
        note: () => `${endpoint.questions() - 10_000} questions`,
      };
    },
  },
];

function besideBare(cli: string, root: string, [bare, ...args]: readonly string[]): Prepared {
  const script = join(import.meta.dirname, "bare", `${bare}.mjs`);
  const run = [cli, "run", "--root", root, "--out", join(root, "out"), "--quiet"];
  return {
    folder: root,
    ours: {
      args: [...run, "--stop", "off", "--no-cache"],
      cwd: root,
      env: { OPENAI_API_KEY: "bench" },
    },
    bare: { args: [script, ...args], cwd: root },
  };
}

type Endpoint = {
  readonly port: number;
  /** How many were asked with a key, so by ours, and not by the bare program. */
  readonly questions: () => number;
  readonly stop: () => void;
};

/** Lives in this process, which waits while the programs run. */
async function startEndpoint(delayMs: number): Promise<Endpoint> {
  let questions = 0;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== undefined) questions += 1;
    request.resume().on("end", () => {
      setTimeout(() => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(completion);
      }, delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    questions: () => questions,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const verdict = { verdict: "pass", explanation: "It is kind.", evidence: [] };
const message = { role: "assistant", content: JSON.stringify(verdict) };
const completion = JSON.stringify({
  id: "chatcmpl-bench",
  object: "chat.completion",
  created: 0,
  model: "judge-bench",
  choices: [{ index: 0, finish_reason: "stop", message }],
});

type JudgedShape = {
  readonly cases: number;
  readonly runs: number;
  readonly port: number;
  readonly atOnce: number;
};

/** A check that decides and a judge that advises; each run has a reply of its own, so that no two ask the same. */
function writeProject({ cases, runs, port, atOnce }: JudgedShape): string {
  const root = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write(
    "agent.mjs",
    "export const agent = (message, { session }) => `$15 is the late fee (${session.id}).`;\n",
  );
  write(
    "tracegate.yaml",
    `version: 1
agent: { runner: module, module: agent.mjs, version: [agent.mjs] }
dataset: datasets/bench
evaluators: evaluators
runs: { perCase: ${runs}, concurrency: ${atOnce} }
judge: { model: judge-bench, baseUrl: "http://127.0.0.1:${port}/v1", concurrency: ${atOnce} }
gate:
  dimensions:
    tone: { floor: 0.9, judge: advisory }
`,
  );
  write(
    "datasets/bench/dataset.yaml",
    "name: bench\ndescription: Cases of one kind, to measure with.\ndimensions:\n  tone: Is it kind?\n",
  );
  write(
    "evaluators/states-the-fee/v1.yaml",
    "name: states-the-fee\nversion: 1\ndimension: tone\nkind: check\ncheck: answer-contains\nany: [fee]\n",
  );
  write(
    "evaluators/kind/v1.yaml",
    "name: kind\nversion: 1\ndimension: tone\nkind: judge\nquestion: Is the agent kind?\npass: It is.\nfail: It is not.\nsees: [conversation]\n",
  );
  for (let index = 0; index < cases; index++) {
    const id = `late-fee-${String(index).padStart(4, "0")}`;
    write(
      `datasets/bench/cases/${id}.yaml`,
      `id: ${id}
title: Late fee of order ${index}
conversation:
  - user: What is the late fee of order ${index}?
expectations:
  - { dimension: tone, evaluator: kind@1 }
  - { dimension: tone, evaluator: states-the-fee@1 }
`,
    );
  }
  return root;
}
