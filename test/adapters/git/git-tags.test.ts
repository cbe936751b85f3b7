import { describe, expect, test } from "vitest";
import { gitTags } from "../../../src/adapters/git/git-tags.ts";
import { aRepository, commitAll, git } from "../../support/git.ts";

/** A repository whose git knows who tags. */
function aShop(): string {
  const root = aRepository({ "late-fee.md": "None.\n" });
  git(root, "config", "user.name", "Dana");
  git(root, "config", "user.email", "dana@example.com");
  return root;
}

describe("tags of a repository", () => {
  test("are annotated, with the message as it is", async () => {
    const root = aShop();
    const message = "support-v1.0.0\n\n# no comment\n\n\n- late-fee: 30 % off\n";
    const commit = await gitTags(root).head();
    await gitTags(root).create({ name: "support-v1.0.0", commit, message });
    expect(git(root, "cat-file", "tag", "support-v1.0.0").split("\n\n").slice(1).join("\n\n")).toBe(
      message.trim(),
    );
  });

  test("are told apart by whether the commit holds them", async () => {
    const root = aShop();
    git(root, "tag", "support-v1.0.0");
    git(root, "tag", "returns-v1.0.0");
    git(root, "switch", "--quiet", "-c", "later");
    commitAll(root, "Later");
    git(root, "tag", "support-v1.1.0");
    git(root, "switch", "--quiet", "-");
    expect(await gitTags(root).tags("support-v")).toEqual([
      { name: "support-v1.0.0", isReachable: true },
      { name: "support-v1.1.0", isReachable: false },
    ]);
  });

  test("are not made twice", async () => {
    const root = aShop();
    const tag = { name: "support-v1.0.0", commit: await gitTags(root).head(), message: "First" };
    await gitTags(root).create(tag);
    await expect(gitTags(root).create({ ...tag, message: "Second" })).rejects.toMatchObject({
      code: "TAG_FAILED",
      message: expect.stringContaining("already exists"),
    });
    expect(git(root, "tag", "--list", "--format=%(contents)")).toBe("First");
  });

  test("that look like options are none", async () => {
    const root = aShop();
    git(root, "tag", "support-v1.0.0");
    const tags = gitTags(root);
    const commit = await tags.head();
    for (const name of ["--delete", "-d", "--force"]) {
      await expect(tags.create({ name, commit, message: "x" })).rejects.toMatchObject({
        code: "TAG_FAILED",
      });
      await expect(tags.remove(name)).rejects.toThrow(/tag .*not found/);
      await expect(tags.push(name)).rejects.toMatchObject({ code: "PUSH_FAILED" });
      expect(await tags.tags(name)).toEqual([]);
    }
    expect(git(root, "tag", "--list")).toBe("support-v1.0.0");
  });

  test("are asked for where git says why it cannot", async () => {
    await expect(gitTags(aShop()).remoteTags("support-v")).rejects.toMatchObject({
      code: "REMOTE_UNREACHABLE",
      message: expect.stringMatching(
        /tags: fatal: 'origin' does not appear to be a git repository$/,
      ),
    });
  });
});
