import type { ReportPorts } from "../app/intake/answer-report.ts";
import type { RedactionConfig } from "../core/config/redaction-config.ts";
import { redactionConfig } from "../core/config/redaction-config.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import type { Redactor, TextRedactor } from "../ports/redactor.ts";
import type { BotPorts } from "./compose-bot.ts";
import { loadCompiler } from "./compose-project.ts";
import { composeRedactor } from "./compose-redactor.ts";

export type IntakeSurroundings = {
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  readonly place: PlaceInRepository;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Secret that surrogates are drawn with where the project names none; a fresh one where it is left out. */
  readonly surrogateKey?: string;
};

/** What reading a report and proposing its cases needs beside the repository; libraries are loaded here. */
export async function composeIntake(
  bot: BotPorts,
  surroundings: IntakeSurroundings,
): Promise<ReportPorts> {
  const [{ gitHubAttachments }, { sessionTexts }] = await Promise.all([
    import("../adapters/github/attachments.ts"),
    import("../adapters/fs/session-text-source.ts"),
  ]);
  const { repository, apiUrl, place } = surroundings;
  return {
    ...bot,
    repository,
    place,
    redactorFor: (config) => redactorFor(config, surroundings),
    tracesFrom: (hosts) => gitHubAttachments({ hosts, trustedOrigins: ownOrigins(apiUrl) }),
    sessionsIn: sessionTexts,
    compilerFor: loadCompiler,
  };
}

/** An enterprise server keeps uploads itself, often in a private network; GitHub's own API keeps none. */
function ownOrigins(apiUrl: string): readonly string[] {
  const { origin, hostname } = new URL(apiUrl);
  return hostname === "api.github.com" ? [] : [origin];
}

const ownKey = "TRACEGATE_BOT_KEY";

async function redactorFor(
  config: RedactionConfig = redactionConfig.parse({}),
  { environment, surrogateKey, repository }: IntakeSurroundings,
): Promise<Redactor & TextRedactor> {
  if (config.keyEnv !== undefined || surrogateKey === undefined)
    return await composeRedactor(environment, config);
  // The same value has another surrogate in another repository.
  const key = `${surrogateKey}\n${repository.toLowerCase()}`;
  return await composeRedactor({ [ownKey]: key }, { ...config, keyEnv: ownKey });
}
