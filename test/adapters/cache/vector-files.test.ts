import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { vectorFiles } from "../../../src/adapters/cache/vector-files.ts";

const key = "a".repeat(64);

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "vectors-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "cache");
}

test("a vector that was kept is found by the next process, number by number", () => {
  const folder = aFolder();
  vectorFiles(folder).keep(key, Float32Array.of(0.25, -1, 3));
  expect([...(vectorFiles(folder).find(key) ?? [])]).toEqual([0.25, -1, 3]);
  expect(vectorFiles(folder).find("b".repeat(64))).toBeUndefined();
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
});

test("half a line that a crash left behind spoils no other", () => {
  const folder = aFolder();
  vectorFiles(folder).keep(key, Float32Array.of(1));
  appendFileSync(join(folder, "embeddings.jsonl"), `${"c".repeat(64)} AA`);
  vectorFiles(folder).keep("b".repeat(64), Float32Array.of(2));
  const cache = vectorFiles(folder);
  expect([...(cache.find(key) ?? [])]).toEqual([1]);
  expect([...(cache.find("b".repeat(64)) ?? [])]).toEqual([2]);
  expect(cache.find("c".repeat(64))).toBeUndefined();
});

test("a folder that cannot be written is told once, and keeps what it was given", () => {
  const folder = aFolder();
  writeFileSync(folder, "a file in its place");
  const warnings: string[] = [];
  const cache = vectorFiles(folder, { onWarning: (message) => warnings.push(message) });
  cache.keep(key, Float32Array.of(1));
  cache.keep("b".repeat(64), Float32Array.of(2));
  expect([...(cache.find(key) ?? [])]).toEqual([1]);
  expect(warnings).toHaveLength(1);
});
