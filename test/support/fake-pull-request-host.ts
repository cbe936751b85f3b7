import { UserError } from "../../src/core/errors.ts";
import {
  isSectioned,
  joinSections,
  sectionsOf,
} from "../../src/core/report/comment/comment-sections.ts";
import type {
  CommitStatus,
  HeadCommit,
  NotPublished,
  PullRequest,
  PullRequestHost,
} from "../../src/ports/pull-request-host.ts";

export type FakeComment = {
  readonly id: number;
  readonly author: string;
  readonly body: string;
};

export type FakePull = PullRequest & {
  readonly head: HeadCommit;
  readonly files: readonly string[];
};

/** A host in memory. What is in it may be changed between any two calls. */
export class FakePullRequestHost implements PullRequestHost {
  readonly pulls = new Map<number, FakePull>();
  /** Texts by `<ref>:<path>`. */
  readonly texts = new Map<string, string>();
  readonly refs = new Set<string>();
  readonly comments = new Map<number, readonly FakeComment[]>();
  readonly statuses: CommitStatus[] = [];
  /** Set where the host does nothing that it is asked. */
  isDown = false;
  #lastId = 0;
  readonly #viewer = "gate[bot]";

  pullRequest = async (number: number): Promise<PullRequest> => this.#read(number);

  pullRequestsAt = async (head: HeadCommit): Promise<readonly PullRequest[]> => {
    this.#mustBeUp();
    return [...this.pulls.values()]
      .filter((one) => one.isOpen && JSON.stringify(one.head) === JSON.stringify(head))
      .map(withoutHead);
  };

  changedFiles: PullRequestHost["changedFiles"] = async (number) => {
    this.#read(number);
    return { kind: "complete", paths: this.pulls.get(number)?.files ?? [] };
  };

  fileAt = async (path: string, ref: string): Promise<string | undefined> => {
    this.#mustBeUp();
    if (!this.refs.has(ref)) throw unreadable(`${path} at ${ref}`);
    return this.texts.get(`${ref}:${path}`);
  };

  filesAt: PullRequestHost["filesAt"] = async (commits) =>
    await Promise.all(
      commits.map(async ({ ref, paths }) => {
        const texts = new Map<string, string>();
        for (const path of paths) {
          const text = await this.fileAt(path, ref);
          if (text !== undefined) texts.set(path, text);
        }
        return texts;
      }),
    );

  upsertComment: PullRequestHost["upsertComment"] = async (number, comment) => {
    const { marker, author, isOptional, isSection } = comment;
    const there = this.comments.get(number) ?? [];
    if (this.isDown || !this.pulls.has(number)) return notPublished(`The comment on #${number}`);
    const by = author ?? this.#viewer;
    const ours = there.filter(
      (one) =>
        one.author === by && (isSection ? isSectioned(one.body) : one.body.startsWith(marker)),
    );
    const [oldest] = ours.toSorted((a, b) => a.id - b.id);
    const isThere = isSection
      ? ours.flatMap((one) => sectionsOf(one.body)).some((one) => one.marker === marker)
      : oldest !== undefined;
    if (!isThere && isOptional) return { kind: "absent" };
    const body = isSection
      ? joinSections(
          ours.map((one) => one.body),
          comment,
        )
      : comment.body;
    const id = oldest?.id ?? this.comment(number, by, body);
    const now = this.comments.get(number) ?? [];
    this.comments.set(
      number,
      now
        .filter((one) => one.id === id || !ours.includes(one))
        .map((one) => (one.id === id ? { ...one, body } : one)),
    );
    return {
      kind: oldest === undefined ? "created" : "updated",
      url: `https://host.example/${number}#${id}`,
    };
  };

  setStatus: PullRequestHost["setStatus"] = async (status) => {
    if (this.isDown || !this.refs.has(status.sha))
      return notPublished(`The status of ${status.sha}`);
    this.statuses.push(status);
    return { kind: "published" };
  };

  /** A comment by anybody; returns its id. */
  comment(number: number, author: string, body: string): number {
    this.#lastId += 1;
    const comment = { id: this.#lastId, author, body };
    this.comments.set(number, [...(this.comments.get(number) ?? []), comment]);
    return comment.id;
  }

  #read(number: number): PullRequest {
    this.#mustBeUp();
    const pull = this.pulls.get(number);
    if (pull === undefined) throw unreadable(`Pull request #${number}`);
    return withoutHead(pull);
  }

  #mustBeUp(): void {
    if (this.isDown) throw unreadable("The host");
  }
}

function withoutHead({ head: _head, files: _files, ...pull }: FakePull): PullRequest {
  return pull;
}

function unreadable(what: string): UserError {
  return new UserError("GITHUB_UNREADABLE", `${what}: cannot be read.`, "Wait until it can.");
}

function notPublished(what: string): NotPublished {
  return { kind: "not-published", reason: `${what}: cannot be written.`, fix: "Wait." };
}
