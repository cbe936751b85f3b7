import type { CaseSource } from "../../core/dataset/dataset.ts";

/** The number of the report that a case was made of, as its file says; `undefined` where it says none. */
export function issueOfCase({ provenance }: CaseSource): number | undefined {
  const issue = provenance?.["issue"];
  return typeof issue === "number" && Number.isSafeInteger(issue) && issue > 0 ? issue : undefined;
}

/** The report that a branch of ours was made for, or a part of it. */
export function issueOf(branch: string | undefined): number | undefined {
  const [, digits] = /^tracegate\/issue-([1-9]\d{0,8})(?:-part-\d{1,3})?$/.exec(branch ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}
