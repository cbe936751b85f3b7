import { projectFiles } from "../adapters/fs/project-files.ts";
import type { ScriptedModelServer } from "../adapters/scripted-model/scripted-model-server.ts";
import type { AgentConfig } from "../core/config/agent-config.ts";
import { mostSessionsAtOnce } from "../core/config/limits.ts";
import { UserError } from "../core/errors.ts";
import type { ScriptedModel } from "../core/simulation/scripted-model.ts";
import type { AgentRunner } from "../ports/agent-runner.ts";
import type { Recorder } from "../ports/recorder.ts";
import type { VerdictCache } from "../ports/verdict-cache.ts";
import { secretsOf } from "./agent-secrets.ts";
import { composePrices } from "./compose-prices.ts";
import { limitCapture } from "./limit-capture.ts";

export type Surroundings = {
  /** The project's root, absolute. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told what goes wrong beside the runs, for the log. */
  readonly onWarning: (message: string) => void;
  /** Where judges' answers are kept for the next time, absolute; nowhere where it is left out. */
  readonly cacheFolder?: string;
  /** Judges' answers that somebody else keeps, in place of `cacheFolder`. */
  readonly answers?: VerdictCache;
};

/** The agent under test, ready to be started, and the model that it is given. */
export type ComposedAgent = {
  readonly runner: AgentRunner;
  readonly modelBaseUrlFor?: (sessionId: string, seed: string) => string;
};

/**
 * Builds the runner that the configuration names. Only what it names is loaded.
 *
 * The scripted model's server and the recorder live until the runner is closed. An agent of which nothing is captured has
 * no recorder, unless it `callsTools` that are recorded or fail as planned.
 */
export async function composeAgent(
  config: AgentConfig,
  surroundings: Surroundings,
  { callsTools = false }: { readonly callsTools?: boolean } = {},
): Promise<ComposedAgent> {
  const [model, recorder] = await Promise.all([
    startModel(config, surroundings),
    isUncaptured(config) && !callsTools ? undefined : startRecorder(config, surroundings),
  ]);
  const runner = await composeRunner(config, surroundings, recorder);
  if (model === undefined && recorder === undefined) return { runner };
  return {
    runner: {
      maxSessions: runner.maxSessions,
      ...(mayPrepare(config) && { prepare: async () => runner.prepare?.() }),
      start: () => runner.start(),
      open: async (start) => {
        const session = await runner.open(start);
        if (model === undefined) return session;
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
        await Promise.all([model?.close(), recorder?.close()]);
      },
    },
    ...(model !== undefined && {
      modelBaseUrlFor: (sessionId, seed) => model.baseUrlFor(sessionId, seed),
    }),
  };
}

/** A process that is one session's own gets the address of the session's model as it starts. */
function mayPrepare(config: AgentConfig): boolean {
  const isBound = config.runner === "process" && config.sessions === "one";
  return !isBound || config.scriptedModel === undefined;
}

async function startModel(
  { scriptedModel }: AgentConfig,
  { root }: Surroundings,
): Promise<ScriptedModelServer | undefined> {
  if (scriptedModel === undefined) return undefined;
  const [{ startScriptedModel }, script] = await Promise.all([
    import("../adapters/scripted-model/scripted-model-server.ts"),
    readScript(scriptedModel, root),
  ]);
  return startScriptedModel(script);
}

/** Whether nothing of an agent is to be captured that could be. */
export function isUncaptured(config: AgentConfig): boolean {
  return "capture" in config && !config.capture.otlp && !config.capture.model;
}

/** Only an agent whose environment we make can be led to a recorder. */
async function startRecorder(
  config: AgentConfig,
  { environment }: Surroundings,
): Promise<Recorder | undefined> {
  const isStarted =
    config.runner === "process" || (config.runner === "http" && config.start !== undefined);
  if (!isStarted) return undefined;
  const { composeRecorder } = await import("./compose-recorder.ts");
  const own = Object.fromEntries(config.env.map((name) => [name, environment[name]]));
  const recorder = await composeRecorder({
    environment: own,
    isOtlpCaptured: config.capture.otlp,
    ...(config.prices !== undefined && { prices: config.prices }),
  });
  return limitCapture(recorder, config.capture);
}

async function composeRunner(
  config: AgentConfig,
  surroundings: Surroundings,
  recorder: Recorder | undefined,
): Promise<AgentRunner> {
  const runner = await composeBareRunner(config, surroundings, recorder);
  const secrets = secretsOf(config, surroundings.environment);
  return secrets.length === 0
    ? runner
    : (await import("../adapters/agent/mask-secrets.ts")).maskSecrets(
        runner,
        Object.fromEntries(secrets),
      );
}

async function composeBareRunner(
  config: AgentConfig,
  { root, environment, onWarning }: Surroundings,
  recorder: Recorder | undefined,
): Promise<AgentRunner> {
  const { env } = config;
  const hasScriptedModel = config.scriptedModel !== undefined;
  const common = { root, env, environment, recorder, hasScriptedModel };
  switch (config.runner) {
    case "module": {
      const { moduleRunner } = await import("../adapters/agent/module-runner.ts");
      const prices = await composePrices(config.prices);
      return moduleRunner({ root, module: config.module, env, environment, prices, onWarning });
    }
    case "process": {
      const { processRunner } = await import("../adapters/agent/process-runner.ts");
      const { command, sessions, instances } = config;
      return processRunner({ ...common, command, sessions, instances, onWarning });
    }
    case "http": {
      const { httpRunner } = await import("../adapters/agent/http/http-runner.ts");
      const { url, start, instances, request, response } = config;
      const sessionsAtOnce =
        config.sessionsAtOnce ?? (start === undefined ? mostSessionsAtOnce : 1);
      return httpRunner({
        ...common,
        url,
        start: start && { ...start, instances },
        sessionsAtOnce,
        request,
        response,
      });
    }
    case "openai": {
      const { openaiRunner } = await import("../adapters/agent/openai/openai-runner.ts");
      const prices = await composePrices(config.prices);
      return openaiRunner({ ...config, root, environment, prices });
    }
  }
}

/**
 * The scripted model in a file of the project.
 *
 * @throws UserError `SCRIPTED_MODEL_INVALID` with every problem of the file.
 */
export async function readScript(path: string, root: string): Promise<ScriptedModel> {
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
