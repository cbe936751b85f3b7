import { describe, expect, test } from "vitest";
import type { Cassette } from "../../../src/core/replay/cassette.ts";
import { CassettePlayer, type CassetteSession } from "../../../src/core/replay/cassette-player.ts";
import { comparableRequest, type ModelRequest } from "../../../src/core/replay/cassette-request.ts";
import type { JsonObject } from "../../../src/core/trace/json.ts";
import { aCassette, asks, saysLateFee } from "../../support/cassettes.ts";

const lateFee = asks("Is there a late fee?");

function chat(body: JsonObject): ModelRequest {
  return comparableRequest("/v1/chat/completions", body);
}

function aSession(cassette: Cassette): CassetteSession {
  return new CassettePlayer(cassette, "late-fee.json").play();
}

describe("recorded answers", () => {
  const cassette = aCassette(
    [lateFee, saysLateFee("None.")],
    [asks("And a gift card?"), saysLateFee("Two years.")],
    [lateFee, saysLateFee("Still none.")],
  );

  test("equal requests get theirs in the order of the recording, others in any order", () => {
    const session = aSession(cassette);
    const answers = [lateFee, asks("And a gift card?"), lateFee].map((body) =>
      session.answer(chat(body)),
    );
    expect(answers).toEqual(
      ["None.", "Two years.", "Still none."].map((text) => ({
        kind: "recorded",
        answer: { status: 200, body: saysLateFee(text) },
      })),
    );
    expect(session.gap).toBeUndefined();
  });

  test("each session starts at the beginning", () => {
    const player = new CassettePlayer(cassette, "late-fee.json");
    player.play().answer(chat(lateFee));
    expect(player.play().answer(chat(lateFee))).toMatchObject({
      answer: { body: saysLateFee("None.") },
    });
  });

  test("a request that is sent again is the same call", () => {
    const session = aSession(cassette);
    const answers = [false, true, true, false].map((isRetry) =>
      session.answer(chat(lateFee), isRetry),
    );
    const texts = ["None.", "None.", "None.", "Still none."];
    expect(answers).toMatchObject(texts.map((text) => ({ answer: { body: saysLateFee(text) } })));
  });

  test("a first request that calls itself a retry is answered", () => {
    expect(aSession(cassette).answer(chat(lateFee), true).kind).toBe("recorded");
  });
});

describe("a gap", () => {
  const cassette = aCassette(
    [asks("Where is my parcel?"), saysLateFee("Lost.")],
    [lateFee, saysLateFee("None.")],
  );

  function gapOf(request: ModelRequest): string | undefined {
    const session = aSession(cassette);
    expect(session.answer(request).kind).toBe("gap");
    return session.gap;
  }

  test("shows where the first differing message leaves the nearest recorded one", () => {
    const prompt = "You are the desk of a gift shop.";
    const said = `${"Please look at this long story first. ".repeat(5)}Is there a late fee?`;
    const longer = aCassette([asks(said), saysLateFee("None.")]);
    const session = aSession(longer);
    session.answer(chat(asks(said.replace("late", "early"))));
    expect(session.gap).toBe(
      "late-fee.json: no recorded answer for POST /chat/completions; the nearest is call 1, which differs in messages[1] (user) content: recorded “…story first. Is there a late fee?”, now “…story first. Is there a early fee?”",
    );
    expect(gapOf(chat({ ...lateFee, messages: [{ role: "system", content: prompt }] }))).toContain(
      "messages[1], which is missing now",
    );
  });

  test("a changed prompt and a changed model are named", () => {
    expect(gapOf(chat({ ...lateFee, model: "gpt-5", temperature: 0.2 }))).toBe(
      "late-fee.json: no recorded answer for POST /chat/completions; the nearest is call 2, which differs in model: recorded “gpt-5-mini”, now “gpt-5”; temperature: not recorded, now “0.2”",
    );
  });

  test("a further message is shown", () => {
    const { messages } = lateFee;
    const longer = [...(Array.isArray(messages) ? messages : []), { role: "user", content: "So?" }];
    expect(gapOf(chat({ ...lateFee, messages: longer }))).toContain(
      "call 2, which differs in messages[2], which was not recorded: “{",
    );
  });

  test("a path of which nothing is recorded", () => {
    expect(gapOf(comparableRequest("/v1/embeddings", { input: "late fee" }))).toBe(
      "late-fee.json: nothing is recorded for POST /embeddings, only for /chat/completions",
    );
  });

  test("a request that is made more often than it was recorded", () => {
    const session = aSession(cassette);
    session.answer(chat(lateFee));
    session.answer(chat(lateFee));
    expect(session.gap).toBe("late-fee.json: a request that is recorded once was made 2 times");
  });

  test("ends the session: what follows is not answered either", () => {
    const session = aSession(cassette);
    session.answer(chat(asks("Is there an early fee?")));
    const { gap } = session;
    expect(session.answer(chat(lateFee))).toEqual({ kind: "gap", reason: gap });
    expect(session.gap).toBe(gap);
  });

  test("is one line, safe to print, whatever the agent asked", () => {
    const gap = gapOf(chat(asks("Is\u001b[31m there\n\u202ea\u0007 fee?".repeat(500))));
    expect(gap).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
    expect(gap?.length).toBeLessThan(600);
  });
});
