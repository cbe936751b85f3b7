import type { Decision } from "../../gate/decision.ts";
import type { CasePart, GovernedChange } from "../../gate/governed-change.ts";
import { countOf, listText, percent } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/** More than these no reader goes through; the rest is counted. */
const mostNamed = 8;

/** Each thing that the change does to the gate, a line each. Empty where it does nothing to it. */
export function describeChanges({ governance }: Decision, wording: Wording): readonly string[] {
  return (governance?.changes ?? []).map((change) => describeChange(change, wording));
}

/** Over the list: that the gate is changed, and whether somebody answers for it; `undefined` where it is not. */
export function describeGovernance({ governance }: Decision, wording: Wording): string | undefined {
  if (governance === undefined) return undefined;
  const { changes, approval, changesAgent } = governance;
  const takesCases = changes.some(
    ({ kind }) => kind === "case-deleted" || kind === "case-unguarded",
  );
  const hidden =
    changesAgent && takesCases
      ? " It changes the agent too, so that what the agent breaks may be what is no longer looked at: take the cases away in a change of their own."
      : "";
  const what = `This change weakens the gate in ${countOf(changes.length, "place")}`;
  if (approval.kind === "approved") {
    const by = listText(approval.by.map((login) => wording.text(login, 60)));
    return `${what}, and ${by} approved of that.${hidden}`;
  }
  return `${what}, and no expert of the base branch has approved of that.${hidden}`;
}

/** What has to happen before it may pass. */
export function describeMissingApproval({ governance }: Decision, wording: Wording): string {
  if (governance === undefined || governance.approval.kind === "approved") return "";
  const { experts, found } = governance.approval;
  if (experts.length === 0) {
    return `Nobody can approve of what this change does to the gate: name experts in ${wording.code("dataset.yaml")} on the base branch first. Merging that needs no approval.`;
  }
  const who = listText(
    experts.map((name) => wording.text(name, 80)),
    mostNamed,
  );
  const instead =
    found.length === 0
      ? ""
      : ` So far: ${listText(
          found.map((one) => wording.text(one)),
          mostNamed,
        )}.`;
  return `Ask ${who} for an approving review of this pull request, then run this job again; or take the changes to the gate out.${instead}`;
}

function describeChange(change: GovernedChange, wording: Wording): string {
  const { dimension, name, code, text } = wording;
  switch (change.kind) {
    case "floor-lowered":
      return `lowers the floor of ${dimension(change.dimension)} from ${percent(change.from)} to ${percent(change.to)}`;
    case "floor-removed":
      return `takes the floor of ${dimension(change.dimension)} away (${percent(change.from)})`;
    case "floor-rule":
      return `sets ${name(change.setting)} of ${dimension(change.dimension)} ${fromTo(change, wording)}`;
    case "setting":
      return `sets ${name(change.setting)} ${fromTo(change, wording)}`;
    case "must-pass-removed":
      return `takes ${name(change.caseId)} off the must-pass cases`;
    case "waiver-added":
      return `waives ${scopeOf(change, wording)} until ${text(change.expires, 20)} (owner ${text(change.owner, 60)})`;
    case "waiver-lengthened":
      return `waives ${scopeOf(change, wording)} until ${text(change.expires, 20)} instead of ${text(change.from, 20)}`;
    case "case-deleted":
      return `deletes the ${change.status} case ${name(change.caseId)}`;
    case "case-unguarded":
      return `makes ${name(change.caseId)} ${change.to}, so that it no longer guards`;
    case "case-unreadable":
      return `breaks the file of ${name(change.caseId)}, so that it guards nothing`;
    case "expectation-removed":
      return `no longer expects ${name(change.evaluator)} on ${dimension(change.dimension)} of ${name(change.caseId)}`;
    case "expectation-changed":
      return change.from === change.to
        ? `changes what ${name(change.from)} expects on ${dimension(change.dimension)} of ${name(change.caseId)}`
        : `expects ${name(change.to)} instead of ${name(change.from)} on ${dimension(change.dimension)} of ${name(change.caseId)}`;
    case "case-rewritten":
      return `changes ${listText(
        change.parts.map((part) => partNames[part]),
        4,
      )} in ${name(change.caseId)}`;
    case "runs-lowered":
      return `runs ${name(change.caseId)} ${countOf(change.to, "time")} instead of ${countOf(change.from, "time")}`;
    case "experts-changed":
      return `changes the experts in ${code("dataset.yaml")}: ${listText(
        [
          ...change.added.map((login) => `adds ${text(login, 80)}`),
          ...change.removed.map((login) => `removes ${text(login, 80)}`),
        ],
        mostNamed,
      )}`;
    case "unlisted-files":
      return "touches more files than GitHub lists, so that what else it does to the gate is not known";
    case "recording-changed":
      return `changes ${name(change.file)}, which answers in cases or is compared with`;
    case "judge-lapses":
      return `keeps the judge ${name(change.judge)} from deciding, as the ${code("gate.trust")} that it asks takes more: ${text(change.reason)}`;
    case "calibration-changed":
      return `changes the calibration ${name(change.file)}`;
  }
}

const partNames: Readonly<Record<CasePart, string>> = {
  user: "what the user says",
  tools: "what its tools answer",
  model: "what its model answers",
  faults: "what fails in it",
};

function fromTo(
  { from, to }: { readonly from?: string; readonly to?: string },
  { name }: Wording,
): string {
  const value = (json: string | undefined): string => (json === undefined ? "nothing" : name(json));
  return `to ${value(to)} (base branch: ${value(from)})`;
}

function scopeOf(
  { dimension, caseId }: { readonly dimension?: string; readonly caseId?: string },
  wording: Wording,
): string {
  const parts = [
    ...(caseId === undefined ? [] : [wording.name(caseId)]),
    ...(dimension === undefined ? [] : [wording.dimension(dimension)]),
  ];
  return parts.join(" on ");
}
