import { statSync } from "node:fs";
import { join } from "node:path";
import { actionStart } from "./action-start.ts";
import { deciding } from "./deciding.ts";
import { judges } from "./judges.ts";
import type { Program } from "./measure.ts";
import { otlpImports } from "./otlp/import-otlp.ts";
import { type ProjectShape, writeProject } from "./project.ts";
import { redaction, wholeImports } from "./redaction.ts";
import { rendering } from "./rendering.ts";
import { recordedStreams } from "./streams.ts";
import { triages } from "./triage.ts";

/** One line of the table: our whole process beside a bare one that does the same work and nothing more. */
export type Workload = {
  readonly name: string;
  readonly title: string;
  /** The figure to reach, in words. */
  readonly aim: string;
  readonly prepare: (cli: string) => Prepared | Promise<Prepared>;
};

export type Prepared = {
  readonly folder: string;
  readonly ours: Program;
  readonly bare: Program;
  /** What else is worth knowing, once both have run. */
  readonly note?: () => string;
  /** Ends what was started for it. */
  readonly stop?: () => void;
};

const instant = { agent: "instant", concurrency: 8 } as const;

export const workloads: readonly Workload[] = [
  loop("loop-1000", { ...instant, cases: 10, runs: 100 }, "≤ 0.20 s"),
  loop(
    "loop-25000",
    { ...instant, cases: 25, runs: 1_000 },
    "half of the next line, the same memory",
  ),
  loop("loop-50000", { ...instant, cases: 50, runs: 1_000 }, "≤ 1.0 s, 150 MB, ≤ 750 bytes a run"),
  {
    name: "load",
    title: "loading and validating 1,000 case files",
    aim: "≤ 0.5 s",
    prepare: (cli) => {
      const root = writeProject({ ...instant, cases: 1_000, runs: 20 });
      return {
        folder: root,
        ours: { args: [cli, "validate", "--root", root], cwd: root },
        bare: { args: [bare("read-cases"), join(root, "datasets/bench/cases")], cwd: root },
      };
    },
  },
  {
    name: "slow-agent",
    title: "200 cases × 5 runs over a 50 ms agent, concurrency 16",
    aim: "≤ 3.6 s",
    prepare: (cli) =>
      besideRun(cli, { agent: "after-50-ms", concurrency: 16, cases: 200, runs: 5 }, [
        bare("pool"),
        "1000",
        "16",
      ]),
  },
  {
    name: "http-agent",
    title: "200 cases × 5 runs over an HTTP agent of 50 ms, started, concurrency 16",
    aim: "≤ 3.6 s",
    prepare: (cli) =>
      besideRun(cli, { agent: "http-after-50-ms", concurrency: 16, cases: 200, runs: 5 }, [
        bare("http"),
        "1000",
        "16",
      ]),
  },
  {
    name: "command-captured",
    title: "as the next line, and all that its calls pass through is recorded",
    aim: "0.3 s more: two turns wait for spans",
    prepare: (cli) => manySessions(cli, true),
  },
  {
    name: "command-many",
    title: "200 sessions through one command for all",
    aim: "≤ 0.20 s",
    prepare: (cli) => manySessions(cli, false),
  },
  {
    name: "command-one",
    title: "200 sessions, a command each, two at a time",
    aim: "≤ 3.2 s",
    prepare: (cli) => aCommandEach(cli, "command"),
  },
  {
    name: "command-one-shell",
    title: "as the line before, and the command is a shell script",
    aim: "≤ 3.2 s",
    prepare: (cli) => aCommandEach(cli, "shell"),
  },
  ...judges,
  recordedStreams,
  ...otlpImports,
  ...wholeImports,
  redaction,
  rendering,
  deciding,
  {
    name: "cold",
    title: "one run of one case",
    aim: "≤ 0.15 s",
    prepare: (cli) => {
      const root = writeProject({ ...instant, cases: 1, runs: 30 });
      const out = join(root, "out");
      const args = [
        cli,
        "run",
        "--root",
        root,
        "--out",
        out,
        "--runs",
        "1",
        "--case",
        "late-fee-0000",
      ];
      return {
        folder: root,
        ours: { args, cwd: root },
        bare: { args: [bare("loop"), "1", "1", join(root, "bare.jsonl")], cwd: root },
      };
    },
  },
  {
    name: "help",
    title: "`--help`",
    aim: "≤ 50 ms",
    prepare: (cli) => {
      const root = writeProject({ ...instant, cases: 1, runs: 30 });
      return {
        folder: root,
        ours: { args: [cli, "--help"], cwd: root },
        bare: { args: [bare("nothing")], cwd: root },
      };
    },
  },
  {
    name: "action-start",
    title: "the GitHub action, up to a push that it does not gate",
    aim: "≤ 0.12 s",
    prepare: (cli) => {
      const { folder, ours } = actionStart(cli);
      return { folder, ours, bare: { args: [bare("nothing")], cwd: folder } };
    },
  },
  ...triages,
];

function loop(name: string, shape: ProjectShape, aim: string): Workload {
  const { cases, runs } = shape;
  return {
    name,
    title: `${cases} cases × ${runs.toLocaleString("en")} runs, an agent that answers at once, three checks, journal`,
    aim,
    prepare: (cli) => {
      const journal = "bare.jsonl";
      const prepared = besideRun(cli, shape, [bare("loop"), `${cases}`, `${runs}`, journal]);
      const path = join(prepared.folder, "out", "journal.jsonl");
      const bytes = (): number => Math.round(statSync(path).size / (cases * runs));
      return { ...prepared, note: () => `${bytes()} bytes a run` };
    },
  };
}

function manySessions(cli: string, isCaptured: boolean): Prepared {
  const many = { agent: "command", sessions: "many", concurrency: 1 } as const;
  const shape = { ...many, cases: 10, runs: 20, isCaptured };
  return besideRun(cli, shape, [bare("command"), "200", "many"]);
}

function aCommandEach(cli: string, agent: "command" | "shell"): Prepared {
  const shape: ProjectShape = { agent, sessions: "one", concurrency: 2, cases: 10, runs: 20 };
  return besideRun(cli, shape, [bare("command"), "200", "one", agent]);
}

function besideRun(cli: string, shape: ProjectShape, bareArgs: readonly string[]): Prepared {
  const root = writeProject(shape);
  return {
    folder: root,
    ours: {
      // All of the plan, as the bare program makes it.
      args: [cli, "run", "--root", root, "--out", join(root, "out"), "--quiet", "--stop", "off"],
      cwd: root,
    },
    bare: { args: bareArgs, cwd: root },
  };
}

function bare(name: string): string {
  return join(import.meta.dirname, "bare", `${name}.mjs`);
}
