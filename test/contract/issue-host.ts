import { describe, expect, onTestFinished, test } from "vitest";
import type { IssueHost, IssueResult } from "../../src/ports/issue-host.ts";

export type SeenIssue = {
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly author: string;
};

/** Issues with a world around them that a test can change. */
export type IssueWorld = {
  readonly host: IssueHost;
  /** The login that the host's issues carry. */
  readonly author: string;
  readonly open: (login: string, issue: { title: string; body: string }) => Promise<unknown>;
  /** All issues, oldest first. */
  readonly issues: () => Promise<readonly SeenIssue[]>;
  readonly breakDown: () => void;
  readonly stop: () => Promise<void>;
};

const marker = "<!-- tracegate:drift:support -->";
const title = "Tracegate: a judge has drifted";
const bodyOf = (text: string) => ({ marker, title, body: `${marker}\n${text}` });

function urlOf(result: IssueResult): string {
  return "url" in result ? result.url : result.kind;
}

/** What the drift watch relies on, whoever implements it. */
export function issueHostContract(name: string, create: () => Promise<IssueWorld>): void {
  const started = async (): Promise<IssueWorld> => {
    const world = await create();
    onTestFinished(() => world.stop());
    return world;
  };

  describe(`issue host: ${name}`, () => {
    test("the issue is opened once and then brought up to date", async () => {
      const { host, author, issues } = await started();
      const first = await host.upsertIssue(bodyOf("faithfulness@2 drifted"));
      const second = await host.upsertIssue({ ...bodyOf("tone@1 too"), title: "Two judges" });
      expect([first.kind, second.kind]).toEqual(["created", "updated"]);
      expect(urlOf(second)).toBe(urlOf(first));
      expect(await issues()).toEqual([
        { title: "Two judges", body: `${marker}\ntone@1 too`, isOpen: true, author },
      ]);
    });

    test("where there is nothing to do any more it is closed, and none is opened", async () => {
      const { host, issues } = await started();
      const settled = { ...bodyOf("steady"), isSettled: true } as const;
      expect(await host.upsertIssue(settled)).toEqual({ kind: "absent" });
      await host.upsertIssue(bodyOf("drifted"));
      expect(await host.upsertIssue(settled)).toMatchObject({ kind: "closed" });
      expect(await issues()).toMatchObject([{ isOpen: false, body: `${marker}\nsteady` }]);
    });

    test("a closed one is left as it is; the next drift opens another", async () => {
      const { host, issues } = await started();
      await host.upsertIssue(bodyOf("drifted"));
      await host.upsertIssue({ ...bodyOf("steady"), isSettled: true });
      expect(await host.upsertIssue(bodyOf("drifted again"))).toMatchObject({ kind: "created" });
      expect((await issues()).map(({ isOpen }) => isOpen)).toEqual([false, true]);
    });

    test("an issue of somebody else, with another marker or with ours in its middle is not ours", async () => {
      const { host, author, open, issues } = await started();
      await open("rae", bodyOf("forged"));
      await open(author, { title, body: "<!-- tracegate:drift:other -->\nanother project" });
      await open(author, { title, body: `> ${marker}\nquoted` });
      await host.upsertIssue(bodyOf("ours"));
      expect((await issues()).map(({ body }) => body.split("\n")[1])).toEqual([
        "forged",
        "another project",
        "quoted",
        "ours",
      ]);
    });

    test("where the host does not answer nothing is written, and that is said", async () => {
      const { host, breakDown } = await started();
      breakDown();
      expect(await host.upsertIssue(bodyOf("drifted"))).toMatchObject({
        kind: "not-published",
        reason: expect.stringContaining(title),
        fix: expect.any(String),
      });
    });
  });
}
