import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadProject } from "../../../src/app/project/load-project.ts";
import { checkEvaluators } from "../../../src/app/score/check-evaluators.ts";
import { composeLastVerdicts } from "../../../src/compose/compose-last-verdicts.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { composeScore } from "../../../src/compose/compose-score.ts";
import {
  isFaulty,
  isUnknown,
  renderEvaluatorReport,
} from "../../../src/core/report/terminal/evaluator-report.ts";
import type { Step } from "../../../src/core/trace/session.ts";
import { giftShopDir, type ProjectTexts } from "../../support/project-dir.ts";
import { called, oneTurn } from "../../support/sessions.ts";

const failing = "datasets/support/sessions/late-fee.json";
const right = "datasets/support/references/late-fee.json";
const searched = called("search_policies", { query: "late fee" }, []);

function session(reply: string, steps: readonly Step[] = [searched]): string {
  return JSON.stringify(oneTurn("Is there a late fee in Norway?", steps, reply));
}

async function checkOf(changes: ProjectTexts) {
  const root = giftShopDir({
    "datasets/support/scenarios/lost-parcel.yaml": undefined,
    ...changes,
  });
  const request = projectRequest({ root, configPath: "tracegate.yaml" });
  const project = await loadProject(request);
  const score = await composeScore(project, { environment: {}, onWarning: () => {} });
  return checkEvaluators(project, {
    files: request.files,
    score,
    lastVerdicts: composeLastVerdicts(root),
    signal: new AbortController().signal,
  });
}

test("an evaluator that fails the failure and passes the reference discriminates", async () => {
  const report = await checkOf({
    [failing]: session("It is $15."),
    [right]: session("I don't know."),
  });
  expect(report.discriminations.map(({ evaluator, standing }) => [evaluator, standing])).toEqual([
    ["says-it-does-not-know@1", "discriminates"],
    ["searches-policies@1", "passes-both"],
  ]);
  expect(report).toMatchObject({ blind: [], unknown: [], problems: [] });
  expect(isFaulty(report)).toBe(false);
  expect(isUnknown(report)).toBe(false);
});

test("a case that no evaluator can tell apart is worthless as a guard", async () => {
  const report = await checkOf({
    [failing]: session("I don't know. It is $15."),
    [right]: session("I don't know."),
  });
  expect(report.blind).toEqual(["late-fee"]);
  expect(isFaulty(report)).toBe(true);
  expect(renderEvaluatorReport(report)).toContain(
    "late-fee: no evaluator of this case tells its failure from its reference",
  );
});

test("an evaluator that fails what is right is faulty", async () => {
  const report = await checkOf({ [failing]: session("It is $15."), [right]: session("No.", []) });
  expect(report.discriminations.map(({ standing }) => standing)).toEqual([
    "fails-both",
    "inverted",
  ]);
  expect(isFaulty(report)).toBe(true);
});

test("what is missing is named, and nothing is said of such a case", async () => {
  const report = await checkOf({ [failing]: session("It is $15.") });
  expect(report).toMatchObject({
    discriminations: [],
    unknown: [{ caseId: "late-fee", missing: [right] }],
  });
  expect(isFaulty(report)).toBe(false);
  // Nothing at all was checked.
  expect(isUnknown(report)).toBe(true);
});

test("a session that cannot be read is a problem, not a missing one", async () => {
  const report = await checkOf({ [failing]: "{", [right]: session("I don't know.") });
  expect(report).toMatchObject({
    unknown: [],
    problems: [{ code: "SESSION_NOT_JSON", file: failing }],
  });
  expect(isFaulty(report)).toBe(true);
});

test("the example's evaluators tell its production failure from what is right", async () => {
  const request = projectRequest({ root: process.cwd(), configPath: "tracegate.yaml" });
  const project = await loadProject(request);
  const score = await composeScore(project, { environment: {}, onWarning: () => {} });
  const report = await checkEvaluators(project, {
    files: request.files,
    score,
    lastVerdicts: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  expect(report.discriminations.map(({ standing }) => standing)).toEqual([
    "discriminates",
    "discriminates",
  ]);
  expect(
    readFileSync("datasets/support/sessions/refund-policy-unknown-area.json", "utf8"),
  ).toContain("30-day");
});
