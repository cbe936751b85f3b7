import { describe, expect, test } from "vitest";
import type { BaselineStore, ChangeTexts } from "../../src/ports/baseline-store.ts";

function put(...entries: readonly (readonly [string, string])[]): ChangeTexts {
  return () => new Map(entries);
}

/** What every store of baselines must do; each test gets a store that holds nothing yet. */
export function baselineStoreContract(name: string, open: () => Promise<BaselineStore>): void {
  const commit = `commits/${"9a".repeat(20)}`;
  const key = `keys/${"3f".repeat(32)}`;
  describe(`the store of baselines: ${name}`, () => {
    test("holds nothing under a name that nobody wrote", async () => {
      const store = await open();
      expect(await store.read([commit, "release"])).toEqual([undefined, undefined]);
    });

    test("gives back what was put under each name, in the order asked for", async () => {
      const store = await open();
      await store.update(key, put([key, "late fee\n"], [commit, "lost parcel ✓\n"]));
      expect(await store.read([commit, "release", key])).toEqual([
        "lost parcel ✓\n",
        undefined,
        "late fee\n",
      ]);
    });

    test("hands what is kept to whoever changes it, and keeps the rest", async () => {
      const store = await open();
      await store.update(key, put([key, "1"], [commit, "1"]));
      const seen: (string | undefined)[] = [];
      await store.update(key, (kept) => {
        seen.push(kept);
        return new Map([[key, `${kept ?? ""}2`]]);
      });
      expect(seen).toEqual(["1"]);
      expect(await store.read([key, commit])).toEqual(["12", "1"]);
    });

    test("holds texts of a megabyte", async () => {
      const store = await open();
      const text = "0123456789abcdef".repeat(65_536);
      await store.update(key, put([key, text]));
      const [read] = await store.read([key]);
      expect(read?.length).toBe(text.length);
      expect(read === text).toBe(true);
    });
  });
}
