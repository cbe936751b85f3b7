import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseStatuses } from "../../../src/core/dataset/case-file.ts";
import {
  dueSignOffs,
  type SignableCase,
  signOffDigest,
} from "../../../src/core/dataset/sign-off.ts";

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

function aCase(id: string, changes: Partial<SignableCase> = {}): SignableCase {
  return {
    id,
    file: `datasets/support/cases/${id}.yaml`,
    status: "guarding",
    digest: digest("a"),
    ...changes,
  };
}

/** A later case of the same id replaces one before. */
function unique(cases: readonly Partial<SignableCase>[]): readonly SignableCase[] {
  return [...new Map(cases.map((one) => [one.id, one])).values()].map((one) =>
    aCase(one.id ?? "", one),
  );
}

const kinds = (
  before: readonly SignableCase[],
  now: readonly SignableCase[],
): readonly (readonly [string, string])[] =>
  dueSignOffs(before, now).map(({ caseId, kind }) => [caseId, kind]);

describe("what is signed", () => {
  const lateFee = {
    digest: digest("1"),
    expectations: [{ dimension: "abstention", evaluator: "says-it-does-not-know@1" }],
  };
  const evaluators = new Map([["says-it-does-not-know@1", { digest: digest("2") }]]);

  test("is the case and the evaluators that it names", () => {
    const signed = signOffDigest(lateFee, evaluators);
    expect(signed).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(signOffDigest({ ...lateFee, digest: digest("3") }, evaluators)).not.toBe(signed);
    const other = new Map([["says-it-does-not-know@1", { digest: digest("4") }]]);
    expect(signOffDigest(lateFee, other)).not.toBe(signed);
  });

  test("is not what other evaluators say", () => {
    const more = new Map([...evaluators, ["tone@1", { digest: digest("5") }]]);
    expect(signOffDigest(lateFee, more)).toBe(signOffDigest(lateFee, evaluators));
  });

  test("is nothing where an evaluator is missing", () => {
    expect(signOffDigest(lateFee, new Map())).toBeUndefined();
  });
});

describe("what has to be signed", () => {
  test("a new case, whatever its status", () => {
    for (const status of caseStatuses)
      expect(kinds([], [aCase("late-fee", { status })])).toEqual([["late-fee", "added"]]);
  });

  test("a case that asks something else", () => {
    expect(kinds([aCase("late-fee")], [aCase("late-fee", { digest: digest("b") })])).toEqual([
      ["late-fee", "changed"],
    ]);
  });

  test("nothing, where all is as it was", () => {
    expect(kinds([aCase("late-fee")], [aCase("late-fee")])).toEqual([]);
    expect(kinds([], [])).toEqual([]);
  });

  test("nothing, where a case only got another name", () => {
    expect(kinds([aCase("late-fee")], [aCase("late-fee-norway")])).toEqual([]);
  });

  test("both, where a case got another name and asks something else", () => {
    const renamed = aCase("late-fee-norway", { digest: digest("b") });
    expect(kinds([aCase("late-fee")], [renamed])).toEqual([
      ["late-fee", "withdrawn"],
      ["late-fee-norway", "added"],
    ]);
  });

  test("one removed case stands for one renamed case, not for two", () => {
    expect(kinds([aCase("late-fee")], [aCase("copy-one"), aCase("copy-two")])).toEqual([
      ["copy-two", "added"],
    ]);
  });

  test("a name that hides that a case guards no more", () => {
    const hidden = aCase("late-fee-norway", { status: "retired" });
    expect(kinds([aCase("late-fee")], [hidden])).toEqual([["late-fee-norway", "withdrawn"]]);
  });

  test.each(["proposed", "open", "quarantined", "retired"] as const)(
    "a guarding case that becomes %s",
    (status) => {
      expect(kinds([aCase("late-fee")], [aCase("late-fee", { status })])).toEqual([
        ["late-fee", "withdrawn"],
      ]);
    },
  );

  test("a removed case that guarded or was shown, and no other", () => {
    const before = caseStatuses.map((status) => aCase(`was-${status}`, { status }));
    expect(kinds(before, [])).toEqual([
      ["was-guarding", "withdrawn"],
      ["was-open", "withdrawn"],
    ]);
  });

  test("who lets a case go signs what becomes of it", () => {
    const [removed] = dueSignOffs([aCase("late-fee")], []);
    const [retired] = dueSignOffs([aCase("late-fee")], [aCase("late-fee", { status: "retired" })]);
    expect(removed?.digest).not.toBe(retired?.digest);
    expect(removed?.digest).not.toBe(digest("a"));
  });

  test("a proposed case that opens, unless the base holds its sign-off", () => {
    const claim = { by: "maria-policy", at: "2026-11-20", digest: digest("a") };
    const open = aCase("late-fee", { status: "open", claim });
    expect(kinds([aCase("late-fee", { status: "proposed" })], [open])).toEqual([
      ["late-fee", "returned"],
    ]);
    expect(kinds([aCase("late-fee", { status: "proposed", claim })], [open])).toEqual([]);
  });

  test("an open case that begins to guard needs nothing more", () => {
    expect(kinds([aCase("late-fee", { status: "open" })], [aCase("late-fee")])).toEqual([]);
  });

  test("a case that cannot be read is due, and cannot be signed", () => {
    const { digest: _, ...broken } = aCase("late-fee");
    expect(dueSignOffs([aCase("late-fee")], [broken])).toEqual([
      { caseId: "late-fee", file: broken.file, kind: "changed", status: "guarding" },
    ]);
  });

  test("no change of a dataset hides a case with new content", () => {
    const some = fc.array(
      fc.record({
        id: fc.constantFrom("late-fee", "lost-parcel", "gift-card", "address"),
        status: fc.constantFrom(...caseStatuses),
        digest: fc.constantFrom(..."abcd".split("").map(digest)),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(some, some, (was, is) => {
        const [before, now] = [unique(was), unique(is)];
        const old = new Set(before.map((one) => one.digest));
        const due = new Set(dueSignOffs(before, now).map(({ caseId }) => caseId));
        const fresh = now.filter((one) => !old.has(one.digest)).map(({ id }) => id);
        expect([...due]).toEqual(expect.arrayContaining(fresh));
      }),
    );
  });
});
