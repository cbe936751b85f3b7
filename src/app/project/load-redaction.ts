import type { Config } from "../../core/config/config-file.ts";
import { readConfig } from "../../core/config/read-config.ts";
import type { RedactionConfig } from "../../core/config/redaction-config.ts";
import { UserError } from "../../core/errors.ts";
import type { ProjectRequest } from "./load-project.ts";

type ConfigRequest = Pick<ProjectRequest, "files" | "configPath" | "checkConfig">;

/**
 * What a project wants redacted beyond the usual; `undefined` where there is no configuration, or it says nothing.
 *
 * @throws UserError `PROJECT_INVALID` where the configuration has problems: what it wants redacted is then not known.
 */
export async function loadRedaction(request: ConfigRequest): Promise<RedactionConfig | undefined> {
  return (await loadConfigIfThere(request))?.redaction;
}

/** A project's configuration, `undefined` where there is none. Throws as `loadRedaction` does. */
export async function loadConfigIfThere({
  files,
  configPath,
  checkConfig,
}: ConfigRequest): Promise<Config | undefined> {
  const source = await files.readFile(configPath);
  if (source.kind === "unreadable" && source.reason === "missing") return undefined;
  const { config, document, problems } = readConfig(source);
  const more =
    config === undefined || document === undefined ? [] : await checkConfig?.(config, document);
  const all = [...problems, ...(more ?? [])];
  if (config !== undefined && all.length === 0) return config;
  throw new UserError(
    "PROJECT_INVALID",
    `${configPath} has problems, so what it wants redacted is not known; nothing was read.`,
    "Mend the places above, then run `tracegate validate`.",
    { problems: all },
  );
}
