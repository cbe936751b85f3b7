import { describe, expect, test } from "vitest";
import {
  checkSignOffs,
  type Evidence,
  isAllSigned,
  signOffOf,
} from "../../../src/core/dataset/check-sign-offs.ts";
import type { DueSignOff } from "../../../src/core/dataset/sign-off.ts";

const now = `sha256:${"9c1e".repeat(16)}`;
const older = `sha256:${"07d0".repeat(16)}`;
const file = "datasets/support/cases/late-fee.yaml";
const due: DueSignOff = { caseId: "late-fee", file, kind: "added", digest: now };
const claim = { by: "maria-policy", at: "2026-11-20", digest: now };
const rules = { experts: ["@Maria-Policy", "tom-tax"], authors: ["lee"] };

const word = (login: string, digest = now): Evidence => ({
  kind: "review",
  login,
  at: "2026-11-20T09:30:00Z",
  digests: new Map([["late-fee", digest]]),
});

const stateOf = (one: DueSignOff, evidence: readonly Evidence[], authors = rules.authors) =>
  checkSignOffs([one], evidence, { ...rules, authors })[0]?.state;

describe("a sign-off", () => {
  test("is missing where nobody said anything", () => {
    expect(stateOf(due, [])).toEqual({ kind: "unsigned" });
  });

  test("of an expert who saw it as it stands counts once the file says so", () => {
    const at = "2026-11-20T09:30:00Z";
    expect(stateOf(due, [word("maria-policy")])).toEqual({
      kind: "unwritten",
      by: "maria-policy",
      at,
    });
    expect(stateOf({ ...due, claim }, [word("maria-policy")])).toEqual({
      kind: "signed",
      by: "maria-policy",
      at,
    });
  });

  test("is void where the expert saw something else", () => {
    expect(stateOf({ ...due, claim }, [word("maria-policy", older)])).toEqual({
      kind: "void",
      by: "maria-policy",
    });
  });

  test("counts for nothing as a line that nobody stands behind", () => {
    expect(stateOf({ ...due, claim }, [])).toEqual({
      kind: "refused",
      by: "maria-policy",
      reason: "not-said",
    });
  });

  test("of a stranger, or of an expert of the pull request's own branch, does not count", () => {
    expect(stateOf(due, [word("mal")])).toEqual({
      kind: "refused",
      by: "mal",
      reason: "no-expert",
    });
    expect(stateOf({ ...due, claim: { ...claim, by: "mal" } }, [])).toEqual({
      kind: "refused",
      by: "mal",
      reason: "no-expert",
    });
  });

  test("of an expert who wrote part of the change does not count", () => {
    expect(stateOf(due, [word("maria-policy")], ["MARIA-policy"])).toEqual({
      kind: "refused",
      by: "maria-policy",
      reason: "author",
    });
  });

  test("of another expert counts beside one that does not", () => {
    const evidence = [word("mal"), word("maria-policy", older), word("tom-tax")];
    expect(stateOf(due, evidence)).toMatchObject({ kind: "unwritten", by: "tom-tax" });
  });

  test("is taken over by whoever stands behind the line", () => {
    expect(
      stateOf({ ...due, claim: { ...claim, by: "tom-tax" } }, [
        word("maria-policy"),
        word("tom-tax"),
      ]),
    ).toMatchObject({ kind: "signed", by: "tom-tax" });
  });

  test("for an older text in the file is void", () => {
    expect(stateOf({ ...due, claim: { ...claim, digest: older } }, [])).toEqual({
      kind: "void",
      by: "maria-policy",
    });
  });

  test("of a case that cannot be read cannot be given", () => {
    expect(stateOf({ caseId: "late-fee", file, kind: "changed" }, [word("maria-policy")])).toEqual({
      kind: "unreadable",
    });
  });

  test("of a case that is let go stands in no file", () => {
    expect(stateOf({ ...due, kind: "withdrawn" }, [word("maria-policy")])).toMatchObject({
      kind: "signed",
    });
  });
});

test("all is signed where nothing is due", () => {
  expect(isAllSigned([])).toBe(true);
  expect(isAllSigned(checkSignOffs([due], [], rules))).toBe(false);
});

test("a claim names the day", () => {
  expect(signOffOf(now, { by: "maria-policy", at: "2026-11-20T09:30:00Z" })).toEqual(claim);
});
