// A GitHub on loopback that keeps state and insists on its contract.

import { randomUUID } from "node:crypto";
import type { JsonObject } from "./answers.ts";
import { type AppKey, installApp } from "./apps.ts";
import { createFaults, type FaultRule } from "./faults.ts";
import { type Gateway, look } from "./gateway.ts";
import { listen } from "./http.ts";
import { type LoggedRequest, type Violation, violationError } from "./request-log.ts";
import { createSeed, type Seed } from "./seed.ts";
import { serveApi, serveStorage } from "./serve.ts";
import { shaped } from "./shaped.ts";
import { type KeptUpstream, startUpstream } from "./upstream.ts";
import {
  type Dispatch,
  type Permissions,
  type Role,
  type Token,
  tell,
  type World,
} from "./world.ts";

export type GitHubOptions = {
  /** `owner/name`; the owner is a user of that name. */
  readonly repository?: string;
  /** Private unless said otherwise, because only there does every read need a permission. */
  readonly visibility?: "private" | "public";
  /** Everybody there is, with their role in the repository. */
  readonly people?: Readonly<Record<string, Role>>;
  /** Begins as another one was at its checkpoint; the other options must be the same. */
  readonly from?: Checkpoint;
};

/** All that a GitHub held at one moment, without its requests and faults. */
export type Checkpoint = { readonly upstream: KeptUpstream; readonly world: KeptWorld };

type KeptWorld = Omit<World, "url" | "storageUrl" | "owner" | "roles" | "upstream">;

/** A maintainer, a developer, an expert, and somebody from outside. */
const usualPeople = { dana: "admin", lee: "write", rae: "triage", mal: "none" } as const;
const bots = ["github-actions[bot]", "dependabot[bot]", "tracegate[bot]"];

export type GitHub = {
  /** What belongs into `GITHUB_API_URL`. */
  readonly url: string;
  readonly repository: string;
  readonly seed: Seed;
  /** Every request so far, in order; refused and faulted ones too. */
  readonly requests: readonly LoggedRequest[];
  readonly violations: readonly Violation[];
  readonly dispatches: readonly Dispatch[];
  /** A token with these permissions and no other; `[bot]` logins are installations. */
  readonly token: (
    permissions: Permissions,
    options?: { readonly login?: string; readonly repositories?: readonly string[] },
  ) => string;
  /** Installs `tracegate[bot]` as an App with these permissions. */
  readonly installApp: (permissions: Permissions) => AppKey;
  readonly fault: (rule: FaultRule) => void;
  /** What {@link GitHubOptions.from} takes. */
  readonly checkpoint: () => Checkpoint;
  /** Reads as the owner, unlogged and unfaulted: for looking at what is there. */
  readonly look: <T = JsonObject>(path: string) => Promise<T>;
  /** Hands the violations out and forgets them, for tests that mean to break the contract. */
  readonly takeViolations: () => readonly Violation[];
  /** Throws where the contract was broken or a planned fault never met its request. */
  readonly assertClean: () => void;
  /** Stops everything, then asserts like {@link GitHub.assertClean}. */
  readonly close: () => Promise<void>;
};

/** Starts one; any number run side by side, each with ports and state of its own. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const {
    repository = "acme/shop-agent",
    visibility = "private",
    people = usualPeople,
    from,
  } = options;
  const [owner = "", name = ""] = repository.split("/");
  const stopping = new AbortController();
  const { promise: ready, resolve: start } = Promise.withResolvers<Gateway>();
  const api = await listen(async (exchange) => serveApi(await ready, exchange));
  const storage = await listen(async (exchange) => serveStorage(await ready, exchange));
  const logins = [...new Set([owner, ...Object.keys(people), ...bots])];
  const upstream = await startUpstream({
    owner,
    name,
    logins,
    publicUrl: api.url,
    ...(from !== undefined && { from: from.upstream }),
  });
  const world: World = {
    url: api.url,
    storageUrl: storage.url,
    owner,
    upstream,
    roles: new Map<string, Role>([...Object.entries(people), [owner, "admin"]]),
    repositories: new Map(),
    tokens: new Map(),
    apps: [],
    pulls: new Map(),
    annotations: new Map(),
    statuses: [],
    reactions: [],
    labelEvents: [],
    teams: new Map(),
    dispatches: [],
    runs: [],
    artifacts: [],
    ...(from !== undefined && structuredClone(from.world)),
  };
  const { id } = await tell<{ id: number }>(world, "GET", `/repos/${repository}`);
  const isPrivate = visibility === "private";
  world.repositories.set(repository, { fullName: repository, id, owner, isPrivate });
  if (from === undefined) await letWrite(world, repository, [...bots, ...writers(people)]);
  const faults = createFaults();
  const gateway: Gateway = { world, faults, requests: [], violations: [], stop: stopping.signal };
  start(gateway);
  const assertClean = (): void => {
    const unmet = faults.unmet().map(
      (rule): Violation => ({
        kind: "fault",
        request: JSON.stringify(rule),
        problems: ["No request met this planned fault"],
      }),
    );
    const error = violationError([...gateway.violations, ...unmet]);
    if (error !== undefined) throw error;
  };
  return {
    url: api.url,
    repository,
    seed: createSeed(world, repository),
    requests: gateway.requests,
    violations: gateway.violations,
    dispatches: world.dispatches,
    token: (permissions, { login = "github-actions[bot]", repositories = [repository] } = {}) => {
      // GitHub's prefixes: an installation's and a person's.
      const prefix = login.endsWith("[bot]") ? "ghs" : "ghp";
      const secret = `${prefix}_${randomUUID().replaceAll("-", "")}Loop`;
      const token: Token = { login, permissions, repositories };
      world.tokens.set(secret, token);
      return secret;
    },
    installApp: (permissions) => installApp(world, permissions),
    fault: faults.add,
    checkpoint: () => ({ upstream: upstream.kept(), world: structuredClone(keptOf(world)) }),
    look: async (path) => shaped(await look(world, path)),
    takeViolations: () => gateway.violations.splice(0),
    assertClean,
    close: async () => {
      stopping.abort();
      await Promise.all([api.close(), storage.close(), upstream.close()]);
      assertClean();
    },
  };
}

function keptOf(world: World): KeptWorld {
  const { url: _, storageUrl: _s, owner: _o, roles: _r, upstream: _u, ...kept } = world;
  return kept;
}

function writers(people: Readonly<Record<string, Role>>): string[] {
  const roles: readonly Role[] = ["admin", "maintain", "write"];
  return Object.keys(people).filter((login) => roles.includes(people[login] ?? "none"));
}

/** emulate lets only collaborators change contents; whether a token may is the gateway's to say. */
async function letWrite(
  world: World,
  repository: string,
  logins: readonly string[],
): Promise<void> {
  for (const login of logins.filter((one) => one !== world.owner)) {
    const path = `/repos/${repository}/collaborators/${encodeURIComponent(login)}`;
    await tell(world, "PUT", path, { body: { permission: "push" } });
  }
}
