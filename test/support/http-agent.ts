import { onTestFinished } from "vitest";
import { type HttpRunnerOptions, httpRunner } from "../../src/adapters/agent/http/http-runner.ts";
import type { AgentRunner } from "../../src/ports/agent-runner.ts";
import { anAgentProject } from "./agent-project.ts";

/**
 * Node code of a service on `PORT` that answers `POST /chat` with what `answer(body, exchange)` gives: a value is sent as
 * JSON, `undefined` leaves the response to the code. `GET /health` answers 200.
 */
export function aService(code: string): string {
  return `
import { createServer } from "node:http";
${code}
const server = createServer(async (request, response) => {
  if (request.url === "/health") return response.end("ok");
  let text = "";
  for await (const chunk of request) text += chunk;
  const sent = await answer(text === "" ? {} : JSON.parse(text), { request, response });
  if (sent === undefined) return;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(sent));
});
server.listen(Number(process.env.PORT), "127.0.0.1");
`;
}

const defaults = {
  url: "http://127.0.0.1:${PORT}/chat",
  request: {
    method: "POST",
    headers: {},
    body: { message: "{{message}}", session: "{{session}}", turn: "{{turn}}" },
  },
  response: { reply: "/reply" },
  sessionsAtOnce: 1,
  env: [],
  killAfterMs: 500,
} as const;

type Changes = Partial<Omit<HttpRunnerOptions, "start">> & {
  readonly start?: Partial<NonNullable<HttpRunnerOptions["start"]>>;
};

/** A runner over a service of this code, not started yet; closed with the test. */
export async function anHttpRunner(
  service: string,
  { start, ...changes }: Changes = {},
): Promise<AgentRunner> {
  const root = await anAgentProject({ "server.mjs": service });
  const runner = httpRunner({
    root,
    ...defaults,
    environment: process.env,
    start: {
      command: [process.execPath, "server.mjs"],
      ready: "/health",
      readyTimeoutMs: 20_000,
      instances: 1,
      ...start,
    },
    ...changes,
  });
  onTestFinished(() => runner.close());
  return runner;
}

/** The same, started. */
export async function aStartedHttpRunner(service: string, changes?: Changes): Promise<AgentRunner> {
  const runner = await anHttpRunner(service, changes);
  await runner.start();
  return runner;
}

/** A runner of an agent that runs elsewhere; closed with the test. */
export function aReachedRunner(url: string, changes: Partial<HttpRunnerOptions> = {}): AgentRunner {
  const runner = httpRunner({
    root: ".",
    ...defaults,
    sessionsAtOnce: 8,
    environment: {},
    ...changes,
    url,
  });
  onTestFinished(() => runner.close());
  return runner;
}
