import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { builtBot } from "../support/bot/built-bot.ts";
import { type Image, makeImage } from "../support/bot/image.ts";
import { labelledEvent, labelledReport } from "../support/bot/labelled-report.ts";
import { answerOn, onlyPull } from "../support/bot/look.ts";
import { botPermissions } from "../support/bot/start-bot.ts";
import { repository } from "../support/cruise.ts";
import { aGitHub } from "../support/github/hosts.ts";
import type { GitHub } from "../support/github/start-github.ts";

const secret = "a secret of some length";
const alertSecret = "another secret of some length";

let built = "";
beforeAll(async () => {
  built = await builtBot();
}, 300_000);

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-bot-server-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Running = {
  readonly url: string;
  readonly stop: () => void;
  /** Exit code, and all that it wrote. */
  readonly ended: Promise<{ readonly code: number | null; readonly log: string }>;
};

/** Starts a program that says where it listens, with nothing of this process's environment. */
async function start(
  command: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  const [, ...rest] = command;
  // Nothing of the repository can be found from there: no `node_modules`, no sources.
  const child = spawn(process.execPath, rest, {
    cwd,
    env: { PATH: dirname(process.execPath), ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let log = "";
  const ended = once(child, "close").then(() => ({ code: child.exitCode, log }));
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
    const [, port] = /listens at http:\/\/[\d.]+:(\d+)/.exec(log) ?? [];
    if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
  });
  void ended.then((end) => reject(new Error(`it ended with ${end.code}: ${end.log}`)));
  return { url: await promise, stop: () => void child.kill("SIGTERM"), ended };
}

type App = { readonly environment: Record<string, string>; readonly installation: number };

function anApp(github: GitHub): App {
  const { appId, privateKey, installationId } = github.installApp(botPermissions);
  const environment = {
    APP_ID: String(appId),
    // As a secret of a platform holds it, on one line.
    PRIVATE_KEY: Buffer.from(privateKey).toString("base64"),
    WEBHOOK_SECRET: secret,
    TRACEGATE_ALERT_SECRET: alertSecret,
    GITHUB_API_URL: github.url,
  };
  return { environment, installation: installationId };
}

async function deliver(url: string, installation: number, issue: number): Promise<number> {
  const about = {
    installation: { id: installation },
    repository: { full_name: "acme/shop-agent", default_branch: "main" },
    sender: { login: "lee", type: "User" },
  };
  const body = JSON.stringify(labelledEvent(about, issue));
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const response = await fetch(`${url}/api/github/webhooks`, {
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

/** What the Dockerfile makes of a checkout after `npm run build`. */
function anImage(): { readonly image: Image; readonly folder: string } {
  const context = aFolder();
  cpSync(join(built, "dist"), join(context, "dist"), { recursive: true });
  cpSync(join(repository, "LICENSE"), join(context, "LICENSE"));
  const root = aFolder();
  const image = makeImage(join(repository, "Dockerfile"), context, root);
  return { image, folder: join(root, image.folder) };
}

describe("the image that the Dockerfile makes", () => {
  test("is what this test can start: the same Node, nobody's root, and the port that it names", () => {
    const { image } = anImage();
    const [major] = process.versions.node.split(".");
    expect(image).toMatchObject({ base: `node:${major}-alpine`, user: "node" });
    expect(image.environment).toEqual({ NODE_ENV: "production", PORT: "3000", HOST: "0.0.0.0" });
    expect(image.port).toBe(3000);
    expect(image.healthcheck).toContain("http://127.0.0.1:3000/healthz");
    expect(image.command[0]).toBe("node");
  });

  test("is well, answers a report, and ends when it is told to, with what is in flight", async () => {
    const github = await aGitHub();
    const { environment, installation } = anApp(github);
    const { image, folder } = anImage();
    const issue = await labelledReport(github);
    const bot = await start(image.command, folder, {
      ...image.environment,
      ...environment,
      PORT: "0",
    });
    const [path = ""] = /\/healthz/.exec(image.healthcheck) ?? [];
    const health = await fetch(bot.url + path);
    expect([health.status, await health.text()]).toEqual([200, "ok\n"]);
    expect((await fetch(`${bot.url}/`)).status).toBe(404);
    // It is told to stop while it works.
    github.fault({
      kind: "meanwhile",
      operation: "git/create-tree",
      nth: 1,
      happen: async () => {
        bot.stop();
        await expect.poll(() => refuses(bot.url)).toBe(true);
      },
    });
    expect(await deliver(bot.url, installation, issue)).toBe(200);
    expect(await bot.ended).toMatchObject({ code: 0 });
    expect(await answerOn(github, issue)).toContain(`Opened #${(await onlyPull(github)).number}`);
  });

  test("says what is missing in its environment, and ends with 2", async () => {
    const { image, folder } = anImage();
    await expect(start(image.command, folder, { APP_ID: "4471" })).rejects.toThrow(
      /ended with 2: The environment variable PRIVATE_KEY is not set/,
    );
  });
});

test("the function for platforms that call one answers the same requests", async () => {
  const github = await aGitHub();
  const { environment, installation } = anApp(github);
  const folder = aFolder();
  cpSync(join(built, "dist/bot"), folder, { recursive: true });
  // What such a platform does.
  const platform = `import { createServer } from "node:http";
import { handler } from "./serverless.js";
const server = createServer((request, response) => void handler(request, response));
server.listen(0, "127.0.0.1", () =>
  console.error("listens at http://127.0.0.1:" + server.address().port));
process.once("SIGTERM", () => server.close());
`;
  writeFileSync(join(folder, "platform.js"), platform);
  const issue = await labelledReport(github);
  const bot = await start(["node", "platform.js"], folder, environment);
  expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  expect(await deliver(bot.url, installation, issue)).toBe(200);
  expect(await answerOn(github, issue)).toContain(`Opened #${(await onlyPull(github)).number}`);
  const alert = await fetch(`${bot.url}/api/tracegate/reports`, {
    method: "POST",
    headers: { authorization: "Bearer of nothing" },
  });
  expect(alert.status).toBe(401);
});

/** Whether nothing listens there any more. */
async function refuses(url: string): Promise<boolean> {
  return await fetch(`${url}/healthz`, { headers: { connection: "close" } }).then(
    () => false,
    () => true,
  );
}
