/** What the owner of the bot decides; what a repository decides stands in its `tracegate.yaml`. */
export type BotSettings = {
  /** `https://api.github.com`, or an enterprise server's. */
  readonly apiUrl: string;
  /** Path of the configuration in every repository. */
  readonly configPath: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Login that our comments carry; an App's is asked for where it is left out. */
  readonly author?: string;
};
