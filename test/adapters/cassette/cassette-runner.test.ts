import { describe, expect, onTestFinished, test } from "vitest";
import { cassetteRunner } from "../../../src/adapters/cassette/cassette-runner.ts";
import { CassettePlayer } from "../../../src/core/replay/cassette-player.ts";
import type { JsonObject } from "../../../src/core/trace/json.ts";
import type { AgentRunner, TurnAnswer } from "../../../src/ports/agent-runner.ts";
import { noAbort } from "../../support/agent-project.ts";
import { aCassette, asks, saysLateFee } from "../../support/cassettes.ts";
import { type FakeTurn, fakeRunner } from "../../support/fake-runner.ts";

const player = new CassettePlayer(
  aCassette([asks("Is there a late fee?"), saysLateFee("There is none.")]),
  "late-fee.json",
);

/** What the model behind this session's address says to one message of the user. */
async function askModel({ start, message, signal }: FakeTurn): Promise<string> {
  const response = await fetch(`${start.modelBaseUrl}/chat/completions`, {
    method: "POST",
    body: JSON.stringify(asks(message)),
    signal,
  });
  if (!response.ok) throw new Error(`the model answered ${response.status}`);
  const { choices }: { readonly choices: readonly JsonObject[] } = JSON.parse(
    await response.text(),
  );
  return JSON.stringify(choices[0]?.["message"]);
}

function aRunner(agent: (turn: FakeTurn) => Promise<string>): AgentRunner {
  const runner = cassetteRunner(fakeRunner(agent), (id) =>
    id.startsWith("late-fee.") ? player : undefined,
  );
  onTestFinished(() => runner.close());
  return runner;
}

async function turnOf(
  runner: AgentRunner,
  message: string,
  id = "late-fee.0",
): Promise<TurnAnswer> {
  const session = await runner.open({ sessionId: id, seed: "late-fee#0" });
  const answer = await session.send(message, noAbort);
  await session.close();
  return answer;
}

test("a session's model is played by its cassette, from the beginning in each session", async () => {
  const runner = aRunner(askModel);
  for (const id of ["late-fee.0", "late-fee.1"]) {
    expect(await turnOf(runner, "Is there a late fee?", id)).toMatchObject({
      kind: "replied",
      turn: { reply: '{"role":"assistant","content":"There is none."}' },
    });
  }
});

test("a session without a cassette is the runner's own", async () => {
  const runner = aRunner(({ start }) => Promise.resolve(start.modelBaseUrl ?? "its own model"));
  expect(await turnOf(runner, "Hello", "lost-parcel.0")).toMatchObject({
    turn: { reply: "its own model" },
  });
});

describe("a request that was not recorded ends the session as a gap", () => {
  const gap = {
    kind: "replay-gap",
    reason: expect.stringMatching(/^late-fee\.json: .*now “Is there an early fee\?”$/),
  };
  const step = { kind: "tool", name: "search_policies", status: "ok" } as const;

  test("where the agent breaks over it, with the steps until then", async () => {
    const runner = aRunner((turn) => {
      turn.addStep(step);
      return askModel(turn);
    });
    expect(await turnOf(runner, "Is there an early fee?")).toEqual({ ...gap, steps: [step] });
  });

  test("where the agent answers all the same", async () => {
    const runner = aRunner((turn) => askModel(turn).catch(() => "Something went wrong."));
    expect(await turnOf(runner, "Is there an early fee?")).toMatchObject(gap);
  });

  test("where the agent waits for an answer that will never come", async () => {
    const runner = aRunner(async (turn) => {
      turn.addStep(step);
      await askModel(turn).catch(() => {});
      return new Promise<string>(() => {});
    });
    expect(await turnOf(runner, "Is there an early fee?")).toEqual({ ...gap, steps: [step] });
  });

  test("and no later turn of it says anything else", async () => {
    const session = await aRunner((turn) => askModel(turn).catch(() => "Hm.")).open({
      sessionId: "late-fee.0",
      seed: "late-fee#0",
    });
    await session.send("Is there an early fee?", noAbort);
    expect(await session.send("Is there a late fee?", noAbort)).toMatchObject({
      kind: "replay-gap",
    });
    await session.close();
  });
});

test("a session that never asked its cassette is not the recorded one", async () => {
  const runner = aRunner((turn) =>
    turn.message === "Hello" ? Promise.resolve("Hello.") : askModel(turn),
  );
  const session = await runner.open({ sessionId: "late-fee.0", seed: "late-fee#0" });
  expect(await session.send("Hello", noAbort)).toMatchObject({ kind: "replied" });
  expect(session.complaint?.()).toEqual({
    kind: "replay-gap",
    reason: expect.stringMatching(/^late-fee\.json: the agent made no model call/),
  });
  await session.send("Is there a late fee?", noAbort);
  expect(session.complaint?.()).toBeUndefined();
  await session.close();
});

test("a request behind the last reply that was not recorded is told at the end", async () => {
  let asking: Promise<unknown> = Promise.resolve();
  const runner = aRunner(async (turn) => {
    const reply = await askModel(turn);
    asking = askModel({ ...turn, message: "And for gift cards?" }).catch(() => undefined);
    return reply;
  });
  const session = await runner.open({ sessionId: "late-fee.0", seed: "late-fee#0" });
  expect(await session.send("Is there a late fee?", noAbort)).toMatchObject({ kind: "replied" });
  await asking;
  expect(session.complaint?.()).toMatchObject({ kind: "replay-gap" });
  await session.close();
});

test("a session that cannot be opened leaves no address behind", async () => {
  let asked = "";
  const inner = fakeRunner();
  const runner = cassetteRunner(
    {
      ...inner,
      open: ({ modelBaseUrl }) => {
        asked = modelBaseUrl ?? "";
        return Promise.reject(new Error("no room"));
      },
    },
    () => player,
  );
  await expect(runner.open({ sessionId: "late-fee.0", seed: "s" })).rejects.toThrow("no room");
  expect((await fetch(`${asked}/chat/completions`, { method: "POST", body: "{}" })).status).toBe(
    404,
  );
  await runner.close();
  expect(inner.counts.isClosed).toBe(true);
  await expect(fetch(asked)).rejects.toThrow("fetch failed");
});
