/** What the bot costs: requests and time for one report with a trace of 1 MB, and memory for 200 webhooks. See README.md. */
import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { label, refundSession, shopFiles } from "../test/support/bot/labelled-report.ts";
import { type GitHub, startGitHub } from "../test/support/github/start-github.ts";
import { aReport, reportBody } from "../test/support/reports.ts";

const secret = "a secret that only the benchmark knows";
const port = 41_000 + Math.floor(Math.random() * 1_000);
const tickMs = 10;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function report(github: GitHub, fields: object, order: number): Promise<number> {
  const title = `[agent] Refund of order ${order}`;
  const number = await github.seed.openIssue({ title, body: reportBody(aReport(fields)) });
  await github.seed.label(number, label);
  return number;
}

async function deliver(github: GitHub, installation: number, number: number): Promise<number> {
  const body = JSON.stringify({
    action: "labeled",
    installation: { id: installation },
    repository: { full_name: github.repository, default_branch: "main" },
    sender: { login: "lee", type: "User" },
    issue: { number },
    label: { name: label },
  });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

/** The branches of all pull requests. */
async function pullsOn(github: GitHub): Promise<readonly string[]> {
  const all: string[] = [];
  for (let page = 1; all.length === (page - 1) * 100; page += 1) {
    const path = `/repos/${github.repository}/pulls?state=all&per_page=100&page=${page}`;
    const pulls = await github.look<readonly { readonly head: { readonly ref: string } }[]>(path);
    all.push(...pulls.map(({ head }) => head.ref));
  }
  return all;
}

/** How often the bot answered an issue. */
async function answersOn(github: GitHub, issue: number): Promise<number> {
  const path = `/repos/${github.repository}/issues/${issue}/comments`;
  const comments = await github.look<readonly { readonly body: string }[]>(path);
  return comments.filter(({ body }) => body.includes("### Opened #")).length;
}

/** User and system time of the bot's process. */
function cpuMs(pid: number): number {
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const fields = rest.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

function peakMb(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

type Bot = { readonly github: GitHub; readonly installation: number; readonly pid: number };

/** A server of the bot in a process of its own, on a GitHub of its own. */
async function withBot(measure: (bot: Bot) => Promise<void>): Promise<void> {
  const github = await startGitHub();
  const app = github.installApp({
    contents: "write",
    issues: "write",
    "pull-requests": "write",
    statuses: "write",
  });
  const entry = process.argv[2] ?? join(import.meta.dirname, "..", "src", "bot", "server.ts");
  const server = spawn(
    process.execPath,
    ["--max-semi-space-size=8", "--optimize-for-size", entry],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        APP_ID: String(app.appId),
        PRIVATE_KEY: app.privateKey,
        WEBHOOK_SECRET: secret,
        GITHUB_API_URL: github.url,
        HOST: "127.0.0.1",
        PORT: String(port),
      },
    },
  );
  await once(server.stderr, "data");
  try {
    await measure({ github, installation: app.installationId, pid: server.pid ?? 0 });
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    await github.close();
  }
}

const session = refundSession();

/** So many webhooks at once, each about one of so many reports. */
async function manyWebhooks(
  { github, installation, pid }: Bot,
  { webhooks, reports }: { readonly webhooks: number; readonly reports: number },
): Promise<void> {
  await github.seed.push({ files: shopFiles });
  const numbers: number[] = [];
  for (let order = 2; order < reports + 2; order += 1) {
    const told = session.turns.map((turn) => ({
      ...turn,
      user: `${turn.user} Order ${order}${order}.`,
    }));
    const trace = JSON.stringify({ ...session, id: `session-${order}`, turns: told });
    numbers.push(await report(github, { trace }, order));
  }
  const events = Array.from({ length: webhooks / reports }, () => numbers).flat();
  const statuses = await Promise.all(events.map((one) => deliver(github, installation, one)));
  // GitHub is answered after ten seconds, and the work goes on.
  const until = Date.now() + 240_000;
  const areDone = async (): Promise<boolean> => {
    for (const number of numbers) if ((await answersOn(github, number)) === 0) return false;
    return true;
  };
  while (!(await areDone()) && Date.now() < until)
    await new Promise((wake) => setTimeout(wake, 1_000));
  await new Promise((wake) => setTimeout(wake, 3_000));
  const failed = statuses.filter((status) => status !== 200 && status !== 202).length;
  const branches = await pullsOn(github);
  const lost = numbers.filter((number) => !branches.includes(`tracegate/issue-${number}`)).length;
  const answers = await Promise.all(numbers.map((number) => answersOn(github, number)));
  const doubled =
    answers.filter((count) => count > 1).length + branches.length - new Set(branches).size;
  print(`${events.length} webhooks at once, about ${reports} reports: ${failed} failed`);
  print(
    `  ${branches.length} pull requests, ${lost} lost, ${doubled} doubled, peak ${peakMb(pid)} MB`,
  );
}

async function largeTrace({ github, installation, pid }: Bot): Promise<void> {
  await github.seed.push({ files: shopFiles });
  const long = "The late fee is named in no policy. ".repeat(28_000);
  const turns = session.turns.map((turn) => ({
    ...turn,
    steps: turn.steps.map((step) => ({ ...step, result: [long] })),
  }));
  const large = JSON.stringify({ ...session, turns });
  await github.seed.push({ files: { "traces/late-fee.json": large } });
  const number = await report(github, { trace: "", place: "traces/late-fee.json" }, 1);
  const [asked, spent, start] = [github.requests.length, cpuMs(pid), performance.now()];
  await deliver(github, installation, number);
  const wallMs = Math.round(performance.now() - start);
  const requests = github.requests.slice(asked);
  const opened = requests.findIndex(({ operation }) => operation === "pulls/create") + 1;
  print(`1 MB trace: ${opened} requests from the label to the opened pull request`);
  print(
    `  ${cpuMs(pid) - spent} ms of our own CPU, ${wallMs} ms with the loopback GitHub's own work`,
  );
}

await withBot((bot) => manyWebhooks(bot, { webhooks: 200, reports: 20 }));
await withBot((bot) => manyWebhooks(bot, { webhooks: 200, reports: 200 }));
await withBot(largeTrace);
