import { describe, expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import {
  type Painter,
  renderTerminalSummary,
} from "../../../../src/core/report/terminal/terminal-summary.ts";
import {
  adoption,
  crashing,
  fail,
  hostile,
  infraErrors,
  judgeUnscored,
  manyCases,
  pass,
  type Situation,
  undetermined,
} from "../../../support/comment-situations.ts";

const asIs = (text: string): string => text;
const plain: Painter = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };
const tagged: Painter = {
  bold: (text) => `<b>${text}</b>`,
  dim: (text) => `<dim>${text}</dim>`,
  red: (text) => `<red>${text}</red>`,
  green: (text) => `<green>${text}</green>`,
  yellow: (text) => `<yellow>${text}</yellow>`,
};

function summaryOf({ experiment, policy }: Situation, painter: Painter = plain): string {
  return renderTerminalSummary(experiment, decideGate(experiment, policy), painter);
}

const golden = new Map([
  ["pass", pass],
  ["fail", fail],
  ["undetermined", undetermined],
  ["infra-errors", infraErrors],
  ["judge-unscored", judgeUnscored],
  ["agent-crashes", crashing],
  ["many-cases", manyCases],
]);

test.each([...golden])("the summary %s reads as agreed", async (name, situation) => {
  await expect(summaryOf(situation)).toMatchFileSnapshot(
    `../../../golden/terminal-summary/${name}.txt`,
  );
});

test("what does not block yet says so in its first line, and nothing else changes", () => {
  for (const { experiment, policy } of [pass, fail, undetermined]) {
    const decision = decideGate(experiment, policy);
    const enforced = renderTerminalSummary(experiment, decision, plain);
    const shown = renderTerminalSummary(experiment, decision, { ...plain, enforcement: adoption });
    expect(shown.split("\n")[0]).toMatch(/not enforced until 2027-01-15/i);
    expect(shown.split("\n").slice(1)).toEqual(enforced.split("\n").slice(1));
  }
});

test("colour says what the words say", () => {
  expect(summaryOf(fail, tagged)).toMatch(/^<red><b>FAIL<\/b><\/red> {2}Merge blocked/);
  expect(summaryOf(pass, tagged)).toMatch(/^<green><b>PASS<\/b><\/green> {2}Nothing to fix/);
  expect(summaryOf(undetermined, tagged)).toMatch(/^<yellow><b>UNDETERMINED<\/b><\/yellow>/);
  expect(summaryOf(fail, tagged)).toContain("<red>faithfulness");
});

describe("hostile text in a terminal or a job's log", () => {
  const lines = summaryOf(hostile).split("\n");

  test("moves no cursor and hides nothing", () => {
    expect(lines.filter((line) => /(?!\n)[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
  });

  test("is no command to the runner", () => {
    expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });

  test("makes nothing to paste into a shell", () => {
    const { experiment, policy } = hostile;
    const [, , , , forged] = experiment.cases;
    const only = {
      experiment: { ...experiment, cases: [forged!], planned: 20, recorded: 20 },
      policy,
    };
    expect(summaryOf(only)).not.toContain("tracegate run --case");
  });
});
