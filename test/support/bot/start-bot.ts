// The bot as a server of its own on loopback, with an App of the loopback GitHub, told of events by signed webhooks.

import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { Probot, ProbotOctokit } from "probot";
import { onTestFinished } from "vitest";
import { botListener, serveBot, webhookPath } from "../../../src/bot/serve.ts";
import type { BotSettings } from "../../../src/bot/settings.ts";
import { hurried } from "../github/hosts.ts";
import type { GitHub } from "../github/start-github.ts";
import type { Permissions } from "../github/world.ts";
import { recorded } from "../runner/events.ts";

/** What `app.yml` asks for. */
export const botPermissions: Permissions = {
  contents: "write",
  issues: "write",
  "pull-requests": "write",
  statuses: "write",
  members: "read",
};

export type Bot = {
  readonly url: string;
  readonly login: string;
  /** Delivers an event as GitHub does; the status of the answer. */
  readonly deliver: (event: string, payload: object, secret?: string) => Promise<number>;
  /** Payload fields that every event has. */
  readonly about: (sender: string) => object;
};

/** As GitHub sends it: octokit's recorded payload, with what the test says in its place. */
function asRecorded(event: string, payload: object): object {
  const action =
    "action" in payload && event !== "repository_dispatch" ? payload.action : undefined;
  const example = recorded(event, typeof action === "string" ? action : undefined);
  const parts = Object.entries(payload).map(([key, value]: [string, unknown]) => {
    const was = example[key];
    const isPart = key !== "client_payload" && isObject(was) && isObject(value);
    return [key, isPart ? { ...was, ...value } : value];
  });
  return { ...example, ...Object.fromEntries(parts) };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

type Settings = Partial<BotSettings> & {
  readonly alertSecret?: string;
  /** What the App may do; what `app.yml` asks for where it is left out. */
  readonly permissions?: Permissions;
};

/** Starts one replica, which ends with the test; several may serve the same GitHub. */
export async function startBot(github: GitHub, settings: Settings = {}): Promise<Bot> {
  const bot = await openBot(github, settings);
  onTestFinished(() => bot.close());
  return bot;
}

/** Starts one replica for whoever closes it. */
export async function openBot(
  github: GitHub,
  settings: Settings = {},
): Promise<Bot & { readonly close: () => Promise<void> }> {
  const { alertSecret, permissions = botPermissions, ...asked } = settings;
  const secret = randomBytes(16).toString("hex");
  const { appId, privateKey, installationId, login } = github.installApp(permissions);
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    baseUrl: github.url,
    logLevel: "fatal",
    // Only the function form turns throttling off.
    Octokit: ProbotOctokit.defaults((given: object) => ({
      ...given,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
  const listener = await botListener(
    probot,
    {
      apiUrl: github.url,
      place: { folder: "", configPath: "tracegate.yaml" },
      environment: {},
      surrogateKey: "a key that is the same in every run",
      patience: hurried(),
      ...asked,
    },
    alertSecret,
  );
  const server = await serveBot(listener, { host: "127.0.0.1", port: 0 });
  const [owner = "", name = ""] = github.repository.split("/");
  return {
    close: () => server.close(),
    url: server.url,
    login,
    deliver: async (event, payload, signedWith = secret) => {
      const body = JSON.stringify(asRecorded(event, payload));
      const signature = createHmac("sha256", signedWith).update(body).digest("hex");
      const response = await fetch(server.url + webhookPath, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-github-event": event,
          "x-github-delivery": randomUUID(),
          "x-hub-signature-256": `sha256=${signature}`,
        },
        body,
      });
      await response.arrayBuffer();
      return response.status;
    },
    about: (sender) => ({
      installation: { id: installationId },
      repository: {
        full_name: github.repository,
        default_branch: "main",
        name,
        owner: { login: owner },
      },
      sender: { login: sender, type: sender.endsWith("[bot]") ? "Bot" : "User" },
    }),
  };
}
