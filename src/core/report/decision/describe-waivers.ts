import type { Decision, StandingWaiver, VoidWaiver, WaivableReason } from "../../gate/decision.ts";
import { labelDays, longestWaiverDays } from "../../gate/waiver.ts";
import { countOf, grouped, listText, percent, percentOf, pointsText } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/** What is waived, by whom, why and until when; then what would be and is not. A line each. */
export function describeWaivers(
  { waivers }: Pick<Decision, "waivers">,
  wording: Wording,
): readonly string[] {
  if (waivers === undefined) return [];
  const { standing, void: voided, waived } = waivers;
  const used = new Set(waived.map(({ waiver }) => waiver));
  return [
    ...waived.map(({ reason, waiver }) => {
      return `Waived: ${describeWaived(reason, wording)}. ${describeWaiver(waiver, wording)}`;
    }),
    ...standing
      .filter((waiver) => !used.has(waiver))
      .map((waiver) => {
        return `Not needed: the waiver of ${scopeOf(waiver, wording)}. ${describeWaiver(waiver, wording)}`;
      }),
    ...voided.map(({ waiver, why }) => {
      return `Does not count: the waiver of ${scopeOf(waiver, wording)}, as ${lackOf(why, waiver, wording)}. ${describeWaiver(waiver, wording)}`;
    }),
  ];
}

/** What a pass rests on beside its floors; `undefined` where nothing is waived. */
export function describeWaivedPass({ waivers }: Decision, wording: Wording): string | undefined {
  const waived = waivers?.waived ?? [];
  if (waived.length === 0) return undefined;
  const each = waived.map(({ reason }) => describeWaived(reason, wording));
  return `${listText(each, 4)}, waived by ${listText([...new Set(waived.map(({ waiver }) => wording.text(waiver.owner, 60)))])}`;
}

function describeWaived(reason: WaivableReason, { dimension, name }: Wording): string {
  switch (reason.kind) {
    case "floor-missed": {
      const { passed, failed } = reason.tally;
      return `${dimension(reason.dimension)} is below its floor of ${percent(reason.floor)} (${percentOf(passed, passed + failed)})`;
    }
    case "floor-undetermined":
      return `too few runs to decide on ${dimension(reason.dimension)}`;
    case "regressed":
      return `${dimension(reason.dimension)} fell by ${pointsText(reason.drop)} against the baseline`;
    case "case-regressed":
      return `${name(reason.caseId)} got worse on ${dimension(reason.dimension)} (${countsOf(reason.candidate)}, was ${countsOf(reason.baseline)})`;
    case "must-pass-failed":
      return `must-pass case ${name(reason.caseId)} failed ${grouped(reason.failed)} of ${countOf(reason.scored, "run")} on ${dimension(reason.dimension)}`;
  }
}

function countsOf({ passed, runs }: { readonly passed: number; readonly runs: number }): string {
  return `${grouped(passed)}/${grouped(runs)}`;
}

function describeWaiver({ owner, reason, expires }: StandingWaiver, { text }: Wording): string {
  const until = expires === "" ? "" : `, until ${text(expires, 20)}`;
  return `${text(owner, 60)}${until}: ${text(reason, 500)}`;
}

function scopeOf(waiver: StandingWaiver, wording: Wording): string {
  const { kind, caseId, dimension } = waiver;
  if (kind === "label") return "this pull request";
  const parts = [
    ...(caseId === undefined ? [] : [wording.name(caseId)]),
    ...(dimension === undefined ? [] : [wording.dimension(dimension)]),
  ];
  return parts.join(" on ");
}

function lackOf(
  why: VoidWaiver["why"],
  { kind, owner, caseId, dimension }: StandingWaiver,
  wording: Wording,
): string {
  const who = wording.text(owner, 60);
  switch (why) {
    case "expired":
      return kind === "label"
        ? `a label counts for ${labelDays} days: put it there again`
        : "it has expired";
    case "too-long":
      return `it is for more than ${longestWaiverDays} days ahead`;
    case "unknown-case":
      return `no case ${wording.name(caseId ?? "")} was run`;
    case "unknown-dimension":
      return `${wording.dimension(dimension ?? "")} has no floor`;
    case "own-change":
      return `${who} wrote the change`;
    case "no-write-access":
      return `${who} may not write to this repository`;
    case "not-a-person":
      return `${who} is no person`;
    case "unknown-person":
      return "who put the label there, or what they may do, could not be looked up";
  }
}
