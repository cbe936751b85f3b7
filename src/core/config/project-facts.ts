import type { CaseStatus } from "../dataset/case-file.ts";
import { caseStatuses, isRun } from "../dataset/case-file.ts";
import type { Case } from "../dataset/dataset.ts";
import type { FloorPolicy } from "./gate-policy.ts";
import type { Project } from "./project.ts";

/** What a valid project amounts to, before anything is run. */
export type ProjectFacts = {
  readonly dataset: { readonly name: string; readonly digest: string };
  /** Scripted conversations. */
  readonly cases: number;
  /** Cases with a simulated user. */
  readonly scenarios: number;
  /** Cases and scenarios of each status that occurs. */
  readonly statuses: Readonly<Partial<Record<CaseStatus, number>>>;
  readonly signOffs: {
    /** For the text as it is. */
    readonly current: number;
    /** For another text. */
    readonly void: number;
  };
  readonly evaluators: { readonly checks: number; readonly judges: number };
  /** Runs of the whole plan. */
  readonly runs: number;
  /** The dimensions of `dataset.yaml`, in its order. */
  readonly dimensions: readonly DimensionFacts[];
};

export type DimensionFacts = {
  readonly name: string;
  readonly floor?: number;
  /** What the guarding cases add to the decision. */
  readonly guarding: { readonly cases: number; readonly runs: number };
  /** What is run and only shown. */
  readonly shown: { readonly cases: number; readonly runs: number };
};

/** Counts what a project holds and what one run of it would be. */
export function projectFacts({ config, dataset, evaluators }: Project): ProjectFacts {
  const { cases } = dataset;
  const run = cases.filter(({ status }) => isRun(status));
  const signed = cases.filter(({ signOff }) => signOff !== undefined);
  const current = signed.filter(({ signOff, digest }) => signOff?.digest === digest).length;
  const checks = [...evaluators.values()].filter(({ kind }) => kind === "check").length;
  const scenarios = cases.filter(({ user }) => user.kind !== "conversation").length;
  const floors = new Map(Object.entries(config.gate.dimensions));
  return {
    dataset: { name: dataset.name, digest: dataset.digest },
    cases: cases.length - scenarios,
    scenarios,
    statuses: Object.fromEntries(
      caseStatuses
        .map((status) => [status, cases.filter((one) => one.status === status).length] as const)
        .filter(([, count]) => count > 0),
    ),
    signOffs: { current, void: signed.length - current },
    evaluators: { checks, judges: evaluators.size - checks },
    runs: sumRuns(run),
    dimensions: Object.keys(dataset.dimensions).map((name) =>
      dimensionFacts(name, run, floors.get(name)),
    ),
  };
}

function dimensionFacts(
  name: string,
  run: readonly Case[],
  policy: FloorPolicy | undefined,
): DimensionFacts {
  const measuring = run.filter(({ dimensions }) => dimensions.includes(name));
  const guarding = measuring.filter(({ status }) => status === "guarding");
  const shown = measuring.filter(({ status }) => status !== "guarding");
  return {
    name,
    ...(policy && { floor: policy.floor }),
    guarding: { cases: guarding.length, runs: sumRuns(guarding) },
    shown: { cases: shown.length, runs: sumRuns(shown) },
  };
}

function sumRuns(cases: readonly Case[]): number {
  return cases.reduce((sum, { runs }) => sum + runs, 0);
}
