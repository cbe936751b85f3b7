// `npm run demo`: three commits of a support agent, each held by the gate, in a git repository of its own.
// Real runs of a real agent; only its language model is played, by examples/support-agent/scripted-model.yaml.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters, styleText } from "node:util";
import { z } from "zod";

type Style = Parameters<typeof styleText>[0];

/** One commit of the story: what it changes, and what the gate must say to it. */
type Chapter = {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  readonly branch?: string;
  readonly commit: string;
  /** Files of examples/demo that replace files of the agent. */
  readonly changes: Readonly<Record<string, string>>;
  readonly exitCode: 0 | 1;
};

const chapters: readonly Chapter[] = [
  {
    name: "1-baseline",
    title: "1 of 3 · The baseline",
    story:
      "A support agent answers from a knowledge base. Where its search finds nothing, it says so. Mostly.",
    commit: "Answer customers from the knowledge base",
    changes: {},
    exitCode: 0,
  },
  {
    name: "2-pull-request",
    title: "2 of 3 · A pull request that makes it worse",
    story: "Customers dislike “I do not know”, so somebody edits the system prompt.",
    branch: "concrete-answers",
    commit: "Always give customers a concrete answer",
    changes: { "changed-prompt/system-prompt.md": "system-prompt.md" },
    exitCode: 1,
  },
  {
    name: "3-fix",
    title: "3 of 3 · The fix",
    story:
      "The prompt stays. The planner's code no longer asks the model what to say about an empty search.",
    commit: "Say “I don't know” when a search finds nothing",
    changes: { "fixed-planner/planner.ts": "planner.ts" },
    exitCode: 0,
  },
];

/** The case that the story is about, and how many of its 20 runs must be right once it is fixed. */
const keyCase = { id: "refund-policy-unknown-area", fewestRight: 19 };

const source = fileURLToPath(new URL("..", import.meta.url));
const cli = join(source, "dist", "cli.js");
const agentFolder = "examples/support-agent";

/** What the story did not keep to; ends the demo with exit code 1 and this message. */
class StoryError extends Error {}

/** Ctrl-C or a TERM signal: not a failure, and what was written stays. */
class Interrupted extends Error {}

let running: ChildProcess | undefined;
let isInterrupted = false;
// A terminal sends Ctrl-C to the gate as well, which then finishes its journal: it is given time for that.
process.on("SIGINT", () => stop(1000));
process.on("SIGTERM", () => stop(0));

async function main(): Promise<number> {
  const started = performance.now();
  if (!existsSync(cli)) {
    print(paint("red", "There is no dist/cli.js. Run `npm run build` first."));
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), "tracegate-demo-"));
  const repository = join(folder, "shop");
  try {
    createRepository(repository);
    for (const chapter of chapters) await play(chapter, { folder, repository });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(`\n${paint("bold", `That was the story, in ${seconds} s.`)}\n`);
    printNext(folder, repository);
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      print(`\nStopped. What was written so far is in ${folder}`);
      return 130;
    }
    if (!(error instanceof StoryError)) throw error;
    print(`\n${paint("red", "The demo did not come out as told.")} ${error.message}`);
    print(`What was written is in ${folder}`);
    return 1;
  }
}

/** Ends the gate and then the demo; asked a second time, at once. */
function stop(graceMs: number): void {
  if (isInterrupted) running?.kill("SIGKILL");
  isInterrupted = true;
  setTimeout(() => running?.kill("SIGTERM"), graceMs).unref();
  setTimeout(() => running?.kill("SIGKILL"), graceMs + 5000).unref();
}

type Places = { readonly folder: string; readonly repository: string };

async function play(chapter: Chapter, { folder, repository }: Places): Promise<void> {
  print(`\n${paint(["bold", "cyan"], `━━ ${chapter.title} `.padEnd(88, "━"))}`);
  print(`${chapter.story}\n`);
  if (chapter.branch !== undefined)
    git(repository, "switch", "--quiet", "--create", chapter.branch);
  for (const [from, to] of Object.entries(chapter.changes)) {
    cpSync(join(source, "examples/demo", from), join(repository, agentFolder, to));
  }
  git(repository, "add", "--all");
  git(repository, "commit", "--quiet", "--message", chapter.commit);
  print(`${paint("yellow", git(repository, "log", "-1", "--format=%h"))} ${chapter.commit}`);
  printDiff(repository);

  const out = join(folder, chapter.name);
  const gate = await runGate(repository, out);
  const comment = join(out, "comment.md");
  if (!existsSync(comment)) {
    throw new StoryError(
      `The gate wrote no comment and exited with ${gate.exitCode}.\n${gate.output}`,
    );
  }
  print(`\nThe comment on the pull request, in ${comment}:\n`);
  print(indent(readable(folded(readFileSync(comment, "utf8")))));
  const isAsTold = gate.exitCode === chapter.exitCode;
  print(paint(["bold", gate.exitCode === 0 ? "green" : "red"], `exit code ${gate.exitCode}`));
  if (!isAsTold) {
    throw new StoryError(
      `“${chapter.commit}” was to end with exit code ${chapter.exitCode}.\n${gate.output}`,
    );
  }
  checkKeyCase(chapter, out);
}

/**
 * Makes the repository of a team that uses Tracegate: the agent, its dataset, its evaluators, the policy.
 *
 * The agent imports `openai` and others, which Node looks for in the folders above it: a link to our own
 * `node_modules` gives it the versions that `npm ci` has put there, without a second installation
 * and without the network.
 */
function createRepository(repository: string): void {
  for (const path of [agentFolder, "datasets", "evaluators", "schema", "tracegate.yaml"]) {
    cpSync(join(source, path), join(repository, path), { recursive: true });
  }
  symlinkSync(join(source, "node_modules"), join(repository, "node_modules"), "junction");
  writeFileSync(join(repository, ".gitignore"), "node_modules\n.tracegate\n");
  git(repository, "init", "--quiet", "--initial-branch=main");
}

/** Runs git without the settings of whoever runs the demo: no signing, no hooks, no other name. */
function git(repository: string, ...args: readonly string[]): string {
  const settings = ["user.name=Demo", "user.email=demo@example.com", "core.hooksPath=/dev/null"];
  const env = { ...childEnvironment(), GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const all = [...settings.flatMap((setting) => ["-c", setting]), ...args];
  try {
    return execFileSync("git", all, {
      cwd: repository,
      env,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  } catch (error) {
    if (error instanceof Error && "signal" in error && error.signal !== null)
      throw new Interrupted();
    const message = error instanceof Error ? error.message : String(error);
    throw new StoryError(`git ${args[0]} failed: ${message}`);
  }
}

type GateRun = { readonly exitCode: number | null; readonly output: string };

/** The same command that a user's CI runs. Its progress is shown where a person is looking. */
async function runGate(repository: string, out: string): Promise<GateRun> {
  if (isInterrupted) throw new Interrupted();
  const progress = process.stderr.isTTY ? "inherit" : "pipe";
  const child = spawn(process.execPath, [cli, "run", "--root", repository, "--out", out], {
    cwd: repository,
    env: childEnvironment(),
    stdio: ["ignore", "pipe", progress],
  });
  running = child;
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  running = undefined;
  if (isInterrupted) throw new Interrupted();
  return { exitCode, output: readable(Buffer.concat(chunks).toString("utf8")) };
}

/** Without keys, so that nothing is spent, and without what would point git at another repository. */
function childEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT|OPENAI)_/.test(name));
  return Object.fromEntries(kept);
}

const experiment = z.object({
  cases: z.array(
    z.object({ id: z.string(), whole: z.object({ passed: z.int(), failed: z.int() }) }),
  ),
});

/** Holds the story to its own numbers: the case is right before and after, and wrong in between. */
function checkKeyCase({ name, exitCode }: Chapter, out: string): void {
  const { cases } = experiment.parse(
    JSON.parse(readFileSync(join(out, "experiment.json"), "utf8")),
  );
  const tally = cases.find(({ id }) => id === keyCase.id)?.whole;
  if (tally === undefined) throw new StoryError(`The case ${keyCase.id} was not scored.`);
  print(`${keyCase.id}: ${tally.passed} of ${tally.passed + tally.failed} runs answered rightly`);
  const isRight = tally.passed >= keyCase.fewestRight;
  if (name === "3-fix" && !isRight) throw new StoryError("The fix does not hold.");
  if (exitCode === 1 && isRight) throw new StoryError("The pull request does no harm.");
}

/** The changed lines of the last commit; a commit that only adds files is told by their number. */
function printDiff(repository: string): void {
  const changed = git(repository, "show", "--format=", "--unified=0", "--diff-filter=M", "HEAD");
  if (changed === "") {
    const added = git(repository, "show", "--format=", "--name-only", "HEAD").split("\n");
    print(`  ${added.length} files: the agent, its dataset, its evaluators, tracegate.yaml`);
    return;
  }
  for (const line of changed.split("\n")) {
    if (line.startsWith("+++ b/")) print(paint("bold", `  ${line.slice("+++ b/".length)}`));
    else if (/^\+(?!\+\+)/.test(line)) print(paint("green", `  ${line}`));
    else if (/^-(?!--)/.test(line)) print(paint("red", `  ${line}`));
  }
}

function printNext(folder: string, repository: string): void {
  print(`The repository   ${repository}`);
  for (const { name } of chapters) print(`Results          ${join(folder, name)}`);
  print(`\nWhat to try next, in ${repository}:`);
  // By its path: the machine's own Node may be an older one.
  const tracegate = `${process.execPath} ${cli}`;
  print(`  look at one case    ${tracegate} run --case ${keyCase.id}`);
  print(`  break it yourself   edit ${agentFolder}/system-prompt.md, then: ${tracegate} run`);
  print("  add a case          copy a file in datasets/support/cases, and give it another id");
  print("  use a real model    take scriptedModel out of tracegate.yaml and set OPENAI_API_KEY");
}

function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

/** A comment as it is seen before anybody opens its details, with character references as characters. */
function folded(markdown: string): string {
  return markdown
    .replace(/<details><summary>(.*?)<\/summary>[^]*?<\/details>\n*/g, "▸ $1\n")
    .replace(/&#(\d{1,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .trimEnd();
}

/** Comments quote agents: what would steer a terminal is taken out. */
function readable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- that is what it is for
  return stripVTControlCharacters(text).replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "");
}

process.exitCode = await main();
