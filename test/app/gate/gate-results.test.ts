import { describe, expect, test } from "vitest";
import { gateResults, readResults } from "../../../src/app/gate/gate-results.ts";
import { resultFiles } from "../../../src/app/results/result-files.ts";
import { judgeSubject } from "../../../src/core/plan/experiment-subject.ts";
import { renderRunContext } from "../../../src/core/plan/run-context.ts";
import { simulatorSubject } from "../../../src/core/plan/simulator-subject.ts";
import type { RunFolder } from "../../../src/ports/result-store.ts";
import { headSha } from "../../support/gate-request.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  checked,
} from "../../support/gated-experiment.ts";

const about = { headSha, pullRequest: 7 };
const passing = anExperiment([
  aCaseResult({ id: "late-fee", dimensions: { faithfulness: checked({ passed: 40 }) } }),
]);

/** A folder in memory with an experiment and what it is about, unless told otherwise. */
function aFolder(texts: Readonly<Record<string, string | undefined>> = {}): RunFolder {
  const files = new Map<string, string | undefined>([
    [resultFiles.experiment, JSON.stringify(passing)],
    [resultFiles.context, renderRunContext(about)],
    ...Object.entries(texts),
  ]);
  return {
    path: "/results",
    read: (name) => files.get(name),
    write: (name, text) => void files.set(name, text),
    remove: (name) => void files.delete(name),
    discard: (name) => void files.delete(name),
  };
}

const policy = { policy: aPolicy() };

test("results about this change are decided under the policy that is given", async () => {
  expect((await gateResults(aFolder(), { policy, about })).decision.kind).toBe("pass");
  const stricter = { policy: aPolicy({ mustPass: ["lost-parcel"] }) };
  expect((await gateResults(aFolder(), { policy: stricter, about })).decision.kind).toBe(
    "undetermined",
  );
});

describe("there is no decision on results", () => {
  test.each([
    ["that are missing", { [resultFiles.experiment]: undefined }, "RESULTS_MISSING"],
    [
      "that say nothing of what they are about",
      { [resultFiles.context]: undefined },
      "RESULTS_INVALID",
    ],
    [
      "of another commit",
      { [resultFiles.context]: renderRunContext({ headSha: "b".repeat(40) }) },
      "RESULTS_FOREIGN",
    ],
    [
      "of no commit",
      { [resultFiles.context]: renderRunContext({ pullRequest: 7 }) },
      "RESULTS_FOREIGN",
    ],
    [
      "of another pull request",
      { [resultFiles.context]: renderRunContext({ headSha, pullRequest: 8 }) },
      "RESULTS_FOREIGN",
    ],
    ["that were cut off", { [resultFiles.experiment]: "{" }, "RESULT_UNREADABLE"],
  ])("%s", async (_what, texts, code) => {
    await expect(gateResults(aFolder(texts), { policy, about })).rejects.toMatchObject({ code });
    expect(() => readResults(aFolder(texts), about)).toThrow(expect.objectContaining({ code }));
  });
});

test("a run that was of no pull request may be gated for one that has its commit", async () => {
  const texts = { [resultFiles.context]: renderRunContext({ headSha }) };
  expect((await gateResults(aFolder(texts), { policy, about })).decision.kind).toBe("pass");
});

describe("results that a judge has judged", () => {
  const judge = {
    model: "gpt-5-mini",
    baseUrl: "https://judge.example/v1",
    temperature: 0,
    votes: 1,
    concurrency: 16,
    apiKeyEnv: "OPENAI_API_KEY",
    timeoutMs: 60_000,
  };
  const blocking = aPolicy({ dimensions: { faithfulness: aFloor({ judge: "block" }) } });
  const judgedBy = (baseUrl: string): RunFolder => {
    const subject = { ...passing.subject, judge: judgeSubject({ ...judge, baseUrl }) };
    return aFolder({ [resultFiles.experiment]: JSON.stringify({ ...passing, subject }) });
  };

  test("of the base branch decide", async () => {
    const rule = { policy: { policy: blocking, judge }, about };
    expect((await gateResults(judgedBy(judge.baseUrl), rule)).decision.kind).toBe("pass");
  });

  test.each([{ policy: blocking, judge }, { policy: blocking }])(
    "elsewhere do not, where judges may block",
    async (ruled) => {
      const results = judgedBy("https://kind.example/v1");
      await expect(gateResults(results, { policy: ruled, about })).rejects.toMatchObject({
        code: "RESULTS_FOREIGN",
      });
    },
  );

  test("elsewhere decide where judges only advise", async () => {
    const rule = { policy: { policy: aPolicy(), judge }, about };
    expect((await gateResults(judgedBy("https://kind.example/v1"), rule)).decision.kind).toBe(
      "pass",
    );
  });
});

describe("results whose users a model played", () => {
  const settings = { model: "gpt-5-mini", baseUrl: "https://user.example/v1", temperature: 0.7 };
  const simulator = { ...settings, timeoutMs: 60_000 };
  const playedAt = (baseUrl: string): RunFolder => {
    const subject = { ...passing.subject, simulator: simulatorSubject({ ...settings, baseUrl }) };
    return aFolder({ [resultFiles.experiment]: JSON.stringify({ ...passing, subject }) });
  };

  test("decide where the base branch names that model, or none", async () => {
    for (const named of [{ simulator }, {}]) {
      const rule = { policy: { ...policy, ...named }, about };
      expect((await gateResults(playedAt(settings.baseUrl), rule)).decision.kind).toBe("pass");
    }
  });

  test("another model than the base branch's do not: it could say what the agent likes to hear", async () => {
    const rule = { policy: { ...policy, simulator }, about };
    await expect(gateResults(playedAt("https://tame.example/v1"), rule)).rejects.toMatchObject({
      code: "RESULTS_FOREIGN",
    });
  });
});
