import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CarriedVerdicts } from "../../../src/adapters/cache/carried-verdicts.ts";
import { toldVerdicts } from "../../../src/adapters/cache/told-verdicts.ts";
import { mostVerdictBytes } from "../../../src/adapters/cache/verdict-files.ts";
import { projectDir } from "../../support/project-dir.ts";

const keyOf = (digit: string): string => digit.repeat(64);
const kind = { model: "judge-2026-01", json: { verdict: "pass" } };

function written(verdicts: CarriedVerdicts): { readonly folder: string; readonly digest: string } {
  const folder = projectDir({});
  return { folder, digest: verdicts.write(folder) };
}

describe("answers that are carried", () => {
  test("are found by whoever takes them next, the newest of each question", () => {
    const first = new CarriedVerdicts();
    first.add(keyOf("a"), kind);
    const second = new CarriedVerdicts();
    expect(second.take(written(first).folder)).toBe(1);
    expect(second.added).toBe(0);
    second.add(keyOf("a"), { ...kind, json: { verdict: "fail" } });
    second.add(keyOf("b"), kind);
    const { folder } = written(second);
    expect(new CarriedVerdicts().take(folder)).toBe(3);
    const found = toldVerdicts(folder, () => {});
    expect(found.find(keyOf("a"))).toMatchObject({ json: { verdict: "fail" } });
    expect(found.find(keyOf("b"))).toMatchObject(kind);
    expect(found.find(keyOf("c"))).toBeUndefined();
  });

  test("have the same digest, in whichever order they came", () => {
    const digests = [
      ["a", "b"],
      ["b", "a"],
    ].map((digits) => {
      const verdicts = new CarriedVerdicts();
      for (const digit of digits) verdicts.add(keyOf(digit), kind);
      return written(verdicts).digest;
    });
    expect(digests[0]).toBe(digests[1]);
  });

  test("beyond 64 MB lose the older half, and never a half of an answer", () => {
    const folder = projectDir({});
    const long = `${keyOf("a")} ${JSON.stringify({ ...kind, json: "x".repeat(1_000_000) })}\n`;
    writeFileSync(join(folder, "verdicts.jsonl"), long.repeat(67));
    const verdicts = new CarriedVerdicts();
    expect(verdicts.take(folder)).toBe(67);
    verdicts.add(keyOf("b"), { ...kind, json: "y".repeat(1_000_000) });
    const next = written(verdicts);
    const text = readFileSync(join(next.folder, "verdicts.jsonl"), "utf8");
    expect(text.length).toBeLessThanOrEqual(mostVerdictBytes);
    const lines = text.split("\n").filter((line) => line !== "");
    expect(lines).toHaveLength(33);
    for (const line of lines) expect(line).toMatch(/^[0-9a-f]{64} \{.*\}$/);
    expect(lines.at(-1)).toContain(keyOf("b"));
  });

  test("an answer that is longer than any judge's is not taken", () => {
    const verdicts = new CarriedVerdicts();
    verdicts.add(keyOf("a"), { ...kind, json: "x".repeat(3_000_000) });
    expect(verdicts.added).toBe(0);
  });

  test("are not taken from a link, a folder, a larger file than ours, or nothing", () => {
    const place = projectDir({ "elsewhere.jsonl": `${keyOf("a")} {}\n` });
    const link = projectDir({});
    symlinkSync(join(place, "elsewhere.jsonl"), join(link, "verdicts.jsonl"));
    const inside = projectDir({});
    mkdirSync(join(inside, "verdicts.jsonl"));
    const large = projectDir({ "verdicts.jsonl": "" });
    truncateSync(join(large, "verdicts.jsonl"), mostVerdictBytes + 1);
    for (const folder of [link, inside, large, projectDir({})])
      expect(new CarriedVerdicts().take(folder)).toBeUndefined();
  });
});

describe("whoever asks judges", () => {
  test("has read what was carried before anybody else could write there", () => {
    const folder = projectDir({ "verdicts.jsonl": `${keyOf("a")} ${JSON.stringify(kind)}\n` });
    const told: string[] = [];
    const verdicts = toldVerdicts(folder, (key) => told.push(key));
    appendFileSync(join(folder, "verdicts.jsonl"), `${keyOf("b")} ${JSON.stringify(kind)}\n`);
    expect(verdicts.isEmpty()).toBe(false);
    expect(verdicts.find(keyOf("a"))).toMatchObject(kind);
    expect(verdicts.find(keyOf("b"))).toBeUndefined();
    expect(told).toEqual([]);
  });

  test("finds again what it asked, and tells of it instead of writing", () => {
    const folder = projectDir({});
    const told: unknown[] = [];
    const verdicts = toldVerdicts(folder, (key, { model, json }) =>
      told.push({ key, model, json }),
    );
    expect(verdicts.isEmpty()).toBe(true);
    verdicts.keep(keyOf("a"), { kind: "answered", ...kind });
    expect(verdicts.isEmpty()).toBe(false);
    expect(verdicts.find(keyOf("a"))).toMatchObject(kind);
    expect(told).toEqual([{ key: keyOf("a"), ...kind }]);
    expect(new CarriedVerdicts().take(folder)).toBeUndefined();
  });
});
