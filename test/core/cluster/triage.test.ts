import { describe, expect, test } from "vitest";
import type { FailureSignature } from "../../../src/core/cluster/failure-signature.ts";
import { triage } from "../../../src/core/cluster/triage.ts";
import { parseTriage, type Triage } from "../../../src/core/cluster/triage-file.ts";
import { renderTriage } from "../../../src/core/report/terminal/triage-summary.ts";

const claims = {
  text: "A fee is asserted that no document supports.",
  tools: ["search_policies"],
  events: ["empty-retrieval"],
  dimensions: ["faithfulness"],
  marks: ["abstains@1"],
} as const;
const loops = {
  text: "The identical lookup is repeated without progress.",
  tools: ["lookup_order", "find_customer", "lookup_order"],
  events: ["loop"],
  dimensions: ["tone"],
  marks: ["no-repeated-call@1"],
} as const;

function failures(
  kind: Pick<FailureSignature, "text" | "tools" | "events" | "dimensions" | "marks">,
  count: number,
  { day = "monday", version = "prompt-1" } = {},
): readonly FailureSignature[] {
  return Array.from({ length: count }, (_, n) => ({
    ...kind,
    sessionId: `${day}-${kind.marks[0]}-${n}`,
    input: "Hello",
    version: [version],
    promptStructure: [],
  }));
}

const floors = new Map([
  ["faithfulness", 0.95],
  ["tone", 0.3],
]);
function of(failing: readonly FailureSignature[], known: Triage["queue"] = []): Triage {
  return triage(failing, { sessions: 100, floors, known });
}

describe("the queue", () => {
  test("begins with what matters most, not with what is most frequent", () => {
    const { queue } = of([...failures(loops, 20), ...failures(claims, 10)]);
    expect(
      queue.map(({ dimension, sessions, share, severity, urgency }) => ({
        dimension,
        size: sessions.length,
        share,
        severity,
        urgency,
      })),
    ).toEqual([
      { dimension: "faithfulness", size: 10, share: 1 / 3, severity: 0.95, urgency: 19 },
      { dimension: "tone", size: 20, share: 2 / 3, severity: 0.3, urgency: 12 },
    ]);
  });

  test("says which version of the agent a cluster has more than its share of", () => {
    const { queue } = of([
      ...failures(claims, 10, { version: "prompt-2" }),
      ...failures(loops, 20),
    ]);
    expect(queue[0]?.lifts).toEqual([{ version: "prompt-2", lift: 3, sessions: 10 }]);
  });
});

function nameOf({ queue }: Triage, dimension: string): string | undefined {
  return queue.find((entry) => entry.dimension === dimension)?.id;
}

describe("a cluster keeps its name", () => {
  const monday = of([...failures(claims, 10), ...failures(loops, 10)]);

  test("as it grows and shrinks, in sessions of another day", () => {
    const day = { day: "tuesday" };
    const tuesday = of([...failures(claims, 14, day), ...failures(loops, 5, day)], monday.queue);
    for (const dimension of ["faithfulness", "tone"])
      expect(nameOf(tuesday, dimension)).toBe(nameOf(monday, dimension));
    expect(tuesday.queue.map(({ change }) => change).toSorted()).toEqual(["grown", "shrunk"]);
    expect(tuesday.resolved).toEqual([]);
  });

  test("and is told as gone once none of its sessions fails", () => {
    const rude = {
      ...loops,
      text: "Curt and hostile wording.",
      tools: [],
      events: [],
      marks: ["friendly@1"],
      dimensions: ["kindness"],
    };
    const tuesday = of([...failures(claims, 10), ...failures(rude, 10)], monday.queue);
    expect(tuesday.resolved.map(({ id }) => id)).toEqual([nameOf(monday, "tone")]);
    expect(tuesday.queue.find(({ dimension }) => dimension === "kindness")?.change).toBe("new");
    expect(renderTriage(tuesday)).toContain("Gone since then:");
  });

  test("through the file that it is written to", () => {
    expect(parseTriage(JSON.stringify(monday), "triage.json")).toEqual(monday);
  });
});

test("where nothing is alike the sessions are listed, and no cluster is made up", () => {
  const result = of(failures(claims, 4));
  expect(result.queue).toEqual([]);
  expect(result.unclustered).toHaveLength(4);
  expect(renderTriage(result)).toContain("no clusters were found");
});

test("where nothing failed there is nothing to look at", () => {
  expect(renderTriage(of([]))).toBe("0 of 100 sessions failed: nothing to look at.");
});

test.each([
  ["no JSON", "{"],
  ["another major", JSON.stringify({ schema: "tracegate.triage/2", queue: [] })],
  ["a queue that is none", JSON.stringify({ schema: "tracegate.triage/1", queue: [{ id: "x" }] })],
])("an older triage with %s is refused with its fix", (_, text) => {
  expect(() => parseTriage(text, "old.json")).toThrow("old.json is no triage of this version");
});
