import { describe, expect, test } from "vitest";
import { importSessions } from "../../../src/app/sessions/import-sessions.ts";
import { UserError } from "../../../src/core/errors.ts";
import type { ImportSummary } from "../../../src/core/plan/import-summary.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { Redactor } from "../../../src/ports/redactor.ts";
import type { SourceItem } from "../../../src/ports/session-source.ts";
import type { SessionStore } from "../../../src/ports/session-store.ts";
import { aSession, aTurn } from "../../support/sessions.ts";

const masking: Redactor = {
  redact: async (session) => {
    if (session.turns[0]?.user === "unsearchable")
      throw new UserError("REDACTION_FAILED", "It cannot be searched.", "Leave it out.");
    const turns = session.turns.map((turn) => ({
      ...turn,
      user: turn.user.replaceAll("maria", "xxxxx"),
    }));
    const isFound = JSON.stringify(turns) !== JSON.stringify(session.turns);
    return { session: { ...session, turns }, found: isFound ? [{ kind: "name", count: 1 }] : [] };
  },
};

type Stored = {
  readonly written: Session[];
  readonly events: string[];
  readonly store: SessionStore;
};

function aStore(): Stored {
  const written: Session[] = [];
  const events: string[] = [];
  return {
    written,
    events,
    store: {
      write: (session) => {
        written.push(session);
        return { name: `${session.id}.json`, outcome: "written" };
      },
      commit: () => void events.push("commit"),
      discard: () => void events.push("discard"),
    },
  };
}

async function imported(
  items: readonly SourceItem[],
  { isStrict = false, stored = aStore(), signal = new AbortController().signal } = {},
): Promise<ImportSummary> {
  const source = {
    async *read() {
      yield* items;
    },
  };
  return await importSessions(
    { files: ["a.jsonl"], isStrict, signal },
    { source, redactor: masking, store: stored.store },
  );
}

const item = (id: string, user: string, file = "a.jsonl"): SourceItem => ({
  kind: "session",
  session: aSession([aTurn(user, [])], { id }),
  file,
});

describe("importing", () => {
  test("nothing is written that was not redacted", async () => {
    const stored = aStore();
    const summary = await imported([item("a", "I am maria"), item("b", "Hello")], { stored });
    expect(stored.written.map(({ turns }) => turns[0]?.user)).toEqual(["I am xxxxx", "Hello"]);
    expect(summary.redacted).toEqual([{ kind: "name", count: 1 }]);
    expect(stored.events).toEqual(["commit", "discard"]);
  });

  test("a session that cannot be redacted is left out and reported, and the rest goes on", async () => {
    const stored = aStore();
    const { dropped } = await imported([item("a", "unsearchable"), item("b", "Hello")], { stored });
    expect(stored.written.map(({ id }) => id)).toEqual(["b"]);
    expect(dropped).toEqual([
      {
        file: "a.jsonl",
        path: "",
        reason: "session that cannot be redacted, and so is not written: It cannot be searched.",
        count: 1,
      },
    ]);
  });

  test("the same session counts once: by its id, or where its id is only its place", async () => {
    const { sessions, dropped } = await imported([
      item("chat-1", "Hello"),
      item("chat-1", "Hello"),
      item("b.jsonl:3@0a1b2c3d", "Hello", "b.jsonl"),
      item("b.jsonl:4#/0@0a1b2c3d", "Bye", "logs/b.jsonl"),
      item("b.jsonl:9@0a1b2c3d", "Bye", "b.jsonl"),
    ]);
    expect(sessions.map(({ id }) => id)).toEqual(["chat-1", "b.jsonl:4#/0@0a1b2c3d"]);
    expect(dropped.map(({ file, count }) => ({ file, count }))).toEqual([
      { file: "a.jsonl", count: 1 },
      { file: "b.jsonl", count: 2 },
    ]);
  });

  test("two sessions of the same words are two where both have ids of their own", async () => {
    const { sessions } = await imported([item("chat-1", "Hello"), item("chat-2", "Hello")]);
    expect(sessions).toHaveLength(2);
  });

  test("numbers that no clock can have shown are not written", async () => {
    const stored = aStore();
    const odd = { ...aTurn("Hello", []), durationMs: -5, startedAtMs: Number.NaN };
    await imported([{ kind: "session", session: aSession([odd], { id: "a" }) }], { stored });
    expect(stored.written[0]?.turns[0]).toEqual(aTurn("Hello", []));
  });

  test("strictly, any loss keeps everything from being committed", async () => {
    const loss: SourceItem = {
      kind: "dropped",
      dropped: [{ file: "a.jsonl", path: "", reason: "line that is not JSON", count: 1 }],
    };
    const stored = aStore();
    expect(await imported([item("a", "Hello"), loss], { stored, isStrict: true })).toMatchObject({
      written: "refused",
    });
    expect(stored.events).toEqual(["discard"]);
    const clean = aStore();
    await imported([item("a", "Hello")], { stored: clean, isStrict: true });
    expect(clean.events).toEqual(["commit", "discard"]);
  });

  test("an interruption ends the reading, and strictly commits nothing", async () => {
    const abort = new AbortController();
    abort.abort();
    const stored = aStore();
    const signal = abort.signal;
    const summary = await imported([item("a", "Hello"), item("b", "Bye")], {
      stored,
      isStrict: true,
      signal,
    });
    expect(summary.isInterrupted).toBe(true);
    expect(summary.sessions).toHaveLength(1);
    expect(stored.events).toEqual(["discard"]);
  });

  test("what was drafted is taken away when something breaks", async () => {
    const stored = aStore();
    const broken: SessionStore = {
      ...stored.store,
      write: () => {
        throw new UserError("SESSIONS_UNWRITABLE", "The disk is full.", "Make room.");
      },
    };
    await expect(
      imported([item("a", "Hello")], { stored: { ...stored, store: broken } }),
    ).rejects.toMatchObject({ code: "SESSIONS_UNWRITABLE" });
    expect(stored.events).toEqual(["discard"]);
  });
});
