import type { Config } from "../../core/config/config-file.ts";
import { readConfig } from "../../core/config/read-config.ts";
import { UserError } from "../../core/errors.ts";
import type { FoundBaseline } from "../../core/gate/comparison.ts";
import type { Enforcement } from "../../core/gate/enforcement.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { Earlier } from "../../core/report/html/dimension-view.ts";
import type { ReportedSide } from "../../core/report/html/experiment-head.ts";
import type { ReadCalibration } from "../../ports/calibration-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { trustJudges } from "../calibrate/trust-judges.ts";
import { decideUnder } from "../gate/decide-under.ts";
import { readExperiment } from "../results/read-experiment.ts";
import { type ReadChosenRuns, reportedSide } from "./write-reports.ts";

export type RenderRequest = {
  readonly folder: RunFolder;
  /** Results to lay beside, and to be compared with. */
  readonly baseline?: RunFolder;
  /** Earlier results, in any order. */
  readonly history: readonly RunFolder[];
  /** Path of the configuration, seen from the project. */
  readonly configPath: string;
};

export type RenderPorts = {
  readonly files: ProjectFiles;
  readonly clock: Clock;
  readonly readCalibration: ReadCalibration;
  readonly readRuns: ReadChosenRuns;
};

/** All that a page is made of. */
export type ReadyReport = ReportedSide & {
  readonly enforcement: Enforcement;
  readonly baseline?: ReportedSide & { readonly label: string };
  readonly history: readonly Earlier[];
};

const noExperiment =
  "Name the folder of a whole run, or look at one session with `tracegate view --run <case.n>`.";

/**
 * Reads the results of a run, and those that it is shown beside, and decides on each under the policy as it is now. What
 * was tested may have changed since: these are results, not a gate.
 *
 * @throws UserError where a folder holds no experiment, or one that cannot be true, or the configuration cannot be used.
 */
export async function readReport(request: RenderRequest, ports: RenderPorts): Promise<ReadyReport> {
  const { folder, baseline, history } = request;
  const config = await configOf(request, ports);
  const decide = async (
    experiment: Experiment,
    before?: FoundBaseline,
  ): Promise<ReturnType<typeof decideUnder>> =>
    decideUnder(experiment, {
      config,
      nowMs: ports.clock.nowMs(),
      ...(before && { baseline: before }),
      trust: await trustJudges(experiment, {
        folder: config.evaluators,
        rule: config.gate.trust,
        read: ports.readCalibration,
      }),
    });

  const experiment = readExperiment(folder, noExperiment);
  const before = baseline && readExperiment(baseline, noExperiment);
  const { decision, enforcement } = await decide(experiment, before && foundIn(before));
  const side = await reportedSide(folder, { experiment, decision }, ports.readRuns);
  const earlier = await Promise.all(
    history
      .map((one) => readExperiment(one, noExperiment))
      .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
      .map(async (one) => ({ label: labelOf(one), decision: (await decide(one)).decision })),
  );
  if (baseline === undefined || before === undefined)
    return { ...side, enforcement, history: earlier };
  const decided = { experiment: before, decision: (await decide(before)).decision };
  const beside = await reportedSide(baseline, decided, ports.readRuns);
  return {
    ...side,
    enforcement,
    baseline: { ...beside, label: labelOf(before) },
    history: earlier,
  };
}

function foundIn(experiment: Experiment): FoundBaseline {
  return {
    kind: "found",
    experiments: [experiment],
    origin: { side: "merge-base", source: "file" },
  };
}

/** `3f2c1ab, 2026-11-20`. */
function labelOf({ subject, startedAt }: Experiment): string {
  const day = startedAt.slice(0, 10);
  return subject.commit === undefined ? day : `${subject.commit.slice(0, 7)}, ${day}`;
}

async function configOf({ configPath }: RenderRequest, { files }: RenderPorts): Promise<Config> {
  const { config, problems } = readConfig(await files.readFile(configPath));
  if (config !== undefined && problems.length === 0) return config;
  throw new UserError(
    "CONFIG_INVALID",
    `${configPath} cannot be used, and it says which floors the results are held to.`,
    "Mend the places above, or name the project with `--root` and `--config`.",
    { problems },
  );
}
