import { createHash } from "node:crypto";
import { digestFiles, digestPaths } from "../adapters/fs/digest-files.ts";
import type { AgentConfig } from "../core/config/agent-config.ts";
import { UserError } from "../core/errors.ts";
import type { Repository } from "../ports/repository.ts";
import { secretName } from "./agent-secrets.ts";
import type { Surroundings } from "./compose-agent.ts";

/**
 * The digest of all that makes the agent this agent: its part of the configuration (but what models cost), the module, the prompt and
 * the scripted model that it names, the values of its environment variables that are no secrets, and the files
 * of `agent.version`, or every file that git tracks where that is left out.
 *
 * @throws UserError where there is neither, since a change would go unseen.
 */
export async function digestAgent(
  config: AgentConfig,
  { root, environment }: Pick<Surroundings, "root" | "environment">,
  repository: Repository,
): Promise<string> {
  const files =
    config.version.length > 0
      ? digestFiles(root, config.version)
      : await repository.trackedTreeDigest();
  if (files === undefined)
    throw new UserError(
      "AGENT_UNVERSIONED",
      "Nothing says which files make up the agent: `agent.version` is left out, and git knows no commit here.",
      "Add `version: [src/agent/**]`, with your own folders, to `agent:` in tracegate.yaml.",
    );
  const hash = createHash("sha256");
  const settings = JSON.stringify(settingsOf(config, environment));
  for (const part of [
    JSON.stringify({ ...config, prices: undefined }),
    settings,
    files,
    digestPaths(root, namedFiles(config)),
  ])
    hash.update(part).update("\0");
  return `sha256:${hash.digest("hex")}`;
}

/** `OPENAI_MODEL` and its like make another agent as surely as code does. */
function settingsOf(
  config: AgentConfig,
  environment: Surroundings["environment"],
): readonly (readonly [name: string, value: string | null])[] {
  return [...new Set([...config.env, ...namesInHeaders(config)])]
    .filter((name) => !secretName.test(name))
    .toSorted()
    .map((name) => [name, environment[name] ?? null]);
}

/** What the configuration names is part of the agent, whether `agent.version` or git have it or not. */
function namedFiles(config: AgentConfig): readonly string[] {
  const model = config.scriptedModel === undefined ? [] : [config.scriptedModel];
  switch (config.runner) {
    case "module":
      return [config.module, ...model];
    case "openai":
      return config.systemPrompt === undefined ? model : [config.systemPrompt, ...model];
    case "process":
    case "http":
      return model;
  }
}

/** The environment variables that headers are made of. */
function namesInHeaders(config: AgentConfig): readonly string[] {
  const headers =
    config.runner === "http"
      ? [config.request.headers]
      : config.runner === "openai"
        ? config.tools.map((tool) => tool.headers)
        : [];
  return headers.flatMap((fields) =>
    Object.values(fields).flatMap((text) =>
      [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name),
    ),
  );
}
