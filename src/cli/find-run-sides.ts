import { rerunBase } from "../app/baseline/rerun-base.ts";
import { composeBaseFiles } from "../compose/compose-base.ts";
import { composeLocalSides } from "../compose/compose-baseline.ts";
import {
  composeReproduction,
  type ReproductionSurroundings,
} from "../compose/compose-reproduction.ts";
import { systemClock } from "../compose/compose-run.ts";
import type { Project } from "../core/config/project.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import type { RunOptions } from "./options.ts";
import type { quietOutput } from "./progress-output.ts";

/** What a run that is to be compared was told, and where it is told of. */
export type Comparing = {
  readonly options: RunOptions;
  readonly surroundings: ReproductionSurroundings;
  readonly signal: AbortSignal;
  readonly output: ReturnType<typeof quietOutput>;
};

/** What the run is compared with; the merge base is run first where the configuration says so and no store has it. */
export async function findRunSides(
  project: Project,
  { options, surroundings, signal, output }: Comparing,
): Promise<Sides> {
  const { root } = surroundings;
  const sides = await composeLocalSides(root, project, systemClock.nowMs());
  if (project.config.baseline?.rerun === "never" || sides.baseline?.kind !== "none") return sides;
  const base = await composeBaseFiles(root).base();
  if (base === undefined) return sides;
  output.note(`The agent of ${base.sha.slice(0, 7)} is run first, to compare with.`);
  return await rerunBase(
    {
      project,
      sides,
      base,
      signal,
      onProgress: (progress) => output.show(progress),
      ...(options.runs !== undefined && { runs: options.runs }),
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    },
    composeReproduction(surroundings, "base-runs"),
  );
}
