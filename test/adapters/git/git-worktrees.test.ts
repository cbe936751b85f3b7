import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { gitWorktrees } from "../../../src/adapters/git/git-worktrees.ts";
import type { Worktree } from "../../../src/ports/worktrees.ts";
import { repository } from "../../support/cruise.ts";
import { aRepository, commitAll, git } from "../../support/git.ts";
import { projectDir } from "../../support/project-dir.ts";

/** Two commits: there was no late fee, and now there is one. */
function aShop(): { readonly root: string; readonly first: string; readonly second: string } {
  const root = aRepository({
    "late-fee.md": "None.\n",
    ".gitignore": "node_modules\n.venv\ndist\n",
  });
  const first = git(root, "rev-parse", "HEAD");
  writeFileSync(join(root, "late-fee.md"), "30 crowns.\n");
  return { root, first, second: commitAll(root, "A late fee") };
}

async function open(root: string, ref: string): Promise<Worktree> {
  const worktree = await gitWorktrees(root).open(ref);
  onTestFinished(() => worktree.close());
  return worktree;
}

function worktreesOf(root: string): readonly string[] {
  return git(root, "worktree", "list", "--porcelain").match(/^worktree .*$/gm) ?? [];
}

describe("a commit beside the working tree", () => {
  test("holds the files of that commit, by any name of it", async () => {
    const { root, first, second } = aShop();
    git(root, "tag", "v1", first);
    for (const [ref, commit, text] of [
      [first.slice(0, 7), first, "None.\n"],
      ["v1", first, "None.\n"],
      ["HEAD", second, "30 crowns.\n"],
      ["HEAD~1", first, "None.\n"],
    ] as const) {
      const worktree = await open(root, ref);
      expect(worktree.commit).toBe(commit);
      expect(readFileSync(join(worktree.root, "late-fee.md"), "utf8")).toBe(text);
    }
  });

  test("has no edits of the working tree, and leaves them alone", async () => {
    const { root } = aShop();
    writeFileSync(join(root, "late-fee.md"), "60 crowns.\n");
    const worktree = await open(root, "HEAD");
    expect(readFileSync(join(worktree.root, "late-fee.md"), "utf8")).toBe("30 crowns.\n");
    worktree.close();
    expect(readFileSync(join(root, "late-fee.md"), "utf8")).toBe("60 crowns.\n");
  });

  test("is gone when it is closed, and git knows nothing of it any more", async () => {
    const { root } = aShop();
    const worktree = await open(root, "HEAD");
    worktree.close();
    worktree.close();
    expect(existsSync(worktree.root)).toBe(false);
    expect(worktreesOf(root)).toHaveLength(1);
    expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
  });

  test("of a project in a folder of the repository is that folder", async () => {
    const { root } = aShop();
    mkdirSync(join(root, "desk"));
    writeFileSync(join(root, "desk/policy.md"), "None.\n");
    commitAll(root, "A desk");
    const worktree = await open(join(root, "desk"), "HEAD");
    expect(readdirSync(worktree.root)).toEqual(["policy.md"]);
    await expect(gitWorktrees(join(root, "desk")).open("HEAD~1")).rejects.toMatchObject({
      code: "PROJECT_NOT_AT_REF",
    });
    expect(worktreesOf(root)).toHaveLength(2);
  });
});

function withDependencies(): string {
  const { root } = aShop();
  for (const folder of ["node_modules/left", "desk/node_modules", ".venv/bin", "dist"]) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "index.js"), "");
  }
  writeFileSync(join(root, "desk/policy.md"), "None.\n");
  commitAll(root, "A desk");
  return root;
}

describe("dependencies", () => {
  test("are those of the working tree, wherever the commit has a place for them", async () => {
    const root = withDependencies();
    const worktree = await open(root, "HEAD");
    expect(worktree.linked.toSorted()).toEqual([".venv", "desk/node_modules", "node_modules"]);
    expect(existsSync(join(worktree.root, "node_modules/left/index.js"))).toBe(true);
    expect(existsSync(join(worktree.root, "dist"))).toBe(false);
    expect((await open(root, "HEAD~1")).linked.toSorted()).toEqual([".venv", "node_modules"]);
  });

  test("stay in the working tree when the worktree is removed", async () => {
    const root = withDependencies();
    const worktree = await open(root, "HEAD");
    expect(lstatSync(join(worktree.root, "node_modules")).isSymbolicLink()).toBe(true);
    worktree.close();
    expect(existsSync(join(root, "node_modules/left/index.js"))).toBe(true);
  });

  test("whose lock file was another one are told", async () => {
    const { root } = aShop();
    writeFileSync(join(root, "package-lock.json"), "{}\n");
    writeFileSync(join(root, "uv.lock"), "1\n");
    commitAll(root, "Dependencies");
    expect((await open(root, "HEAD")).changedLocks).toEqual([]);
    writeFileSync(join(root, "package-lock.json"), '{"a":1}\n');
    expect((await open(root, "HEAD")).changedLocks).toEqual(["package-lock.json"]);
    expect((await open(root, "HEAD~1")).changedLocks).toEqual(["package-lock.json", "uv.lock"]);
  });
});

describe("what cannot be checked out says why", () => {
  test.each(["no-such-branch", "--help", "-1", "HEAD~9", "HEAD:late-fee.md", "", "a b"])(
    "the ref %j",
    async (ref) => {
      const { root } = aShop();
      await expect(gitWorktrees(root).open(ref)).rejects.toMatchObject({ code: "REF_UNKNOWN" });
      expect(worktreesOf(root)).toHaveLength(1);
    },
  );

  test("a clone without its history names what fetches it", async () => {
    const { root, first } = aShop();
    const clone = projectDir({});
    git(clone, "clone", "--quiet", "--depth", "1", `file://${root}`, ".");
    await expect(gitWorktrees(clone).open(first)).rejects.toMatchObject({
      code: "REF_UNKNOWN",
      fix: expect.stringContaining("--unshallow"),
    });
  });

  test("a folder outside of any repository", async () => {
    await expect(gitWorktrees(projectDir({})).open("HEAD")).rejects.toMatchObject({
      code: "REPOSITORY_MISSING",
    });
  });

  test("a repository whose commit is damaged, without leaving a folder behind", async () => {
    const { root } = aShop();
    const blob = git(root, "rev-parse", "HEAD:late-fee.md");
    const object = join(root, ".git/objects", blob.slice(0, 2), blob.slice(2));
    spawnSync("chmod", ["u+w", object]);
    writeFileSync(object, "damaged");
    await expect(gitWorktrees(root).open("HEAD")).rejects.toMatchObject({
      code: "WORKTREE_FAILED",
    });
    expect(worktreesOf(root)).toHaveLength(1);
  });
});

/** Opens a worktree in a process of its own, tells where, and then does this. */
function inChild(root: string, then: string): { readonly path: string; readonly root: string } {
  const script = `
    import { gitWorktrees } from ${JSON.stringify(`${repository}src/adapters/git/git-worktrees.ts`)};
    const worktree = await gitWorktrees(${JSON.stringify(root)}).open("HEAD");
    process.stdout.write(worktree.root);
    ${then}
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  if (!stdout.startsWith("/")) throw new Error(stderr);
  return { path: stdout, root };
}

describe("a process that does not close its worktree", () => {
  test.each([
    ["that ends", "process.exit(1);"],
    ["that crashes", "throw new Error('out of paper');"],
    [
      "whose terminal is closed",
      "process.kill(process.pid, 'SIGHUP'); setTimeout(() => {}, 9000);",
    ],
  ])("%s removes it on its way out", (_, then) => {
    const { path, root } = inChild(aShop().root, then);
    expect(existsSync(path)).toBe(false);
    expect(worktreesOf(root)).toHaveLength(1);
  });

  test("that is killed leaves it to the next one, which leaves those of living ones alone", async () => {
    const { root } = aShop();
    const { path } = inChild(
      root,
      "process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 9000);",
    );
    expect(existsSync(path)).toBe(true);
    const mine = await open(root, "HEAD");
    expect(existsSync(path)).toBe(false);
    await open(root, "HEAD");
    expect(existsSync(mine.root)).toBe(true);
    expect(worktreesOf(root)).toHaveLength(3);
  });

  test("whose agent says that the repository keeps something else for it, harms nothing", async () => {
    const { root } = aShop();
    const precious = projectDir({ "worktrees/photos/holiday.txt": "sun" });
    const worktree = await open(root, "HEAD");
    writeFileSync(join(worktree.root, ".git"), `gitdir: ${precious}/worktrees/photos\n`);
    worktree.close();
    expect(existsSync(join(precious, "worktrees/photos/holiday.txt"))).toBe(true);
    expect(worktreesOf(root)).toHaveLength(1);
  });
});

test("a folder of somebody else that only looks like ours is left alone", async () => {
  const { root } = aShop();
  const elsewhere = projectDir({});
  git(
    root,
    "worktree",
    "add",
    "--quiet",
    "--detach",
    `${elsewhere}/tracegate-worktree-999999999-x`,
  );
  await open(root, "HEAD");
  expect(existsSync(`${elsewhere}/tracegate-worktree-999999999-x`)).toBe(true);
  expect(tmpdir()).not.toBe(elsewhere);
});
