import { UserError } from "../../../core/errors.ts";
import type { AgentRunner, AgentSession, SessionStart } from "../../../ports/agent-runner.ts";
import type { PriceList } from "../../../ports/price-list.ts";
import type { Environment } from "../agent-environment.ts";
import { fillHeaders } from "../fill-headers.ts";
import { type ChatTool, OpenAiSession, type OpenAiSessionOptions } from "./openai-session.ts";
import { readPrompt } from "./read-prompt.ts";

export type OpenAiRunnerOptions = Pick<
  OpenAiSessionOptions,
  "baseUrl" | "maxRetries" | "model" | "parameters" | "maxModelCalls" | "turnTimeoutMs"
> & {
  /** The project root, absolute. */
  readonly root: string;
  readonly environment: Environment;
  readonly apiKeyEnv: string;
  /** A text file, seen from the root. */
  readonly systemPrompt?: string | undefined;
  /** With `${NAME}` in headers. */
  readonly tools: readonly ChatTool[];
  /** What models cost; without it only what answers say of it is known. */
  readonly prices?: PriceList | undefined;
};

/** Drives an agent that is a chat model, a system prompt and tools, behind any endpoint that serves chat completions. */
export function openaiRunner(options: OpenAiRunnerOptions): AgentRunner {
  return new OpenAiRunner(options);
}

class OpenAiRunner implements AgentRunner {
  readonly maxSessions = Number.POSITIVE_INFINITY;
  readonly #options: OpenAiRunnerOptions;
  readonly #open = new Set<AgentSession>();
  #ready: Pick<OpenAiSessionOptions, "systemPrompt" | "chatTools"> | undefined;

  constructor(options: OpenAiRunnerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { root, systemPrompt, tools, environment } = this.#options;
    this.#ready = {
      systemPrompt: systemPrompt === undefined ? undefined : await readPrompt(root, systemPrompt),
      chatTools: tools.map((tool) => ({
        ...tool,
        headers: fillHeaders(tool.headers, environment, `agent.tools.${tool.name}.headers`),
      })),
    };
  }

  open({ sessionId, modelBaseUrl, tools, meter }: SessionStart): Promise<AgentSession> {
    const { baseUrl } = this.#options;
    if (this.#ready === undefined) {
      return Promise.reject(new Error("a session was opened before the runner was started"));
    }
    const apiKey = modelBaseUrl === undefined ? this.#key(baseUrl) : noKey;
    if (apiKey === undefined) {
      const { apiKeyEnv } = this.#options;
      return Promise.reject(
        new UserError(
          "AGENT_KEY_MISSING",
          `the variable ${apiKeyEnv} is not set, and ${new URL(baseUrl).host} wants a key`,
          `Set ${apiKeyEnv}, or name another variable in \`agent.apiKeyEnv\`.`,
        ),
      );
    }
    const session: OpenAiSession = new OpenAiSession({
      ...this.#options,
      ...this.#ready,
      sessionId,
      baseUrl: modelBaseUrl ?? baseUrl,
      ownModelUrl: modelBaseUrl,
      apiKey,
      // Ours are the tools that the model is told of; these answer its calls.
      tools,
      meter,
      onClose: () => this.#open.delete(session),
    });
    this.#open.add(session);
    return Promise.resolve(session);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((session) => session.close()));
    this.#open.clear();
  }

  #key(baseUrl: string): string | undefined {
    const key = this.#options.environment[this.#options.apiKeyEnv];
    if (key !== undefined && key !== "") return key;
    return isLoopback(baseUrl) ? noKey : undefined;
  }
}

/** For endpoints on loopback, which want none. */
const noKey = "tracegate";

function isLoopback(baseUrl: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
}
