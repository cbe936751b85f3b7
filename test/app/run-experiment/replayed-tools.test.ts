import { describe, expect, test } from "vitest";
import type { CaseTools } from "../../../src/core/dataset/dataset.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { FakeAgent } from "../../support/fake-runner.ts";
import { aFault, caseTools, liveTools } from "../../support/replay.ts";
import { startExperiment } from "../../support/run-loop/experiments.ts";
import { aPlannedCase } from "../../support/run-loop/planned-cases.ts";
import { called, oneTurn } from "../../support/sessions.ts";

const search = { name: "search_policies", arguments: { query: "late fee" } };
const found = { documents: [{ title: "Late fees" }] };
const session = oneTurn("Is there a late fee?", [called(search.name, search.arguments, found)]);

function withTools(tools: CaseTools, agent: FakeAgent, more = {}) {
  const cases = [aPlannedCase({ runs: 1, tools })];
  return startExperiment({ cases, agent, ...more });
}

describe("a run whose tools are recorded", () => {
  test("is given what answers its calls, and completes", async () => {
    const { run } = withTools(caseTools(session), ({ start, addStep }) => {
      const answer = start.tools?.answer(search);
      addStep(called(search.name, search.arguments, found));
      return answer?.kind === "result" ? JSON.stringify(answer.result) : "nothing";
    });
    const { outcome, session: held } = await run("late-fee.0");
    expect(outcome).toBe("completed");
    expect(held.turns[0]?.reply).toBe(JSON.stringify(found));
    expect(held.turns[0]?.steps).toMatchObject([{ name: "search_policies", replay: "exact" }]);
  });

  test("that made a call without an answer is a gap, even where the agent went on and replied", async () => {
    const { run } = withTools(caseTools(session), ({ start }) => {
      start.tools?.answer({ name: "issue_refund", arguments: { amount: 5 } });
      return "Done.";
    });
    const { outcome, reason, verdicts } = await run("late-fee.0");
    expect({ outcome, verdicts }).toEqual({ outcome: "replay-gap", verdicts: [] });
    expect(reason).toMatch(/^`issue_refund` was called and is not in the recorded session/);
  });

  test.each<[string, FakeAgent]>([
    ["threw over it", () => Promise.reject(new Error("tools are broken"))],
    ["says that it is the agent's error", () => ({ kind: "agent-error", reason: "?", steps: [] })],
  ])("whose agent %s is a gap all the same", async (_, after) => {
    const { run } = withTools(caseTools(session), (turn) => {
      turn.start.tools?.answer({ name: "issue_refund" });
      return after(turn);
    });
    expect((await run("late-fee.0")).outcome).toBe("replay-gap");
  });

  test("whose agent hangs over it is a gap all the same", async () => {
    const started = withTools(caseTools(session), ({ start }) => {
      start.tools?.answer({ name: "issue_refund" });
      return new Promise<never>(() => {});
    });
    await started.clock.advance(1_000);
    expect((await started.run("late-fee.0")).outcome).toBe("replay-gap");
  });

  test("whose tool ran live behind our back is a gap", async () => {
    const { run } = withTools(caseTools(session), ({ addStep }) => {
      addStep(called("issue_refund", { amount: 5 }, "paid"));
      return "Done.";
    });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "replay-gap",
      reason: expect.stringMatching(/^the live tool ran for `issue_refund \{"amount":5\}`/),
      session: { turns: [{ steps: [{ name: "issue_refund" }] }] },
    });
  });

  test("of which nothing was seen is a gap: its tools may have run live", async () => {
    const { run } = withTools(caseTools(session), () => "The late fee is 6.50 EUR.");
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "replay-gap",
      reason: expect.stringMatching(/whether `search_policies` ran live/),
      session: { turns: [{ reply: "The late fee is 6.50 EUR." }] },
    });
  });

  test("opens its recording anew for each run", async () => {
    const cases = [aPlannedCase({ runs: 3, tools: caseTools(session) })];
    const { ended, journal } = startExperiment({
      cases,
      agent: ({ start }) => start.tools?.answer(search).kind ?? "none",
    });
    await ended;
    const replies = journal.records.map((record) => record.session.turns[0]?.reply);
    expect(replies).toEqual(["result", "result", "result"]);
  });
});

const faults = [aFault({ tool: "search_policies", fault: "timeout", probability: 0.5 })];

/** What becomes of the one call of each of 40 runs. */
async function fateOfRuns(): Promise<readonly unknown[]> {
  const { ended, journal } = startExperiment({
    cases: [aPlannedCase({ runs: 40, tools: liveTools(faults) })],
    agent: ({ start }) => start.tools?.answer(search).kind ?? "none",
  });
  await ended;
  return journal.records
    .toSorted((a, b) => a.runIndex - b.runIndex)
    .map((record) => record.session.turns[0]?.reply);
}

describe("a run whose tools fail on purpose", () => {
  test("fails in the same runs every time", async () => {
    const first = await fateOfRuns();
    expect(await fateOfRuns()).toEqual(first);
    expect(new Set(first)).toEqual(new Set(["live", "error"]));
  });

  test("and whose tool ran without having been asked says nothing about the agent", async () => {
    const { run } = withTools(liveTools(faults), ({ addStep }) => {
      addStep(called(search.name, search.arguments, found));
      return "6.50 EUR.";
    });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "infra-error",
      reason: expect.stringMatching(/^no fault could strike/),
    });
  });
});

describe("an agent whose tools changed since the recording", () => {
  const ofOldAgent: Session = {
    ...session,
    agent: { toolCatalog: [{ name: "search_policies" }, { name: "track_order" }] },
  };
  const now = { toolCatalog: [{ name: "search_policies" }, { name: "lookup_parcel" }] };

  test("is told of once for the case", async () => {
    const warnings: string[] = [];
    const cases = [aPlannedCase({ runs: 3, tools: caseTools(ofOldAgent) })];
    const { ended } = startExperiment({
      cases,
      onWarning: (text) => void warnings.push(text),
      agent: ({ message }) => ({
        kind: "replied",
        turn: { user: message, steps: [], reply: "Hello." },
        agent: now,
      }),
    });
    await ended;
    expect(warnings).toEqual([
      "late-fee: the agent's tools changed since its session was recorded: + lookup_parcel; - track_order.",
    ]);
  });

  test("has the change in the reason of its gap", async () => {
    const { run } = withTools(caseTools(ofOldAgent), ({ start }) => {
      start.tools?.answer({ name: "lookup_parcel" });
      return { kind: "agent-error", reason: "?", steps: [], agent: now };
    });
    expect((await run("late-fee.0")).reason).toMatch(
      /The agent's tools changed since the recording: \+ lookup_parcel; - track_order$/,
    );
  });
});
