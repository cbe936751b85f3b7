import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeRunFolder, runFolder, runFolders } from "../../../src/adapters/results/run-folders.ts";
import { UserError } from "../../../src/core/errors.ts";
import { projectDir } from "../../support/project-dir.ts";

const key = `sha256:1a2b3c4d${"0".repeat(56)}`;
const otherKey = `sha256:00000000${"0".repeat(56)}`;
const evening = Date.parse("2026-11-22T20:30:01.042Z");

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe("the folders of a project's runs", () => {
  test("are named by time and experiment, and ignored by git", () => {
    const base = join(projectDir({}), ".tracegate/runs");
    const folder = runFolders(base).create(evening, key);
    expect(basename(folder.path)).toBe("20261122-203001-042-1a2b3c4d");
    expect(readdirSync(folder.path)).toEqual([]);
    expect(readFileSync(join(base, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("never take each other's place, and the last of twelve in one millisecond is the newest", () => {
    const folders = runFolders(join(projectDir({}), "runs"));
    const made = Array.from({ length: 12 }, () => folders.create(evening, key).path);
    expect(new Set(made).size).toBe(12);
    expect(basename(made.at(-1) ?? "")).toBe("20261122-203001-042-1a2b3c4d-12");
    expect(folders.newest()?.path).toBe(made.at(-1));
  });

  test("the newest is the one that was begun last, whatever the key and the order of making", () => {
    const base = projectDir({});
    let shop = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (times, isOther) => {
          const folders = runFolders(join(base, String(shop++)));
          const paths = new Map(
            times.map((time, i) => [
              time,
              folders.create(time, isOther === (i % 2 === 0) ? key : otherKey).path,
            ]),
          );
          expect(folders.newest()?.path).toBe(paths.get(Math.max(...times)));
        },
      ),
      { numRuns: 40 },
    );
  });

  test("no other folder or file among them is taken for a run", () => {
    const base = projectDir({ "99991231-235959-999-1a2b3c4d": "a file" });
    const folders = runFolders(base);
    mkdirSync(join(base, "99991231-notes"));
    mkdirSync(join(base, "zzz"));
    expect(folders.newest()).toBeUndefined();
    const { path } = folders.create(evening, key);
    expect(folders.newest()?.path).toBe(path);
  });

  test("there are none where the base is not there", () => {
    expect(runFolders(join(projectDir({}), "runs")).newest()).toBeUndefined();
  });

  test("a base that is a file is an error that says so", () => {
    const folders = runFolders(join(projectDir({ runs: "a file" }), "runs"));
    expect(errorOf(() => folders.create(evening, key))).toMatchObject({
      code: "RESULTS_UNWRITABLE",
      message: expect.stringContaining("it is there and is not a folder"),
    });
    expect(errorOf(() => folders.newest())).toMatchObject({ code: "RESULT_UNREADABLE" });
  });

  test("a base whose .gitignore cannot be written is an error", () => {
    const base = projectDir({});
    mkdirSync(join(base, ".gitignore"));
    expect(errorOf(() => runFolders(base).create(evening, key))).toMatchObject({
      code: "RESULTS_UNWRITABLE",
    });
  });
});

describe("the folder of one run", () => {
  test("is made where it is named, with all that leads to it", () => {
    const path = join(projectDir({}), "a/b/c");
    makeRunFolder(path).write("comment.md", "Merge blocked");
    expect(readFileSync(join(path, "comment.md"), "utf8")).toBe("Merge blocked");
    expect(makeRunFolder(path).read("comment.md")).toBe("Merge blocked");
  });

  test("gives back what was written, and nothing for what is not there", () => {
    const folder = runFolder(projectDir({}));
    folder.write("comment.md", "⛔ late fee\n");
    folder.write("comment.md", "✅ late fee\n");
    expect(folder.read("comment.md")).toBe("✅ late fee\n");
    expect(folder.read("decision.json")).toBeUndefined();
    expect(readdirSync(folder.path)).toEqual(["comment.md"]);
  });

  test("keeps the old file and no part of the new one where writing fails", () => {
    const folder = runFolder(projectDir({ "experiment.json/inside": "a folder in the way" }));
    const error = errorOf(() => folder.write("experiment.json", "{}"));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: "RESULTS_UNWRITABLE", cause: expect.any(Error) });
    expect(readdirSync(folder.path)).toEqual(["experiment.json"]);
  });

  test("that is gone cannot be written to", () => {
    const folder = runFolder(join(projectDir({}), "gone"));
    expect(errorOf(() => folder.write("comment.md", ""))).toMatchObject({
      code: "RESULTS_UNWRITABLE",
    });
  });

  test.each([
    ["a file", "late-fee.md"],
    ["a folder below a file", "late-fee.md/results"],
  ])("cannot be made where there is %s", (_case, name) => {
    const root = projectDir({ "late-fee.md": "None." });
    expect(errorOf(() => makeRunFolder(join(root, name)))).toMatchObject({
      code: "RESULTS_UNWRITABLE",
      fix: expect.stringContaining("`--out`"),
    });
  });

  test("reads a file of 64 MB and refuses a larger one unread", () => {
    const root = projectDir({ "experiment.json": "{}" });
    const cap = 64 * 1024 * 1024;
    truncateSync(join(root, "experiment.json"), cap);
    expect(runFolder(root).read("experiment.json")).toHaveLength(cap);
    truncateSync(join(root, "experiment.json"), cap + 1);
    expect(errorOf(() => runFolder(root).read("experiment.json"))).toMatchObject({
      code: "RESULT_TOO_LARGE",
      message: `${join(root, "experiment.json")} has ${cap + 1} bytes; at most ${cap} are read.`,
    });
  });

  test.each([
    ["a folder", "experiment.json"],
    ["below a file", "late-fee.md/experiment.json"],
  ])("refuses to read what is %s", (_case, name) => {
    const root = projectDir({ "experiment.json/inside": "", "late-fee.md": "None." });
    expect(errorOf(() => runFolder(root).read(name))).toMatchObject({ code: "RESULT_UNREADABLE" });
  });

  test("refuses to read through a link, and does not wait for the writer of a pipe", () => {
    const root = projectDir({ "elsewhere.json": "{}" });
    symlinkSync("elsewhere.json", join(root, "experiment.json"));
    execFileSync("mkfifo", [join(root, "decision.json")]);
    for (const name of ["experiment.json", "decision.json"]) {
      expect(errorOf(() => runFolder(root).read(name))).toMatchObject({
        code: "RESULT_UNREADABLE",
      });
    }
  });

  test("takes a file away, and does not mind that there is none", () => {
    const folder = runFolder(projectDir({ "decision.json": "{}" }));
    folder.remove("decision.json");
    folder.remove("decision.json");
    expect(existsSync(join(folder.path, "decision.json"))).toBe(false);
  });

  test("says so where a file cannot be taken away", () => {
    const root = projectDir({ "decision.json/inside": "" });
    expect(errorOf(() => runFolder(root).remove("decision.json"))).toMatchObject({
      code: "RESULTS_UNWRITABLE",
    });
    writeFileSync(join(root, "comment.md"), "");
    runFolder(root).remove("comment.md");
    expect(readdirSync(root)).toEqual(["decision.json"]);
  });
});

test("a link under the name of the part that is written first leads nowhere", () => {
  const root = projectDir({ "victim.txt": "mine", "results/keep.txt": "" });
  const part = join(root, `results/.report.html.${process.pid}.part`);
  symlinkSync(join(root, "victim.txt"), part);
  runFolder(join(root, "results")).write("report.html", "page");
  expect(readFileSync(join(root, "victim.txt"), "utf8")).toBe("mine");
  expect(readFileSync(join(root, "results/report.html"), "utf8")).toBe("page");
});
