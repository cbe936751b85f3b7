import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseStatuses } from "../../../src/core/dataset/case-file.ts";
import type { Case, Dataset } from "../../../src/core/dataset/dataset.ts";
import {
  countDiff,
  diffDatasets,
  isUnchanged,
  usedEvaluators,
} from "../../../src/core/dataset/dataset-diff.ts";
import {
  compareVersions,
  firstVersion,
  nextVersion,
  versionOf,
  versionTag,
} from "../../../src/core/dataset/dataset-version.ts";
import { signOffDigest } from "../../../src/core/dataset/sign-off.ts";
import { unsignedCases } from "../../../src/core/dataset/unsigned-cases.ts";
import { renderChangelog } from "../../../src/core/report/dataset/changelog.ts";
import { aDigest } from "../../support/calibrations.ts";

function aCase({
  evaluator = "abstains@1",
  ...given
}: Partial<Case> & { readonly evaluator?: string } = {}): Case {
  const id = given.id ?? "late-fee";
  return {
    id,
    title: id,
    status: "guarding",
    dimensions: ["abstention"],
    expectations: [{ dimension: "abstention", evaluator }],
    runs: 20,
    user: { kind: "conversation", turns: ["Is there a late fee?"] },
    digest: aDigest("1"),
    file: `datasets/support/cases/${id}.yaml`,
    ...given,
  };
}

function aDataset(cases: readonly Case[], given: Partial<Dataset> = {}): Dataset {
  return {
    name: "support",
    description: "Questions",
    experts: ["maria-policy"],
    dimensions: { abstention: "Does it say that it does not know?" },
    digest: aDigest("d"),
    ...given,
    cases,
  };
}

const evaluators = new Map([["abstains@1", { digest: aDigest("e") }]]);

/** What signs a case whose content has this digest. */
function signedDigest(digit: string): string {
  return signOffDigest(aCase({ digest: aDigest(digit) }), evaluators) ?? "";
}

function signedBy(by: string, digit = "1"): Pick<Case, "signOff"> {
  return { signOff: { by, at: "2026-11-20", digest: signedDigest(digit) } };
}

const v140 = { major: 1, minor: 4, patch: 0 };

function versionAfter(before: readonly Case[], now: readonly Case[]): string {
  const diff = diffDatasets(aDataset(before), aDataset(now));
  return versionTag("support", nextVersion(v140, diff));
}

describe("the next version", () => {
  const parcel = aCase({ id: "lost-parcel" });

  test.each<readonly [string, readonly Case[], readonly Case[], string]>([
    ["a new case", [aCase()], [aCase(), parcel], "support-v1.5.0"],
    ["a changed one", [aCase()], [aCase({ digest: aDigest("2") })], "support-v1.5.0"],
    ["one that went", [aCase(), parcel], [aCase()], "support-v2.0.0"],
    ["a status", [aCase()], [aCase({ status: "quarantined" })], "support-v1.4.1"],
    ["a title", [aCase()], [aCase({ title: "Late" })], "support-v1.4.1"],
    ["a sign-off", [aCase()], [aCase(signedBy("maria-policy"))], "support-v1.4.1"],
    [
      "a newer evaluator",
      [aCase()],
      [aCase({ evaluator: "abstains@2", digest: aDigest("2") })],
      "support-v1.5.0",
    ],
    [
      "an older evaluator",
      [aCase({ evaluator: "abstains@10" })],
      [aCase({ evaluator: "abstains@9", digest: aDigest("2") })],
      "support-v2.0.0",
    ],
    [
      "another evaluator",
      [aCase()],
      [aCase({ evaluator: "admits@1", digest: aDigest("2") })],
      "support-v2.0.0",
    ],
    [
      "a retired case that alone named its evaluator",
      [aCase(), aCase({ id: "lost-parcel", evaluator: "searches@1" })],
      [aCase(), aCase({ id: "lost-parcel", evaluator: "searches@1", status: "retired" })],
      "support-v2.0.0",
    ],
  ])("after %s", (_, before, now, tag) => {
    expect(versionAfter(before, now)).toBe(tag);
  });

  test("comes after the one before, whatever changed", () => {
    const cases = fc
      .uniqueArray(
        fc.record({
          id: fc.constantFrom("late-fee", "lost-parcel", "gift-card"),
          status: fc.constantFrom(...caseStatuses),
          digest: fc.constantFrom(aDigest("1"), aDigest("2")),
          evaluator: fc.constantFrom("abstains@1", "abstains@2", "searches@1"),
        }),
        { selector: ({ id }) => id },
      )
      .map((all) => all.map(aCase));
    const numbers = fc.record({ major: fc.nat(99), minor: fc.nat(99), patch: fc.nat(99) });
    fc.assert(
      fc.property(cases, cases, numbers, (before, now, version) => {
        const next = nextVersion(version, diffDatasets(aDataset(before), aDataset(now)));
        expect(compareVersions(next, version)).toBeGreaterThan(0);
        expect(versionOf(versionTag("support", next), "support")).toEqual(next);
        expect(isUnchanged(diffDatasets(aDataset(now), aDataset(now)))).toBe(true);
      }),
    );
  });

  test("is read from tags of the dataset alone", () => {
    const tags = [
      "support-v1.2.3",
      "support-v1.2",
      "support-v1.2.3-rc",
      "support-v01.2.3",
      "returns-v1.2.3",
    ];
    expect(tags.map((tag) => versionOf(tag, "support"))).toEqual([
      { major: 1, minor: 2, patch: 3 },
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(versionTag("support", firstVersion)).toBe("support-v1.0.0");
  });
});

describe("what differs", () => {
  test("the dataset's own file counts, in whatever order its lists stand", () => {
    const experts = ["maria-policy", "sam"];
    const before = aDataset([aCase()], { experts });
    expect(
      isUnchanged(diffDatasets(before, aDataset([aCase()], { experts: experts.toReversed() }))),
    ).toBe(true);
    expect(
      diffDatasets(before, aDataset([aCase()], { experts: ["sam"], description: "More" })).about,
    ).toEqual(["description", "experts"]);
  });

  test("is counted by dimension, and only where a case differs", () => {
    const diff = diffDatasets(
      aDataset([aCase(), aCase({ id: "lost-parcel", dimensions: ["tool-use"] })]),
      aDataset([
        aCase({ digest: aDigest("2"), dimensions: ["abstention", "tone"] }),
        aCase({ id: "gift-card" }),
      ]),
    );
    expect(countDiff(diff, ({ dimensions }) => dimensions)).toEqual([
      { name: "abstention", added: 1, changed: 1, removed: 0 },
      { name: "tone", added: 0, changed: 1, removed: 0 },
      { name: "tool-use", added: 0, changed: 0, removed: 1 },
    ]);
  });

  test("evaluators are those of cases that are run", () => {
    const cases = [
      aCase({ evaluator: "searches@2" }),
      aCase({ evaluator: "abstains@1", status: "proposed" }),
      aCase({ evaluator: "admits@1", status: "retired" }),
    ];
    expect(usedEvaluators({ cases })).toEqual(["abstains@1", "searches@2"]);
  });

  test("a long changelog is cut, and says how much is left out", () => {
    const cases = Array.from({ length: 130 }, (_, place) => aCase({ id: `case-${1000 + place}` }));
    const text = renderChangelog(
      { tag: "support-v1.0.0", diff: diffDatasets(undefined, aDataset(cases)) },
      [],
    );
    expect(text).toContain("support-v1.0.0, the first version: 130 cases added\n");
    expect(text).toContain("- case-1099 (guarding)\n- and 30 more\n");
  });
});

describe("a sign-off counts", () => {
  const before = aDataset([]);

  function reasonFor(one: Case, experts: readonly string[] = ["maria-policy"], joined = experts) {
    const now = aDataset([one], { experts: joined });
    const unsigned = unsignedCases({ ...before, experts }, now, evaluators);
    return unsigned[0]?.reason ?? "signed";
  }

  test.each<readonly [string, Case, readonly string[] | undefined, string]>([
    ["by an expert", aCase(signedBy("maria-policy")), undefined, "signed"],
    ["however the login is written", aCase(signedBy("@Maria-Policy")), undefined, "signed"],
    [
      "not by others",
      aCase(signedBy("mallory")),
      undefined,
      "mallory is not among the experts of dataset.yaml",
    ],
    [
      "not for another text",
      aCase(signedBy("maria-policy", "2")),
      undefined,
      "the sign-off of maria-policy is for an older text",
    ],
    [
      "not by a team",
      aCase(signedBy("acme/experts")),
      ["acme/experts"],
      "acme/experts is a team, and people sign",
    ],
    [
      "not by a member of a team, whom nobody can look up",
      aCase(signedBy("sam")),
      ["acme/experts"],
      "dataset.yaml names only teams as experts, whose members cannot be looked up here: sam must stand there by login",
    ],
    [
      "not where there are no experts",
      aCase(signedBy("sam")),
      [],
      "sam is not among the experts of dataset.yaml",
    ],
    [
      "in an open case as in a guarding one",
      aCase({ status: "open" }),
      undefined,
      "it has no sign-off",
    ],
    ["only where the case may gate", aCase({ status: "proposed" }), undefined, "signed"],
  ])("%s", (_, one, experts, reason) => {
    expect(reasonFor(one, experts)).toBe(reason);
  });

  test("by the experts of the version before", () => {
    const one = aCase(signedBy("mallory"));
    expect(reasonFor(one, ["maria-policy"], ["maria-policy", "mallory"])).toBe(
      "mallory is an expert only since the last version",
    );
    const first = aDataset([one], { experts: ["mallory"] });
    expect(unsignedCases(undefined, first, evaluators)).toEqual([]);
  });

  test("until an evaluator that the case names says something else", () => {
    const now = aDataset([aCase(signedBy("maria-policy"))]);
    const edited = new Map([["abstains@1", { digest: aDigest("f") }]]);
    expect(unsignedCases(before, now, evaluators)).toEqual([]);
    expect(unsignedCases(before, now, edited)).toMatchObject([
      { id: "late-fee", reason: "the sign-off of maria-policy is for an older text" },
    ]);
  });

  test("until the case changes its digest, or comes back from where it did not gate", () => {
    const was = (status: Case["status"]) => aDataset([aCase({ status })]);
    const now = aDataset([aCase()]);
    expect(unsignedCases(was("guarding"), now, evaluators)).toEqual([]);
    expect(unsignedCases(was("open"), now, evaluators)).toEqual([]);
    for (const status of ["proposed", "quarantined", "retired"] as const)
      expect(unsignedCases(was(status), now, evaluators)).toMatchObject([
        { id: "late-fee", digest: signedDigest("1") },
      ]);
  });
});
