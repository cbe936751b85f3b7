import { describe, expect, test } from "vitest";
import { saveCassette } from "../../../src/app/sessions/save-cassette.ts";
import { CassetteRecording } from "../../../src/core/replay/cassette-recording.ts";
import type { Redactor } from "../../../src/ports/redactor.ts";
import { aCassette, asks, readBack, saysLateFee } from "../../support/cassettes.ts";

function recordingOf(question: string, reply: string): CassetteRecording {
  const recording = new CassetteRecording();
  recording.add({
    api: "chat-completions",
    request: JSON.stringify(asks(question)),
    response: { status: 200, body: { kind: "text", text: JSON.stringify(saysLateFee(reply)) } },
    startedAtMs: 1,
    endedAtMs: 2,
  });
  return recording;
}

/** Replaces one address, as a redactor does. */
const redactor: Redactor = {
  redact: (session) => {
    const text = JSON.stringify(session);
    const count = text.split("maria@shop.example").length - 1;
    return Promise.resolve({
      session: JSON.parse(text.replaceAll("maria@shop.example", "person1@example.com")),
      found: count === 0 ? [] : [{ kind: "email", count }],
    });
  },
};

/** For what must not be written. */
function never(): void {
  expect.unreachable();
}

describe("a recorded session's model calls", () => {
  test("are written as they were where nothing has to be hidden", async () => {
    let written = "";
    const saved = await saveCassette(recordingOf("Is there a late fee?", "None."), {
      redactor,
      write: (text) => {
        written = text;
      },
    });
    expect(saved).toEqual({ calls: 1, found: [], alteredRequests: 0, leftOut: [] });
    const cassette = aCassette([asks("Is there a late fee?"), saysLateFee("None.")]);
    expect(readBack(written)).toEqual(cassette);
  });

  test("lose secrets in what was asked and answered, and it is said that requests changed", async () => {
    let written = "";
    const question = "I am maria@shop.example.";
    const saved = await saveCassette(recordingOf(question, "Hello maria@shop.example."), {
      redactor,
      write: (text) => {
        written = text;
      },
    });
    expect(saved).toMatchObject({ found: [{ kind: "email", count: 2 }], alteredRequests: 1 });
    expect(written).not.toContain("maria");
    expect(readBack(written)).toEqual(
      aCassette([asks("I am person1@example.com."), saysLateFee("Hello person1@example.com.")]),
    );
  });

  test("are not written where the redactor cannot search them", async () => {
    const broken: Redactor = { redact: () => Promise.reject(new Error("too deep")) };
    const saving = saveCassette(recordingOf("Hi", "Hello"), { redactor: broken, write: never });
    await expect(saving).rejects.toThrow("too deep");
  });

  test("that are none are no cassette", async () => {
    const nothing = saveCassette(new CassetteRecording(), { redactor, write: never });
    await expect(nothing).rejects.toMatchObject({ code: "CASSETTE_EMPTY" });
    const lost = new CassetteRecording();
    lost.add({ api: "responses", startedAtMs: 1, endedAtMs: 2 });
    await expect(saveCassette(lost, { redactor, write: never })).rejects.toMatchObject({
      message: "No model call can be put on a cassette: the request was too long to keep.",
    });
  });
});
