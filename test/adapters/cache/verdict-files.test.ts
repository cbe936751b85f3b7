import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { verdictFiles } from "../../../src/adapters/cache/verdict-files.ts";

const lateFee = "a".repeat(64);
const lostParcel = "b".repeat(64);

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "verdicts-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "cache");
}

function answer(explanation: string) {
  const json = { verdict: "pass", explanation, evidence: [] };
  return { kind: "answered", json, model: "judge-2026-01" } as const;
}

test("an answer is found by the next process", () => {
  const folder = aFolder();
  expect(verdictFiles(folder).find(lateFee)).toBeUndefined();
  expect(verdictFiles(folder).isEmpty()).toBe(true);
  verdictFiles(folder).keep(lateFee, answer("The fee\nstands in the policy."));
  expect(verdictFiles(folder).find(lateFee)).toEqual(answer("The fee\nstands in the policy."));
  expect(verdictFiles(folder).find(lostParcel)).toBeUndefined();
  expect(verdictFiles(folder).isEmpty()).toBe(false);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
});

test("the same cache finds what it has just kept, and the newest answer counts", () => {
  const folder = aFolder();
  const cache = verdictFiles(folder);
  cache.keep(lateFee, answer("first"));
  cache.keep(lateFee, answer("second"));
  expect(cache.find(lateFee)).toEqual(answer("second"));
  expect(verdictFiles(folder).find(lateFee)).toEqual(answer("second"));
});

test("half a line that a crash left behind costs one answer and spoils no other", () => {
  const folder = aFolder();
  verdictFiles(folder).keep(lateFee, answer("whole"));
  appendFileSync(join(folder, "verdicts.jsonl"), `\n${lostParcel} {"model":"judge-2026-01","js`);
  verdictFiles(folder).keep("c".repeat(64), answer("after the crash"));
  const cache = verdictFiles(folder);
  expect(cache.find(lateFee)).toEqual(answer("whole"));
  expect(cache.find(lostParcel)).toBeUndefined();
  expect(cache.find("c".repeat(64))).toEqual(answer("after the crash"));
});

test.each([
  ["no JSON", "not json"],
  ["an array", "[]"],
  ["no model", '{"json":{}}'],
  ["a model that is no text", '{"model":1,"json":{}}'],
])("a line with %s is no answer", (_, line) => {
  const folder = aFolder();
  verdictFiles(folder).keep(lateFee, answer("whole"));
  writeFileSync(join(folder, "verdicts.jsonl"), `${lostParcel} ${line}\n`);
  expect(verdictFiles(folder).find(lostParcel)).toBeUndefined();
});

test("a file beyond its size forgets the older half", () => {
  const folder = aFolder();
  const cache = verdictFiles(folder);
  const keys = Array.from({ length: 100 }, (_, n) => n.toString(16).padStart(64, "0"));
  for (const key of keys) cache.keep(key, answer("x".repeat(100)));
  const path = join(folder, "verdicts.jsonl");
  const before = statSync(path).size;
  const reread = verdictFiles(folder, { maxBytes: before - 1 });
  expect(reread.find(keys[10] ?? "")).toBeUndefined();
  expect(reread.find(keys[99] ?? "")).toEqual(answer("x".repeat(100)));
  expect(statSync(path).size).toBeLessThan(before * 0.6);
});

test("a folder that cannot be written is said once, and the run goes on", () => {
  const folder = aFolder();
  writeFileSync(folder, "a file where the folder should be");
  const warnings: string[] = [];
  const cache = verdictFiles(folder, { onWarning: (text) => warnings.push(text) });
  cache.keep(lateFee, answer("first"));
  cache.keep(lostParcel, answer("second"));
  expect(cache.find(lateFee)).toEqual(answer("first"));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain("not kept for the next time");
});

test("processes that write side by side lose nothing", { timeout: 60_000 }, () => {
  const folder = aFolder();
  const script = `
    import { verdictFiles } from ${JSON.stringify(new URL("../../../src/adapters/cache/verdict-files.ts", import.meta.url).href)};
    const cache = verdictFiles(process.argv[1]);
    for (let n = 0; n < 300; n++)
      cache.keep((process.argv[2] + n.toString(16)).padStart(64, "0"), { kind: "answered", model: "m", json: "y".repeat(2000) });`;
  const both = ["d", "e"].map(
    (who) =>
      `"${process.execPath}" --input-type=module -e '${script.replaceAll("'", `'\\''`)}' "${folder}" ${who}`,
  );
  const ended = spawnSync("sh", ["-c", `${both.join(" & ")} & wait`], { encoding: "utf8" });
  expect(ended.stderr).toBe("");
  const cache = verdictFiles(folder);
  for (const who of ["d", "e"])
    for (let n = 0; n < 300; n++)
      expect(cache.find((who + n.toString(16)).padStart(64, "0"))).toBeDefined();
});
