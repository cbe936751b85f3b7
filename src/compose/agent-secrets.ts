import type { AgentConfig } from "../core/config/agent-config.ts";

/** A key that is renewed makes no other agent, and no digest should hold one. */
export const secretName = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i;

/** What the configuration gives the agent that results must not hold. */
export function secretsOf(
  config: AgentConfig,
  environment: Readonly<Record<string, string | undefined>>,
): readonly (readonly [name: string, value: string])[] {
  const headers =
    config.runner === "http"
      ? Object.values(config.request.headers)
      : config.runner === "openai"
        ? config.tools.flatMap((tool) => Object.values(tool.headers))
        : [];
  const names = [
    ...config.env.filter((name) => secretName.test(name)),
    ...headers.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name)),
    ...(config.runner === "openai" ? [config.apiKeyEnv] : []),
  ];
  return [...new Set(names)].flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
}
