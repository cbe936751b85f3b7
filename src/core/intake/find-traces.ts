import { withoutFence } from "./fences.ts";
import type { IssueForm } from "./parse-issue-form.ts";

/** Where the trace of a report is, as the report says. Texts, paths and addresses are untrusted. */
export type TraceReference =
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "url"; readonly url: string }
  /** A file in the repository, at a commit or branch where one is named. */
  | { readonly kind: "path"; readonly path: string; readonly ref?: string }
  /** A place that is none of these. */
  | { readonly kind: "unclear"; readonly text: string };

/** More in one report are not looked at. */
const mostReferences = 5;

/** All traces that a report names: pasted, uploaded, or at a place. An issue that is no form is looked through whole. */
export function findTraces(form: IssueForm, body: string): readonly TraceReference[] {
  if (form.kind === "none") return [...inlineIn(body), ...linksIn(body)].slice(0, mostReferences);
  const { file, trace, place } = form.fields;
  return [...traceField(trace), ...linksIn(file), ...placeField(place)].slice(0, mostReferences);
}

function traceField(value: string): readonly TraceReference[] {
  // GitHub puts a fence around what is pasted, also around a fence.
  const text = withoutFence(withoutFence(value).trim()).trim();
  if (text === "") return [];
  if (looksLikeJson(text)) return [{ kind: "inline", text }];
  const inside = inlineIn(value);
  if (inside.length > 0) return inside;
  const links = linksIn(value);
  return links.length > 0 ? links : [{ kind: "inline", text }];
}

/** The first code block of an issue that holds JSON, and is long enough to be a session. */
function inlineIn(body: string): readonly TraceReference[] {
  const blocks = body
    .replaceAll("\r\n", "\n")
    .matchAll(/^ {0,3}(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)^ {0,3}\1[`~]*[^\S\n]*$/gm);
  for (const [, , text = ""] of blocks)
    if (looksLikeJson(text.trim())) return [{ kind: "inline", text: text.trim() }];
  return [];
}

function looksLikeJson(text: string): boolean {
  return /^[[{]/.test(text);
}

/** Addresses behind Markdown links and bare ones, each once. */
function linksIn(text: string): readonly TraceReference[] {
  const found = [...text.matchAll(/https?:\/\/[^\s<>"'`)\]}]+/g)].map(([url]) =>
    url.replace(/[.,;:!?]+$/, ""),
  );
  return [...new Set(found)].map((url) => ({ kind: "url", url }));
}

const pathAt =
  /^(?<path>[A-Za-z0-9_][A-Za-z0-9._/-]{0,300})(?:@(?<ref>[A-Za-z0-9][A-Za-z0-9._/-]{0,100}))?$/;

function placeField(value: string): readonly TraceReference[] {
  const text = withoutFence(value)
    .replaceAll(/^`+|`+$/g, "")
    .trim();
  if (text === "") return [];
  const links = linksIn(text);
  if (links.length > 0) return links;
  const { path = "", ref } = pathAt.exec(text)?.groups ?? {};
  if (path === "" || !isInside(path) || (ref !== undefined && !isInside(ref)))
    return [{ kind: "unclear", text }];
  return [{ kind: "path", path, ...(ref !== undefined && { ref }) }];
}

/** Whether a path stays where it starts, and names files that people write. */
function isInside(path: string): boolean {
  return path
    .split("/")
    .every((part) => part !== "" && !part.startsWith(".") && !part.endsWith("."));
}

/** A file of this very repository that is named by its address on the web. */
export function asRepositoryPath(url: URL, repository: string): TraceReference | undefined {
  const [owner, name, kind, ref, ...rest] = url.pathname.split("/").slice(1);
  const isOurs = `${owner}/${name}`.toLowerCase() === repository.toLowerCase();
  if (!isOurs || (kind !== "blob" && kind !== "raw") || ref === undefined) return undefined;
  const path = rest.join("/");
  const { path: clean } = pathAt.exec(path)?.groups ?? {};
  if (clean !== path || !isInside(path) || !isInside(ref)) return undefined;
  return { kind: "path", path, ref };
}
