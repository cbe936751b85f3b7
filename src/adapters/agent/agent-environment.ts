/** Environment variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What reaches every agent with a process of its own, set by its user or not named at all. */
const passedOn = ["PATH", "HOME", "TMPDIR", "LANG"];

/** The named variables that are set. */
export function pickEnvironment(
  environment: Environment,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

export type EnvironmentOptions = {
  /** Names of the variables that reach the agent beside PATH, HOME, TMPDIR and LANG. */
  readonly env: readonly string[];
  readonly environment: Environment;
  /**
   * Whether the agent's model is ours: clients of OpenAI refuse to start without a key, even where the endpoint on
   * loopback wants none.
   */
  readonly hasScriptedModel?: boolean;
};

/** The whole environment of an agent's process; `own` is what we tell it and wins over what the user passes on. */
export function agentEnvironment(
  { env, environment, hasScriptedModel }: EnvironmentOptions,
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    ...(hasScriptedModel === true && "OPENAI_BASE_URL" in own && { OPENAI_API_KEY: "tracegate" }),
    ...pickEnvironment(environment, [...passedOn, ...env]),
    // Python keeps what it prints to a pipe until 8 KB are full: a reply would never come.
    PYTHONUNBUFFERED: "1",
    PYTHONUTF8: "1",
    ...own,
  };
}
