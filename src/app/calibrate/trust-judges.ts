import { calibrationPath, olderVersions } from "../../core/calibrate/calibration-path.ts";
import {
  hasHeld,
  type JudgeTrust,
  judgeTrust,
  lackOf,
  type TrustRule,
} from "../../core/calibrate/judge-trust.ts";
import type { TrustByJudge } from "../../core/gate/weigh-judges.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { ReadCalibration } from "../../ports/calibration-source.ts";

/** Where calibrations are read, and what they must show. */
export type TrustSource = {
  /** The evaluators' folder, seen from the project. */
  readonly folder: string;
  readonly rule: TrustRule;
  readonly read: ReadCalibration;
};

/** What of an experiment says which judges it asked. */
export type JudgedCases = Pick<Experiment, "subject"> & {
  readonly cases: readonly Pick<Experiment["cases"][number], "dimensions">[];
};

/**
 * What is known of every judge that an experiment asked: its calibration, held against the evaluator and the model that
 * the experiment names.
 *
 * The names in an experiment may be a stranger's: what is no name of an evaluator was never measured.
 */
export async function trustJudges(
  { cases, subject }: JudgedCases,
  source: TrustSource,
): Promise<TrustByJudge> {
  const judges = new Set(
    cases.flatMap((one) =>
      Object.values(one.dimensions).flatMap(({ judges: of }) => Object.keys(of)),
    ),
  );
  const digests = new Map(subject.evaluators.map(({ ref, digest }) => [ref, digest]));
  const trusted = new Map<string, JudgeTrust>();
  for (const judge of judges) {
    const evaluatorDigest = digests.get(judge) ?? "";
    const judgeDigest = subject.judge?.digest ?? "";
    trusted.set(judge, await trustOne(judge, { evaluatorDigest, judgeDigest }, source));
  }
  return trusted;
}

async function trustOne(
  judge: string,
  now: { readonly evaluatorDigest: string; readonly judgeDigest: string },
  { folder, rule, read }: TrustSource,
): Promise<JudgeTrust> {
  // Loaded where a judge was asked: most runs ask none.
  const { parseCalibration } = await import("../../core/calibrate/calibration-file.ts");
  const text = await readOne(judge, folder, read);
  const known = { ...now, rule, ...(text !== undefined && { reading: parseCalibration(text) }) };
  const { reading } = known;
  const isMeasured =
    reading?.kind === "unreadable" ||
    (reading !== undefined && lackOf(reading.calibration, rule) === undefined);
  if (isMeasured) return judgeTrust(known);
  for (const older of olderVersions(judge)) {
    const before = await readOne(older, folder, read);
    const parsed = before === undefined ? undefined : parseCalibration(before);
    if (parsed?.kind === "calibration" && hasHeld(parsed.calibration, rule))
      return judgeTrust({ ...known, olderVersion: older });
  }
  return judgeTrust(known);
}

async function readOne(
  ref: string,
  folder: string,
  read: ReadCalibration,
): Promise<string | undefined> {
  const path = calibrationPath(folder, ref);
  return path === undefined ? undefined : await read(path);
}
