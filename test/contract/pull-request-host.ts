import { describe, expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import type {
  CommentResult,
  HeadCommit,
  PullRequest,
  PullRequestHost,
  StickyComment,
} from "../../src/ports/pull-request-host.ts";

/** A host with a world around it that a test can change; every implementation brings one. */
export type HostWorld = {
  readonly host: PullRequestHost;
  /** The login that the host's comments carry. */
  readonly author: string;
  /** Opens one whose branch writes these files. */
  readonly open: (options: {
    readonly branch: string;
    readonly files: Readonly<Record<string, string>>;
    readonly isFork?: boolean;
  }) => Promise<{ readonly pull: PullRequest; readonly head: HeadCommit }>;
  readonly close: (number: number) => Promise<unknown>;
  /** Commits to the main branch; returns the commit. */
  readonly push: (files: Readonly<Record<string, string>>) => Promise<string>;
  readonly comment: (number: number, login: string, body: string) => Promise<number>;
  readonly deleteComment: (number: number, id: number) => Promise<unknown>;
  readonly comments: (
    number: number,
  ) => Promise<readonly { readonly id: number; readonly author: string; readonly body: string }[]>;
  /** States of a commit, newest first. */
  readonly states: (sha: string) => Promise<readonly string[]>;
  /** From now on nothing that the host is asked succeeds. */
  readonly breakDown: () => void;
  readonly stop: () => Promise<void>;
};

const marker = "<!-- tracegate:gate:1 -->";
const files = { "agent/prompt.md": "Apologise before you refuse.\n" };
const green = {
  state: "success",
  description: "All floors are met",
  context: "tracegate",
} as const;

function bodyOf(text: string): { readonly marker: string; readonly body: string } {
  return { marker, body: `${marker}\n${text}` };
}

/** What one of several projects says. */
function sectionOf(project: string, heading: string): StickyComment {
  const own = `<!-- tracegate:gate:${project} -->`;
  return { marker: own, body: `${own}\n### ${heading}\n`, isSection: true };
}

function urlOf(result: CommentResult): string {
  return "url" in result ? result.url : result.kind;
}

/** What the gate relies on, whoever implements it. */
export function pullRequestHostContract(name: string, create: () => Promise<HostWorld>): void {
  const started = async (): Promise<HostWorld> => {
    const world = await create();
    onTestFinished(() => world.stop());
    return world;
  };

  describe(`pull request host: ${name}`, () => {
    test("a pull request is read with its head and base", async () => {
      const { host, open } = await started();
      const { pull } = await open({ branch: "kinder", files });
      expect(await host.pullRequest(pull.number)).toEqual({ ...pull, isOpen: true });
      expect(pull.headSha).not.toBe(pull.baseSha);
    });

    test("one that does not exist is an error for the user", async () => {
      const { host } = await started();
      await expect(host.pullRequest(4711)).rejects.toThrow(UserError);
      await expect(host.changedFiles(4711)).rejects.toThrow(UserError);
    });

    test("a head commit leads to its pull request, of a fork too", async () => {
      const { host, open } = await started();
      const own = await open({ branch: "kinder", files });
      const forked = await open({ branch: "kinder", files: { "a.md": "b" }, isFork: true });
      expect(await host.pullRequestsAt(own.head)).toEqual([own.pull]);
      expect(await host.pullRequestsAt(forked.head)).toEqual([forked.pull]);
    });

    test("a head that is only alike leads nowhere", async () => {
      const { host, open } = await started();
      const { head, pull } = await open({ branch: "kinder", files });
      const others = [
        { ...head, sha: pull.baseSha },
        { ...head, branch: "kind" },
        { ...head, owner: "mal" },
      ];
      for (const other of others) expect(await host.pullRequestsAt(other)).toEqual([]);
    });

    test("a closed pull request is no longer found by its head", async () => {
      const { host, open, close } = await started();
      const { head, pull } = await open({ branch: "kinder", files });
      await close(pull.number);
      expect(await host.pullRequestsAt(head)).toEqual([]);
      expect((await host.pullRequest(pull.number)).isOpen).toBe(false);
    });

    test("the changed files are named", async () => {
      const { host, open } = await started();
      const { pull } = await open({ branch: "kinder", files: { "a/ä #1.md": "x", "b.md": "y" } });
      const changed = await host.changedFiles(pull.number);
      expect(changed).toEqual({ kind: "complete", paths: expect.any(Array) });
      expect(changed.kind === "complete" && changed.paths.toSorted()).toEqual([
        "a/ä #1.md",
        "b.md",
      ]);
    });

    test("many files are read at some commits at once; those that are not there are left out", async () => {
      const { host, push } = await started();
      const paths = Array.from({ length: 60 }, (_, index) => `cases/late-fee-${index}.yaml`);
      const sha = await push(Object.fromEntries(paths.map((path) => [path, `id: ${path} ≥\n`])));
      const later = await push({ "cases/late-fee-7.yaml": "id: later\n" });
      const [found, after, ...others] = await host.filesAt([
        { ref: sha, paths: [...paths, "cases/none.yaml"] },
        { ref: later, paths: ["cases/late-fee-7.yaml"] },
        { ref: later, paths: [] },
      ]);
      expect([...(found?.keys() ?? [])]).toEqual(paths);
      expect(found?.get("cases/late-fee-7.yaml")).toBe("id: cases/late-fee-7.yaml ≥\n");
      expect(after).toEqual(new Map([["cases/late-fee-7.yaml", "id: later\n"]]));
      expect(others).toEqual([new Map()]);
      for (const ref of ["0".repeat(40), "f".repeat(40)]) {
        const gone = [
          { ref: sha, paths },
          { ref, paths: ["cases/a.yaml"] },
        ];
        await expect(host.filesAt(gone)).rejects.toThrow(UserError);
      }
    });

    test("projects share one comment, a section each, the gravest first", async () => {
      const { host, open, comments } = await started();
      const { pull } = await open({ branch: "kinder", files });
      const { number } = pull;
      await host.upsertComment(number, sectionOf("a", "✅ a: Nothing to fix"));
      await host.upsertComment(number, sectionOf("b", "⛔ b: Merge blocked"));
      await host.upsertComment(number, { ...sectionOf("c", "➖ c"), isOptional: true });
      const written = await host.upsertComment(number, sectionOf("a", "⏳ a: Running"));
      expect(written).toMatchObject({ kind: "updated" });
      const [only, ...others] = await comments(number);
      expect(others).toEqual([]);
      expect(only?.body.match(/^### .*$/gm)).toEqual([
        "### ⛔ b: Merge blocked",
        "### ⏳ a: Running",
      ]);
    });

    test("a file is read at a commit; one that is not there is undefined", async () => {
      const { host, push } = await started();
      const before = await push({ "tracegate.yaml": "floor: 0.9 # ≥\n" });
      const after = await push({ "tracegate.yaml": "floor: 0.5\n", "docs/a.md": "" });
      expect(await host.fileAt("tracegate.yaml", before)).toBe("floor: 0.9 # ≥\n");
      expect(await host.fileAt("tracegate.yaml", after)).toBe("floor: 0.5\n");
      expect(await host.fileAt("docs/a.md", before)).toBeUndefined();
      expect(await host.fileAt("docs/a.md", after)).toBe("");
    });

    test("a commit that is not there is an error: it says nothing about its files", async () => {
      const { host } = await started();
      await expect(host.fileAt("tracegate.yaml", "f".repeat(40))).rejects.toThrow(UserError);
    });

    test("the comment is made once and then brought up to date", async () => {
      const { host, author, open, comments } = await started();
      const { number } = (await open({ branch: "kinder", files })).pull;
      const first = await host.upsertComment(number, bodyOf("first"));
      const second = await host.upsertComment(number, bodyOf("second"));
      expect([first.kind, second.kind]).toEqual(["created", "updated"]);
      expect(urlOf(second)).toBe(urlOf(first));
      expect(await comments(number)).toMatchObject([{ author, body: `${marker}\nsecond` }]);
    });

    test("an optional comment is written over one that is there, and not made", async () => {
      const { host, open, comments } = await started();
      const { number } = (await open({ branch: "kinder", files })).pull;
      const optional = { ...bodyOf("optional"), isOptional: true } as const;
      expect(await host.upsertComment(number, optional)).toEqual({ kind: "absent" });
      expect(await comments(number)).toEqual([]);
      await host.upsertComment(number, bodyOf("first"));
      expect(await host.upsertComment(number, optional)).toMatchObject({ kind: "updated" });
      expect(await comments(number)).toMatchObject([{ body: `${marker}\noptional` }]);
    });

    test("a comment with another marker, or with ours in its middle, is not ours", async () => {
      const { host, author, open, comment, comments } = await started();
      const { number } = (await open({ branch: "kinder", files })).pull;
      await comment(number, author, "<!-- tracegate:gate:2 -->\nanother project");
      await comment(number, author, `> ${marker}\nquoted`);
      await host.upsertComment(number, bodyOf("ours"));
      expect((await comments(number)).map(({ body }) => body.split("\n")[1])).toEqual([
        "another project",
        "quoted",
        "ours",
      ]);
    });

    test("a comment of somebody else that carries our marker is left alone", async () => {
      const { host, open, comment, comments } = await started();
      const { number } = (await open({ branch: "kinder", files })).pull;
      await comment(number, "mal", `${marker}\n✅ Nothing to fix`);
      expect(await host.upsertComment(number, bodyOf("ours"))).toMatchObject({ kind: "created" });
      expect((await comments(number)).map(({ body }) => body)).toEqual([
        `${marker}\n✅ Nothing to fix`,
        `${marker}\nours`,
      ]);
    });

    test("a deleted comment is made anew", async () => {
      const { host, open, comments, deleteComment } = await started();
      const { number } = (await open({ branch: "kinder", files })).pull;
      await host.upsertComment(number, bodyOf("first"));
      for (const { id } of await comments(number)) await deleteComment(number, id);
      expect(await host.upsertComment(number, bodyOf("second"))).toMatchObject({ kind: "created" });
      expect(await comments(number)).toHaveLength(1);
    });

    test("of several of ours the oldest is kept, and the others go", async () => {
      const { host, author, open, comment, comments } = await started();
      const { number } = (await open({ branch: "kinder", files })).pull;
      const oldest = await comment(number, author, `${marker}\none`);
      await comment(number, author, `${marker}\ntwo`);
      await host.upsertComment(number, bodyOf("three"));
      expect(await comments(number)).toMatchObject([{ id: oldest, body: `${marker}\nthree` }]);
    });

    test("a status stands on exactly the commit it is about", async () => {
      const { host, open, states } = await started();
      const { headSha, baseSha } = (await open({ branch: "kinder", files })).pull;
      expect(await host.setStatus({ ...green, sha: headSha })).toEqual({ kind: "published" });
      await host.setStatus({ ...green, sha: headSha, state: "failure" });
      expect((await states(headSha))[0]).toBe("failure");
      expect(await states(baseSha)).toEqual([]);
    });

    test("a host that answers nothing stops what must be read, and nothing that is published", async () => {
      const { host, open, breakDown } = await started();
      const { pull, head } = await open({ branch: "kinder", files });
      breakDown();
      await expect(host.pullRequest(pull.number)).rejects.toThrow(UserError);
      await expect(host.pullRequestsAt(head)).rejects.toThrow(UserError);
      await expect(host.changedFiles(pull.number)).rejects.toThrow(UserError);
      await expect(host.fileAt("a.md", pull.baseSha)).rejects.toThrow(UserError);
      const failed = { kind: "not-published", reason: expect.any(String), fix: expect.any(String) };
      expect(await host.upsertComment(pull.number, bodyOf("x"))).toEqual(failed);
      expect(await host.setStatus({ ...green, sha: pull.headSha })).toEqual(failed);
    });
  });
}
