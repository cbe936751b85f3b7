import { systemClock } from "../adapters/clock/system-clock.ts";
import type { ProjectRequest } from "../app/project/load-project.ts";
import type { AgentConfig } from "../core/config/agent-config.ts";
import type { Config } from "../core/config/config-file.ts";
import { type Problem, UserError } from "../core/errors.ts";
import type { JsonPath } from "../core/yaml/json-path.ts";
import type { YamlDocument } from "../core/yaml/parse-yaml.ts";
import { problemAt } from "../core/yaml/problem-at.ts";
import type { Clock } from "../ports/clock.ts";
import { type ProjectPlace, projectRequest } from "./compose-project.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** One thing that a run would look for before it starts the agent, and where the configuration names it. */
type Need = { readonly path: JsonPath; readonly find: () => Promise<unknown> };

/**
 * How a project is held to its rules here: read from the disk, with what would keep its agent from being started, a
 * module, a program or a system prompt that is not there. Nothing of it is loaded or run.
 */
export function composeValidation(
  place: ProjectPlace,
  environment: Environment,
): { readonly request: ProjectRequest; readonly clock: Clock } {
  const request = projectRequest(place);
  const checkConfig = async (config: Config, document: YamlDocument): Promise<Problem[]> => {
    const problems = [...((await request.checkConfig?.(config, document)) ?? [])];
    for (const { path, find } of needsOf(config.agent, place.root, environment)) {
      const error = await find().then(() => undefined, asUserError);
      if (error === undefined) continue;
      const { code, message, fix } = error;
      problems.push(problemAt(document, ["agent", ...path], { code, message, expected: fix }));
    }
    return problems;
  };
  return { request: { ...request, checkConfig }, clock: systemClock };
}

function needsOf(agent: AgentConfig, root: string, environment: Environment): readonly Need[] {
  const program =
    ([name = ""]: readonly string[]) =>
    async (): Promise<unknown> => {
      const { findCommand } = await import("../adapters/agent/find-command.ts");
      return findCommand(name, { root, path: environment["PATH"] ?? "" });
    };
  switch (agent.runner) {
    case "module": {
      const find = async (): Promise<unknown> => {
        const { findModule } = await import("../adapters/agent/load-module.ts");
        return findModule(root, agent.module);
      };
      return [{ path: ["module"], find }];
    }
    case "process":
      return [{ path: ["command", 0], find: program(agent.command) }];
    case "http":
      return agent.start === undefined
        ? []
        : [{ path: ["start", "command", 0], find: program(agent.start.command) }];
    case "openai": {
      const { systemPrompt } = agent;
      if (systemPrompt === undefined) return [];
      const find = async (): Promise<unknown> => {
        const { readPrompt } = await import("../adapters/agent/openai/read-prompt.ts");
        return readPrompt(root, systemPrompt);
      };
      return [{ path: ["systemPrompt"], find }];
    }
  }
}

function asUserError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}
