import { examineWorkflows, type WorkflowText } from "../../core/adopt/examine-workflows.ts";
import { type Finding, failed, notLookedAt, ok, warning } from "../../core/adopt/finding.ts";
import { reportLabels } from "../../core/adopt/report-labels.ts";
import { labelScript } from "../../core/adopt/repository-files.ts";
import { requiredCheckOf } from "../../core/adopt/required-check.ts";
import type { Config } from "../../core/config/config-file.ts";
import { type Problem, UserError } from "../../core/errors.ts";
import { countOf } from "../../core/report/numbers.ts";
import type { AskEndpoint } from "../../ports/endpoint.ts";
import type { RepositorySettings } from "../../ports/repository-settings.ts";

/** What one real run showed: how it ended, and what was seen of the agent. */
export type SeenRun = {
  readonly caseId: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly modelCalls: number;
  readonly toolCalls: number;
};

export type SetupPorts = {
  readonly nodeVersion: string;
  /** Path of `tracegate.yaml`, as problems name it. */
  readonly configPath: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The project's configuration. @throws UserError where it, or a file that it names, is wrong. */
  readonly loadConfig: () => Promise<Config>;
  readonly headCommit: () => Promise<string | undefined>;
  readonly workflows: () => Promise<readonly WorkflowText[]>;
  /** The folder of what models answered before, and what git makes of it. */
  readonly cache: {
    readonly path: string;
    readonly inGit: () => Promise<"committed" | "would-be-committed" | "left-out" | "unknown">;
  };
  readonly askEndpoint: AskEndpoint;
  /** Absent where there is no token, or nobody knows which repository this is. */
  readonly settings?: RepositorySettings;
  /** What is missing for `settings`. */
  readonly withoutSettings: string;
  readonly branch: string;
  /** Runs one case once; absent where the user asked for none. */
  readonly runOnce?: () => Promise<SeenRun>;
};

const oldestNode = 24;

/** Looks whether all is in place for the gate, one thing after another; tells each as soon as it is known. */
export async function examineSetup(
  ports: SetupPorts,
  tell: (finding: Finding) => void,
): Promise<readonly Finding[]> {
  const all: Finding[] = [];
  const add = (...findings: readonly Finding[]): void => {
    all.push(...findings);
    for (const finding of findings) tell(finding);
  };
  const config = await readConfig(ports);
  add("finding" in config ? config.finding : ok("project", "every file is in order"));
  add(examineNode(ports.nodeVersion));
  add(await examineCommit(ports));
  add(...(await examineCache(ports)));
  const workflows = await ports.workflows();
  add(...examineWorkflows(workflows));
  if ("config" in config) {
    add(...examineKeys(config.config, ports.environment));
    add(...(await examineEndpoints(config.config, ports)));
  }
  add(...(await examineRepository(ports, workflows)));
  if ("config" in config) add(await examineRun(ports));
  return all;
}

function examineNode(version: string): Finding {
  const major = Number.parseInt(version, 10);
  return major >= oldestNode
    ? ok("Node", version)
    : failed("Node", `${version} is too old.`, `Install Node ${oldestNode} or newer.`);
}

async function readConfig(
  ports: SetupPorts,
): Promise<{ readonly config: Config } | { readonly finding: Finding }> {
  try {
    return { config: await ports.loadConfig() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [only, ...others] = error.problems;
    if (only !== undefined && others.length === 0 && isConfigMissing(only, ports))
      return {
        finding: failed(
          "project",
          `There is no ${only.file} here.`,
          "Run `tracegate init`: it writes one with first cases and workflows. Where it stands elsewhere, name it with `--root <folder>` or `--config <file>`.",
        ),
      };
    const count = error.problems.length;
    const said = count > 0 ? `${countOf(count, "problem")} in its files.` : error.message;
    const fix = count > 0 ? "Run `tracegate validate`, which names each place." : error.fix;
    return { finding: failed("project", said, fix) };
  }
}

function isConfigMissing({ code, file }: Problem, { configPath }: SetupPorts): boolean {
  return code === "FILE_MISSING" && file === configPath;
}

/** Answers of models that lie in a commit are believed by nobody, and vectors only swell it. */
async function examineCache({ cache }: SetupPorts): Promise<readonly Finding[]> {
  const ignore = `Add \`${cache.path}/\` to .gitignore`;
  switch (await cache.inGit()) {
    case "committed":
      return [
        warning(
          "cache",
          `${cache.path} is committed: what models answered before must not come with a commit.`,
          `${ignore}, and run \`git rm -r --cached ${cache.path}\`.`,
        ),
      ];
    case "would-be-committed":
      return [
        warning(
          "cache",
          `${cache.path} would be committed with the next \`git add\`.`,
          `${ignore}.`,
        ),
      ];
    case "left-out":
      return [ok("cache", "none of it goes into a commit")];
    // Without git there are no commits, which is said already.
    case "unknown":
      return [];
  }
}

async function examineCommit({ headCommit }: SetupPorts): Promise<Finding> {
  const head = await headCommit();
  return head === undefined
    ? failed("git", "There is no commit here.", "Commit the project: results name what was tested.")
    : ok("git", `commit ${head.slice(0, 7)}`);
}

function examineKeys(
  { agent, judge }: Config,
  environment: SetupPorts["environment"],
): readonly Finding[] {
  const isUnset = (name: string): boolean => (environment[name] ?? "") === "";
  // A scripted model is served under the usual names.
  const ofAgent = agent.scriptedModel === undefined ? agent.env : [];
  const keys = [...new Set([...ofAgent, ...(judge === undefined ? [] : [judge.apiKeyEnv])])];
  if (keys.length === 0) return [ok("keys", "none is asked for")];
  return keys.map((name) =>
    isUnset(name)
      ? warning(
          "keys",
          `${name} is not set here.`,
          `Set it to try things here, and give the repository a secret of this name for its jobs.`,
        )
      : ok("keys", `${name} is set`),
  );
}

async function examineEndpoints(
  { agent, judge }: Config,
  { askEndpoint, environment }: SetupPorts,
): Promise<readonly Finding[]> {
  const asked = [
    ...(judge === undefined
      ? []
      : [{ of: "the judge's model", url: judge.baseUrl, key: judge.apiKeyEnv }]),
    ...(agent.runner === "openai" && agent.scriptedModel === undefined
      ? [{ of: "the agent's model", url: agent.baseUrl, key: agent.apiKeyEnv }]
      : []),
  ];
  return Promise.all(
    asked.map(async ({ of, url, key }) => {
      if ((environment[key] ?? "") === "")
        return notLookedAt("endpoint", `${of}: ${url} was not asked.`, `Set ${key}.`);
      const answer = await askEndpoint(url, environment[key]);
      if (answer.kind === "silent")
        return failed(
          "endpoint",
          `${of}: ${url} does not answer (${answer.why}).`,
          "Look at its address.",
        );
      if (answer.status === 401 || answer.status === 403)
        return failed(
          "endpoint",
          `${of}: ${url} refuses the key (${answer.status}).`,
          `Look at ${key}.`,
        );
      if (answer.status === 410)
        return failed("endpoint", `${of}: ${url} was retired (410).`, "Name another endpoint.");
      return answer.status >= 500
        ? warning("endpoint", `${of}: ${url} answers ${answer.status}.`, "Try again later.")
        : ok("endpoint", `${of}: ${url} answers`);
    }),
  );
}

async function examineRepository(
  { settings, withoutSettings, branch }: SetupPorts,
  workflows: readonly WorkflowText[],
): Promise<readonly Finding[]> {
  if (settings === undefined)
    return [
      notLookedAt("GitHub", "The repository's settings were not looked at.", withoutSettings),
    ];
  const access = await settings.access();
  if (access.kind === "refused") return [failed("GitHub", access.reason, access.fix)];
  const [labels, checks] = await Promise.all([
    Promise.all(
      reportLabels.map(async ({ name }) => ({ name, isThere: await settings.hasLabel(name) })),
    ),
    settings.requiredChecks(branch),
  ]);
  const missing = labels.filter(({ isThere }) => isThere === false).map(({ name }) => name);
  return [
    ok("GitHub", access.mayWrite === false ? "the token may read" : "the token may ask"),
    missing.length === 0
      ? ok("labels", "all are there")
      : warning("labels", `${missing.join(", ")} is not there.`, `Run \`sh ${labelScript}\`.`),
    examineProtection(checks, requiredCheckOf(workflows), branch),
  ];
}

function examineProtection(
  checks: readonly string[] | "unknown",
  wanted: readonly string[],
  branch: string,
): Finding {
  const subject = "protection";
  const how = `Require ${wanted.map((name) => `\`${name}\``).join(" or ")} on ${branch}, in the repository's settings.`;
  if (checks === "unknown")
    return notLookedAt(subject, `The token may not ask what ${branch} requires.`, how);
  const found = wanted.find((name) => checks.includes(name));
  return found === undefined
    ? warning(
        subject,
        `${branch} does not require the gate: a red one would not keep anybody.`,
        how,
      )
    : ok(subject, `${branch} requires ${found}`);
}

/** A run of which no model call was seen could be judged by its replies alone. */
async function examineRun({ runOnce }: SetupPorts): Promise<Finding> {
  const subject = "one run";
  if (runOnce === undefined)
    return notLookedAt(subject, "No case was run.", "Leave `--no-run` out.");
  let seen: SeenRun;
  try {
    seen = await runOnce();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return failed(subject, error.message, error.fix);
  }
  const { caseId, outcome, reason, modelCalls, toolCalls } = seen;
  if (outcome !== "completed")
    return failed(
      subject,
      `${caseId} ended as ${outcome}: ${reason ?? "no reason given"}.`,
      "Try it alone: `tracegate run --case` with its name.",
    );
  if (modelCalls === 0)
    return failed(
      subject,
      `${caseId} was answered, and not a single model call was seen.`,
      "Lead the agent's model client to OPENAI_BASE_URL or ANTHROPIC_BASE_URL, or let it send OpenTelemetry spans: docs/capture.md.",
    );
  return ok(
    subject,
    `${caseId}: ${countOf(modelCalls, "model call")}, ${countOf(toolCalls, "tool call")} seen`,
  );
}
