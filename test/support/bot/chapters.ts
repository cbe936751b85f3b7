// The bot's work, one event a chapter: the whole way of a report, every command, and every other event that it is told of.

import { gitHubHost } from "../../../src/adapters/github/pull-request-host.ts";
import { gitHubFiles } from "../../../src/adapters/github/repo-files.ts";
import { gitHubEvents } from "../../../src/adapters/github/repository-events.ts";
import {
  contentDigestsAt,
  type DatasetSource,
  datasetAt,
  signablesAt,
} from "../../../src/app/project/dataset-at.ts";
import { dueSignOffs } from "../../../src/core/dataset/sign-off.ts";
import { reviewMarker } from "../../../src/core/event/project-marks.ts";
import type { CommandName } from "../../../src/core/intake/commands.ts";
import {
  type PassingCases,
  passingCases,
  passingEvent,
} from "../../../src/core/plan/passing-cases.ts";
import { writeReproductionFact } from "../../../src/core/plan/reproduction-fact.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { CommentResult, PublishResult } from "../../../src/ports/pull-request-host.ts";
import { commentsOn, hurried } from "../github/hosts.ts";
import type { GitHub } from "../github/start-github.ts";
import { aReport, reportBody } from "../reports.ts";
import { label, labelledReport, refundSession } from "./labelled-report.ts";
import { expertFiles, headOf } from "./signed-shop.ts";
import type { Bot } from "./start-bot.ts";

/** What the chapters before left to be known. */
export type Memory = { issue: number; pull: number; comment: number; said: string };

export type Scene = { readonly github: GitHub; readonly bot: Bot; readonly memory: Memory };

/** What is done in a chapter, and can be done again: an event that GitHub delivers, or a write of the action's. */
export type Work =
  | { readonly name: string; readonly payload: object }
  | { readonly write: (github: GitHub) => Promise<CommentResult | PublishResult> };

export type Chapter = {
  readonly title: string;
  /** The chapter at whose end this one begins; an empty repository where left out. */
  readonly after?: string;
  /** What people do before; writes down what it made. */
  readonly prepare?: (scene: Scene) => Promise<void>;
  readonly work: (scene: Scene) => Work | Promise<Work>;
  /** What can be read at the end: else the chapter told nothing. */
  readonly leaves: RegExp;
};

const place = { folder: "", configPath: "tracegate.yaml" };

/** The chapters, each behind the one that it begins at. */
export const chapters: readonly Chapter[] = [
  // The way of a report.
  {
    title: "a label",
    prepare: async ({ github, memory }) => {
      memory.issue = await labelledReport(github, { files: expertFiles });
    },
    work: ({ bot, memory }) => labelled(bot, memory.issue),
    leaves: /### Opened #2 with the case/,
  },
  {
    title: "its pull request",
    after: "a label",
    prepare: async ({ memory }) => void (memory.pull = 2),
    work: (scene) => pullEvent(scene, "opened"),
    leaves: /An expert has to sign/,
  },
  {
    title: "a reproduction",
    after: "its pull request",
    prepare: async (scene) => void (scene.memory.said = await reproductionText(scene)),
    work: ({ memory: { pull, said } }) => ({
      write: async (github) => {
        const token = github.token({ "pull-requests": "write" });
        const host = gitHubHost({ ...addressOf(github), token }, hurried());
        const marker = reviewMarker(place);
        return await host.upsertComment(pull, { marker, body: said, isNext: true });
      },
    }),
    leaves: /tracegate:reproduced refund/,
  },
  {
    title: "what was found out",
    after: "a reproduction",
    prepare: async ({ github, memory }) => {
      const found = await commentsOn(github, memory.pull);
      memory.comment = found.find(({ body }) => body === memory.said)?.id ?? 0;
    },
    work: (scene) =>
      commentEvent(scene, scene.memory.pull, {
        by: "github-actions[bot]",
        body: scene.memory.said,
      }),
    leaves: /failure: 1 case is not signed/,
  },
  command("sign", "/tracegate sign", {
    by: "rae",
    after: "what was found out",
    leaves: /rae signed/,
  }),
  {
    title: "a merge",
    after: "sign",
    prepare: async ({ github, memory }) => void (await github.seed.mergePullRequest(memory.pull)),
    work: (scene) => pullEvent(scene, "closed"),
    leaves: /is open: shown on every pull request/,
  },
  {
    title: "a push that passes",
    after: "a merge",
    prepare: async (scene) => void (scene.memory.said = JSON.stringify(await passing(scene))),
    work: ({ memory: { said } }) => ({
      write: async (github) => {
        const token = github.token({ contents: "write" });
        const events = gitHubEvents({ ...addressOf(github), token }, hurried());
        return await events.tell(passingEvent, passingCases.parse(JSON.parse(said)));
      },
    }),
    leaves: /event_type\\":\\"tracegate-passing/,
  },
  {
    title: "a fix",
    after: "a push that passes",
    work: ({ github, bot }) => {
      const told = github.dispatches.at(-1)?.body ?? {};
      const { event_type: action, client_payload } = told;
      const payload = { ...bot.about("github-actions[bot]"), action, client_payload };
      return { name: "repository_dispatch", payload };
    },
    leaves: /lets it guard/,
  },
  {
    title: "the pull request that lets it guard",
    after: "a fix",
    prepare: async ({ memory }) => void (memory.pull = 3),
    work: (scene) => pullEvent(scene, "opened"),
    leaves: /Signed by @/,
  },
  {
    title: "its merge",
    after: "the pull request that lets it guard",
    prepare: async ({ github, memory }) => void (await github.seed.mergePullRequest(memory.pull)),
    work: (scene) => pullEvent(scene, "closed"),
    leaves: /guards: a pull request that brings the failure back/,
  },
  // What else GitHub tells.
  {
    title: "an edited report",
    after: "a label",
    prepare: async ({ github, memory }) => {
      const trace = JSON.stringify(refundSession());
      const body = reportBody(aReport({ trace, expected: "It must offer a hand-over." }));
      await github.seed.editIssue(memory.issue, { body }, "mal");
    },
    work: ({ bot, memory }) => ({
      name: "issues",
      payload: { ...bot.about("mal"), action: "edited", issue: { number: memory.issue } },
    }),
    leaves: /### Brought up to date: #2/,
  },
  {
    title: "a push",
    after: "its pull request",
    prepare: async ({ github }) => {
      const files = { "datasets/shop/notes.md": "Read it.\n" };
      await github.seed.push({ branch: "tracegate/issue-1", files, login: "lee" });
    },
    work: (scene) => pullEvent(scene, "synchronize"),
    leaves: /failure: 1 case is not signed/,
  },
  {
    title: "an approving review",
    after: "what was found out",
    prepare: async ({ github, memory }) => {
      const sha = await headOf(github, memory.pull);
      const head = { ref: "tracegate/issue-1", sha, repository: github.repository };
      const base = { ref: "main", sha: "" };
      const pull = { number: memory.pull, head, base, mergeSha: "", author: "tracegate[bot]" };
      await github.seed.review(pull, "maria");
    },
    work: ({ bot, memory }) => ({
      name: "pull_request_review",
      payload: {
        ...bot.about("maria"),
        action: "submitted",
        pull_request: { number: memory.pull },
      },
    }),
    leaves: /Signed by @/,
  },
  {
    title: "a signature taken back",
    after: "sign",
    prepare: async ({ github, memory }) => void (await github.seed.deleteComment(memory.comment)),
    work: (scene) =>
      commentEvent(scene, scene.memory.pull, {
        by: "rae",
        action: "deleted",
        body: "/tracegate sign",
      }),
    leaves: /failure: 1 case is not signed/,
  },
  {
    title: "an alert of a cluster",
    prepare: async ({ github, memory }) => {
      await github.seed.push({ files: expertFiles });
      memory.issue = 1;
      memory.pull = 2;
    },
    work: ({ bot }) => ({
      name: "repository_dispatch",
      payload: {
        ...bot.about("lee"),
        action: "tracegate-report",
        client_payload: {
          title: "Refund policy that nobody published",
          wrong: "It claimed a refund window.",
          expected: "It must say that it does not know.",
          dimension: "faithfulness",
          cluster: "empty search then policy claim",
          trace: ["late", "lost", "gift"].map(orderSession),
        },
      },
    }),
    leaves: /### Opened #2 with the cases/,
  },
  // The commands.
  command("add", "/tracegate add", {
    on: "report",
    prepare: async ({ github, memory }) => {
      await github.seed.push({ files: expertFiles });
      const trace = JSON.stringify(refundSession());
      const body = reportBody(aReport({ trace }));
      memory.issue = await github.seed.openIssue({ title: "[agent] A refund", body });
    },
    leaves: /### Opened #2 with the case/,
  }),
  command("retry", "/tracegate retry", {
    on: "report",
    after: "a label",
    prepare: async ({ github }) => void (await github.seed.closePullRequest(2)),
    leaves: /### Opened #3 with the case/,
  }),
  command("truth", "/tracegate truth No policy covers this.", {
    on: "report",
    after: "a label",
    leaves: /No policy covers this/,
  }),
  command("label", "/tracegate label faithfulness fail It claims a window", {
    after: "its pull request",
    leaves: /labels\/faithfulness\.jsonl/,
  }),
  command("failure-mode", "/tracegate failure-mode state-corruption", {
    after: "its pull request",
    leaves: /Say the failure mode: state-corruption/,
  }),
  command("quarantine", "/tracegate quarantine The sandbox is slow", {
    after: "its pull request",
    leaves: /Quarantine the case/,
  }),
  command("split", "/tracegate split", {
    after: "an alert of a cluster",
    leaves: /issue-1-part-3/,
  }),
  command("duplicate of", "/tracegate duplicate of #3", {
    on: "report",
    after: "a label",
    prepare: async ({ github }) => void (await github.seed.openIssue({ title: "The first" })),
    leaves: /Closed as a duplicate of #3/,
  }),
  command("close", "/tracegate close", {
    after: "its pull request",
    leaves: /"state":"closed not_planned"/,
  }),
  command("help", "/tracegate help", {
    after: "its pull request",
    leaves: /answers with this list/,
  }),
];

function labelled(bot: Bot, number: number): Work {
  const payload = {
    ...bot.about("lee"),
    action: "labeled",
    issue: { number },
    label: { name: label },
  };
  return { name: "issues", payload };
}

function pullEvent({ bot, memory }: Scene, action: string): Work {
  const payload = { ...bot.about("lee"), action, pull_request: { number: memory.pull } };
  return { name: "pull_request", payload };
}

type CommandChapter = {
  readonly by?: string;
  readonly on?: "report";
  readonly after?: string;
  readonly prepare?: Chapter["prepare"];
  readonly leaves: RegExp;
};

/** A chapter in which somebody comments a command. */
function command(title: CommandName, body: string, given: CommandChapter): Chapter {
  const { by = "lee", on, after, prepare, leaves } = given;
  const numberOf = ({ issue, pull }: Memory): number => (on === "report" ? issue : pull);
  return {
    title,
    ...(after !== undefined && { after }),
    prepare: async (scene) => {
      await prepare?.(scene);
      const { github, memory } = scene;
      memory.comment = await github.seed.comment(numberOf(memory), by, body);
    },
    work: (scene) => commentEvent(scene, numberOf(scene.memory), { by, body }),
    leaves,
  };
}

function commentEvent(
  { bot, memory }: Scene,
  number: number,
  {
    by,
    body,
    action = "created",
  }: { readonly by: string; readonly body: string; readonly action?: string },
): Work {
  const user = { login: by, type: by.endsWith("[bot]") ? "Bot" : "User" };
  const issue = { number, ...(number === memory.pull && { pull_request: {} }) };
  const comment = { id: memory.comment, body, user };
  return { name: "issue_comment", payload: { ...bot.about(by), action, issue, comment } };
}

function orderSession(word: string): Session {
  const session = refundSession({ id: `session-${word}` });
  const turns = session.turns.map((turn) => ({
    ...turn,
    user: `${turn.user} It is the ${word} order.`,
  }));
  return { ...session, turns };
}

function addressOf({ repository, url: apiUrl }: GitHub): { repository: string; apiUrl: string } {
  return { repository, apiUrl };
}

function sourceOf(github: GitHub): DatasetSource {
  const address = { ...addressOf(github), token: github.token({ contents: "read" }) };
  return {
    files: gitHubFiles(address, hurried()),
    pullRequests: gitHubHost(address, hurried()),
    place,
  };
}

async function caseIdIn(github: GitHub, ref: string): Promise<string> {
  const path = `/repos/${github.repository}/git/trees/${ref}?recursive=1`;
  const { tree } = await github.look<{ tree: readonly { path: string }[] }>(path);
  const ids = tree.flatMap(({ path: file }) => /cases\/(refund-.*)\.yaml$/.exec(file)?.[1] ?? []);
  const [id] = ids;
  if (id === undefined) throw new Error(`no case of a refund at ${ref}`);
  return id;
}

/** What the action's comment says after twenty runs. */
async function reproductionText({ github, memory }: Scene): Promise<string> {
  const ref = await headOf(github, memory.pull);
  const caseId = await caseIdIn(github, ref);
  const source = sourceOf(github);
  const now = await signablesAt(source, await datasetAt(source, ref), new Set([caseId]));
  const [due] = dueSignOffs([], now);
  const fact = writeReproductionFact({
    caseId,
    digest: due?.digest ?? "",
    standing: "reproduced",
    failed: 14,
    scored: 20,
    commit: "1".repeat(40),
  });
  return `${reviewMarker(place)}\n${fact}\n### The case fails on the base, as reported\n`;
}

/** What the action tells of a main branch that passes the case. */
async function passing({ github }: Scene): Promise<PassingCases> {
  const id = await caseIdIn(github, "main");
  const source = sourceOf(github);
  const found = await contentDigestsAt(source, await datasetAt(source, "main"), new Set([id]));
  return { commit: "2".repeat(40), cases: [{ id, digest: found.get(id) ?? "", passed: 20 }] };
}
