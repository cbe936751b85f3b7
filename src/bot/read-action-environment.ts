import { UserError } from "../core/errors.ts";
import type { BotSettings } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type ActionEnvironment = {
  readonly event: string;
  readonly eventPath: string;
  readonly token: string;
  readonly settings: BotSettings;
};

/** Who speaks with a job's own token. */
const workflowBot = "github-actions[bot]";

/**
 * Reads what GitHub's runner says, and the inputs of `bot/action.yml`.
 *
 * @throws UserError `BOT_ENVIRONMENT` where one is missing or cannot be; its message holds no value.
 */
export function readActionEnvironment(environment: Environment): ActionEnvironment {
  const input = (name: string): string => (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const token = input("github-token");
  if (!/^[\x21-\x7e]+$/.test(token))
    throw invalid(
      "The input `github-token`",
      "Leave it out, so that the job's own token is taken.",
    );
  const author = input("comment-author") || workflowBot;
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?$/.test(author))
    throw invalid("The input `comment-author`", "Give a login, such as `acme-cases[bot]`.");
  const folder = input("root").replaceAll(/^\.?\/*|\/+$/g, "");
  const surrogateKey = input("surrogate-key");
  return {
    // The same event, with the base branch's workflow and its token.
    event: needed(environment, "GITHUB_EVENT_NAME").replace(/^(pull_request)_target$/, "$1"),
    eventPath: needed(environment, "GITHUB_EVENT_PATH"),
    token,
    settings: {
      apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
      place: { folder, configPath: input("config") || "tracegate.yaml" },
      environment,
      token,
      author,
      ...(surrogateKey !== "" && { surrogateKey }),
    },
  };
}

function needed(environment: Environment, name: string): string {
  const value = environment[name] ?? "";
  if (value !== "") return value;
  throw invalid(`The environment variable ${name}`, "Run this as a GitHub action.");
}

function invalid(what: string, fix: string): UserError {
  return new UserError("BOT_ENVIRONMENT", `${what} is missing or cannot be that.`, fix);
}
