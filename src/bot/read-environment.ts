import { UserError } from "../core/errors.ts";
import type { BotSettings } from "./settings.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a server of the bot is told by its environment. */
export type ServerEnvironment = {
  readonly settings: BotSettings;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Whoever sends alerts must know it; alerts are not taken where it is left out. */
  readonly alertSecret?: string;
  readonly host: string;
  readonly port: number;
};

const shortestSecret = 16;

/**
 * Reads APP_ID, PRIVATE_KEY (PEM, or base64 of it), WEBHOOK_SECRET, and what may be left out: GITHUB_API_URL, TRACEGATE_ROOT,
 * TRACEGATE_CONFIG, TRACEGATE_ALERT_SECRET, HOST, PORT.
 *
 * @throws UserError `BOT_ENVIRONMENT` where one is missing or cannot be; its message holds no value.
 */
export function readEnvironment(environment: Environment): ServerEnvironment {
  const privateKey = pemOf(needed(environment, "PRIVATE_KEY"));
  const webhookSecret = secretOf(environment, "WEBHOOK_SECRET");
  const alertSecret = environment["TRACEGATE_ALERT_SECRET"] ?? "";
  const appId = Number(needed(environment, "APP_ID"));
  if (!Number.isSafeInteger(appId) || appId <= 0) throw invalid("APP_ID", "the number of the App");
  const port = Number(given(environment, "PORT", "3000"));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw invalid("PORT", "a port");
  const folder = (environment["TRACEGATE_ROOT"] ?? "").replaceAll(/^\.?\/*|\/+$/g, "");
  return {
    appId,
    privateKey,
    webhookSecret,
    ...(alertSecret !== "" && { alertSecret: secretOf(environment, "TRACEGATE_ALERT_SECRET") }),
    host: given(environment, "HOST", "0.0.0.0"),
    port,
    settings: {
      apiUrl: given(environment, "GITHUB_API_URL", "https://api.github.com"),
      place: { folder, configPath: given(environment, "TRACEGATE_CONFIG", "tracegate.yaml") },
      environment,
      surrogateKey: given(environment, "TRACEGATE_SURROGATE_KEY", privateKey),
    },
  };
}

/** An empty variable is one that is left out. */
function given(environment: Environment, name: string, otherwise: string): string {
  const value = environment[name] ?? "";
  return value === "" ? otherwise : value;
}

function needed(environment: Environment, name: string): string {
  const value = environment[name] ?? "";
  if (value !== "") return value;
  throw new UserError(
    "BOT_ENVIRONMENT",
    `The environment variable ${name} is not set.`,
    "Set it as docs/bot.md says; `app.yml` lists what the App needs.",
  );
}

function secretOf(environment: Environment, name: string): string {
  const value = needed(environment, name);
  if (value.length >= shortestSecret) return value;
  throw invalid(
    name,
    `a secret of at least ${shortestSecret} characters, such as the output of \`openssl rand -hex 32\``,
  );
}

function pemOf(text: string): string {
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  if (plain.includes("-----BEGIN")) return plain.replaceAll(String.raw`\n`, "\n");
  throw invalid("PRIVATE_KEY", "the App's private key, as PEM or as base64 of it");
}

function invalid(name: string, expected: string): UserError {
  return new UserError("BOT_ENVIRONMENT", `${name} is not ${expected}.`, `Set ${name} again.`);
}
