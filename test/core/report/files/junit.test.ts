import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import type { Decision } from "../../../../src/core/gate/decision.ts";
import { renderJunit } from "../../../../src/core/report/files/junit.ts";
import { junitDocument } from "../../../../src/core/report/files/junit-xml.ts";
import {
  adoption,
  crashing,
  fail,
  hostileSituation,
  infraErrors,
  judgeUnscored,
  manyCases,
  pass,
  type Situation,
  undetermined,
} from "../../../support/comment-situations.ts";
import { hostileText } from "../../../support/hostile-text.ts";
import { type JunitNode, nodesNamed, parseJunit } from "../../../support/junit.ts";

const enforced = { kind: "enforced" } as const;

function decide({ experiment, policy, trust }: Situation): Decision {
  return decideGate(experiment, policy, { ...(trust && { trust }) });
}

function junitOf(
  situation: Situation,
  enforcement: Parameters<typeof renderJunit>[2] = enforced,
): JunitNode {
  return parseJunit(renderJunit(situation.experiment, decide(situation), enforcement));
}

/** Tests that a reader of JUnit calls broken. */
function broken(root: JunitNode): number {
  return nodesNamed(root, "failure").length + nodesNamed(root, "error").length;
}

describe.each([
  ["pass", pass],
  ["fail", fail],
  ["undetermined", undetermined],
  ["infra errors", infraErrors],
  ["judge unscored", judgeUnscored],
  ["a crashing agent", crashing],
  ["many cases", manyCases],
] as const)("JUnit XML of %s", (_, situation) => {
  test("is what the schema allows, and its counts are those of its tests", () => {
    const root = junitOf(situation);
    for (const node of [root, ...nodesNamed(root, "testsuite")]) {
      const { tests, failures, errors } = node.attributes;
      expect({ tests, failures, errors }).toEqual({
        tests: String(nodesNamed(node, "testcase").length),
        failures: String(nodesNamed(node, "failure").length),
        errors: String(nodesNamed(node, "error").length),
      });
    }
  });

  test("has something broken exactly where the merge is blocked", () => {
    expect(broken(junitOf(situation)) > 0).toBe(decide(situation).kind !== "pass");
    expect(broken(junitOf(situation, adoption))).toBe(0);
  });
});

test("a failing case says how often it passed, and where it first went wrong", () => {
  const [failure] = nodesNamed(junitOf(fail), "testcase")
    .filter(({ attributes }) => attributes["name"] === "refund-policy-unknown-area")
    .flatMap((one) => nodesNamed(one, "failure"));
  expect(failure?.attributes["message"]).toBe("12 of 40 runs passed (30.0 %)");
  expect(failure?.text).toContain("first bad step: turn 3, step 5");
  expect(failure?.text).toContain("search_policies → 0 documents");
});

test("a case that does not guard is skipped, and so is a judge that only advises", () => {
  const root = junitOf(pass);
  const open = nodesNamed(root, "testcase").find(
    ({ attributes }) => attributes["name"] === "voucher-stacking",
  );
  expect(open?.children.map(({ name, attributes }) => [name, attributes["message"]])).toEqual([
    ["skipped", "open, does not gate: 9 of 20 runs passed (45.0 %)"],
  ]);
});

test("a line break of a name or a message is given back by a parser", () => {
  const message = 'late\n\tfee "€ 5" & more';
  const xml = junitDocument(
    [
      {
        name: "gate",
        cases: [{ suite: "gate", name: "a\nb", result: { kind: "skipped", message } }],
      },
    ],
    { startedAt: "2026-11-20T09:00:00.000Z", durationMs: 1_500 },
  );
  const [one] = nodesNamed(parseJunit(xml), "testcase");
  expect(one?.attributes["name"]).toBe("a\nb");
  expect(one?.children[0]?.attributes["message"]).toBe(message);
});

test("no text makes it another document", () => {
  const plain = junitOf(hostileSituation("words"));
  const skeleton = (node: JunitNode): unknown => [node.name, node.children.map(skeleton)];
  fc.assert(
    fc.property(hostileText, (text) => {
      const root = junitOf(hostileSituation(text));
      expect(nodesNamed(root, "testcase").length).toBe(nodesNamed(plain, "testcase").length);
      expect(skeleton(root)).toEqual(skeleton(plain));
    }),
    { numRuns: 60 },
  );
});

test("five megabytes of words stay a few kilobytes", () => {
  const { experiment, policy } = hostileSituation(`late fee ${"x".repeat(5_000_000)}`);
  const xml = renderJunit(experiment, decideGate(experiment, policy), enforced);
  expect(xml.length).toBeLessThan(100_000);
  parseJunit(xml);
});
