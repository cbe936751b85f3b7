import { describe, expect, test } from "vitest";
import {
  defaultWeights,
  type FailureSignature,
} from "../../../src/core/cluster/failure-signature.ts";
import { splitLarge } from "../../../src/core/cluster/split-large.ts";

function aFailure(sessionId: string, text: string, tools: readonly string[]): FailureSignature {
  return {
    sessionId,
    text,
    input: "",
    tools,
    events: [],
    dimensions: ["faithfulness"],
    marks: ["abstains@1"],
    version: [],
    promptStructure: [],
  };
}

/** Twenty that loop; of the others every second one misleads on fees, and the rest on parcels. */
const sessions = Array.from({ length: 100 }, (_, n) => {
  if (n < 20) return aFailure(`session-${n}`, "An identical call is repeated.", ["lookup_order"]);
  return n % 2 === 0
    ? aFailure(`session-${n}`, "A surcharge is asserted.", ["search_policies", "quote_price"])
    : aFailure(`session-${n}`, "A delivery is promised.", ["search_policies", "track_parcel"]);
});
const clusterOf = Int32Array.from(sessions, (_, n) => (n < 20 ? 0 : 1));
const sizesOf = (groups: readonly (readonly number[])[]): readonly number[] =>
  groups.map((group) => group.length);
const options = { weights: defaultWeights };

describe("a group of more than half of all", () => {
  test("is cut again by itself, and every session stays in one group", () => {
    const groups = splitLarge(sessions, { clusterOf, count: 2, silhouette: 0.2 }, options);
    expect(sizesOf(groups)).toEqual([20, 40, 40]);
    expect(groups.flat().toSorted((a, b) => a - b)).toEqual(sessions.map((_, n) => n));
    const [, fees = []] = groups;
    expect(new Set(fees.map((n) => sessions[n]?.text)).size).toBe(1);
  });

  test("stays one where its parts are not separated as well as the whole", () => {
    const alike = sessions.map((one, n) =>
      n < 20 ? one : aFailure(one.sessionId, "A surcharge is asserted.", ["quote_price"]),
    );
    const cut = { clusterOf, count: 2, silhouette: 0.2 };
    expect(sizesOf(splitLarge(alike, cut, options))).toEqual([20, 80]);
  });

  test("stays one where its parts are well separated, and the whole was better", () => {
    const cut = { clusterOf, count: 2, silhouette: 1.01 };
    expect(sizesOf(splitLarge(sessions, cut, options))).toEqual([20, 80]);
  });

  test("stays one where more than twelve groups would come of it", () => {
    const fine = Int32Array.from(sessions, (_, n) => (n < 20 ? n % 10 : 10));
    const cut = (count: number): Parameters<typeof splitLarge>[1] => ({
      clusterOf: fine,
      count,
      silhouette: 0.2,
    });
    expect(splitLarge(sessions, cut(11), options)).toHaveLength(12);
    expect(splitLarge(sessions, cut(12), options)).toHaveLength(12);
    expect(sizesOf(splitLarge(sessions, cut(12), options))).toContain(80);
  });
});

test("half of all is not more than half", () => {
  const half = Int32Array.from(sessions, (_, n) => (n < 50 ? 0 : 1));
  const cut = { clusterOf: half, count: 2, silhouette: 0.2 };
  expect(sizesOf(splitLarge(sessions, cut, options))).toEqual([50, 50]);
});
