import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Waiver } from "../../../src/core/config/waiver-config.ts";
import { decideApproval, governDecision } from "../../../src/core/gate/approval.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { Decision, Governance } from "../../../src/core/gate/decision.ts";
import { applyWaivers, readWaivers, type WaiverReading } from "../../../src/core/gate/waiver.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  checked,
} from "../../support/gated-experiment.ts";

const today = "2026-11-20";
const latest = "2027-02-18";
const experiment = anExperiment([
  aCaseResult({ id: "late-fee", dimensions: { policy: checked({ passed: 5, failed: 15 }) } }),
  aCaseResult({ id: "lost-parcel", dimensions: { tone: checked({ passed: 17, failed: 3 }) } }),
]);
const policy = aPolicy({
  dimensions: { policy: aFloor(), tone: aFloor() },
  mustPass: ["late-fee"],
});

function aWaiver(given: Partial<Waiver>): Waiver {
  return { owner: "@dana", reason: "see issue 12", expires: "2026-12-01", ...given };
}

function read(...waivers: readonly Waiver[]): WaiverReading {
  return readWaivers(
    { ...policy, waivers: [...waivers] },
    {
      today,
      latest,
      cases: experiment.cases,
    },
  );
}

function kindsAfter(...waivers: readonly Waiver[]): readonly string[] {
  return applyWaivers(decideGate(experiment, policy), read(...waivers)).reasons.map(
    ({ kind }) => kind,
  );
}

describe("a waiver counts", () => {
  test.each<[string, Partial<Waiver>, string | undefined]>([
    ["on its last day", { dimension: "tone", expires: today }, undefined],
    ["not the day after", { dimension: "tone", expires: "2026-11-19" }, "expired"],
    ["ninety days ahead", { dimension: "tone", expires: latest }, undefined],
    ["not further ahead", { dimension: "tone", expires: "2027-02-19" }, "too-long"],
    ["not of a case that was not run", { case: "late-fees" }, "unknown-case"],
    ["not of a dimension without floor", { dimension: "tones" }, "unknown-dimension"],
  ])("%s", (_when, given, why) => {
    const reading = read(aWaiver(given));
    expect(reading.void.map((one) => one.why)).toEqual(why === undefined ? [] : [why]);
    expect(reading.standing).toHaveLength(why === undefined ? 1 : 0);
  });

  test("for its owner without the @", () => {
    expect(read(aWaiver({ dimension: "tone" })).standing[0]?.owner).toBe("dana");
  });
});

describe("what is waived", () => {
  test("without any waiver everything stands", () => {
    expect(kindsAfter()).toEqual(["floor-missed", "must-pass-failed", "floor-undetermined"]);
  });

  test("a dimension's waiver takes its floor, and leaves must-pass cases of it", () => {
    expect(kindsAfter(aWaiver({ dimension: "policy" }))).toEqual([
      "must-pass-failed",
      "floor-undetermined",
    ]);
  });

  test("a case's waiver takes that case, and leaves the floor", () => {
    expect(kindsAfter(aWaiver({ case: "late-fee" }))).toEqual([
      "floor-missed",
      "floor-undetermined",
    ]);
    expect(kindsAfter(aWaiver({ case: "late-fee", dimension: "tone" }))).toHaveLength(3);
  });

  test("all of it makes a pass that tells what it rests on", () => {
    const decision = applyWaivers(
      decideGate(experiment, policy),
      read(
        aWaiver({ dimension: "policy" }),
        aWaiver({ dimension: "tone" }),
        aWaiver({ case: "late-fee" }),
      ),
    );
    expect(decision.kind).toBe("pass");
    expect(decision.waivers?.waived).toHaveLength(3);
  });

  test("a label takes all but must-pass cases", () => {
    const label = {
      kind: "label",
      owner: "dana",
      reason: "the label",
      expires: "2026-11-27",
    } as const;
    const decision = applyWaivers(decideGate(experiment, policy), { standing: [label], void: [] });
    expect(decision.reasons.map(({ kind }) => kind)).toEqual(["must-pass-failed"]);
  });

  test("is never a run that is not there", () => {
    const missing = anExperiment([
      aCaseResult({ id: "late-fee", dimensions: { policy: checked({ passed: 10, missing: 10 }) } }),
      aCaseResult({ id: "lost-parcel", dimensions: { tone: checked({ missing: 20 }) } }),
    ]);
    const label = {
      kind: "label",
      owner: "dana",
      reason: "the label",
      expires: "2026-11-27",
    } as const;
    const before = decideGate(missing, aPolicy({ dimensions: policy.dimensions }));
    const after = applyWaivers(before, { standing: [label], void: [] });
    const left = after.reasons.map(({ kind }) => kind);
    expect(left).toContain("too-many-missing");
    expect(left).toContain("dimension-unscored");
    expect(after.kind).toBe("undetermined");
  });

  test("no reason is ever lost: it stands, or it is shown as waived", () => {
    const some = fc.subarray([
      aWaiver({ dimension: "policy" }),
      aWaiver({ dimension: "tone" }),
      aWaiver({ case: "late-fee" }),
      aWaiver({ case: "lost-parcel", dimension: "tone" }),
      aWaiver({ dimension: "tone", expires: "2020-01-01" }),
    ]);
    const before = decideGate(experiment, policy);
    fc.assert(
      fc.property(some, (waivers) => {
        const after = applyWaivers(before, read(...waivers));
        const waived = after.waivers?.waived.map(({ reason }) => reason) ?? [];
        expect(new Set([...after.reasons, ...waived])).toEqual(new Set(before.reasons));
        expect(after.kind === "pass").toBe(after.reasons.length === 0);
        const shown = (after.waivers?.standing.length ?? 0) + (after.waivers?.void.length ?? 0);
        expect(shown).toBe(waivers.length);
      }),
    );
  });
});

describe("an approval", () => {
  const dana = { login: "Dana", says: "approved", isExpert: true, sawThis: true } as const;
  const facts = { experts: ["dana"], author: "lee" };

  test("is that of an expert who saw the changes and did not write them", () => {
    expect(decideApproval({ ...facts, reviews: [dana] })).toEqual({
      kind: "approved",
      by: ["Dana"],
    });
  });

  test.each([
    ["of the author", { ...facts, author: "dana" }, dana, "Dana wrote the change"],
    [
      "of no expert",
      facts,
      { ...dana, isExpert: false },
      "Dana approved, and is no expert on the base branch",
    ],
    [
      "of who may be in a team",
      facts,
      { ...dana, isExpert: "unknown" },
      "Dana approved, and this token cannot look up who is in a team: name the login in dataset.yaml",
    ],
    [
      "of something else",
      facts,
      { ...dana, sawThis: false },
      "Dana approved before these changes were as they are",
    ],
    [
      "at a commit that is gone",
      facts,
      { ...dana, sawThis: "unknown" },
      "Dana approved at a commit that is gone, so what was approved is not known",
    ],
  ] as const)("is none %s", (_what, given, review, found) => {
    expect(decideApproval({ ...given, reviews: [review] })).toMatchObject({
      kind: "missing",
      found: [found],
    });
  });

  test("is none where another expert asks for changes, or was dismissed", () => {
    const other = { ...dana, login: "rae", says: "changes-requested" } as const;
    expect(decideApproval({ ...facts, reviews: [dana, other] }).kind).toBe("missing");
    const dismissed = { ...dana, says: "dismissed" } as const;
    expect(decideApproval({ ...facts, reviews: [dismissed] }).kind).toBe("missing");
  });

  test("is none where nobody is an expert", () => {
    expect(decideApproval({ ...facts, experts: [], reviews: [dana] }).kind).toBe("missing");
  });
});

describe("a change of the gate without approval", () => {
  const governance: Governance = {
    changes: [{ kind: "must-pass-removed", caseId: "late-fee" }],
    digest: `sha256:${"1".repeat(64)}`,
    changesAgent: false,
    approval: { kind: "missing", experts: ["dana"], found: [] },
  };
  const good = anExperiment([aCaseResult({ id: "late-fee" })]);
  const met: Decision = decideGate(good, aPolicy());

  test("keeps what would pass from passing, and leaves a failure first", () => {
    expect(met.kind).toBe("pass");
    expect(governDecision(met, governance)).toMatchObject({
      kind: "undetermined",
      reasons: [{ kind: "governance-unapproved", changes: 1 }],
    });
    const failed = governDecision(decideGate(experiment, policy), governance);
    expect(failed.kind).toBe("fail");
    expect(failed.reasons.map(({ kind }) => kind)).toEqual([
      "floor-missed",
      "must-pass-failed",
      "governance-unapproved",
      "floor-undetermined",
    ]);
  });

  test("is shown once it has been approved of", () => {
    const approval = { kind: "approved", by: ["dana"] } as const;
    const decision = governDecision(met, { ...governance, approval });
    expect(decision).toMatchObject({ kind: "pass", governance: { approval } });
  });
});
