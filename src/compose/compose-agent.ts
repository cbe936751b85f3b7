import { createHash } from "node:crypto";
import { digestFiles, digestPaths } from "../adapters/fs/digest-files.ts";
import { projectFiles } from "../adapters/fs/project-files.ts";
import type { AgentConfig } from "../core/config/agent-config.ts";
import { UserError } from "../core/errors.ts";
import type { ScriptedModel } from "../core/simulation/scripted-model.ts";
import type { AgentRunner } from "../ports/agent-runner.ts";
import type { Repository } from "../ports/repository.ts";

export type Surroundings = {
  /** The project's root, absolute. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told what goes wrong beside the runs, for the log. */
  readonly onWarning: (message: string) => void;
  /** Where judges' answers are kept for the next time, absolute; nowhere where it is left out. */
  readonly cacheFolder?: string;
};

/** The agent under test, ready to be started, and the model that it is given. */
export type ComposedAgent = {
  readonly runner: AgentRunner;
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
};

/**
 * Builds the runner that the configuration names. Only what it names is loaded.
 *
 * The scripted model's server lives until the runner is closed.
 */
export async function composeAgent(
  config: AgentConfig,
  surroundings: Surroundings,
): Promise<ComposedAgent> {
  const runner = await composeRunner(config, surroundings);
  if (config.scriptedModel === undefined) return { runner };
  const { startScriptedModel } = await import(
    "../adapters/scripted-model/scripted-model-server.ts"
  );
  const model = await startScriptedModel(await readScript(config.scriptedModel, surroundings.root));
  return {
    runner: {
      maxSessions: runner.maxSessions,
      ...(mayPrepare(config) && { prepare: async () => runner.prepare?.() }),
      start: () => runner.start(),
      open: async (start) => {
        const session = await runner.open(start);
        const { startUpMs } = session;
        return {
          ...(startUpMs !== undefined && { startUpMs }),
          send: (message, signal) => session.send(message, signal),
          close: async () => {
            await session.close();
            model.endSession(start.sessionId);
          },
        };
      },
      close: async () => {
        await runner.close();
        await model.close();
      },
    },
    modelBaseUrlFor: (sessionId, seed) => model.baseUrlFor(sessionId, seed),
  };
}

/** A process that is one session's own gets the address of the session's model as it starts. */
function mayPrepare(config: AgentConfig): boolean {
  return config.runner !== "process" || config.sessions === "many";
}

/**
 * The digest of all that makes the agent this agent: its part of the configuration, the module and the
 * scripted model that it names, the values of its environment variables that are no secrets, and the files
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
    JSON.stringify(config),
    settings,
    files,
    digestPaths(root, namedFiles(config)),
  ])
    hash.update(part).update("\0");
  return `sha256:${hash.digest("hex")}`;
}

/** A key that is renewed makes no other agent, and no digest should hold one. */
const secretName = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i;

/** `OPENAI_MODEL` and its like make another agent as surely as code does. */
function settingsOf(
  { env }: AgentConfig,
  environment: Surroundings["environment"],
): readonly (readonly [name: string, value: string | null])[] {
  return env
    .filter((name) => !secretName.test(name))
    .toSorted()
    .map((name) => [name, environment[name] ?? null]);
}

/** What the configuration names is part of the agent, whether `agent.version` or git have it or not. */
function namedFiles(config: AgentConfig): readonly string[] {
  const model = config.scriptedModel === undefined ? [] : [config.scriptedModel];
  return config.runner === "module" ? [config.module, ...model] : model;
}

async function composeRunner(
  config: AgentConfig,
  { root, environment, onWarning }: Surroundings,
): Promise<AgentRunner> {
  switch (config.runner) {
    case "module": {
      const { moduleRunner } = await import("../adapters/agent/module-runner.ts");
      return moduleRunner({ root, module: config.module, env: config.env, environment, onWarning });
    }
    case "process": {
      const { processRunner } = await import("../adapters/agent/process-runner.ts");
      const { command, sessions, instances, env } = config;
      return processRunner({ root, command, sessions, instances, env, environment, onWarning });
    }
  }
}

async function readScript(path: string, root: string): Promise<ScriptedModel> {
  const { parseScriptedModel } = await import("../core/simulation/parse-scripted-model.ts");
  const parsed = parseScriptedModel(await projectFiles(root).readFile(path));
  if (parsed.kind === "model") return parsed.model;
  throw new UserError(
    "SCRIPTED_MODEL_INVALID",
    `The scripted model ${path} cannot be used.`,
    "Mend the places above; docs/scripted-model.md describes the file.",
    { problems: parsed.problems },
  );
}
