import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument } from "yaml";
import { z } from "zod";
import { permissionsOf } from "../../scripts/workflow-permissions.ts";
import { repository } from "./cruise.ts";

const scalar = z.union([z.string(), z.boolean(), z.number()]);
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), scalar).default({}),
  env: z.record(z.string(), scalar).default({}),
});
const job = z.object({
  if: z.string().optional(),
  needs: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(step),
});
/** The times of `schedule` are a list. */
const trigger = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullable();
const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), trigger),
  permissions: z.record(z.string(), z.string()).optional(),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  jobs: z.record(z.string(), job),
});
const actionFile = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
});

export type Workflow = z.output<typeof workflow>;
type Job = z.output<typeof job>;
type Step = z.output<typeof step>;

/** Every workflow that the documents show and every one of this repository. */
export const workflowFiles: readonly string[] = globSync("{docs,.github}/workflows/*", {
  cwd: repository,
}).toSorted();

/** The inputs of our action, as `action.yml` declares them. */
export const { inputs: actionInputs } = actionFile.parse(parse(readText("action.yml")));

/** A text file of this repository. */
export function readText(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

export function parseWorkflow(text: string): Workflow {
  return workflow.parse(parse(text));
}

const botInputs = actionFile.parse(parse(readText("bot/action.yml"))).inputs;

/** Steps that use an action, of all jobs: `actions/checkout`, "bot", or "ours" wherever ours is taken from. */
export function stepsUsing(action: string, jobs: readonly Job[]): readonly Step[] {
  return jobs.flatMap(({ steps }) => steps).filter(({ uses }) => actionOf(uses) === action);
}

function actionOf(uses: string | undefined): string | undefined {
  if (uses?.startsWith("tracegate/tracegate/bot@")) return "bot";
  return uses === "./" || uses?.startsWith("tracegate/") ? "ours" : uses?.split("@")[0];
}

/** `owner/name@commit # version`, or the action of the checkout itself. */
const pinned = /^(?:\.\/|[\w-]+\/[\w-]+(?:\/bot)?@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;

/** What is wrong with a workflow beyond what actionlint knows. */
export function faultsOf(text: string): readonly string[] {
  const parsed = parseWorkflow(text);
  const jobs = Object.values(parsed.jobs);
  return [
    ...parseDocument(text).errors.map(({ message }) => message),
    ...faultsOfPins(text),
    ...faultsOfTriggers(parsed),
    ...faultsOfPermissions(text, parsed),
    ...jobs.flatMap(faultsOfSteps),
    ...jobs.filter((one) => hasMode("run", one)).flatMap(faultsOfRun),
    ...jobs.filter((one) => hasMode("gate", one)).flatMap(faultsOfGate),
    ...jobs
      .filter((one) => one.needs !== undefined && one.if !== "${{ always() }}")
      .map(() => "a job that is skipped, and so green, where the one before it fails"),
  ];
}

function faultsOfPins(text: string): readonly string[] {
  return [...text.matchAll(/\buses: (.*)$/gm)]
    .map(([, what]) => what ?? "")
    .filter((what) => !pinned.test(what))
    .map((what) => `not pinned: ${what}`);
}

function faultsOfTriggers({ on, jobs, concurrency }: Workflow): readonly string[] {
  const filters = Object.entries(on).flatMap(([event, filter]) =>
    Object.keys(filter ?? {}).map((key) => `${event} has ${key}`),
  );
  const isOfFork = Object.hasOwn(on, "workflow_run");
  const runsAgent = stepsUsing("ours", Object.values(jobs)).some((one) => modeOf(one) !== "gate");
  return [
    ...filters.filter((filter) => / has paths/.test(filter)),
    ...(Object.hasOwn(on, "pull_request_target") ? ["pull_request_target"] : []),
    ...(isOfFork && runsAgent ? ["an agent that runs after workflow_run"] : []),
    ...(concurrency?.["cancel-in-progress"] && !endsOnlyPullRequests(concurrency.group, on)
      ? ["a push to main may end another run"]
      : []),
  ];
}

function faultsOfPermissions(text: string, { permissions, jobs }: Workflow): readonly string[] {
  const isEmpty = permissions !== undefined && Object.keys(permissions).length === 0;
  return [
    ...(isEmpty ? [] : ["the workflow's own permissions are not {}"]),
    ...Object.values(jobs)
      .filter((one) => one.permissions === undefined)
      .map(() => "a job without permissions"),
    ...permissionsOf(text)
      .filter(({ reason = "" }) => reason.split(" ").length < 3)
      .map(({ permission }) => `a permission without a reason: ${permission}`),
  ];
}

function faultsOfSteps(one: Job): readonly string[] {
  return [
    ...one.steps
      .filter(({ run }) => run?.includes("${{"))
      .map(({ run }) => `an expression in run: ${run}`),
    ...stepsUsing("actions/checkout", [one])
      .filter((it) => it.with["persist-credentials"] !== false)
      .map(() => "a checkout that leaves its token on disk"),
    ...unknownInputs(stepsUsing("ours", [one]), actionInputs),
    ...unknownInputs(stepsUsing("bot", [one]), botInputs),
  ];
}

function unknownInputs(steps: readonly Step[], known: object): readonly string[] {
  return steps
    .flatMap((it) => Object.keys(it.with))
    .filter((input) => !Object.hasOwn(known, input))
    .map((input) => `no such input: ${input}`);
}

function modeOf(one: Step): string {
  return String(one.with["mode"] ?? actionInputs["mode"]?.default);
}

function hasMode(mode: string, one: Job): boolean {
  return stepsUsing("ours", [one]).some((it) => modeOf(it) === mode);
}

function faultsOfRun(one: Job): readonly string[] {
  const holdsToken = stepsUsing("ours", [one]).some((it) => it.with["github-token"] !== "");
  const isReader = JSON.stringify(one.permissions) === '{"contents":"read"}';
  return [
    ...(holdsToken ? ["mode run with a token"] : []),
    ...(isReader ? [] : ["mode run with more than contents: read"]),
  ];
}

function faultsOfGate(one: Job): readonly string[] {
  const isQuiet = one.steps.every(
    (it) => it.run === undefined && !/secrets/.test(JSON.stringify(it)),
  );
  const checksOut = stepsUsing("actions/checkout", [one]).length > 0;
  return [
    ...(isQuiet ? [] : ["mode gate beside a script or a secret"]),
    ...(checksOut ? ["mode gate beside a checkout"] : []),
  ];
}

function endsOnlyPullRequests(group: string, on: Workflow["on"]): boolean {
  if (group.endsWith("${{ github.event.pull_request.number || github.run_id }}")) return true;
  const isOnlyThat = Object.keys(on).join() === "pull_request";
  return isOnlyThat && group.endsWith("${{ github.event.pull_request.number }}");
}
