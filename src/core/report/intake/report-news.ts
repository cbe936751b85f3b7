import type { CaseStatus } from "../../dataset/case-file.ts";
import { codeName } from "../markdown.ts";
import { countOf } from "../numbers.ts";

const meanings: Readonly<Record<CaseStatus, string>> = {
  proposed: "is in the dataset and not promoted yet: its failure was not reproduced",
  open: "is open: shown on every pull request, gating once a fix makes it pass. This report is closed then",
  guarding: "guards: a pull request that brings the failure back is blocked",
  quarantined: "is quarantined: run and shown, and never gating",
  retired: "is retired: it is not run",
};

/** What a report is told once the pull request with its cases is merged. Markdown. */
export function renderMerged(
  cases: readonly { readonly id: string; readonly status: CaseStatus }[],
  { marker, number }: { readonly marker: string; readonly number: number },
): string {
  return `${[
    marker,
    `#${number} is merged.`,
    "",
    ...cases.map(({ id, status }) => `- ${codeName(id)} ${meanings[status]}.`),
  ].join("\n")}\n`;
}

export type FixedCase = {
  readonly id: string;
  /** The commit of the default branch that passes it. */
  readonly commit: string;
  readonly passed: number;
};

/** What a report is told when the default branch passes its case. Markdown. */
export function renderFixed(
  { id, commit, passed, number }: FixedCase & { readonly number: number },
  marker: string,
): string {
  return `${marker}\nFixed: ${codeName(id)} passed ${allOf(passed)} on \`${commit.slice(0, 7)}\`. #${number} lets it guard, so that the failure cannot come back unseen.\n`;
}

/** The body of the pull request that lets a case guard. Markdown. */
export function renderPromotionProposal({
  id,
  commit,
  passed,
  issue,
}: FixedCase & { readonly issue: number | undefined }): string {
  return `${[
    `The agent on \`${commit.slice(0, 7)}\` passes ${codeName(id)}: ${allOf(passed)}.${issue === undefined ? "" : ` It comes from #${issue}.`}`,
    "",
    "Merging this makes the case **guarding**: a pull request that brings the failure back is blocked. What the case asks is as it was, so the sign-off that it has still counts.",
  ].join("\n")}\n`;
}

function allOf(passed: number): string {
  return passed === 1 ? "its one run" : `all ${countOf(passed, "run")}`;
}
