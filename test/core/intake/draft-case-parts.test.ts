import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { slug } from "../../../src/core/dataset/case-file.ts";
import { identifyEvaluator } from "../../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";
import { caseName } from "../../../src/core/intake/case-name.ts";
import { draftExpectations } from "../../../src/core/intake/draft-expectations.ts";
import { gitBlob } from "../../../src/core/intake/git-blob.ts";
import {
  readProposalMarker,
  writeProposalMarker,
} from "../../../src/core/intake/proposal-marker.ts";
import { similarCases } from "../../../src/core/intake/similar-cases.ts";
import { sniffTrace } from "../../../src/core/intake/sniff-trace.ts";

describe("the name of a case", () => {
  test("is made of the report's title, in whole words", () => {
    expect(caseName("[agent] Refund policy: Übergröße & Co.", "report-7", new Set())).toBe(
      "refund-policy-ubergro-e-co",
    );
    const long = caseName(
      "The agent promised a refund for a gift card that was partly used before",
      "x",
      new Set(),
    );
    expect(long).toBe("the-agent-promised-a-refund-for-a-gift-card-that-was-partly");
  });

  test("is the fallback where nothing of the title is left, and free in any case", () => {
    expect(caseName("退款政策", "report-7", new Set())).toBe("report-7");
    expect(caseName("Late fee", "x", new Set(["late-fee", "late-fee-2"]))).toBe("late-fee-3");
  });

  test("is a name whatever the title holds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.array(fc.constant("late-fee")),
        (title, taken) => {
          const name = caseName(title, "report-7", new Set(taken));
          expect(slug.safeParse(name).success).toBe(true);
          expect(taken).not.toContain(name);
        },
      ),
    );
  });
});

function judge(name: string, dimension: string, version = 1): ReturnType<typeof identifyEvaluator> {
  const file = {
    name,
    version,
    dimension,
    kind: "judge",
    question: "Is it so?",
    pass: "Yes.",
    fail: "No.",
    sees: ["conversation"],
  };
  return identifyEvaluator(evaluatorFile.parse(file), `evaluators/${name}/v${version}.yaml`);
}

function check(name: string, dimension: string): ReturnType<typeof identifyEvaluator> {
  const file = { name, version: 1, dimension, kind: "check", check: "no-repeated-call" };
  return identifyEvaluator(evaluatorFile.parse(file), `evaluators/${name}/v1.yaml`);
}

function failing(evaluator: string, dimension: string): Verdict {
  return { evaluator, dimension, kind: "check", result: "fail" };
}

describe("the expectations of a case", () => {
  const evaluators = [
    judge("faithful", "faithfulness"),
    judge("faithful", "faithfulness", 2),
    judge("kind", "tone"),
    check("no-loop", "tool-use"),
  ];

  test("are the newest judges of the reported dimension, with the truth", () => {
    expect(
      draftExpectations({ evaluators, verdicts: [], dimension: "faithfulness", truth: "None." }),
    ).toEqual([{ dimension: "faithfulness", evaluator: "faithful@2", truth: "None." }]);
  });

  test("and the checks that fail on the session; one that passes would guard nothing", () => {
    const passing: Verdict = {
      evaluator: "no-loop@1",
      dimension: "tool-use",
      kind: "check",
      result: "pass",
    };
    const facts = { evaluators, dimension: "faithfulness" };
    expect(draftExpectations({ ...facts, verdicts: [passing] })).toHaveLength(1);
    expect(draftExpectations({ ...facts, verdicts: [failing("no-loop@1", "tool-use")] })).toEqual([
      { dimension: "faithfulness", evaluator: "faithful@2" },
      { dimension: "tool-use", evaluator: "no-loop@1" },
    ]);
  });

  test("are all judges where nobody says which dimension, and nothing fails", () => {
    const drafted = draftExpectations({ evaluators, verdicts: [], truth: "None." });
    expect(drafted.map(({ evaluator }) => evaluator)).toEqual(["faithful@2", "kind@1"]);
  });

  test("are none where no evaluator can tell", () => {
    expect(draftExpectations({ evaluators: [check("no-loop", "tool-use")], verdicts: [] })).toEqual(
      [],
    );
  });
});

type CaseSource = Parameters<typeof similarCases>[1][number];

function aCaseOf(id: string, ...turns: string[]): CaseSource {
  return {
    id,
    status: "open",
    conversation: turns.map((user) => ({ user })),
    expectations: [{ dimension: "tone", evaluator: "kind@1" }],
  };
}

test("cases are alike by the words of the user, and the same whatever the punctuation", () => {
  const cases = [
    aCaseOf("same", "Is there a LATE fee in Norway?!"),
    aCaseOf("near", "Is there a late fee in Sweden or Norway?"),
    aCaseOf("other", "Where is my parcel?"),
  ];
  expect(similarCases(["is there a late fee in norway"], cases)).toEqual([
    { id: "same", likeness: 1, isSame: true },
    { id: "near", likeness: expect.closeTo(0.75, 1), isSame: false },
  ]);
});

test("git names the content of a file as we do", () => {
  expect(gitBlob("")).toBe("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  expect(gitBlob("hello\n")).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
});

test("what a pull request says about itself is read again, and nothing that somebody mangled", () => {
  const marker = {
    issue: 7,
    report: `sha256:${"0".repeat(64)}`,
    cases: [{ id: "late-fee", blob: "0".repeat(40), session: `sha256:${"1".repeat(64)}` }],
  };
  const line = writeProposalMarker(marker);
  expect(readProposalMarker(`${line}\r\n### Add`)).toEqual(marker);
  for (const body of [
    "",
    "### Add",
    line.replace("late-fee", "../x"),
    line.slice(0, -8),
    `x${line}`,
  ])
    expect(readProposalMarker(body)).toBeUndefined();
});

describe("the first bytes of a file", () => {
  const rows: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["JSON", '{"turns": []}', "text"],
    ["nothing", "", "text"],
    ["a zip", "PK\u0003\u0004", "archive"],
    ["gzip", new Uint8Array([0x1f, 0x8b, 8]), "archive"],
    ["tar", `${"a".repeat(257)}ustar`, "archive"],
    ["a page", "\n<!DOCTYPE html><p>", "web-page"],
    ["an image", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), "binary"],
  ];
  test.each(rows)("%s", (_name, content, kind) => {
    expect(sniffTrace(Buffer.from(content))).toBe(kind);
  });
});
