// From a report to a guarding case, on a GitHub of its own: real webhooks, the built action, real runs of a real agent.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promoteDataset } from "../../../src/app/dataset/promote-dataset.ts";
import { loadProject } from "../../../src/app/project/load-project.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { composePromotion } from "../../../src/compose/compose-promotion.ts";
import { signOffDigest } from "../../../src/core/dataset/sign-off.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { git } from "../git.ts";
import { cloneInto } from "../github/clone.ts";
import type { SeededPull } from "../github/seed.ts";
import type { GitHub } from "../github/start-github.ts";
import { giftShop } from "../project-dir.ts";
import { aReport, reportBody } from "../reports.ts";
import type { RunnerEvent } from "../runner/environment.ts";
import { pullRequestEvent, pushEvent } from "../runner/events.ts";
import { type ActionResult, runAction } from "../runner/run-action.ts";
import { aSession, aTurn, called } from "../sessions.ts";
import { shopConfig } from "../shop.ts";
import { label } from "./labelled-report.ts";
import { headOf, signOffOn, textAt } from "./signed-shop.ts";
import type { Bot } from "./start-bot.ts";

export type StoryPlace = {
  readonly github: GitHub;
  readonly bot: Bot;
  /** Holds `action.yml` and the built action. */
  readonly actionDir: string;
  /** An empty folder for checkouts. */
  readonly folder: string;
  /** Hears each step as it is done. */
  readonly tell: (chapter: Chapter) => void;
};

/** One step of the story: who does what, and what can be read afterwards. */
export type Chapter = {
  readonly title: string;
  readonly story: string;
  /** Comments, files and lines of the log that it leaves; Markdown or plain text. */
  readonly shows: readonly { readonly head: string; readonly text: string }[];
};

/** What stands on GitHub at the end. */
export type StoryEnd = {
  readonly issue: number;
  readonly proposal: number;
  readonly guard: number;
  readonly caseFile: string;
  readonly caseText: string;
  readonly tag: string;
  readonly isIssueOpen: boolean;
};

/** `mal` is a customer; `dana` maintains, `lee` develops, `rae` knows the policies and does not write. */
export const storyPeople = { dana: "admin", lee: "write", rae: "triage", mal: "none" } as const;

const question = "What is the refund policy for partly used gift cards?";
const mail = "erika.muster@post-haus.de";

/** Claims a window of 30 days in 14 of 20 runs, after a search that found nothing. */
function agentText(isFixed: boolean): string {
  const guess = isFixed
    ? ""
    : `  if (/gift card/i.test(message) && run % 10 < 7) return "You have 30 days to return a partly used gift card.";\n`;
  return `export const agent = async (message, ctx) => {
  const run = Number(ctx.session.id.split(".").at(-1));
  await ctx.callTool("search_policies", { question: message }, () => []);
${guess}  return "I don't know.";
};
`;
}

function failingSession(): Session {
  const asked = `${question} Please answer to ${mail}.`;
  return aSession(
    [
      aTurn(
        asked,
        [called("search_policies", { question: asked }, [])],
        "You have 30 days to return a partly used gift card.",
      ),
    ],
    { id: "7f3a" },
  );
}

const storyFiles: Readonly<Record<string, string>> = {
  ...giftShop,
  "tracegate.yaml": shopConfig,
  "agent.mjs": agentText(false),
  ".gitignore": ".tracegate\n",
  "datasets/support/dataset.yaml": `${giftShop["datasets/support/dataset.yaml"]}experts: [rae]\n`,
};

/** The shop as it stands on main, with its cases signed by `rae`. */
async function signedFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const root = join(folder, "start");
  for (const [path, text] of Object.entries(storyFiles)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { dataset, evaluators } = await loadProject(
    projectRequest({ root, configPath: "tracegate.yaml" }),
  );
  const signed = dataset.cases.map((one) => {
    const digest = signOffDigest(one, evaluators);
    const line = `signOff: { by: rae, at: 2026-11-20, digest: "${digest}" }\n`;
    return [one.file, `${storyFiles[one.file]}${line}`] as const;
  });
  return { ...storyFiles, ...Object.fromEntries(signed) };
}

/** Tells the whole story. @throws Error where a step does not come out as told. */
export async function tellStory(place: StoryPlace): Promise<StoryEnd> {
  const { github, tell } = place;
  await github.seed.push({ files: await signedFiles(place.folder) });
  const issue = await report(place);
  const proposal = await giveLabel(issue, place);
  const caseFile = await proposedFile(proposal, github);
  await reproduce(proposal, caseFile, place);
  await sign(proposal, caseFile, place);
  const tag = await merge(issue, proposal, place);
  const guard = await fix(issue, place);
  const caseText = await letGuard(guard, caseFile, place);
  const { state } = await github.look<{ state: string }>(
    `/repos/${github.repository}/issues/${issue}`,
  );
  tell({
    title: "The end",
    story: "The report is closed, the case guards, and nobody can bring the failure back unseen.",
    shows: [{ head: caseFile, text: caseText }],
  });
  return { issue, proposal, guard, caseFile, caseText, tag, isIssueOpen: state === "open" };
}

async function report({ github, tell }: StoryPlace): Promise<number> {
  const trace = `\`\`\`json\n${JSON.stringify(failingSession())}\n\`\`\``;
  const title = "[agent] Refund policy that the knowledge base does not cover";
  const body = reportBody(aReport({ trace, dimension: "abstention" }));
  const issue = await github.seed.openIssue({ title, body, author: "mal" });
  tell({
    title: "A report",
    story: `mal files the form “The agent failed”, with the trace of the conversation. It holds an e-mail address.`,
    shows: [{ head: `Issue #${issue}`, text: body }],
  });
  return issue;
}

/** The number of the pull request that the bot opens. */
async function giveLabel(issue: number, { github, bot, tell }: StoryPlace): Promise<number> {
  await github.seed.label(issue, label);
  await deliver(bot, "issues", {
    ...bot.about("dana"),
    action: "labeled",
    issue: { number: issue },
    label: { name: label },
  });
  const proposal = await onlyOpenPull(github);
  await deliver(bot, "pull_request", pullEvent(bot, "opened", proposal));
  const { body } = await github.look<{ body: string }>(
    `/repos/${github.repository}/pulls/${proposal}`,
  );
  must(!body.includes(mail), "the pull request quotes an e-mail address");
  tell({
    title: "A label",
    story: `dana adds the label ${label}. The bot answers in the issue and opens pull request #${proposal}.`,
    shows: [
      { head: `The answer in #${issue}`, text: await lastOn(github, bot, issue) },
      { head: `Pull request #${proposal}`, text: body },
      { head: "tracegate/sign-off", text: await statusText(github, proposal) },
    ],
  });
  return proposal;
}

async function proposedFile(proposal: number, github: GitHub): Promise<string> {
  const path = `/repos/${github.repository}/pulls/${proposal}/files`;
  const files = await github.look<readonly { readonly filename: string }[]>(path);
  const found = files.find(({ filename }) => filename.startsWith("datasets/support/cases/"));
  if (found === undefined) throw new Error("the pull request adds no case");
  for (const { filename } of files)
    must(filename.startsWith("datasets/"), `it touches ${filename}`);
  return found.filename;
}

async function reproduce(number: number, caseFile: string, place: StoryPlace): Promise<void> {
  const { github, bot, tell } = place;
  const pull = await pullOf(github, number);
  const result = await runOn(await pullRequestEvent(github, pull), pull.mergeSha, place);
  must(result.conclusion === "success", `the gate is red: ${result.log}`);
  const comments = await github.look<readonly CommentJson[]>(
    `/repos/${github.repository}/issues/${number}/comments`,
  );
  const review = comments.find(({ body }) => body.startsWith("<!-- tracegate:dataset:"));
  if (review === undefined) throw new Error(`there is no review of the dataset:\n${result.log}`);
  must(/failed 14 of 20 on/.test(review.body), `the case was not reproduced: ${review.body}`);
  await deliver(bot, "issue_comment", {
    ...bot.about("github-actions[bot]"),
    action: "created",
    issue: { number, pull_request: {} },
    comment: {
      id: review.id,
      body: review.body,
      user: { login: "github-actions[bot]", type: "Bot" },
    },
  });
  tell({
    title: "The reproduction",
    story:
      "The action runs the case twenty times against the agent of main. The gate stays green: what is proposed gates nothing.",
    shows: [
      { head: "The comment about the dataset", text: review.body },
      { head: caseFile, text: await textAt(github, caseFile, await headOf(github, number)) },
    ],
  });
}

async function sign(number: number, caseFile: string, place: StoryPlace): Promise<void> {
  const { github, bot, tell } = place;
  const before = await statusText(github, number);
  must(before.startsWith("failure"), "the sign-off is green before anybody signed");
  const body = "Right: no policy covers partly used gift cards.\n\n/tracegate sign";
  const id = await github.seed.comment(number, "rae", body);
  await deliver(bot, "issue_comment", {
    ...bot.about("rae"),
    action: "created",
    issue: { number, pull_request: {} },
    comment: { id, body, user: { login: "rae", type: "User" } },
  });
  const after = await statusText(github, number);
  must(after.startsWith("success"), `the sign-off is not green: ${after}`);
  const text = await textAt(github, caseFile, await headOf(github, number));
  must(/^status: open$/m.test(text), `the case is not open:\n${text}`);
  tell({
    title: "A signature",
    story:
      "rae, who is named in dataset.yaml and writes no code, reads the case and comments `/tracegate sign`.",
    shows: [
      { head: "tracegate/sign-off", text: `${before}\n${after}` },
      { head: `The receipt in #${number}`, text: await lastOn(github, bot, number) },
      { head: caseFile, text },
    ],
  });
}

/** The tag that promotion makes. */
async function merge(issue: number, number: number, place: StoryPlace): Promise<string> {
  const { github, bot, tell } = place;
  await github.seed.mergePullRequest(number);
  await deliver(bot, "pull_request", pullEvent(bot, "closed", number));
  const main = await tipOfMain(github);
  const root = await checkout(main, place);
  const tag = await promote(root);
  tell({
    title: "The merge",
    story:
      "dana merges. Promotion checks the sign-off and tags a version of the dataset; the report gets the link.",
    shows: [
      { head: "dataset promote", text: git(root, "tag", "--list", "-n20", tag) },
      { head: `The newest comment in #${issue}`, text: await lastOn(github, bot, issue) },
    ],
  });
  return tag;
}

async function promote(root: string): Promise<string> {
  const environment = { ...process.env };
  const ports = composePromotion({
    root,
    environment,
    cacheFolder: join(root, ".tracegate", "cache"),
    mayRemember: false,
    onWarning: () => {},
  });
  git(root, "config", "user.name", "Dana");
  git(root, "config", "user.email", "dana@example.com");
  const project = projectRequest({ root, configPath: "tracegate.yaml" });
  const promotion = await promoteDataset(
    {
      project,
      isDryRun: false,
      mayPush: false,
      signal: new AbortController().signal,
      nowMs: Date.now,
    },
    ports,
  );
  if (promotion?.kind === "promoted") return promotion.tag;
  throw new Error(`nothing was promoted: ${JSON.stringify(promotion)}`);
}

/** The number of the pull request that lets the case guard. */
async function fix(issue: number, place: StoryPlace): Promise<number> {
  const { github, bot, tell } = place;
  const pull = await github.seed.openPullRequest({
    branch: "say-so",
    title: "Say “I don't know” when a search finds nothing",
    files: { "agent.mjs": agentText(true) },
  });
  await deliver(bot, "pull_request", pullEvent(bot, "opened", pull.number));
  await github.seed.mergePullRequest(pull.number);
  await deliver(bot, "pull_request", pullEvent(bot, "closed", pull.number));
  const result = await runOn(await pushEvent(github), await tipOfMain(github), place);
  must(result.conclusion === "success", `main is red: ${result.log}`);
  const told = github.dispatches.at(-1);
  if (told === undefined) throw new Error(`the action told the bot nothing:\n${result.log}`);
  const { event_type: action, client_payload } = told.body;
  const event = { ...bot.about("github-actions[bot]"), action, client_payload };
  await deliver(bot, "repository_dispatch", event);
  // GitHub may deliver it twice.
  await deliver(bot, "repository_dispatch", event);
  const guard = await onlyOpenPull(github);
  await deliver(bot, "pull_request", pullEvent(bot, "opened", guard));
  tell({
    title: "The fix",
    story: `lee fixes the agent in #${pull.number}. After the push to main the case passes all its runs: the bot closes the report and proposes that the case guards.`,
    shows: [
      { head: `The newest comment in #${issue}`, text: await lastOn(github, bot, issue) },
      { head: `Pull request #${guard}`, text: await bodyOf(github, guard) },
      { head: "tracegate/sign-off", text: await statusText(github, guard) },
    ],
  });
  return guard;
}

async function letGuard(
  guard: number,
  caseFile: string,
  { github, bot, tell }: StoryPlace,
): Promise<string> {
  must(
    (await statusText(github, guard)).startsWith("success"),
    "the sign-off does not stand any more",
  );
  await github.seed.mergePullRequest(guard);
  await deliver(bot, "pull_request", pullEvent(bot, "closed", guard));
  const text = await textAt(github, caseFile, "main");
  must(/^status: guarding$/m.test(text), `the case does not guard:\n${text}`);
  tell({
    title: "A guard",
    story: `dana merges #${guard}. What the case asks is as it was, so the sign-off of rae still counts.`,
    shows: [],
  });
  return text;
}

/** The action on a checkout with the whole history. */
async function runOn(event: RunnerEvent, sha: string, place: StoryPlace): Promise<ActionResult> {
  const { github, actionDir } = place;
  return await runAction({
    actionDir,
    github,
    event,
    cwd: await checkout(sha, place),
    permissions: { contents: "write", "pull-requests": "write" },
  });
}

async function checkout(sha: string, { github, folder }: StoryPlace): Promise<string> {
  const root = join(folder, sha.slice(0, 12));
  mkdirSync(root);
  await cloneInto(root, github, sha);
  return root;
}

type CommentJson = {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
};

/** The newest comment of the bot's. */
async function lastOn(github: GitHub, bot: Bot, number: number): Promise<string> {
  const path = `/repos/${github.repository}/issues/${number}/comments`;
  const comments = await github.look<readonly CommentJson[]>(path);
  return comments.findLast(({ user }) => user.login === bot.login)?.body ?? "";
}

async function pullOf(github: GitHub, number: number): Promise<SeededPull> {
  const found = await github.look<{
    readonly user: { readonly login: string };
    readonly head: { readonly ref: string; readonly sha: string };
    readonly base: { readonly ref: string; readonly sha: string };
    readonly merge_commit_sha: string;
  }>(`/repos/${github.repository}/pulls/${number}`);
  const { head, base, merge_commit_sha: mergeSha, user } = found;
  return {
    number,
    base,
    head: { ...head, repository: github.repository },
    mergeSha,
    author: user.login,
  };
}

async function onlyOpenPull(github: GitHub): Promise<number> {
  const open = await github.look<readonly { readonly number: number }[]>(
    `/repos/${github.repository}/pulls?state=open`,
  );
  const [one, ...others] = open;
  if (one === undefined || others.length > 0)
    throw new Error(`${open.length} pull requests are open`);
  return one.number;
}

async function bodyOf(github: GitHub, number: number): Promise<string> {
  return (await github.look<{ body: string }>(`/repos/${github.repository}/pulls/${number}`)).body;
}

async function statusText(github: GitHub, number: number): Promise<string> {
  const found = await signOffOn(github, await headOf(github, number));
  return found === undefined ? "none" : `${found.state}: ${found.description}`;
}

async function tipOfMain(github: GitHub): Promise<string> {
  const path = `/repos/${github.repository}/git/ref/heads/main`;
  return (await github.look<{ object: { sha: string } }>(path)).object.sha;
}

function pullEvent(bot: Bot, action: string, number: number): object {
  return { ...bot.about("lee"), action, pull_request: { number } };
}

async function deliver(bot: Bot, event: string, payload: object): Promise<void> {
  const status = await bot.deliver(event, payload);
  must(status === 200, `${event} was answered with ${status}`);
}

function must(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(`The story does not come out as told: ${otherwise}`);
}
