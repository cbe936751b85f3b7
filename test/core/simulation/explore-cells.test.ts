import { expect, test } from "vitest";
import { scenarioFile } from "../../../src/core/dataset/case-file.ts";
import { caseFromFile } from "../../../src/core/dataset/case-from-file.ts";
import type { Case } from "../../../src/core/dataset/dataset.ts";
import { type ExploreCell, exploreCells } from "../../../src/core/simulation/explore-cells.ts";

const explore = {
  personas: { polite: { mood: "polite" }, hurried: { mood: "in a hurry", knows: ["order 5502"] } },
  openings: { vague: "I have a question." },
  faults: { none: [], "search-down": [{ tool: "search_policies", fault: "timeout" }] },
};

function aScenario(changes: object = {}): Case {
  const source = scenarioFile.parse({
    id: "gift-card",
    goal: "Learn whether a gift card can be refunded.",
    persona: { mood: "impatient", knows: ["order 4471"], hides: ["that it was a present"] },
    user: { kind: "model", opening: "Can I get money back?" },
    faults: [{ tool: "lookup_order", fault: "error" }],
    explore,
    expectations: [{ dimension: "tone", evaluator: "friendly-tone@1" }],
    ...changes,
  });
  return caseFromFile(source, "datasets/support/scenarios/gift-card.yaml", { runsPerCase: 20 });
}

function cellsOf(
  scenario: Case,
  options?: Parameters<typeof exploreCells>[2],
): readonly ExploreCell[] {
  if (scenario.explore === undefined) throw new Error("it explores nothing");
  return exploreCells(scenario, scenario.explore, options);
}

const cells = cellsOf(aScenario());

test("each cell has the name of its values, and a case of its own", () => {
  expect(cells.map(({ name }) => name)).toEqual([
    "hurried / vague / none",
    "hurried / vague / search-down",
    "polite / vague / none",
    "polite / vague / search-down",
  ]);
  expect(cells[1]).toMatchObject({ persona: "hurried", opening: "vague", faults: "search-down" });
  const ids = cells.map((cell) => cell.case.id);
  expect(new Set(ids).size).toBe(4);
  expect(ids.every((id) => /^gift-card-[0-9a-f]{8}$/.test(id))).toBe(true);
});

test("a persona is laid over the scenario's: what it does not say stays", () => {
  const [hurried, , polite] = cells.map((cell) => cell.case.user);
  expect(hurried).toMatchObject({
    opening: "I have a question.",
    persona: {
      mood: "in a hurry",
      knows: ["order 5502"],
      hides: [{ what: "that it was a present" }],
    },
  });
  expect(polite).toMatchObject({ persona: { mood: "polite", knows: ["order 4471"] } });
});

test("a cell's faults stand before the scenario's own", () => {
  expect(cells[0]?.case.tools?.faults.map(({ tool }) => tool)).toEqual(["lookup_order"]);
  expect(cells[1]?.case.tools?.faults.map(({ tool }) => tool)).toEqual([
    "search_policies",
    "lookup_order",
  ]);
});

test("a cell keeps its name in every draw, so that it draws the same conversation", () => {
  const drawn = cellsOf(aScenario(), { cap: 2, seed: 9 });
  expect(drawn).toHaveLength(2);
  for (const cell of drawn) {
    expect(cell.case.id).toBe(cells.find(({ name }) => name === cell.name)?.case.id);
  }
});

test("first words of a script and of a machine are replaced, and nothing else of them", () => {
  const openings = { openings: { vague: "I have a question." } };
  const scripted = aScenario({
    persona: undefined,
    user: { kind: "scripted", turns: ["Money back?", "Order 4471."] },
    explore: openings,
  });
  expect(cellsOf(scripted)[0]?.case.user).toMatchObject({
    turns: ["I have a question.", "Order 4471."],
  });
  const asks = { say: ["Money back?", "Refund?"], next: [{ otherwise: "stop" }] };
  const machine = aScenario({
    persona: undefined,
    user: { kind: "machine", start: "asks", states: { asks } },
    explore: openings,
  });
  expect(cellsOf(machine)[0]?.case.user).toMatchObject({
    states: { asks: { say: ["I have a question."], next: [{ go: "stop" }] } },
  });
});

test("the longest id of a scenario leaves room for the cell's", () => {
  const long = aScenario({ id: `${"a".repeat(50)}-${"b".repeat(9)}` });
  for (const cell of cellsOf(long)) {
    expect(cell.case.id).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])$/);
  }
});
