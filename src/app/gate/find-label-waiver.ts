import type { GatePolicy } from "../../core/config/gate-policy.ts";
import { policyDefaults } from "../../core/config/policy-defaults.ts";
import { asLogin } from "../../core/dataset/as-login.ts";
import { UserError } from "../../core/errors.ts";
import type { StandingWaiver, VoidWaiver } from "../../core/gate/decision.ts";
import { labelDays, type WaiverReading } from "../../core/gate/waiver.ts";
import type { ApprovalHost, Labelling } from "../../ports/approval-host.ts";
import { daysAfter } from "./days-after.ts";

export type LabelRequest = {
  readonly number: number;
  /** The base branch's. */
  readonly policy: Pick<GatePolicy, "waiverLabel">;
  /** ISO date in UTC. */
  readonly today: string;
};

const nothing: WaiverReading = { standing: [], void: [] };

/**
 * The waiver that a label on the pull request is, and whether it counts: it does where a person put it there within the last
 * days who may write to the repository and did not write the change.
 *
 * What cannot be looked up does not count, and is said.
 */
export async function findLabelWaiver(
  { number, policy, today }: LabelRequest,
  host: ApprovalHost,
): Promise<WaiverReading> {
  const label = policy.waiverLabel ?? policyDefaults.waiverLabel;
  if (label === false) return nothing;
  const { author, labels } = await host.about(number);
  const isThere = labels.some((one) => one.toLowerCase() === label.toLowerCase());
  if (!isThere) return nothing;
  const reason = `the label ${label} on this pull request`;
  const unknown = { kind: "label" as const, owner: "somebody", reason, expires: "" };
  try {
    const put = await host.labelling(number, label);
    if (put === undefined) return voided(unknown, "unknown-person");
    const waiver = { ...unknown, owner: put.login, expires: daysAfter(put.at, labelDays) };
    const why = await lackOf(put, { author, expires: waiver.expires, today, host });
    return why === undefined ? { standing: [waiver], void: [] } : voided(waiver, why);
  } catch (error) {
    if (error instanceof UserError) return voided(unknown, "unknown-person");
    throw error;
  }
}

function voided(waiver: StandingWaiver, why: VoidWaiver["why"]): WaiverReading {
  return { standing: [], void: [{ waiver, why }] };
}

async function lackOf(
  { login, isBot }: Labelling,
  {
    author,
    expires,
    today,
    host,
  }: {
    readonly author: string;
    readonly expires: string;
    readonly today: string;
    readonly host: ApprovalHost;
  },
): Promise<VoidWaiver["why"] | undefined> {
  if (isBot) return "not-a-person";
  if (asLogin(login) === asLogin(author)) return "own-change";
  if (expires < today) return "expired";
  return (await host.mayWrite(login)) ? undefined : "no-write-access";
}
