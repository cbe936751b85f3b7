import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { takeAlert } from "../app/intake/take-alert.ts";
import { composeIntake } from "../compose/compose-intake.ts";
import { UserError } from "../core/errors.ts";
import { alertShape } from "../core/intake/alert.ts";
import type { Desks } from "./desk.ts";
import type { Lanes } from "./lanes.ts";

/** Where alerts arrive that no workflow sends. */
export const alertPath = "/api/tracegate/reports";

const mostBytes = 25 * 1024 * 1024;

const request = alertShape.extend({
  /** `owner/name`. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** The branch that cases are added to. */
  base: z.string().min(1).max(200).default("main"),
});

type Answer = { readonly status: number; readonly body: object };

/**
 * Answers a request for the endpoint; false where it is for another place.
 *
 * @param secret the caller must send it as `Authorization: Bearer …`; nothing is answered where there is none.
 */
export function alertEndpoint(
  desks: Desks,
  lanes: Lanes,
  secret: string | undefined,
): (incoming: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (incoming, response) => {
    if (incoming.url?.split("?", 1)[0] !== alertPath || secret === undefined) return false;
    const { status, body } = await answer(incoming, { desks, lanes, secret });
    const text = `${JSON.stringify(body)}\n`;
    response.writeHead(status, { "content-type": "application/json" }).end(text);
    return true;
  };
}

type Endpoint = { readonly desks: Desks; readonly lanes: Lanes; readonly secret: string };

async function answer(
  incoming: IncomingMessage,
  { desks, lanes, secret }: Endpoint,
): Promise<Answer> {
  if (incoming.method !== "POST") return { status: 405, body: { error: "only POST is answered" } };
  if (!isSame(incoming.headers.authorization ?? "", `Bearer ${secret}`))
    return { status: 401, body: { error: "the secret is missing or wrong" } };
  const text = await readBody(incoming);
  if (text === undefined) return { status: 413, body: { error: "more than 25 MB" } };
  const read = request.safeParse(parseJson(text));
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    return { status: 400, body: { error: "this is no alert", problems } };
  }
  const { repository, base, ...alert } = read.data;
  try {
    const taken = await lanes.run(`${repository}#`, async () => {
      const place = { repository: { full_name: repository, default_branch: base } };
      const desk = await desks.open(place);
      const ports = await composeIntake(desk.ports, { ...desk.settings, repository });
      return await takeAlert(alert, base, { ...ports, issues: desk.ports.issues });
    });
    return { status: 200, body: { issue: taken.issue, url: taken.url } };
  } catch (error) {
    if (error instanceof UserError)
      return { status: 422, body: { error: error.message, fix: error.fix } };
    throw error;
  }
}

/** Takes the same time whatever is sent. */
function isSame(sent: string, expected: string): boolean {
  return timingSafeEqual(digestOf(sent), digestOf(expected));
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
