import { expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import { renderBadge } from "../../../../src/core/report/files/badge.ts";
import {
  adoption,
  fail,
  pass,
  type Situation,
  undetermined,
} from "../../../support/comment-situations.ts";

const enforced = { kind: "enforced" } as const;

function badgeOf(
  { experiment, policy }: Situation,
  enforcement: Parameters<typeof renderBadge>[1],
): unknown {
  return JSON.parse(renderBadge(decideGate(experiment, policy), enforcement));
}

test("a pass is green and counts its floors", () => {
  expect(badgeOf(pass, enforced)).toEqual({
    schemaVersion: 1,
    label: "tracegate",
    message: "passing · 3 of 3 floors met",
    color: "brightgreen",
  });
});

test("a failure names the worst dimension, and is an error that nobody can paint green", () => {
  expect(badgeOf(fail, enforced)).toMatchObject({
    message: expect.stringMatching(/^failing · faithfulness \d+\.\d %$/),
    color: "red",
    isError: true,
  });
});

test("undetermined is never green", () => {
  expect(badgeOf(undetermined, enforced)).toMatchObject({
    message: "undetermined",
    color: "orange",
    isError: true,
  });
});

test("what is not enforced yet says the same in yellow", () => {
  expect(badgeOf(fail, adoption)).toMatchObject({ color: "yellow" });
  expect(badgeOf(pass, adoption)).toMatchObject({ color: "brightgreen" });
});
