import type { Probot, ProbotOctokit } from "probot";
import { z } from "zod";
import { type BotPorts, composeBot } from "../compose/compose-bot.ts";
import type { EventPayload } from "./handler.ts";
import type { BotSettings } from "./settings.ts";

/** One repository as a handler meets it. */
export type Desk = {
  /** `owner/name`. */
  readonly repository: string;
  readonly defaultBranch: string;
  readonly ports: BotPorts;
  readonly settings: BotSettings;
};

const authentication = z.object({ token: z.string().min(1) });
const appShape = z.object({ slug: z.string().min(1) });

/** Opens desks for events: with the token that Probot has for the event's installation, or the job's own. */
export class Desks {
  readonly #settings: BotSettings;
  readonly #app: Probot;
  #author: Promise<string> | undefined;

  constructor(app: Probot, settings: BotSettings) {
    this.#app = app;
    this.#settings = settings;
  }

  async open(payload: EventPayload, octokit: ProbotOctokit): Promise<Desk> {
    const { full_name: repository, default_branch: defaultBranch } = payload.repository;
    const [{ token }, author] = await Promise.all([
      octokit.auth({ type: "installation" }).then((auth) => authentication.parse(auth)),
      this.#authorOnce(),
    ]);
    const { apiUrl } = this.#settings;
    const ports = await composeBot({ repository, apiUrl, token, author });
    return { repository, defaultBranch, ports, settings: this.#settings };
  }

  /** An App is asked for its name once; a failure is not kept. */
  #authorOnce(): Promise<string> {
    const { author } = this.#settings;
    if (author !== undefined) return Promise.resolve(author);
    this.#author ??= this.#askForAuthor().catch((error: unknown) => {
      this.#author = undefined;
      throw error;
    });
    return this.#author;
  }

  async #askForAuthor(): Promise<string> {
    const octokit = await this.#app.auth();
    const { data } = await octokit.request("GET /app");
    return `${appShape.parse(data).slug}[bot]`;
  }
}
