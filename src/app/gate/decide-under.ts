import type { Config } from "../../core/config/config-file.ts";
import type { StopMode } from "../../core/config/runs-config.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import { decideGate } from "../../core/gate/decide-gate.ts";
import type { Decision } from "../../core/gate/decision.ts";
import { type Enforcement, enforcementOn } from "../../core/gate/enforcement.ts";
import { applyWaivers, longestWaiverDays, readWaivers } from "../../core/gate/waiver.ts";
import type { TrustByJudge } from "../../core/gate/weigh-judges.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { daysAfter } from "./days-after.ts";

export type DecideUnder = Sides & {
  readonly config: Pick<Config, "gate" | "enforce" | "runs">;
  readonly nowMs: number;
  /** How runs may have been left out; as the configuration says where this is left out. */
  readonly stop?: StopMode;
  /** What is known of the judges; left out, none was ever measured. */
  readonly trust?: TrustByJudge;
};

/** Decides on an experiment under a configuration as it stands, with its waivers of today. Writes nothing. */
export function decideUnder(
  experiment: Experiment,
  { config, nowMs, trust, baseline, release, stop = config.runs.stop }: DecideUnder,
): { readonly decision: Decision; readonly enforcement: Enforcement } {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const facts = {
    stop,
    ...(trust && { trust }),
    ...(baseline && { baseline }),
    ...(release && { release }),
  };
  const decision = applyWaivers(
    decideGate(experiment, config.gate, facts),
    readWaivers(config.gate, {
      today,
      latest: daysAfter(today, longestWaiverDays),
      cases: experiment.cases,
    }),
  );
  return { decision, enforcement: enforcementOn(config.enforce, today) };
}
