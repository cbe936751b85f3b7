import { basename, relative, resolve, sep } from "node:path";
import stringArgv from "string-argv";
import { adoptProject } from "../../app/setup/adopt-project.ts";
import { type AdoptionPlace, composeAdoption } from "../../compose/compose-adoption.ts";
import {
  type AdoptedAgent,
  type Adoption,
  type WorkflowKind,
  workflowKinds,
} from "../../core/adopt/adoption.ts";
import { inProject } from "../../core/adopt/starter-project.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderAdoption } from "../../core/report/terminal/adoption-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { slugOf } from "../../core/text/slug-of.ts";
import { askAdoption } from "../ask-adoption.ts";
import { exitCodes } from "../exit-codes.ts";
import { type CliIo, isTerminal } from "../io.ts";
import type { GlobalOptions, InitOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import { version } from "../version.ts";

/** How long a new gate only shows its decision. */
const adoptionDays = 28;
const dayMs = 86_400_000;

/** `tracegate init`: asks what the options leave open, and writes what is missing. */
export async function initCommand(
  options: InitOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = await composeAdoption(resolve(io.cwd, options.root), io.env);
  const adoption = await adoptionOf(await ask(options, io), place, io.cwd);
  const isDryRun = options.dryRun === true;
  const paths = await adoptProject(adoption, {
    files: place.files,
    ...(!isDryRun && { writer: place.writer }),
  });
  io.stdout.write(
    options.json === true
      ? renderJson({ isDryRun, files: paths })
      : terminalLines(
          renderAdoption(
            { paths, adoption, isDryRun, isAgentMissing: await isAgentMissing(adoption, place) },
            painterFor(options, io),
          ),
        ),
  );
  return exitCodes.pass;
}

async function isAgentMissing(adoption: Adoption, { files }: AdoptionPlace): Promise<boolean> {
  const { agent } = adoption;
  if (agent.runner !== "module") return false;
  const found = await files.readFile(inProject(adoption, agent.module));
  return found.kind === "unreadable" && found.reason === "missing";
}

/** Nobody is asked in a job, nor where the question could not be seen. */
async function ask(options: InitOptions, { stdin, stdout, env }: CliIo): Promise<InitOptions> {
  const isAsking = options.yes !== true && options.json !== true && isTerminal(stdout, env);
  if (!isAsking || stdin === undefined) return options;
  return askAdoption(options, { stdin, stdout });
}

async function adoptionOf(
  options: InitOptions,
  place: AdoptionPlace,
  cwd: string,
): Promise<Adoption> {
  const { key = [], expert = [], session, workflow } = options;
  const { branch = place.defaultBranch, action = `tracegate/tracegate@v${version}` } = options;
  const dataset = options.dataset ?? slugOf(basename(place.root), "cases");
  for (const name of key) mustBe(/^[A-Za-z_]\w*$/, name, "--key OPENAI_API_KEY");
  for (const login of expert)
    mustBe(/^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[\w.-]{1,100})?$/, login, "--expert maria-policy");
  mustBe(/^[\w.-]+\/[\w.-]+@[\w.][\w./-]*$/, action, "--action tracegate/tracegate@v1");
  mustBe(/^\w[\w./-]*$/, branch, "--branch main");
  mustBe(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, dataset, "--dataset support");
  return {
    agent: agentOf(options),
    folder: relative(place.repositoryRoot, place.root).split(sep).join("/"),
    dataset,
    keys: key,
    experts: expert.map((login) => login.replace(/^@/, "")),
    workflow: workflowOf(workflow),
    watchesDrift: options.drift === true,
    hasBot: options.bot === true,
    keepsBaseline: options.baseline === true,
    branch,
    action,
    enforceFrom: new Date(Date.now() + adoptionDays * dayMs).toISOString().slice(0, 10),
    ...(session !== undefined && { session: await place.readSession(resolve(cwd, session)) }),
  };
}

function agentOf(options: InitOptions): AdoptedAgent {
  const { agent, module, command, url, model } = options;
  switch (agent) {
    case "module":
      return { runner: agent, module: named(module, agent, "--module src/agent.ts") };
    case "process":
      return { runner: agent, command: words(command, agent) };
    case "http":
      return {
        runner: agent,
        url: named(url, agent, '--url "http://127.0.0.1:${PORT}/chat"'),
        ...(command !== undefined && { start: words(command, agent) }),
      };
    case "openai":
      return {
        runner: agent,
        model: named(model, agent, "--model gpt-5-mini"),
        baseUrl: options.baseUrl ?? "https://api.openai.com/v1",
      };
    case undefined:
    default:
      throw new UserError(
        "AGENT_UNSAID",
        "Nothing says how the agent is driven.",
        "Name it with `--agent module|process|http|openai`; `tracegate init --help` has an example of each.",
      );
  }
}

function words(command: string | undefined, runner: string): readonly string[] {
  const found = stringArgv(named(command, runner, '--command "python3 agent/main.py"'));
  if (found.length > 0) return found;
  throw unsaid(runner, '--command "python3 agent/main.py"');
}

function named(value: string | undefined, runner: string, example: string): string {
  if (value !== undefined && value.trim() !== "") return value;
  throw unsaid(runner, example);
}

function unsaid(runner: string, example: string): UserError {
  return new UserError(
    "AGENT_UNSAID",
    `More has to be said of an agent of kind ${runner}.`,
    `Add it, such as \`${example}\`.`,
  );
}

/** An answer at the keyboard was held to the list already. */
function workflowOf(name = "plain"): WorkflowKind {
  const found = workflowKinds.find((kind) => kind === name);
  if (found === undefined) throw new Error(`there is no workflow ${name}`);
  return found;
}

function mustBe(shape: RegExp, value: string, example: string): void {
  if (shape.test(value)) return;
  const [option = ""] = example.split(" ");
  throw new UserError(
    "OPTION_INVALID",
    `${option} cannot be ${JSON.stringify(value)}.`,
    `Give it as in \`${example}\`.`,
  );
}
