// Small ways in which emulate's answers differ from GitHub's, wherever in an answer they stand.

import { type Answer, type JsonObject, notFound, refusal } from "./answers.ts";
import type { OperationId } from "./contract.ts";
import { shaped } from "./shaped.ts";
import type { World } from "./world.ts";

const mebibyte = 1024 * 1024;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The app behind a bot's comment: `github-actions[bot]` writes through "github-actions". */
function appOf(user: JsonObject, world: World): JsonObject {
  const slug = String(user["login"]).replace(/\[bot\]$/, "");
  const now = "2026-01-01T00:00:00Z";
  return {
    id: 15_368,
    node_id: `A_${slug}`,
    slug,
    name: slug,
    owner: user,
    description: "",
    external_url: "https://help.github.com/en/actions",
    html_url: `${world.url}/apps/${slug}`,
    created_at: now,
    updated_at: now,
    permissions: {},
    events: [],
  };
}

function polishUser(user: JsonObject): JsonObject {
  return String(user["login"]).endsWith("[bot]") ? { ...user, type: "Bot" } : user;
}

function polishRepository(repository: JsonObject, world: World): JsonObject {
  const known = world.repositories.get(String(repository["full_name"]));
  const { permissions: _permissions, ...rest } = repository;
  const visibility = known?.isPrivate === true ? "private" : "public";
  return { ...rest, private: visibility === "private", visibility };
}

/** emulate looks at its clock twice when a comment is made: one that nobody edited has one time only. */
const clockGapMs = 25;

function polishComment(given: JsonObject, world: World): JsonObject {
  const { user, created_at: at, updated_at: edited } = given;
  const isUnedited = Date.parse(String(edited)) - Date.parse(String(at)) < clockGapMs;
  const comment = isUnedited ? { ...given, updated_at: at } : given;
  if (!isObject(user) || user["type"] !== "Bot") return comment;
  return { ...comment, performed_via_github_app: appOf(user, world) };
}

/** GitHub breaks base64 after 60 characters, and sends none of a file above 1 MiB. */
function polishContent(file: JsonObject, isBlob: boolean): JsonObject {
  if (!isBlob && Number(file["size"]) > mebibyte) return { ...file, content: "", encoding: "none" };
  return { ...file, content: String(file["content"]).replaceAll(/.{1,60}/g, "$&\n") };
}

function polishValue(value: unknown, world: World): unknown {
  if (Array.isArray(value)) return value.map((one) => polishValue(one, world));
  if (!isObject(value)) return value;
  const inner: JsonObject = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, polishValue(one, world)]),
  );
  if ("full_name" in inner && "owner" in inner) return polishRepository(inner, world);
  if ("login" in inner && "type" in inner) return polishUser(inner);
  if ("performed_via_github_app" in inner && "body" in inner) return polishComment(inner, world);
  if (inner["encoding"] === "base64" && "content" in inner) {
    return polishContent(inner, !("path" in inner));
  }
  return inner;
}

function polishRefusal(answer: Answer): Answer {
  const message = isObject(answer.body) ? String(answer.body["message"]) : "";
  if (answer.status === 404) return notFound();
  if (answer.status === 401 || answer.status === 403) {
    throw new Error(`emulate refused what the gateway allowed: ${answer.status} ${message}`);
  }
  const isVague = message === "Validation failed";
  const { errors } = shaped<{ errors?: JsonObject[] }>(answer.body ?? {});
  return refusal(answer.status, isVague ? "Validation Failed" : message, errors);
}

/** Brings an answer of emulate, or one of ours that quotes it, to what GitHub would say. */
export function polish(answer: Answer, operation: OperationId, world: World): Answer {
  const isOurs = isObject(answer.body) && "status" in answer.body && answer.status >= 400;
  if (isOurs || Buffer.isBuffer(answer.body)) return answer;
  if (answer.status >= 400) return polishRefusal(answer);
  if (answer.body === undefined) return answer;
  const body = polishValue(answer.body, world);
  return operation === "repos/get"
    ? { ...answer, body: { ...shaped<JsonObject>(body), network_count: 0, subscribers_count: 0 } }
    : { ...answer, body };
}
