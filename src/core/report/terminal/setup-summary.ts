import type { Finding } from "../../adopt/finding.ts";
import { countOf } from "../numbers.ts";
import type { Painter } from "./terminal-summary.ts";

const signs: Readonly<Record<Finding["state"], (paint: Painter) => string>> = {
  ok: (paint) => paint.green("ok     "),
  warning: (paint) => paint.yellow("warning"),
  failed: (paint) => paint.red("failed "),
  unknown: (paint) => paint.dim("unknown"),
};

/** One finding: what was looked at, what was found, and what to do about it. */
export function renderFinding({ subject, state, said, fix }: Finding, paint: Painter): string {
  const line = `${signs[state](paint)}  ${subject.padEnd(10)}  ${said}`;
  return fix === undefined ? line : `${line}\n${" ".repeat(21)}${paint.dim(fix)}`;
}

/** The last line. */
export function renderSetup(findings: readonly Finding[]): string {
  const count = (state: Finding["state"]): number =>
    findings.filter((one) => one.state === state).length;
  const failures = count("failed");
  const warnings = count("warning");
  if (failures > 0) return `${countOf(failures, "thing")} to mend.`;
  return warnings > 0 ? `It works, with ${countOf(warnings, "warning")}.` : "All is in place.";
}
