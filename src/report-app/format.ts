import type { CaseChange, CaseStanding, Counts, RunRow } from "../core/report/html/page-data.ts";
import { h } from "./dom.ts";

/** `97.5 %`; a rate that is not quite all or nothing is never rounded to it. */
export function percentText(rate: number | undefined): string {
  if (rate === undefined) return "–";
  const shown = (100 * rate).toFixed(1);
  if (shown === "100.0" && rate < 1) return "> 99.9 %";
  return shown === "0.0" && rate > 0 ? "< 0.1 %" : `${shown} %`;
}

/** `1 run`, `12 runs`. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : `${noun}s`}`;
}

/** `17/20`, and what was lost. */
export function countsText([passed, failed, unscored, missing]: Counts): string {
  const lost = unscored + missing;
  return `${passed}/${passed + failed}${lost > 0 ? ` (${lost} lost)` : ""}`;
}

export type Tone = "good" | "bad" | "warn" | "muted" | "info";

/** A sentence of ours: what stands between backticks in it is code. */
export function words(text: string): readonly (HTMLElement | string)[] {
  return text.split("`").map((part, place) => (place % 2 === 1 ? h("code", {}, part) : part));
}

/** A word on a coloured ground. */
export function pill(text: string, tone: Tone): HTMLElement {
  return h("span", { class: `pill ${tone}` }, text);
}

export const standingTones: Readonly<Record<CaseStanding, Tone>> = {
  failing: "bad",
  flaky: "warn",
  passing: "good",
  unscored: "muted",
};

export const changeTones: Readonly<Record<CaseChange, Tone>> = {
  "newly-failing": "bad",
  worse: "warn",
  fixed: "good",
  better: "good",
  new: "info",
};

export const changeWords: Readonly<Record<CaseChange, string>> = {
  "newly-failing": "newly failing",
  worse: "worse",
  fixed: "fixed",
  better: "better",
  new: "new case",
};

export const runTones: Readonly<Record<RunRow["standing"], Tone>> = {
  passed: "good",
  failed: "bad",
  unscored: "muted",
  error: "warn",
};
