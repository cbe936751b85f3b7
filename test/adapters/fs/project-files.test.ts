import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFiles } from "../../../src/adapters/fs/project-files.ts";
import { maxYamlBytes } from "../../../src/core/yaml/parse-yaml.ts";
import { maxProjectFiles } from "../../../src/core/yaml/source-file.ts";
import { projectDir } from "../../support/project-dir.ts";

const lateFee = { kind: "text", path: "cases/late-fee.yaml", text: "id: late-fee\n" };

test("a folder's YAML files are read at any depth, sorted by path; other files are not", async () => {
  const root = projectDir({
    "cases/lost-parcel.yml": "",
    "cases/late-fee.yaml": "id: late-fee\n",
    "cases/a/b/c.YAML": "c",
    "cases/late-fee.yaml.orig": "x",
    "cases/notes.md": "x",
    "elsewhere.yaml": "x",
  });
  expect(await projectFiles(root).readFolder("cases")).toEqual([
    { kind: "text", path: "cases/a/b/c.YAML", text: "c" },
    lateFee,
    { kind: "text", path: "cases/lost-parcel.yml", text: "" },
  ]);
});

describe("one file that cannot be read", () => {
  test.each([
    ["nowhere.yaml", "missing"],
    ["cases", "not-a-file"],
    ["cases/late-fee.yaml/deeper.yaml", "not-a-folder"],
    ["cases/large.yaml", "too-large"],
    ["cases/latin.yaml", "not-utf8"],
    ["../outside.yaml", "missing"],
    ["cases/../../outside", "missing"],
  ])("%s is %s", async (path, reason) => {
    const root = projectDir({
      "cases/late-fee.yaml": "id: late-fee\n",
      "cases/large.yaml": "x".repeat(maxYamlBytes + 1),
      "cases/latin.yaml": Buffer.from("title: caf\u00e9\n", "latin1"),
    });
    expect(await projectFiles(root).readFile(path)).toEqual({ kind: "unreadable", path, reason });
  });

  test("a file of exactly the cap is read", async () => {
    const root = projectDir({ "large.yaml": "x".repeat(maxYamlBytes) });
    expect(await projectFiles(root).readFile("large.yaml")).toMatchObject({ kind: "text" });
  });

  test("an empty file is an empty text", async () => {
    const root = projectDir({ "empty.yaml": "" });
    expect(await projectFiles(root).readFile("empty.yaml")).toEqual({
      kind: "text",
      path: "empty.yaml",
      text: "",
    });
  });

  test("a named pipe is no file, and nobody waits for its writer", async () => {
    const root = projectDir({ "cases/late-fee.yaml": "id: late-fee\n" });
    execFileSync("sh", ["-c", "mkfifo cases/pipe.yaml"], { cwd: root });
    expect(await projectFiles(root).readFolder("cases")).toEqual([
      lateFee,
      { kind: "unreadable", path: "cases/pipe.yaml", reason: "not-a-file" },
    ]);
  });

  test.skipIf(process.getuid?.() === 0)("a file without permission says so", async () => {
    const root = projectDir({ "secret.yaml": "id: x\n" });
    chmodSync(join(root, "secret.yaml"), 0);
    expect(await projectFiles(root).readFile("secret.yaml")).toEqual({
      kind: "unreadable",
      path: "secret.yaml",
      reason: "denied",
      detail: "EACCES",
    });
  });
});

describe("a folder that cannot be read is the only answer", () => {
  test.each([
    ["nowhere", "missing"],
    ["tracegate.yaml", "not-a-folder"],
    ["..", "leaves-project"],
    ["cases/../..", "leaves-project"],
  ])("%s is %s", async (path, reason) => {
    const root = projectDir({ "tracegate.yaml": "version: 1\n", "cases/late-fee.yaml": "x" });
    expect(await projectFiles(root).readFolder(path)).toEqual([
      { kind: "unreadable", path, reason },
    ]);
  });

  test("more files than anybody reviews", async () => {
    const root = projectDir({ "cases/late-fee.yaml": "x" });
    const names = Array.from({ length: maxProjectFiles }, (_, n) => `n${n}`);
    execFileSync("xargs", ["touch"], { cwd: join(root, "cases"), input: names.join("\n") });
    expect(await projectFiles(root).readFolder("cases")).toEqual([
      { kind: "unreadable", path: "cases", reason: "too-many-files" },
    ]);
  });

  test("a folder nested without end is named where it becomes too deep", async () => {
    const deep = Array.from({ length: 12 }, (_, n) => `d${n}`).join("/");
    const root = projectDir({
      [`cases/${deep}/x.yaml`]: "x",
      "cases/late-fee.yaml": "id: late-fee\n",
    });
    expect(await projectFiles(root).readFolder("cases")).toEqual([
      { kind: "unreadable", path: "cases/d0/d1/d2/d3/d4/d5/d6/d7", reason: "nested-too-deep" },
      lateFee,
    ]);
  });
});

describe("symbolic links", () => {
  test("to a file in the project are followed, out of it they are not", async () => {
    const outside = projectDir({ "stolen.yaml": "id: stolen\n" });
    const root = projectDir({
      "cases/late-fee.yaml": "id: late-fee\n",
      "shared/fee.yaml": "id: fee\n",
    });
    symlinkSync(join(root, "shared/fee.yaml"), join(root, "cases/fee.yaml"));
    symlinkSync(join(outside, "stolen.yaml"), join(root, "cases/stolen.yaml"));
    symlinkSync(join(root, "nowhere.yaml"), join(root, "cases/nowhere.yaml"));
    symlinkSync("loop.yaml", join(root, "cases/loop.yaml"));
    symlinkSync(outside, join(root, "cases/more"));
    expect(await projectFiles(root).readFolder("cases")).toEqual([
      { kind: "text", path: "cases/fee.yaml", text: "id: fee\n" },
      lateFee,
      { kind: "unreadable", path: "cases/loop.yaml", reason: "denied", detail: "ELOOP" },
      { kind: "unreadable", path: "cases/more", reason: "linked-folder" },
      { kind: "unreadable", path: "cases/nowhere.yaml", reason: "missing" },
      { kind: "unreadable", path: "cases/stolen.yaml", reason: "leaves-project" },
    ]);
  });

  test("a linked root is the root, a linked configuration or folder must stay in it", async () => {
    const outside = projectDir({ "tracegate.yaml": "version: 1\n", "cases/stolen.yaml": "x" });
    const root = projectDir({ "cases/late-fee.yaml": "id: late-fee\n" });
    symlinkSync(join(outside, "tracegate.yaml"), join(root, "tracegate.yaml"));
    symlinkSync(join(outside, "cases"), join(root, "stolen"));
    mkdirSync(join(outside, "links"));
    symlinkSync(root, join(outside, "links/root"));
    const files = projectFiles(join(outside, "links/root"));
    expect(await files.readFolder("cases")).toEqual([lateFee]);
    expect(await files.readFile("tracegate.yaml")).toMatchObject({ reason: "leaves-project" });
    expect(await files.readFolder("stolen")).toMatchObject([{ reason: "leaves-project" }]);
  });
});
