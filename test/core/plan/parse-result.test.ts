import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { type Experiment, experimentSchema } from "../../../src/core/plan/experiment.ts";
import { digestPlan } from "../../../src/core/plan/experiment-subject.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import {
  parseExperiment,
  parseJournalHeader,
  parseRunRecord,
} from "../../../src/core/plan/parse-result.ts";
import { type RunRecord, renderRunLine } from "../../../src/core/plan/run-record.ts";
import { aPlannedCase, aRecord, aSubject, aVerdict } from "../../support/run-loop/planned-cases.ts";

describe("a run in the journal", () => {
  const whole: RunRecord = aRecord({
    runIndex: 3,
    session: {
      id: "late-fee.3",
      turns: [
        {
          user: "What is the late fee?",
          steps: [
            {
              kind: "model",
              model: "gpt-5-mini",
              text: "",
              toolCalls: [
                { callId: "1", name: "search_policies", arguments: { query: "late fee" } },
              ],
              usage: { inputTokens: 10, outputTokens: 2, costUsd: 0.001 },
              startedAtMs: 1_763_844_192_000,
              durationMs: 2.5,
            },
            { kind: "tool", callId: "1", name: "search_policies", status: "ok", result: [] },
            {
              kind: "tool",
              name: "lookup_order",
              status: "error",
              error: { type: "TimeoutError", message: "no answer" },
            },
          ],
          reply: "I could not find it.\nShall I hand you over? 👋",
        },
      ],
      finalState: { orders: { "4471": "open" } },
    },
    verdicts: [
      aVerdict(),
      {
        evaluator: "tone@2",
        kind: "judge",
        dimension: "tone",
        result: "unscored",
        reason: "no key",
      },
    ],
  });

  test("is one line, and reads as it was written", () => {
    const line = renderRunLine(whole);
    expect(line).not.toContain("\n");
    expect(parseRunRecord(line, "journal.jsonl:2")).toEqual(whole);
  });

  test("takes at most 750 bytes where the session is short", () => {
    const verdicts = [1, 2, 3].map((version) =>
      aVerdict({ evaluator: `answer-contains@${version}` }),
    );
    const turn = {
      user: "What is the late fee?",
      steps: [],
      reply: "The late fee is 5 USD.",
      startedAtMs: 1_763_844_192_000,
      durationMs: 0.1,
    };
    const short = aRecord({ verdicts, session: { id: "late-fee.0", turns: [turn] } });
    expect(Buffer.byteLength(renderRunLine(short))).toBeLessThanOrEqual(750);
  });

  const empty = { id: "late-fee.0", turns: [] };
  const good = renderRunLine(aRecord({ session: empty }));

  test("reads with an empty session", () => {
    expect(parseRunRecord(good, "journal.jsonl:2").session).toEqual(empty);
  });

  test.each([
    ["cut off", good.slice(0, -20), "RESULT_UNREADABLE", "not JSON"],
    ["empty", "", "RESULT_UNREADABLE", "not JSON"],
    ["null", "null", "RESULT_INVALID", "expected object"],
    ["a list", "[]", "RESULT_INVALID", "expected object"],
    ["with an unknown outcome", good.replace("completed", "passed"), "RESULT_INVALID", "outcome"],
    ["with a negative index", good.replace('Index":0', 'Index":-1'), "RESULT_INVALID", "runIndex"],
    ["with half an index", good.replace('Index":0', 'Index":0.5'), "RESULT_INVALID", "runIndex"],
    ["with NaN", good.replace("12.5", "NaN"), "RESULT_UNREADABLE", "not JSON"],
    ["with null for a number", good.replace("12.5", "null"), "RESULT_INVALID", "durationMs"],
    ["with a negative duration", good.replace("12.5", "-1"), "RESULT_INVALID", "durationMs"],
    ["with an infinite duration", good.replace("12.5", "1e999"), "RESULT_INVALID", "durationMs"],
    ["with a path for a case", good.replace("late-fee", "../passwd"), "RESULT_INVALID", "caseId"],
    ["with another run's session", good.replace("fee.0", "fee.1"), "RESULT_INVALID", "another run"],
    ["that is neither", good.replace('"pass"', '"ok"'), "RESULT_INVALID", "verdicts.0.result"],
    ["unscored for no reason", good.replace('"pass"', '"unscored"'), "RESULT_INVALID", "reason"],
    [
      "unfinished with verdicts",
      good.replace('"completed"', '"infra-error","reason":"429"'),
      "RESULT_INVALID",
      "has no verdicts",
    ],
    [
      "unfinished without a reason",
      renderRunLine(aRecord({ outcome: "agent-error", session: empty, verdicts: [] })),
      "RESULT_INVALID",
      "has a reason",
    ],
    [
      "with a state nested ten thousand levels deep",
      good.replace("[]", `[],"finalState":${"[".repeat(10_000)}${"]".repeat(10_000)}`),
      "RESULT_INVALID",
      "session.finalState: a JSON value, at most 64 levels deep",
    ],
  ])("%s is refused by name", (_, line, code, words) => {
    const error = errorOf(() => parseRunRecord(line, "journal.jsonl:7"));
    expect(error.code).toBe(code);
    expect(error.message).toContain("journal.jsonl:7");
    expect(error.message).toContain(words);
  });

  test("a poisoned key stays a plain key", () => {
    const line = good.replace(
      '"turns":[]',
      '"turns":[],"finalState":{"__proto__":{"isAdmin":true}}',
    );
    const { session } = parseRunRecord(line, "journal.jsonl:2");
    expect(JSON.stringify(session.finalState)).toBe('{"__proto__":{"isAdmin":true}}');
    expect(Object.prototype).not.toHaveProperty("isAdmin");
  });
});

describe("a journal's header", () => {
  const subject = aSubject();
  const header = {
    schema: experimentSchema,
    subject,
    startedAt: "2026-11-22T20:00:00.000Z",
    planned: 20,
    plan: digestPlan([{ id: "late-fee", runs: 20 }]),
  };

  test("reads as it was written", () => {
    expect(parseJournalHeader(JSON.stringify(header), "journal.jsonl:1")).toEqual(header);
  });

  test("of another major is refused, and says which", () => {
    const line = JSON.stringify({ ...header, schema: "tracegate.experiment/2" });
    expect(errorOf(() => parseJournalHeader(line, "journal.jsonl:1"))).toMatchObject({
      code: "RESULT_OTHER_SCHEMA",
      message: expect.stringContaining("tracegate.experiment/2"),
    });
  });
});

describe("experiment.json", () => {
  const cases = [aPlannedCase({ runs: 2 }), aPlannedCase({ id: "lost-parcel", runs: 2 })];
  const fold = new ExperimentFold(aSubject({ commit: "3f2c1ab" }), cases);
  fold.add(aRecord());
  fold.add(
    aRecord({ runIndex: 1, verdicts: [{ ...aVerdict(), result: "fail", explanation: "no" }] }),
  );
  fold.add(
    aRecord({ caseId: "lost-parcel", outcome: "agent-error", reason: "it exited", verdicts: [] }),
  );
  const experiment = fold.experiment({ startedAt: "2026-11-22T20:00:00.000Z", durationMs: 12 });

  test("reads as it was written", () => {
    expect(parseExperiment(JSON.stringify(experiment), "experiment.json")).toEqual(experiment);
  });

  test("cut off anywhere it is refused", () => {
    const text = JSON.stringify(experiment);
    for (let length = 0; length < text.length; length += 7) {
      expect(() => parseExperiment(text.slice(0, length), "experiment.json")).toThrow(UserError);
    }
  });

  test.each([
    ["another major", { schema: "tracegate.experiment/2" }, "RESULT_OTHER_SCHEMA"],
    ["no schema", { schema: undefined }, "RESULT_OTHER_SCHEMA"],
    [
      "a key that is no digest",
      { subject: { ...experiment.subject, key: "latest" } },
      "RESULT_INVALID",
    ],
    ["more runs recorded than its cases hold", { recorded: 4, isComplete: true }, "RESULT_INVALID"],
    ["fewer runs planned than its cases plan", { planned: 3, isComplete: true }, "RESULT_INVALID"],
    ["completeness that its counts deny", { isComplete: true }, "RESULT_INVALID"],
    ["a case twice", { cases: [experiment.cases[0], experiment.cases[0]] }, "RESULT_INVALID"],
    ["a negative duration", { durationMs: -1 }, "RESULT_INVALID"],
    ["a date that is none", { startedAt: "yesterday" }, "RESULT_INVALID"],
  ])("with %s is refused by name", (_, change, code) => {
    const text = JSON.stringify({ ...experiment, ...change });
    expect(errorOf(() => parseExperiment(text, "experiment.json"))).toMatchObject({ code });
  });

  test.each([
    ["passes that no run stands for", (text: string) => text.replace('"passed":1', '"passed":100')],
    [
      "failures moved to passes in one tally",
      (text: string) => text.replace('"failed":1', '"failed":0'),
    ],
    [
      "more judged runs than there were",
      (text: string) => text.replace('"all":{"passed":1', '"all":{"passed":2'),
    ],
    ["a negative count", (text: string) => text.replace('"passed":1', '"passed":-1')],
    ["half a run", (text: string) => text.replace('"passed":1', '"passed":0.5')],
    [
      "a check hidden from the gate",
      (text: string) => text.replace('"hasChecks":true', '"hasChecks":false'),
    ],
    [
      "a sample of a run that is not planned",
      (text: string) => text.replace('"runIndex":1', '"runIndex":9'),
    ],
    ["a sample of more runs than failed", (text: string) => text.replace('"runs":1', '"runs":7')],
  ])("that claims %s is refused", (_, forge) => {
    const text = JSON.stringify(experiment);
    const forged = forge(text);
    expect(forged).not.toBe(text);
    expect(errorOf(() => parseExperiment(forged, "experiment.json")).code).toBe("RESULT_INVALID");
  });

  test("with unknown fields it is read without them, so that minor versions stay readable", () => {
    const text = JSON.stringify({ ...experiment, flaky: ["late-fee"] });
    expect(parseExperiment(text, "experiment.json")).toEqual<Experiment>(experiment);
  });
});

function errorOf(parse: () => unknown): UserError {
  try {
    parse();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
