import fc from "fast-check";
import { expect, test } from "vitest";
import { RecentMap } from "../../../src/core/trace/recent-map.ts";

test("the latest entries are remembered, and never more than twice as many", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(30)), (most, keys) => {
      const map = new RecentMap<number, number>(most);
      for (const [index, key] of keys.entries()) map.set(key, index);
      const latest = [...new Set(keys.toReversed())].slice(0, most - 1);
      for (const key of latest) expect(map.get(key)).toBe(keys.lastIndexOf(key));
      const known = [...new Set(keys)].filter((key) => map.get(key) !== undefined);
      expect(known.length).toBeLessThanOrEqual(2 * most);
    }),
  );
});

test("what is older can be let go of at once", () => {
  const map = new RecentMap<string, number>(9);
  map.set("parcel", 1);
  map.forgetOlder();
  expect(map.get("parcel")).toBe(1);
  map.forgetOlder();
  expect(map.get("parcel")).toBeUndefined();
});
