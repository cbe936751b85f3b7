import { describe, expect, test } from "vitest";
import { embedFailures } from "../../../src/app/triage/embed-failures.ts";
import { openClusterIssues } from "../../../src/app/triage/open-cluster-issues.ts";
import { type TriageResult, triageSessions } from "../../../src/app/triage/triage-sessions.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { TextEmbedder, VectorCache } from "../../../src/ports/text-embedder.ts";
import { FakeIssueHost } from "../../support/fake-issue-host.ts";
import { called, oneTurn, uncaptured } from "../../support/sessions.ts";
import { sourceOf, triageOf } from "../../support/triage.ts";

const claims = Array.from({ length: 8 }, (_, n): Session => {
  const asks = oneTurn("Late fee?", [called("search_policies", {}, [])], `It is $${n + 31}.`);
  return { ...asks, id: `claim-${n}` };
});
const loops = Array.from({ length: 8 }, (_, n): Session => {
  const look = called("get_order", { order: `W44710${n}` }, { status: "sent" });
  return { ...oneTurn("Where is it?", [look, look, look], "It was sent."), id: `loop-${n}` };
});

function triaged(sessions: readonly Session[]): Promise<TriageResult> {
  return triageSessions(triageOf(sourceOf(sessions)));
}

describe("bad input is triaged for what it is", () => {
  test("one failing session is listed, and is no cluster", async () => {
    const { triage } = await triaged(claims.slice(0, 1));
    expect(triage).toMatchObject({ sessions: 1, failing: 1, queue: [], unclustered: ["claim-0"] });
  });

  test("thousands of duplicates count once", async () => {
    const [one] = claims;
    const copies = Array.from({ length: 3000 }, (_, n) => ({
      ...one,
      id: `copy-${n}`,
      turns: one?.turns ?? [],
    }));
    expect(await triaged(copies)).toMatchObject({
      duplicates: 2999,
      triage: { failing: 1, queue: [] },
    });
  });

  test("sessions that differ in nothing but a number are no clusters, and none is made up", async () => {
    const { triage } = await triaged(claims);
    expect(triage.queue).toEqual([]);
    expect(triage.unclustered).toHaveLength(8);
  });

  test("two ids that collide stay two sessions", async () => {
    const same = [...claims, ...loops].map((session) => ({ ...session, id: "session" }));
    const { triage } = await triaged(same);
    expect(new Set(triage.failures.map(({ id }) => id)).size).toBe(16);
  });

  test("without text, in other scripts, and without tool results", async () => {
    const odd: readonly Session[] = [
      { ...oneTurn("", [], ""), id: "silent", reward: 0 },
      { ...oneTurn("Где посылка?", [uncaptured("найти")], "Не знаю."), id: "russian", reward: 0 },
      {
        ...oneTurn("荷物はどこ?", [{ kind: "tool", name: "探す", status: "pending" }], "不明"),
        id: "japanese",
        reward: 0,
      },
      { id: "empty", turns: [], reward: 0 },
    ];
    const { triage } = await triaged(odd);
    expect(triage.failures.map(({ id }) => id)).toEqual(["empty", "japanese", "russian", "silent"]);
  });

  test("of ten megabytes, one beside another", async () => {
    const long = "The order came late. ".repeat(250_000);
    const huge = [1, 2].map(
      (n): Session => ({
        ...oneTurn(`Order ${n}?`, [called("get_order", { n }, long)], long),
        id: `huge-${n}`,
        reward: 0,
      }),
    );
    const { triage } = await triaged(huge);
    expect(triage.failing).toBe(2);
    expect(triage.examples).toEqual([]);
  });
});

describe("an issue of a cluster at its host", () => {
  test("is opened once, and later has its counts alone updated", async () => {
    const host = new FakeIssueHost();
    const written = new Map<string, string>();
    const ports = {
      host,
      redactor: triageOf(sourceOf([])).redactor,
      writer: { write: (path: string, text: string) => void written.set(path, text) },
    };
    const monday = await triaged([...claims, ...loops]);
    const first = await openClusterIssues(monday.triage.queue, monday.sessions, ports);
    expect(first.map(({ filed }) => filed?.kind)).toEqual(["created", "created"]);
    expect([...written.keys()]).toEqual(
      monday.triage.queue.map(({ id }) => `.tracegate/issues/${id}.md`),
    );
    host.issues = host.issues.map((issue) => ({
      ...issue,
      title: "A better title",
      body: issue.body.replace("_No response_", "Say that you do not know."),
    }));
    const grown = monday.triage.queue.map((entry) => ({
      ...entry,
      sessions: [...entry.sessions, "one-more"],
    }));
    const second = await openClusterIssues(grown, monday.sessions, ports);
    expect(second.map(({ filed }) => filed?.kind)).toEqual(["updated", "updated"]);
    for (const { title, body } of host.issues) {
      expect(title).toBe("A better title");
      expect(body).toContain("Say that you do not know.");
      expect(body).toContain("9 sessions, 50 % of all failures");
    }
  });

  test("is neither written nor filed while a secret is left in it", async () => {
    const { triage, sessions } = await triaged([...claims, ...loops]);
    const host = new FakeIssueHost();
    const results = await openClusterIssues(triage.queue, sessions, {
      host,
      redactor: {
        redactText: async (text) => ({ text, found: [] }),
        findLeaks: async () => [{ kind: "secret", count: 1 }],
      },
      writer: {
        write: () => {
          throw new Error("nothing may be written");
        },
      },
    });
    expect(results.map(({ leaks }) => leaks)).toEqual([
      [{ kind: "secret", count: 1 }],
      [{ kind: "secret", count: 1 }],
    ]);
    expect(host.issues).toEqual([]);
  });
});

describe("embeddings", () => {
  const asked: string[] = [];
  const embedder: TextEmbedder = {
    name: "fake",
    embed: async (texts) => {
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.includes("kind") ? 1 : 0, 2));
    },
  };
  const kept = new Map<string, Float32Array>();
  const cache: VectorCache = {
    find: (key) => kept.get(key),
    keep: (key, vector) => void kept.set(key, vector),
  };
  const failing = [
    { id: "a", text: "It was not kind to ada@example.org about fees." },
    { id: "b", text: "" },
  ].map(({ id: sessionId, text }) => ({
    sessionId,
    text,
    input: "Fees?",
    tools: [],
    events: [],
    dimensions: [],
    marks: [],
    version: [],
    promptStructure: [],
  }));

  test("are asked for once a text, of length 1, without what the user said, and none for silence", async () => {
    const ports = {
      embedder,
      cache,
      redactor: triageOf(sourceOf([])).redactor,
      signal: new AbortController().signal,
    };
    const vectors = await embedFailures(failing, ports);
    await embedFailures(failing, ports);
    expect([...vectors.keys()]).toEqual(["a"]);
    expect(Math.hypot(...(vectors.get("a") ?? []))).toBeCloseTo(1, 5);
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain("fees");
  });
});
