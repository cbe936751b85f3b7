import { mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { digestFiles, digestPaths } from "../../../src/adapters/fs/digest-files.ts";
import { UserError } from "../../../src/core/errors.ts";
import { projectDir } from "../../support/project-dir.ts";

const agent = {
  "agent/prompt.md": "Be kind.\n",
  "agent/tools/search.ts": "export {};\n",
  "README.md": "A shop.\n",
};

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe("the digest of an agent's files", () => {
  test("is that of their paths and contents, wherever they lie and whenever they were written", () => {
    const here = projectDir(agent);
    const there = projectDir(Object.fromEntries(Object.entries(agent).toReversed()));
    utimesSync(join(there, "agent/prompt.md"), 1, 1);
    const digest = digestFiles(here, ["agent/**"]);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digestFiles(there, ["agent/**"])).toBe(digest);
  });

  test("does not depend on the order of the globs, or on a file that two of them match", () => {
    const root = projectDir(agent);
    const digest = digestFiles(root, ["agent/**", "README.md"]);
    expect(digestFiles(root, ["README.md", "agent/tools/*", "agent/**"])).toBe(digest);
  });

  test.each([
    ["content", { ...agent, "agent/prompt.md": "Be brief.\n" }],
    ["name", { ...agent, "agent/prompt.md": undefined, "agent/Prompt.md": "Be kind.\n" }],
    ["folder", { ...agent, "agent/prompt.md": undefined, "agent/tools/prompt.md": "Be kind.\n" }],
    ["number", { ...agent, "agent/empty": "" }],
  ])("changes with a file's %s", (_what, files) => {
    const before = digestFiles(projectDir(agent), ["agent/**"]);
    expect(digestFiles(projectDir(files), ["agent/**"])).not.toBe(before);
  });

  test("does not mistake one split of names and contents for another", () => {
    const one = digestFiles(projectDir({ "a/b": "c", "a/d": "e" }), ["a/*"]);
    const other = digestFiles(projectDir({ "a/b": "cd", "a/e": "" }), ["a/*"]);
    expect(one).not.toBe(other);
  });

  test("is the same where a file is named and where a pattern finds it", () => {
    const root = projectDir(agent);
    const digest = digestFiles(root, ["agent/tools/search.ts"]);
    expect(digestFiles(root, ["agent/tools/*.ts"])).toBe(digest);
    expect(digestFiles(root, ["./agent/tools/search.ts"])).toBe(digest);
  });

  test("leaves out what no glob matches, installed packages, git and our own results", () => {
    const root = projectDir(agent);
    const before = digestFiles(root, ["**"]);
    for (const folder of [
      "node_modules/zod",
      "agent/node_modules/zod",
      ".git",
      ".tracegate/runs",
    ]) {
      mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, folder, "index.js"), "export {};\n");
    }
    expect(digestFiles(root, ["**"])).toBe(before);
    const chosen = digestFiles(root, ["agent/**"]);
    writeFileSync(join(root, "README.md"), "A gift shop.\n");
    expect(digestFiles(root, ["agent/**"])).toBe(chosen);
  });

  test("has the content of a linked file, and that of a linked folder where a glob names it", () => {
    const root = projectDir({ ...agent, "shared/tone.md": "Kind.\n", "shared/more/a.md": "a" });
    symlinkSync("../shared/tone.md", join(root, "agent/tone.md"));
    symlinkSync("../shared/more", join(root, "agent/more"));
    const globs = ["agent/**", "agent/more/**"];
    const before = { all: digestFiles(root, globs), agent: digestFiles(root, ["agent/**"]) };
    writeFileSync(join(root, "shared/more/a.md"), "b");
    expect(digestFiles(root, ["agent/**"])).toBe(before.agent);
    expect(digestFiles(root, globs)).not.toBe(before.all);
    writeFileSync(join(root, "shared/tone.md"), "Brief.\n");
    expect(digestFiles(root, ["agent/**"])).not.toBe(before.agent);
  });

  test("passes over links that lead nowhere or in a circle, and folders", () => {
    const root = projectDir(agent);
    const before = digestFiles(root, ["agent/**"]);
    symlinkSync("gone.md", join(root, "agent/broken.md"));
    symlinkSync("circle", join(root, "agent/circle"));
    symlinkSync(".", join(root, "agent/self"));
    mkdirSync(join(root, "agent/empty"));
    expect(digestFiles(root, ["agent/**"])).toBe(before);
  });

  test("has names with a leading dot where a glob spells the dot", () => {
    const root = projectDir({ ...agent, "agent/.rules": "Kind.\n" });
    const before = digestFiles(root, ["agent/**"]);
    expect(digestFiles(root, ["agent/**", "agent/.rules"])).not.toBe(before);
  });
});

test.each([
  ["nothing", "prompts/**"],
  ["a folder only", "agent"],
  ["installed packages only", "node_modules/**"],
  ["a file of an installed package only", "node_modules/zod/index.js"],
  ["a link that leads nowhere only", "broken.md"],
])("a glob that matches %s is refused, though another one matches", (_case, glob) => {
  const root = projectDir({ ...agent, "node_modules/zod/index.js": "export {};\n" });
  symlinkSync("gone.md", join(root, "broken.md"));
  const error = thrownBy(() => digestFiles(root, ["agent/**", glob]));
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({
    code: "AGENT_VERSION_EMPTY",
    message: `agent.version: no file matches ${JSON.stringify(glob)}.`,
  });
});

test("a file that cannot be read is an error that names it", () => {
  const root = projectDir(agent);
  // Takes no room on the disk, and is more than can be read at once.
  truncateSync(join(root, "agent/prompt.md"), 2 ** 31);
  expect(thrownBy(() => digestFiles(root, ["agent/**"]))).toMatchObject({
    code: "AGENT_FILE_UNREADABLE",
    message: expect.stringContaining("agent.version: agent/prompt.md cannot be read: "),
    cause: expect.any(Error),
  });
});

describe("the digest of named files", () => {
  test("takes names as they are, in any order, and leaves out what is not there", () => {
    const root = projectDir({ ...agent, "agent/[late].md": "fee" });
    const digest = digestPaths(root, ["agent/[late].md", "agent/prompt.md"]);
    expect(digestPaths(root, ["agent/prompt.md", "gone.md", "agent", "agent/[late].md"])).toBe(
      digest,
    );
    expect(digestPaths(root, ["agent/prompt.md"])).not.toBe(digest);
  });
});
