import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { gitRepository } from "../../../src/adapters/git/git-repository.ts";
import { aRepository, git } from "../../support/git.ts";
import { projectDir } from "../../support/project-dir.ts";

const someFiles = { "late-fee.md": "None.\n" };

function digestOf(root: string): Promise<string | undefined> {
  return gitRepository(root).trackedTreeDigest();
}

describe("a folder that git knows nothing of", () => {
  test.each([
    ["is outside of any repository", () => projectDir(someFiles)],
    [
      "has no commit yet",
      () => {
        const root = projectDir(someFiles);
        git(root, "init", "--quiet");
        git(root, "add", "--all");
        return root;
      },
    ],
  ])("%s: neither commit nor digest", async (_case, make) => {
    const repository = gitRepository(make());
    expect(await repository.headCommit()).toBeUndefined();
    expect(await repository.trackedTreeDigest()).toBeUndefined();
  });

  test("is every folder where git is not installed", async () => {
    const root = aRepository(someFiles);
    const { PATH } = process.env;
    process.env["PATH"] = join(root, "no-programs");
    onTestFinished(() => void (process.env["PATH"] = PATH));
    const repository = gitRepository(root);
    expect(await repository.headCommit()).toBeUndefined();
    expect(await repository.trackedTreeDigest()).toBeUndefined();
  });
});

test("the commit is the one that is checked out, also seen from a folder below", async () => {
  const root = aRepository({ "policies/late-fee.md": "None.\n" });
  const commit = git(root, "rev-parse", "HEAD");
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  expect(await gitRepository(root).headCommit()).toBe(commit);
  expect(await gitRepository(join(root, "policies")).headCommit()).toBe(commit);
});

describe("the digest of the tracked files", () => {
  test("is the same for the same tree, in whatever commit and clone", async () => {
    const root = aRepository(someFiles);
    const digest = await digestOf(root);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await digestOf(root)).toBe(digest);
    expect(await digestOf(aRepository(someFiles))).toBe(digest);
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing");
    expect(await digestOf(root)).toBe(digest);
  });

  const changes: readonly (readonly [string, (root: string) => void])[] = [
    ["an edit", (root) => writeFileSync(join(root, "late-fee.md"), "30 crowns.\n")],
    ["an edit of white space", (root) => writeFileSync(join(root, "late-fee.md"), "None.\n\n")],
    ["an edit of a binary file", (root) => writeFileSync(join(root, "logo.png"), "\0\x01\x03")],
    ["a file that is gone", (root) => rmSync(join(root, "late-fee.md"))],
    [
      "a file that was added to the index",
      (root) => {
        writeFileSync(join(root, "gift-card.md"), "Two years.\n");
        git(root, "add", "gift-card.md");
      },
    ],
    ["a file that may be run now", (root) => chmodSync(join(root, "late-fee.md"), 0o755)],
    [
      "a commit of an edit",
      (root) => {
        writeFileSync(join(root, "late-fee.md"), "30 crowns.\n");
        git(root, "commit", "--quiet", "--all", "--message", "A late fee");
      },
    ],
  ];

  test.each(changes)("changes with %s, and back", async (_case, change) => {
    const root = aRepository({ "late-fee.md": "None.\n", "logo.png": "\0\x01\x02" });
    const before = await digestOf(root);
    change(root);
    expect(await digestOf(root)).not.toBe(before);
    git(root, "reset", "--quiet", "--hard", git(root, "rev-list", "--max-parents=0", "HEAD"));
    expect(await digestOf(root)).toBe(before);
  });

  test("is not the same for two edits of the same file", async () => {
    const root = aRepository(someFiles);
    writeFileSync(join(root, "late-fee.md"), "30 crowns.\n");
    const first = await digestOf(root);
    writeFileSync(join(root, "late-fee.md"), "40 crowns.\n");
    expect(await digestOf(root)).not.toBe(first);
  });

  test("does not change with a file that git does not track, or ignores", async () => {
    const root = aRepository({ "late-fee.md": "None.\n", ".gitignore": "*.log\n" });
    const before = await digestOf(root);
    writeFileSync(join(root, "draft.md"), "Perhaps.\n");
    writeFileSync(join(root, "shop.log"), "Sold.\n");
    mkdirSync(join(root, ".tracegate"));
    expect(await digestOf(root)).toBe(before);
  });

  test("is not shaped by the user's own diff program, text conversion or colours", async () => {
    const root = aRepository({ "late-fee.md": "None.\n", ".gitattributes": "*.md diff=shout\n" });
    writeFileSync(join(root, "late-fee.md"), "30 crowns.\n");
    const plain = await digestOf(root);
    git(root, "config", "diff.external", "false");
    git(root, "config", "diff.shout.textconv", "true");
    git(root, "config", "color.ui", "always");
    expect(await digestOf(root)).toBe(plain);
  });

  test("is not taken for that of a clean tree where the edits cannot be told", async () => {
    const root = aRepository(someFiles);
    writeFileSync(join(root, ".git/index"), "this is no index");
    expect(await gitRepository(root).headCommit()).toMatch(/^[0-9a-f]{40}$/);
    expect(await digestOf(root)).toBeUndefined();
  });
});
