import type { GatePolicy } from "../../core/config/gate-policy.ts";
import { governDecision } from "../../core/gate/approval.ts";
import { type Decision, isWaivable } from "../../core/gate/decision.ts";
import { applyWaivers, longestWaiverDays, readWaivers } from "../../core/gate/waiver.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { ApprovalHost } from "../../ports/approval-host.ts";
import { lapsingJudges } from "../calibrate/lapsing-judges.ts";
import type { TrustSource } from "../calibrate/trust-judges.ts";
import { daysAfter } from "./days-after.ts";
import { findLabelWaiver } from "./find-label-waiver.ts";
import { type GovernedPullRequest, type GovernPorts, governChange } from "./govern-change.ts";

export type SettleRequest = {
  readonly experiment: Experiment;
  /** The policy that decided. */
  readonly policy: GatePolicy;
  /** ISO date in UTC. */
  readonly today: string;
  /** The pull request whose label may waive; absent where the event is about none. */
  readonly number?: number;
  /** What the change does to the gate is found out with it; absent where nothing is merged into a base. */
  readonly governed?: GovernedPullRequest;
};

export type SettlePorts = Omit<GovernPorts, "approvals"> & {
  /** Where calibrations are read. */
  readonly calibrations: Omit<TrustSource, "rule">;
  /** Asked for only where there is a pull request. */
  readonly approvals: () => Promise<ApprovalHost>;
};

/**
 * What people have to say to a decision on the evidence: waivers, and the approval of what the change does to the gate.
 *
 * @throws UserError where the host cannot be asked.
 */
export async function settleDecision(
  decision: Decision,
  { experiment, policy, today, number, governed }: SettleRequest,
  ports: SettlePorts,
): Promise<Decision> {
  const file = readWaivers(policy, {
    today,
    latest: daysAfter(today, longestWaiverDays),
    cases: experiment.cases,
  });
  if (number === undefined) return applyWaivers(decision, file);
  const approvals = await ports.approvals();
  const label = applyWaivers(decision, file).reasons.some(isWaivable)
    ? await findLabelWaiver({ number, policy, today }, approvals)
    : { standing: [], void: [] };
  const waived = applyWaivers(decision, {
    standing: [...file.standing, ...label.standing],
    void: [...file.void, ...label.void],
  });
  if (governed === undefined) return waived;
  const governance = await governChange(governed, { ...ports, approvals });
  if (governance === undefined) return waived;
  // They follow from the setting that is in the list, and from what the base branch has: no part of what is approved of.
  const lapsing = await lapsingJudges(experiment, governed, ports.calibrations);
  return governDecision(waived, { ...governance, changes: [...governance.changes, ...lapsing] });
}
