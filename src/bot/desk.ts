import type { Probot } from "probot";
import { z } from "zod";
import { askedPatiently, type BotPorts, composeBot } from "../compose/compose-bot.ts";
import type { EventPayload } from "./event-payload.ts";
import type { BotSettings } from "./settings.ts";

/** One repository as a handler meets it. */
export type Desk = {
  /** `owner/name`. */
  readonly repository: string;
  readonly defaultBranch: string;
  readonly ports: BotPorts;
  readonly settings: BotSettings;
};

const tokenShape = z.object({ token: z.string().min(1), expires_at: z.string() });
const appShape = z.object({ slug: z.string().min(1) });
const installationShape = z.object({ id: z.int().positive() });

type Token = { readonly token: string; readonly endsAtMs: number };

/** A token that ends sooner is not used any more: what it is for takes a while. */
const leastMs = 5 * 60_000;

/**
 * Opens desks for events: with the token of the event's installation, or the one that the job was given.
 *
 * Probot's own tokens are asked for at api.github.com even where the App lives on an enterprise server, so they are asked for
 * here, and kept for as long as GitHub says.
 */
export class Desks {
  readonly #settings: BotSettings;
  readonly #app: Probot;
  readonly #tokens = new Map<number, Promise<Token>>();
  #author: Promise<string> | undefined;

  constructor(app: Probot, settings: BotSettings) {
    this.#app = app;
    this.#settings = settings;
  }

  /** @throws where the App is not installed there, or GitHub does not answer. */
  async open({
    repository: { full_name: repository, default_branch: defaultBranch },
    installation,
  }: Pick<EventPayload, "repository" | "installation">): Promise<Desk> {
    const { apiUrl, patience } = this.#settings;
    const author = await this.#authorOnce();
    const token = this.#settings.token ?? (await this.#tokenOf(installation?.id, repository));
    const patient = patience === undefined ? {} : { patience };
    const ports = await composeBot({ repository, apiUrl, token, author, ...patient });
    return { repository, defaultBranch, ports, settings: this.#settings };
  }

  /** An App is asked for its name once; a failure is not kept. */
  #authorOnce(): Promise<string> {
    const { author } = this.#settings;
    if (author !== undefined) return Promise.resolve(author);
    this.#author ??= this.#asked("GET /app", {}, appShape)
      .then(({ slug }) => `${slug}[bot]`)
      .catch((error: unknown) => {
        this.#author = undefined;
        throw error;
      });
    return this.#author;
  }

  async #tokenOf(installation: number | undefined, repository: string): Promise<string> {
    const id = installation ?? (await this.#installationOf(repository));
    const kept = await this.#tokens.get(id)?.catch(() => undefined);
    if (kept !== undefined && kept.endsAtMs - Date.now() > leastMs) return kept.token;
    // Several events at once wait for the first one's token.
    const asked = this.#tokens.get(id);
    const isSpent = kept !== undefined || asked === undefined;
    const fresh = isSpent ? this.#freshToken(id) : asked;
    this.#tokens.set(id, fresh);
    return (await fresh).token;
  }

  async #freshToken(id: number): Promise<Token> {
    const route = "POST /app/installations/{installation_id}/access_tokens";
    const { token, expires_at: ends } = await this.#asked(
      route,
      { installation_id: id },
      tokenShape,
    );
    return { token, endsAtMs: Date.parse(ends) };
  }

  async #installationOf(repository: string): Promise<number> {
    const [owner = "", repo = ""] = repository.split("/");
    const route = "GET /repos/{owner}/{repo}/installation";
    return (await this.#asked(route, { owner, repo }, installationShape)).id;
  }

  #asked<T>(route: string, parameters: object, shape: z.ZodType<T>): Promise<T> {
    return askedPatiently(async () => {
      const octokit = await this.#app.auth();
      const { data } = await octokit.request(route, { ...parameters });
      return shape.parse(data);
    }, this.#settings.patience);
  }
}
