// Stands between a client and emulate: holds every request and answer to GitHub's contract, judges
// tokens, plays faults, and answers itself where emulate cannot.

import { setTimeout as sleep } from "node:timers/promises";
import { refuse, tokenOf } from "./access.ts";
import { type Answer, type JsonObject, notFound, refusal } from "./answers.ts";
import { appOf } from "./apps.ts";
import { type Call, passOn } from "./call.ts";
import { checkRequest, checkResponse, type MatchedOperation, matchOperation } from "./contract.ts";
import { type FaultRule, type Faults, faultyAnswer } from "./faults.ts";
import { fills } from "./fills/fills.ts";
import { answerGraph } from "./graph.ts";
import { exceedLimit } from "./limits.ts";
import { numberRepositories } from "./pages.ts";
import { polish } from "./polish.ts";
import type { LoggedRequest, Violation } from "./request-log.ts";
import { shaped } from "./shaped.ts";
import { ask, type World } from "./world.ts";

export type Gateway = {
  readonly world: World;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  readonly violations: Violation[];
  readonly stop: AbortSignal;
};

export type Incoming = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** What to put on the wire: nothing at all, half an answer, or an answer. */
export type Outcome =
  | { readonly kind: "cut" }
  | { readonly kind: "answer"; readonly answer: Answer; readonly isCut: boolean };

/** Links name repositories by number; everything else in here goes by name. */
function namedPath(world: World, path: string): string {
  const [, id] = /^\/repositories\/(\d+)\//.exec(path) ?? [];
  const repository = [...world.repositories.values()].find((one) => String(one.id) === id);
  return repository === undefined
    ? path
    : path.replace(/^\/repositories\/\d+/, `/repos/${repository.fullName}`);
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return Symbol.for("unparsable");
  }
}

async function isPlainIssue(world: World, call: Omit<Call, "token">): Promise<boolean> {
  const { comment_id: comment, issue_number: issue } = call.parameters;
  const base = `/repos/${call.repository?.fullName}`;
  if (comment === undefined && issue === undefined) return false;
  let number = issue;
  if (comment !== undefined) {
    const answer = await ask(world, `${base}/issues/comments/${comment}`);
    const { issue_url: url } = shaped<{ issue_url?: string }>(answer.body);
    number = /\d+$/.exec(url ?? "")?.[0];
  }
  // emulate answers this for plain issues only.
  return (await ask(world, `${base}/issues/${number}`)).status === 200;
}

/** Everything GitHub checks before it acts. */
async function refuseCall(
  gateway: Gateway,
  call: Call,
  match: MatchedOperation,
): Promise<Answer | undefined> {
  const { world, violations } = gateway;
  const request = `${call.method} ${call.path}`;
  const { operation, token, repository } = call;
  const plain = await isPlainIssue(world, call);
  if ("owner" in match.parameters && repository === undefined) return notFound();
  const denied = refuse({ operation, token, repository, isPlainIssue: plain });
  if (denied !== undefined) return denied;
  const problems = checkRequest(match, call.query, call.body);
  if (problems.length > 0) {
    violations.push({ kind: "request", request, problems });
    return refusal(422, `Invalid request.\n\n${problems.join("\n")}`);
  }
  const tooLong = exceedLimit(operation, call.body);
  if (tooLong !== undefined) {
    violations.push({ kind: "limit", request, problems: [JSON.stringify(tooLong.body)] });
  }
  return tooLong;
}

/** GitHub's own answer, or the reason why the request never got there. */
async function heed(
  gateway: Gateway,
  incoming: Incoming,
  match: MatchedOperation,
): Promise<Answer> {
  const { world } = gateway;
  const { owner, repo } = match.parameters;
  const isApp = match.operation.operationId.startsWith("apps/");
  const token = isApp
    ? appOf(world, incoming.headers["authorization"])
    : tokenOf(world, incoming.headers["authorization"]);
  if (token !== undefined && "status" in token) return token;
  const body = parseBody(incoming.body);
  if (typeof body === "symbol") return refusal(400, "Problems parsing JSON");
  const call: Call = {
    operation: match.operation.operationId,
    method: incoming.method,
    path: namedPath(world, incoming.url.pathname),
    parameters: match.parameters,
    query: incoming.url.searchParams,
    body: shaped<JsonObject | undefined>(body),
    accept: incoming.headers["accept"],
    token,
    repository: world.repositories.get(`${owner}/${repo}`),
    world,
  };
  return (await refuseCall(gateway, call, match)) ?? act(call);
}

async function act(call: Call): Promise<Answer> {
  const answer = await (fills[call.operation] ?? passOn)(call);
  return withNumberedLinks(polish(answer, call.operation, call.world), call);
}

/** What GitHub would answer the owner; nothing is logged, refused or faulted. */
export async function look(world: World, path: string): Promise<unknown> {
  const { pathname, searchParams: query } = new URL(path, world.url);
  const match = matchOperation("GET", pathname);
  if (match === undefined) throw new Error(`The slice has no operation GET ${pathname}`);
  const { owner, repo } = match.parameters;
  const answer = await act({
    operation: match.operation.operationId,
    method: "GET",
    path: pathname,
    parameters: match.parameters,
    query,
    body: undefined,
    accept: undefined,
    token: undefined,
    repository: world.repositories.get(`${owner}/${repo}`),
    world,
  });
  if (answer.status >= 300) throw new Error(`GET ${path} → ${JSON.stringify(answer)}`);
  return answer.body;
}

function withNumberedLinks(answer: Answer, { repository }: Call): Answer {
  const link = answer.headers?.["link"];
  if (link === undefined || repository === undefined) return answer;
  const numbered = numberRepositories(link, repository.fullName, repository.id);
  return { ...answer, headers: { ...answer.headers, link: numbered } };
}

/** The headers that are on every answer of GitHub. */
function withUsualHeaders(answer: Answer): Answer {
  return {
    ...answer,
    headers: {
      "x-github-request-id": "LOOP:BACK",
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "4999",
      "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 3600),
      "x-ratelimit-resource": "core",
      ...answer.headers,
    },
  };
}

async function play(
  gateway: Gateway,
  { fault, query }: { readonly fault: FaultRule | undefined; readonly query: URLSearchParams },
  real: () => Promise<Answer>,
): Promise<Outcome> {
  if (fault?.kind === "slow") await sleep(fault.delayMs, undefined, { signal: gateway.stop });
  if (fault?.kind === "meanwhile") await fault.happen();
  if (fault?.kind === "cut" && fault.at === "request") return { kind: "cut" };
  const lost = fault === undefined ? undefined : faultyAnswer(fault, query);
  const isHeeded = lost === undefined || (fault?.kind === "status" && fault.isApplied === true);
  const heeded = isHeeded ? await real() : undefined;
  if (fault?.kind === "cut" && fault.at === "answer") return { kind: "cut" };
  const answer = lost ?? heeded ?? notFound();
  return { kind: "answer", answer: withUsualHeaders(answer), isCut: fault?.kind === "cut" };
}

/** Answers one request; never throws: a mistake of the gateway's own is a violation and a 500. */
export async function answerRequest(gateway: Gateway, incoming: Incoming): Promise<Outcome> {
  const { world, requests, violations, faults } = gateway;
  const { method, url } = incoming;
  const path = namedPath(world, url.pathname);
  const match = matchOperation(method, path);
  const operation = match?.operation.operationId;
  const token = tokenOf(world, incoming.headers["authorization"]);
  const login = token !== undefined && "login" in token ? token.login : undefined;
  const body = parseBody(incoming.body);
  const logged: LoggedRequest = { method, path: path + url.search, operation, login, body };
  requests.push(logged);
  const name = `${method} ${logged.path}`;
  const fault = faults.meet({ operation, method, path });
  if (fault !== undefined) logged.fault = fault.kind;
  const report = (kind: Violation["kind"], ...problems: string[]): void => {
    violations.push({ kind, request: name, problems });
  };
  try {
    const isGraph = method === "POST" && path === "/graphql";
    if (match === undefined && !isGraph)
      report("unknown", "The OpenAPI slice has no such operation");
    if (incoming.headers["user-agent"] === undefined) {
      report("request", "GitHub refuses requests without a User-Agent");
    }
    const outcome = await play(gateway, { fault, query: url.searchParams }, async () => {
      if (isGraph) return answerGraph(world, incoming.headers["authorization"], body);
      return match === undefined ? notFound() : heed(gateway, incoming, match);
    });
    if (outcome.kind === "cut") return outcome;
    const { status, body: answered } = outcome.answer;
    logged.status = status;
    const isJson = !Buffer.isBuffer(answered);
    const problems =
      match === undefined || !isJson ? [] : checkResponse(match.operation, status, answered);
    if (problems.length > 0) report("response", ...problems);
    return outcome;
  } catch (error) {
    if (gateway.stop.aborted) return { kind: "cut" };
    report("gateway", error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { kind: "answer", answer: refusal(500, "The loopback GitHub failed"), isCut: false };
  }
}
