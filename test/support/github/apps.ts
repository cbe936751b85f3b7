// GitHub Apps: who holds the private key gets tokens for the installation, and nobody else.

import { createPublicKey, generateKeyPairSync, randomUUID, verify } from "node:crypto";
import { type Answer, badCredentials, notFound } from "./answers.ts";
import type { Call, Handler } from "./call.ts";
import type { OperationId } from "./contract.ts";
import { shaped } from "./shaped.ts";
import { ask, type InstalledApp, type Permissions, type Token, type World } from "./world.ts";

export type AppKey = {
  readonly appId: number;
  readonly privateKey: string;
  readonly installationId: number;
  /** What comments of the App carry. */
  readonly login: string;
};

let keys: { readonly publicKey: string; readonly privateKey: string } | undefined;

/** One pair a process: making one takes longer than all else that a test does. */
function keyPair(): NonNullable<typeof keys> {
  keys ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return keys;
}

/** Registers `tracegate`, whose tokens may do what is listed. */
export function installApp(world: World, permissions: Permissions): AppKey {
  const { publicKey, privateKey } = keyPair();
  const id = 4000 + world.apps.length;
  const installationId = 70_000 + world.apps.length;
  world.apps.push({ id, slug: "tracegate", installationId, publicKey, permissions });
  return { appId: id, privateKey, installationId, login: "tracegate[bot]" };
}

/** The App that signed a request, as a token that may do nothing in a repository. */
export function appOf(world: World, authorization: string | undefined): Token | Answer {
  const app = signerOf(world, authorization);
  return app === undefined
    ? badCredentials()
    : { login: `app ${app.slug}`, permissions: {}, repositories: [...world.repositories.keys()] };
}

function signerOf(world: World, authorization: string | undefined): InstalledApp | undefined {
  const [, jwt = ""] = /^bearer (.+)$/i.exec(authorization ?? "") ?? [];
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  const signed = Buffer.from(`${head}.${claims}`);
  const { iss, exp } = shaped<{ iss?: number | string; exp?: number }>(
    JSON.parse(Buffer.from(claims, "base64url").toString() || "{}"),
  );
  const app = world.apps.find(({ id }) => String(id) === String(iss));
  if (app === undefined || (exp ?? 0) * 1000 <= Date.now()) return undefined;
  const key = createPublicKey(app.publicKey);
  return verify("sha256", signed, key, Buffer.from(signature, "base64url")) ? app : undefined;
}

const stamp = "2026-11-01T00:00:00Z";

function createToken({ world, parameters }: Call): Answer {
  const app = world.apps.find(
    (one) => String(one.installationId) === parameters["installation_id"],
  );
  if (app === undefined) return notFound();
  const token = `ghs_${randomUUID().replaceAll("-", "")}Apps`;
  const { permissions } = app;
  const repositories = [...world.repositories.keys()];
  world.tokens.set(token, { login: `${app.slug}[bot]`, permissions, repositories });
  const expires = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
  const granted = Object.fromEntries(
    Object.entries(permissions).map(([name, level]) => [name.replace("-", "_"), level]),
  );
  return {
    status: 201,
    body: { token, expires_at: expires, permissions: granted, repository_selection: "selected" },
  };
}

async function describeApp({ world }: Call): Promise<Answer> {
  const owner = (await ask(world, `/users/${world.owner}`)).body;
  const [app] = world.apps;
  if (app === undefined) return notFound();
  const { id, slug } = app;
  const url = `${world.url}/apps/${slug}`;
  return {
    status: 200,
    body: {
      id,
      slug,
      node_id: "A_1",
      client_id: "Iv1.0",
      owner,
      name: "Tracegate",
      description: null,
      external_url: url,
      html_url: url,
      created_at: stamp,
      updated_at: stamp,
      permissions: {},
      events: [],
    },
  };
}

function installationOf({ world }: Call): Answer {
  const [app] = world.apps;
  if (app === undefined) return notFound();
  const { id, slug, installationId } = app;
  return {
    status: 200,
    body: {
      id: installationId,
      account: null,
      repository_selection: "selected",
      access_tokens_url: `${world.url}/app/installations/${installationId}/access_tokens`,
      repositories_url: `${world.url}/installation/repositories`,
      html_url: `${world.url}/settings/installations/${installationId}`,
      app_id: id,
      app_slug: slug,
      target_id: 1,
      target_type: "User",
      permissions: {},
      events: [],
      created_at: stamp,
      updated_at: stamp,
      single_file_name: null,
      suspended_by: null,
      suspended_at: null,
    },
  };
}

export const appFills: Partial<Record<OperationId, Handler>> = {
  "apps/create-installation-access-token": createToken,
  "apps/get-authenticated": describeApp,
  "apps/get-repo-installation": installationOf,
};
