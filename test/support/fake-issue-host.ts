import type { IssueHost, StickyIssue } from "../../src/ports/issue-host.ts";

export type FakeIssue = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly author: string;
};

/** Issues in memory. */
export class FakeIssueHost implements IssueHost {
  readonly viewer = "gate[bot]";
  issues: readonly FakeIssue[] = [];
  isDown = false;

  open(author: string, { title, body }: { title: string; body: string }): FakeIssue {
    const issue = { number: this.issues.length + 1, title, body, isOpen: true, author };
    this.issues = [...this.issues, issue];
    return issue;
  }

  upsertIssue: IssueHost["upsertIssue"] = async (sticky) => {
    if (this.isDown) {
      return { kind: "not-published", reason: `${sticky.title}: the host is down.`, fix: "Wait." };
    }
    const ours = this.issues.find((one) => isOurs(one, this.viewer, sticky));
    if (ours === undefined && sticky.isSettled) return { kind: "absent" };
    const { number } = ours ?? this.open(this.viewer, sticky);
    const { isSettled, revise } = sticky;
    const title = ours === undefined || revise === undefined ? sticky.title : ours.title;
    const body = ours === undefined || revise === undefined ? sticky.body : revise(ours.body);
    this.issues = this.issues.map((one) =>
      one.number === number ? { ...one, title, body, isOpen: isSettled !== true } : one,
    );
    const kind = ours === undefined ? "created" : isSettled ? "closed" : "updated";
    return { kind, url: `https://host.example/issues/${number}` };
  };
}

function isOurs(
  { isOpen, author, body }: FakeIssue,
  viewer: string,
  { marker }: StickyIssue,
): boolean {
  return isOpen && author === viewer && body.split("\n")[0] === marker;
}
