// What the gateway itself remembers, beside the state that emulate keeps.

import type { Answer, JsonObject } from "./answers.ts";
import { shaped } from "./shaped.ts";
import type { Upstream } from "./upstream.ts";

export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";
export type PermissionName =
  | "actions"
  | "checks"
  | "contents"
  | "issues"
  | "members"
  | "metadata"
  | "pull-requests"
  | "statuses";
/** As a workflow writes them; what is not named is not granted. */
export type Permissions = Partial<Readonly<Record<PermissionName, "read" | "write">>>;

export type Token = {
  readonly login: string;
  readonly permissions: Permissions;
  /** Full names of the repositories the token was made for. */
  readonly repositories: readonly string[];
};

export type Repository = {
  readonly fullName: string;
  readonly id: number;
  readonly owner: string;
  readonly isPrivate: boolean;
  /** The full name of the repository it was forked from. */
  readonly forkOf?: string;
};

/** What emulate does not know of a pull request. */
export type PullState = { headSha: string; mergeSha?: string };
export type CommitStatus = JsonObject & { readonly sha: string; readonly context: string };
export type Reaction = {
  readonly id: number;
  readonly subject: string;
  readonly login: string;
  readonly content: string;
  readonly createdAt: string;
};
export type LabelEvent = {
  readonly id: number;
  /** `owner/name#number`. */
  readonly issue: string;
  readonly login: string;
  readonly label: string;
  readonly at: string;
};
export type Dispatch = {
  readonly kind: "repository" | "workflow";
  readonly repository: string;
  readonly login: string;
  readonly body: JsonObject;
  /** File name or number, where a workflow was dispatched. */
  readonly workflow?: string;
};
export type WorkflowRun = {
  readonly id: number;
  readonly repository: string;
  readonly name: string;
  readonly path: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: string;
  readonly actor: string;
  readonly conclusion: string;
  readonly pullNumbers: readonly number[];
};
export type Artifact = {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly zip: Buffer;
  readonly isExpired: boolean;
};

/** A GitHub App that is installed in the repository. */
export type InstalledApp = {
  readonly id: number;
  readonly slug: string;
  readonly installationId: number;
  readonly publicKey: string;
  readonly permissions: Permissions;
};

export type World = {
  readonly url: string;
  /** Where artifacts are downloaded from: another origin, as on GitHub. */
  readonly storageUrl: string;
  readonly owner: string;
  readonly roles: ReadonlyMap<string, Role>;
  readonly repositories: Map<string, Repository>;
  readonly tokens: Map<string, Token>;
  readonly apps: InstalledApp[];
  /** By `owner/name#number`. */
  readonly pulls: Map<string, PullState>;
  readonly statuses: CommitStatus[];
  readonly reactions: Reaction[];
  readonly labelEvents: LabelEvent[];
  /** Logins by `organisation/team`. */
  readonly teams: Map<string, readonly string[]>;
  readonly dispatches: Dispatch[];
  readonly runs: WorkflowRun[];
  readonly artifacts: Artifact[];
  /** By `owner/name#check-run`. */
  readonly annotations: Map<string, JsonObject[]>;
  readonly upstream: Upstream;
};

/** Asks emulate as the owner, for what a request of a client needs beside its own answer. */
export async function ask(world: World, path: string): Promise<Answer> {
  return world.upstream.send({ method: "GET", path, login: world.owner });
}

/** Like {@link ask}, where anything but success is a mistake of the test's own making. */
export async function tell<T = JsonObject>(
  world: World,
  method: string,
  path: string,
  options: { readonly body?: unknown; readonly login?: string } = {},
): Promise<T> {
  const { body, login = world.owner } = options;
  const answer = await world.upstream.send({ method, path, body, login });
  if (answer.status >= 300) {
    throw new Error(`Seeding failed: ${method} ${path} → ${JSON.stringify(answer)}`);
  }
  return shaped<T>(answer.body);
}

/** A number that no other thing of this GitHub has. */
export function nextId(list: readonly { readonly id: number }[]): number {
  return (list.at(-1)?.id ?? 1000) + 1;
}
