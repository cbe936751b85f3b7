import { getOctokit } from "@actions/github";
import { defaults } from "@actions/github/lib/utils";
import { z } from "zod";
import { UserError } from "../../core/errors.ts";
import { carefulFetch, type Fetch } from "./careful-fetch.ts";
import { GitHubFailure, readFailure } from "./github-failure.ts";
import { graphAnswer, graphFailure } from "./graph-answer.ts";
import { type Patience, type Repeatable, retrying } from "./retry.ts";

export type GitHubAddress = {
  /** `owner/name`. */
  readonly repository: string;
  /** `https://api.github.com`, or an enterprise server's, such as `https://ghe.example/api/v3`. */
  readonly apiUrl: string;
  readonly token: string;
};

type Answered<T> = { readonly data: T; readonly next: string | undefined };

type RouteParameters = Readonly<Record<string, unknown>>;

/** A hundred comments of the greatest length need 26 MB. */
const largestAnswer = 32 * 1024 * 1024;
/** More than GitHub lets anybody comment on one pull request. */
const mostPages = 100;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const repeatable: Repeatable = { isRepeatable: true };

/**
 * Requests to one repository, tried again where that may help, with answers held to a shape.
 *
 * Rejects with `GitHubFailure`. Proxies are those of `https_proxy` and `no_proxy`; they are chosen by
 * `GITHUB_API_URL` when this module is loaded.
 */
export class GitHubClient {
  readonly #octokit: ReturnType<typeof getOctokit>;
  readonly #repo: { readonly owner: string; readonly repo: string };
  readonly #origin: string;
  readonly #graphUrl: string;
  readonly #token: string;
  readonly #patience: Patience;

  /** @throws UserError where the address cannot be one. */
  constructor(address: GitHubAddress, patience: Patience) {
    const { token, apiUrl } = address;
    this.#repo = parseRepository(address.repository);
    this.#origin = parseApiUrl(apiUrl).origin;
    // An enterprise server has `/api/v3` and `/api/graphql`.
    this.#graphUrl = `${apiUrl.replace(/\/+$/, "").replace(/\/v3$/, "")}/graphql`;
    this.#token = checkToken(token);
    this.#patience = patience;
    const { answerMs } = patience;
    const proxied: Fetch = defaults.request?.fetch ?? globalThis.fetch;
    this.#octokit = getOctokit(token, {
      baseUrl: apiUrl.replace(/\/+$/, ""),
      log: silent,
      request: {
        ...defaults.request,
        log: silent,
        fetch: carefulFetch(proxied, { answerMs, bytes: largestAnswer }),
      },
    });
  }

  /** GitHub's own tokens for jobs and apps, which may not ask who they are. */
  get isInstallation(): boolean {
    return this.#token.startsWith("ghs_");
  }

  /** One request; `{owner}` and `{repo}` of the route are filled in. */
  async ask<T>(
    shape: z.ZodType<T>,
    route: string,
    parameters: RouteParameters,
    options: Repeatable = repeatable,
  ): Promise<T> {
    const place = route.includes("{owner}") ? this.#repo : {};
    const { data } = await this.#send(shape, { route, ...place, ...parameters }, options);
    return data;
  }

  /** One question in GraphQL, which only reads; `$owner` and `$repo` are filled in. */
  async query<T>(shape: z.ZodType<T>, query: string, variables: RouteParameters): Promise<T> {
    const answered = graphAnswer(shape);
    const body = { query, variables: { ...this.#repo, ...variables } };
    const once = async (): Promise<T> => {
      const { data } = await this.#once(answered, { route: `POST ${this.#graphUrl}`, ...body });
      if (data.kind === "refused") throw graphFailure(data.error, this.#token);
      return data.data;
    };
    return await retrying(once, this.#patience, repeatable);
  }

  /** All pages of a list, following GitHub's own links. */
  async list<T>(
    item: z.ZodType<T>,
    route: string,
    parameters: RouteParameters,
  ): Promise<readonly T[]> {
    const all: T[] = [];
    let request: RouteParameters & { readonly route: string } = {
      route,
      ...this.#repo,
      ...parameters,
      per_page: 100,
    };
    for (let page = 0; page < mostPages; page += 1) {
      const { data, next } = await this.#send(z.array(item), request, repeatable);
      all.push(...data);
      if (next === undefined) return all;
      request = { route: `GET ${next}` };
    }
    throw new GitHubFailure({ kind: "unusable", detail: "a list without end" });
  }

  #send<T>(
    shape: z.ZodType<T>,
    request: RouteParameters & { readonly route: string },
    options: Repeatable,
  ): Promise<Answered<T>> {
    return retrying(() => this.#once(shape, request), this.#patience, options);
  }

  async #once<T>(
    shape: z.ZodType<T>,
    { route, ...parameters }: RouteParameters & { readonly route: string },
  ): Promise<Answered<T>> {
    try {
      const { data, headers } = await this.#octokit.request(route, parameters);
      return { data: shape.parse(data), next: this.#nextOf(headers.link) };
    } catch (error) {
      throw readFailure(error, this.#token, Date.now()) ?? error;
    }
  }

  #nextOf(link: string | undefined): string | undefined {
    const [, next] = /<([^<>]+)>;\s*rel="next"/.exec(link ?? "") ?? [];
    if (next === undefined) return undefined;
    if (URL.canParse(next) && new URL(next).origin === this.#origin) return next;
    throw new GitHubFailure({ kind: "unusable", detail: "the next page is on another host" });
  }
}

function parseRepository(name: string): { readonly owner: string; readonly repo: string } {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo };
  throw new UserError(
    "REPOSITORY_INVALID",
    `GITHUB_REPOSITORY is ${JSON.stringify(name)}, which names no repository.`,
    "Let GitHub set it: `owner/name`.",
  );
}

function parseApiUrl(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new UserError(
    "API_URL_INVALID",
    `GITHUB_API_URL is ${JSON.stringify(text)}, which is no address.`,
    "Let GitHub set it: `https://api.github.com`, or `https://<host>/api/v3` on GitHub Enterprise Server.",
  );
}

/** A header cannot carry anything else, and the error that says so would quote the token. */
function checkToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UserError(
    "TOKEN_INVALID",
    "The input `github-token` is no token: it is empty or holds white space or other characters that no token has.",
    "Leave the input out, so that the job's own token is taken, or look at the secret that you pass.",
  );
}
