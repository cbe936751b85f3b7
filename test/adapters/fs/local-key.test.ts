import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localKey } from "../../../src/adapters/fs/local-key.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tracegate-key-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test("is made once, is the owner's alone, and stays out of git", () => {
  const folder = join(root, "redaction");
  const key = localKey(folder);
  expect(key).toHaveLength(32);
  expect(localKey(folder)).toEqual(key);
  expect(localKey(join(root, "other"))).not.toEqual(key);
  expect(statSync(join(folder, "key")).mode & 0o077).toBe(0);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*\n");
});

test("what is no key is not taken for one", () => {
  writeFileSync(join(root, "key"), "late fee");
  expect(() => localKey(root)).toThrow(
    expect.objectContaining({ name: "UserError", code: "LOCAL_KEY" }),
  );
});
