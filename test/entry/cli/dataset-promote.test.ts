import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { commitAll, git } from "../../support/git.ts";
import { projectDir } from "../../support/project-dir.ts";
import {
  aGiftCard,
  aSignedShop,
  datasetFile,
  edit,
  giftCard,
  lateFee,
  lostParcel,
  remove,
  sign,
  write,
} from "../../support/promoted-shop.ts";

function promote(root: string, ...more: readonly string[]) {
  return tracegate(root, ["dataset", "promote", ...more]);
}

function tagsOf(root: string): readonly string[] {
  return git(root, "tag", "--list").split("\n").filter(Boolean);
}

async function aPromotedShop(): Promise<string> {
  const root = await aSignedShop();
  expect(await promote(root)).toMatchObject({ exitCode: 0 });
  return root;
}

/** An empty repository that is the remote `origin`. */
function anOrigin(root: string): string {
  const origin = projectDir({});
  git(origin, "init", "--quiet", "--bare", "-b", "main");
  git(root, "remote", "add", "origin", origin);
  git(root, "push", "--quiet", "origin", "main");
  return origin;
}

describe("the first version", () => {
  test("is an annotated tag with a changelog, and is made once", async () => {
    const root = await aSignedShop();
    const { exitCode, stdout, stderr } = await promote(root);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    const commit = git(root, "rev-parse", "HEAD");
    expect(stdout).toContain(
      `promotion: promoted\nsupport-v1.0.0 is made at ${commit.slice(0, 7)}; send it with \`git push origin refs/tags/support-v1.0.0\`.`,
    );
    expect(git(root, "cat-file", "-t", "support-v1.0.0")).toBe("tag");
    expect(git(root, "rev-parse", "support-v1.0.0^{commit}")).toBe(commit);
    const message = git(root, "tag", "--list", "--format=%(contents)", "support-v1.0.0");
    expect(stdout).toContain(message);
    expect(message).toMatchInlineSnapshot(`
      "support-v1.0.0, the first version: 2 cases added

      Added:
      - late-fee: A late fee that no policy names (guarding)
      - lost-parcel (guarding)

      Evaluators:
      - says-it-does-not-know v1 is new
      - searches-policies v1 is new

      By dimension:
      - abstention: 1 added
      - tool-use: 2 added"
    `);
    const again = await promote(root);
    expect(again).toEqual({
      exitCode: 0,
      stdout: "promotion: nothing to promote\nsupport-v1.0.0 holds this dataset already.\n",
      stderr: "",
    });
    expect(tagsOf(root)).toEqual(["support-v1.0.0"]);
  });

  test("is blocked by every case that nobody signed, each with its fix", async () => {
    const root = await aSignedShop();
    edit(root, lateFee, "in Norway", "in Sweden");
    write(root, giftCard, aGiftCard);
    commitAll(root, "Sweden, and gift cards");
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("promotion: blocked (sign-off)\n2 things keep support-v1.0.0");
    expect(stdout).toContain(
      "late-fee  datasets/support/cases/late-fee.yaml\n  the sign-off of maria-policy is for an older text\n",
    );
    expect(stdout).toMatch(
      /gift-card {2}\S+\n {2}it has no sign-off\n {2}fix: An expert reviews it and signs it: `signOff: \{ by: <login>, at: <date>, digest: sha256:[0-9a-f]{64} \}`/,
    );
    expect(tagsOf(root)).toEqual([]);
  });
});

describe("the next version", () => {
  test("is a minor one where a case is new, major where one went, a patch for a status", async () => {
    const root = await aPromotedShop();
    write(root, giftCard, aGiftCard);
    await sign(root, "gift-card");
    commitAll(root, "Gift cards");
    expect((await promote(root)).stdout).toContain(
      "support-v1.1.0, since support-v1.0.0: 1 case added",
    );
    remove(root, lostParcel);
    commitAll(root, "No parcels");
    expect((await promote(root)).stdout).toContain(
      "support-v2.0.0, since support-v1.1.0: 1 case removed",
    );
    edit(
      root,
      giftCard,
      "id: gift-card",
      "id: gift-card\nstatus: quarantined\nquarantine: { owner: maria-policy, since: 2026-11-20, reason: It flickers. }",
    );
    commitAll(root, "It flickers");
    expect((await promote(root)).stdout).toContain("gift-card: guarding → quarantined");
    edit(root, lateFee, "title: A late", "title: The late");
    commitAll(root, "A better title");
    expect((await promote(root)).stdout).toContain(
      "support-v2.0.2, since support-v2.0.1: no case asks anything else",
    );
    expect(tagsOf(root)).toEqual([
      "support-v1.0.0",
      "support-v1.1.0",
      "support-v2.0.0",
      "support-v2.0.1",
      "support-v2.0.2",
    ]);
  });

  test("needs no sign-off of what stayed as it was, nor of what is only proposed", async () => {
    const root = await aPromotedShop();
    edit(root, lateFee, "signOff:", "# signOff:");
    write(root, giftCard, aGiftCard.replace("title:", "status: proposed\ntitle:"));
    commitAll(root, "A proposal");
    expect(await promote(root)).toMatchObject({ exitCode: 0 });
    edit(root, giftCard, "status: proposed", "status: guarding");
    commitAll(root, "It guards");
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "gift-card  datasets/support/cases/gift-card.yaml\n  it has no sign-off",
    );
    await sign(root, "gift-card");
    commitAll(root, "Maria has seen it");
    expect(await promote(root)).toMatchObject({ exitCode: 0 });
  });

  test("does not take the word of who became an expert with it", async () => {
    const root = await aPromotedShop();
    edit(root, datasetFile, "[maria-policy]", "[maria-policy, mallory]");
    write(root, giftCard, aGiftCard);
    await sign(root, "gift-card", "mallory");
    commitAll(root, "Gift cards, as I see them");
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("mallory is an expert only since the last version");
    await sign(root, "gift-card", "Maria-Policy");
    commitAll(root, "Maria has seen it");
    expect(await promote(root)).toMatchObject({ exitCode: 0 });
  });

  test("is blocked by a released evaluator that means something else now", async () => {
    const root = await aPromotedShop();
    edit(root, "evaluators/says-it-does-not-know/v1.yaml", "could not find", "no idea");
    commitAll(root, "Another hedge");
    // The cases ask what they asked; nothing else would show it.
    edit(root, datasetFile, "gift shop", "flower shop");
    commitAll(root, "Flowers");
    const { exitCode, stdout } = await promote(root);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("promotion: blocked (evaluators)");
    expect(stdout).toContain("`tracegate evaluator bump says-it-does-not-know`");
  });
});

test("--dry-run says what would be made, and makes nothing", async () => {
  const root = await aSignedShop();
  const { exitCode, stdout } = await promote(root, "--dry-run");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("promotion: nothing blocks\nsupport-v1.0.0 would be made at ");
  expect(tagsOf(root)).toEqual([]);
});

test("--json says the same to programs", async () => {
  const root = await aPromotedShop();
  write(root, giftCard, aGiftCard);
  const commit = commitAll(root, "Gift cards");
  const { exitCode, stdout } = await promote(root, "--json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "tracegate.promotion/1",
    kind: "blocked",
    tag: "support-v1.1.0",
    before: "support-v1.0.0",
    commit,
    blockers: [{ kind: "sign-off", subject: "gift-card", file: giftCard }],
    diff: {
      added: [{ id: "gift-card", status: "guarding" }],
      byDimension: [{ name: "abstention", added: 1, changed: 0, removed: 0 }],
      byFailureMode: [{ name: "tool-use", added: 1, changed: 0, removed: 0 }],
    },
  });
  await sign(root, "gift-card");
  commitAll(root, "Signed");
  expect(JSON.parse((await promote(root, "--json")).stdout)).toMatchObject({
    kind: "promoted",
    isDryRun: false,
  });
  expect(JSON.parse((await promote(root, "--json")).stdout)).toEqual({
    schema: "tracegate.promotion/1",
    kind: "unchanged",
    tag: "support-v1.1.0",
    isPushed: false,
  });
});

describe("--push", () => {
  test("sends the tag to origin", async () => {
    const root = await aSignedShop();
    const origin = anOrigin(root);
    expect((await promote(root, "--push")).stdout).toContain("and pushed to origin.");
    expect(tagsOf(origin)).toEqual(["support-v1.0.0"]);
  });

  test("sends a tag that a run without it made, and once is enough", async () => {
    const root = await aPromotedShop();
    const origin = anOrigin(root);
    expect((await promote(root, "--push")).stdout).toContain(
      "support-v1.0.0 holds this dataset already; it was not on origin yet, and is now.",
    );
    expect(tagsOf(origin)).toEqual(["support-v1.0.0"]);
    expect((await promote(root, "--push")).stdout).toContain("holds this dataset already.\n");
  });

  test("that is refused leaves no tag behind, so that the next run makes it again", async () => {
    const root = await aSignedShop();
    const origin = anOrigin(root);
    const hook = join(origin, "hooks/pre-receive");
    mkdirSync(join(origin, "hooks"), { recursive: true });
    writeFileSync(hook, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const { exitCode, stderr } = await promote(root, "--push");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error PUSH_FAILED: Git cannot push the tag support-v1.0.0 to `origin`: ! [remote rejected] support-v1.0.0 -> support-v1.0.0 (pre-receive hook declined)",
    );
    expect(tagsOf(root)).toEqual([]);
    rmSync(hook);
    expect(await promote(root, "--push")).toMatchObject({ exitCode: 0 });
    expect(tagsOf(origin)).toEqual(["support-v1.0.0"]);
  });

  test("stops where origin has a version that is not here", async () => {
    const root = await aPromotedShop();
    anOrigin(root);
    git(root, "push", "--quiet", "origin", "support-v1.0.0");
    git(root, "tag", "--delete", "support-v1.0.0");
    const { exitCode, stderr } = await promote(root, "--push");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error TAGS_MISSING: The remote has a version that this clone does not know: support-v1.0.0.",
    );
    expect(stderr).toContain("fix: Fetch them with `git fetch --tags`.");
  });

  test("needs a remote that answers", async () => {
    const root = await aSignedShop();
    const { exitCode, stderr } = await promote(root, "--push");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error REMOTE_UNREACHABLE: ");
  });
});

describe("what cannot be a version", () => {
  test.each([
    ["an edited case", lateFee, "title: edited\n"],
    [
      "a case that git does not know",
      "datasets/support/cases/new.yaml",
      aGiftCard.replace("gift-card", "new"),
    ],
    ["an edit anywhere", ".gitignore", "dist\n"],
  ])("%s", async (_, path, text) => {
    const root = await aSignedShop();
    if (path === lateFee) edit(root, path, "title: A", "title: The");
    else write(root, path, text);
    const { exitCode, stderr } = await promote(root);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `error TREE_DIRTY: The working tree is not what the commit holds: ${path}.`,
    );
    expect(tagsOf(root)).toEqual([]);
  });

  test("a case that git ignores, or was told not to look at", async () => {
    const root = await aSignedShop();
    write(root, ".gitignore", "gift-card.yaml\n");
    commitAll(root, "Ignore it");
    write(root, giftCard, aGiftCard);
    expect((await promote(root)).stderr).toContain(
      `TREE_DIRTY: The working tree is not what the commit holds: ${giftCard}.`,
    );
    rmSync(join(root, giftCard));
    git(root, "update-index", "--skip-worktree", lateFee);
    edit(root, lateFee, "title: A", "title: The");
    expect((await promote(root)).stderr).toContain(
      `TREE_DIRTY: The working tree is not what the commit holds: ${lateFee}.`,
    );
  });

  test("a shallow clone", async () => {
    const root = await aPromotedShop();
    commitAll(root, "Later");
    const clone = projectDir({});
    git(clone, "clone", "--quiet", "--depth", "1", pathToFileURL(root).href, "shop");
    const { exitCode, stderr } = await promote(join(clone, "shop"));
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error HISTORY_SHALLOW: ");
    expect(stderr).toContain("`fetch-depth: 0` in actions/checkout");
  });

  test("a folder outside git, and a repository without a commit", async () => {
    const root = await aSignedShop();
    rmSync(join(root, ".git"), { recursive: true });
    expect((await promote(root)).stderr).toContain("error REPOSITORY_MISSING: ");
    git(root, "init", "--quiet");
    expect((await promote(root)).stderr).toContain("error COMMIT_MISSING: ");
  });

  test("a branch that the last version is not on", async () => {
    const root = await aSignedShop();
    git(root, "switch", "--quiet", "-c", "release");
    write(root, giftCard, aGiftCard);
    await sign(root, "gift-card");
    commitAll(root, "Gift cards");
    await promote(root);
    git(root, "switch", "--quiet", "main");
    const { exitCode, stderr } = await promote(root);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error VERSION_ELSEWHERE: The last version, support-v1.0.0, is on a commit",
    );
  });

  test("a project with problems", async () => {
    const root = await aSignedShop({});
    edit(root, lateFee, "says-it-does-not-know@1", "says-it-does-not-know@7");
    commitAll(root, "Seven");
    expect(await promote(root)).toMatchObject({ exitCode: 2 });
    expect(tagsOf(root)).toEqual([]);
  });
});

describe("tags that only look like versions", () => {
  test.each([
    "support-v9",
    "support-v1.0.0-rc.1",
    "support-v01.0.0",
    "support-v2-v9.0.0",
    "v9.0.0",
  ])("%s is none", async (name) => {
    const root = await aSignedShop();
    git(root, "tag", name);
    expect((await promote(root)).stdout).toContain("support-v1.0.0, the first version");
  });

  test("a branch of the same name as the tag does not stand in for it", async () => {
    const root = await aPromotedShop();
    write(root, giftCard, aGiftCard);
    commitAll(root, "Gift cards");
    git(root, "branch", "support-v1.0.0");
    expect(await promote(root)).toMatchObject({ exitCode: 1 });
  });
});

test("a title can neither command a runner nor end the list", async () => {
  const root = await aSignedShop();
  edit(
    root,
    lateFee,
    "title: A late fee that no policy names",
    'title: "##[error]late\\u001b[31m\\n::error::fee"',
  );
  commitAll(root, "A hostile title");
  const { stdout } = await promote(root);
  const message = git(root, "tag", "--list", "--format=%(contents)", "support-v1.0.0");
  for (const text of [stdout, message]) {
    expect(text).toContain("- late-fee: # #[error]late[31m ::error::fee (guarding)");
    expect(text).not.toContain("##[");
    expect(text).not.toMatch(/^::/m);
    expect(text).not.toContain("\u001b");
  }
});

test("the worktree of the version before is gone", async () => {
  const root = await aPromotedShop();
  write(root, giftCard, aGiftCard);
  commitAll(root, "Gift cards");
  await promote(root);
  expect(git(root, "worktree", "list").split("\n")).toHaveLength(1);
  expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
  expect(readFileSync(join(root, giftCard), "utf8")).toBe(aGiftCard);
});

test("a project in a folder of a larger repository is promoted like any other", async () => {
  const root = await aSignedShop();
  mkdirSync(join(root, "apps"));
  git(root, "mv", "tracegate.yaml", "datasets", "evaluators", "apps");
  commitAll(root, "A larger repository");
  const apps = join(root, "apps");
  expect((await promote(apps)).stdout).toContain(
    "support-v1.0.0, the first version: 2 cases added",
  );
  write(apps, giftCard, aGiftCard);
  expect((await promote(apps)).stderr).toContain("error TREE_DIRTY: ");
  await sign(apps, "gift-card");
  commitAll(root, "Gift cards");
  const { stdout } = await tracegate(root, ["dataset", "promote", "--root", "apps"]);
  expect(stdout).toContain("support-v1.1.0, since support-v1.0.0: 1 case added");
});

test("a version that cannot be read is an error, and no first version", async () => {
  const root = await aSignedShop();
  edit(root, lateFee, "says-it-does-not-know@1", "says-it-does-not-know@7");
  commitAll(root, "Seven");
  git(root, "tag", "support-v1.0.0");
  edit(root, lateFee, "says-it-does-not-know@7", "says-it-does-not-know@1");
  commitAll(root, "One");
  const { exitCode, stderr } = await promote(root);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`${lateFee}:`);
  expect(stderr).toContain(
    "error VERSION_UNREADABLE: At support-v1.0.0 the project cannot be read",
  );
  expect(tagsOf(root)).toEqual(["support-v1.0.0"]);
  expect(existsSync(join(root, ".git/worktrees"))).toBe(false);
});
