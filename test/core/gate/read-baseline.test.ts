import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addToBaseline,
  asRelease,
  type BaselineDemand,
  readBaseline,
} from "../../../src/core/gate/read-baseline.ts";
import {
  type BaselineEntry,
  baselineSchema,
  mostPooled,
} from "../../../src/core/plan/baseline-file.ts";
import { aBaseline, aComparedCase } from "../../support/compared-sides.ts";

const commit = "9a77e02c4d0e7c55b1f0a6c2d8e9f7a1b2c3d4e5";
const demand: BaselineDemand = {
  source: "branch",
  side: "merge-base",
  commit,
  repository: "acme/shop-agent",
  branch: "main",
  notBefore: "2026-11-01T00:00:00.000Z",
  notAfter: "2026-11-22T00:00:00.000Z",
};

function anEntry(
  by: Partial<BaselineEntry["writtenBy"]> = {},
  given: Parameters<typeof aBaseline>[1] = {},
): BaselineEntry {
  return {
    writtenBy: { repository: "acme/shop-agent", branch: "main", event: "push", commit, ...by },
    experiment: aBaseline([aComparedCase("late-fee", { tone: [20, 20] })], given),
  };
}

const stored = addToBaseline(undefined, anEntry());

describe("what is stored is compared with", () => {
  test("where a push to the base branch of this repository wrote it", () => {
    expect(readBaseline(stored, demand)).toMatchObject({
      kind: "found",
      origin: { side: "merge-base", source: "branch", commit, branch: "main" },
      experiments: [{ recorded: 20 }],
    });
  });

  test("on one's own machine, whoever wrote it", () => {
    const { repository: _, ...own } = demand;
    const text = addToBaseline(undefined, { ...anEntry(), writtenBy: { commit } });
    expect(readBaseline(text, { ...own, branch: "origin/main" }).kind).toBe("found");
  });

  test("as a release, under its tag", () => {
    const { commit: _, ...rest } = demand;
    const text = asRelease(stored, "support-v1.4.0") ?? "";
    expect(readBaseline(text, { ...rest, side: "release" })).toMatchObject({
      origin: { tag: "support-v1.4.0", commit },
    });
    expect(asRelease(undefined, "support-v1.4.0")).toBeUndefined();
    expect(asRelease("{}", "support-v1.4.0")).toBeUndefined();
  });
});

describe("a poisoned baseline is refused with its reason", () => {
  test("that claims to be of the future, and would never be too old", () => {
    const later = addToBaseline(undefined, anEntry({}, { startedAt: "2099-01-01T00:00:00.000Z" }));
    expect(readBaseline(later, demand)).toEqual({
      kind: "refused",
      why: "invalid",
      detail: "its runs began in the future, at 2099-01-01T00:00:00.000Z",
    });
  });

  const fork = addToBaseline(undefined, anEntry({ repository: "stranger/shop-agent" }));
  test.each([
    ["unreadable", "{"],
    ["invalid", "[]"],
    ["invalid", "null"],
    ["invalid", JSON.stringify({ schema: baselineSchema, entries: [] })],
    ["invalid", stored.replace('"passed":20', '"passed":-1')],
    ["invalid", stored.replace('"passed":20', '"passed":21')],
    ["invalid", stored.replace('"passed":20', '"passed":null')],
    ["other-repository", fork],
    ["other-repository", addToBaseline(undefined, { ...anEntry(), writtenBy: { commit } })],
    ["other-branch", addToBaseline(undefined, anEntry({ branch: "feature/main" }))],
    ["other-event", addToBaseline(undefined, anEntry({ event: "pull_request" }))],
    ["other-commit", addToBaseline(undefined, anEntry({ commit: "0".repeat(40) }))],
  ])("%s", (why, text) => {
    expect(readBaseline(text, demand)).toMatchObject({ kind: "refused", why });
  });

  test("one entry of a stranger among ours spoils all", () => {
    const ours = JSON.parse(stored);
    const text = JSON.stringify({
      ...ours,
      entries: [...ours.entries, ...JSON.parse(fork).entries],
    });
    expect(readBaseline(text, demand)).toMatchObject({ kind: "refused", why: "other-repository" });
  });

  test("whatever stands there, it answers", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readBaseline(text, demand).kind).toBe("refused");
      }),
    );
  });
});

describe("what cannot be compared with is nobody's fault", () => {
  test.each([
    ["another major of the store", stored.replace("tracegate.baseline/1", "tracegate.baseline/2")],
    [
      "another major of the results",
      stored.replace("tracegate.experiment/1", "tracegate.experiment/2"),
    ],
  ])("%s", (_, text) => {
    expect(readBaseline(text, demand)).toMatchObject({ kind: "none", why: "other-major" });
  });

  test("results that are too old", () => {
    const notBefore = "2026-11-20T00:00:00.000Z";
    expect(readBaseline(stored, { ...demand, notBefore })).toEqual({
      kind: "none",
      why: "expired",
    });
  });
});

describe("running again adds", () => {
  const again = anEntry({}, { startedAt: "2026-11-19T12:00:00.000Z" });

  test("another execution of the same, the newest first, and the same one only once", () => {
    const both = addToBaseline(stored, again);
    expect(readBaseline(both, demand)).toMatchObject({
      experiments: [
        { startedAt: "2026-11-19T12:00:00.000Z" },
        { startedAt: "2026-11-19T09:00:00.000Z" },
      ],
    });
    expect(addToBaseline(both, again)).toBe(both);
    expect(addToBaseline(both, anEntry())).toBe(both);
  });

  test("what tested something else, or cannot be read, is left behind", () => {
    const other = anEntry();
    const key = `sha256:${"7".repeat(64)}`;
    const changed = {
      ...other,
      experiment: { ...other.experiment, subject: { ...other.experiment.subject, key } },
    };
    expect(JSON.parse(addToBaseline(stored, changed)).entries).toHaveLength(1);
    expect(addToBaseline("{", anEntry())).toBe(stored);
  });

  test("no more than ten, and none of what an agent said", () => {
    const secret = "You have 30 days.";
    let text: string | undefined;
    for (let hour = 0; hour < mostPooled + 3; hour += 1) {
      const startedAt = `2026-11-19T${String(hour + 8).padStart(2, "0")}:00:00.000Z`;
      const entry = anEntry({}, { startedAt });
      const cases = entry.experiment.cases.map((one) => ({
        ...one,
        errors: [{ outcome: "completed" as const, reason: secret, runs: 1 }],
      }));
      text = addToBaseline(text, { ...entry, experiment: { ...entry.experiment, cases } });
    }
    const { entries } = JSON.parse(text ?? "");
    expect(entries).toHaveLength(mostPooled);
    expect(entries[0].experiment.startedAt).toBe("2026-11-19T20:00:00.000Z");
    expect(text).not.toContain(secret);
  });
});
