import type { Patience } from "../compose/compose-bot.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";

/** What the owner of the bot decides; what a repository decides stands in its `tracegate.yaml`. */
export type BotSettings = {
  /** `https://api.github.com`, or an enterprise server's. */
  readonly apiUrl: string;
  /** Where the project lies in every repository. */
  readonly place: PlaceInRepository;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Secret that surrogates of personal data are drawn with; a fresh one for every event where it is left out. */
  readonly surrogateKey?: string;
  /** How long GitHub is waited for; what is usual where it is left out. */
  readonly patience?: Patience;
  /** The job's own token, where the bot is an action; an App asks for its own. */
  readonly token?: string;
  /** Login that our comments carry; an App's is asked for where it is left out. */
  readonly author?: string;
};
