import { UserError } from "../../core/errors.ts";
import { asRepositoryPath, type TraceReference } from "../../core/intake/find-traces.ts";
import { sniffTrace } from "../../core/intake/sniff-trace.ts";
import type { TraceAccount } from "../../core/report/intake/report-answer.ts";
import { inlineText } from "../../core/report/markdown.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import type { FoundKind, Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { TraceFetcher } from "../../ports/trace-fetcher.ts";
import { importSessions } from "../sessions/import-sessions.ts";
import { sessionsInMemory } from "./sessions-in-memory.ts";

export type TracePorts = {
  /** `owner/name`: addresses of its own files are read as files. */
  readonly repository: string;
  /** The branch or commit of which files are read where a report names none. */
  readonly ref: string;
  readonly host: Pick<PullRequestHost, "fileAt">;
  readonly traces: TraceFetcher;
  readonly redactor: Redactor;
  readonly sessionsIn: (texts: ReadonlyMap<string, Uint8Array>) => SessionSource;
};

export type CollectedSessions = {
  readonly accounts: readonly TraceAccount[];
  /** Redacted. */
  readonly sessions: readonly Session[];
  readonly redacted: readonly FoundKind[];
  readonly dropped: readonly Dropped[];
};

/** A file of a repository that is larger is none that somebody looked at. */
const mostBytes = 25 * 1024 * 1024;

/** Fetches the traces that a report names, and reads and redacts their sessions. What cannot be read says why. */
export async function collectSessions(
  references: readonly TraceReference[],
  ports: TracePorts,
): Promise<CollectedSessions> {
  const texts = new Map<string, Uint8Array>();
  const accounts = new Map<string, TraceAccount>();
  for (const [index, reference] of references.entries()) {
    const { name, label } = describe(reference, index);
    const found = checked(await fetch(reference, ports));
    if (found.kind === "fetched") texts.set(name, found.bytes);
    else accounts.set(name, { label, outcome: found });
    if (found.kind === "fetched")
      accounts.set(name, { label, outcome: { kind: "read", formats: [] } });
  }
  const { sessions, store } = sessionsInMemory();
  const summary = await importSessions(
    { files: [...texts.keys()], isStrict: false, signal: new AbortController().signal },
    {
      source: ports.sessionsIn(texts),
      redactor: ports.redactor,
      store,
    },
  );
  for (const { file, formats } of summary.files) {
    const label = accounts.get(file)?.label ?? file;
    const outcome = { kind: "read" as const, formats: formats.map(({ format }) => format) };
    accounts.set(file, formats.length > 0 ? { label, outcome } : { label, outcome: unknownFormat });
  }
  for (const { file, message } of summary.unreadable) {
    const label = accounts.get(file)?.label ?? file;
    const reason = message.replace(`${file}: `, "").replace(/\.$/, "");
    accounts.set(file, {
      label,
      outcome: { kind: "refused", reason: inlineText(reason), fix: formatFix },
    });
  }
  return {
    accounts: [...accounts.values()],
    sessions,
    redacted: summary.redacted,
    dropped: summary.dropped,
  };
}

type Found =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly reason: string; readonly fix: string };

const formatFix =
  "Export it as OpenTelemetry, Langfuse, LangSmith, chat messages or one of the other formats that `tracegate import` reads.";
const unknownFormat: Found & { readonly kind: "refused" } = {
  kind: "refused",
  reason: "it is JSON, but in no format that is known",
  fix: formatFix,
};

function describe(
  reference: TraceReference,
  index: number,
): { readonly name: string; readonly label: string } {
  const name = `trace-${index + 1}`;
  switch (reference.kind) {
    case "inline":
      return { name, label: "the trace in the report" };
    case "url":
      return { name, label: `the file at ${hostOf(reference.url)}` };
    case "path":
      return { name, label: `the file ${inlineText(reference.path, 120)}` };
    case "unclear":
      return { name, label: "the place of the trace" };
  }
}

function hostOf(url: string): string {
  return inlineText(URL.canParse(url) ? new URL(url).hostname : url, 80);
}

async function fetch(reference: TraceReference, ports: TracePorts): Promise<Found> {
  switch (reference.kind) {
    case "inline":
      return { kind: "fetched", bytes: Buffer.from(reference.text, "utf8") };
    case "path":
      return await readFile(reference, ports);
    case "url": {
      const own = URL.canParse(reference.url)
        ? asRepositoryPath(new URL(reference.url), ports.repository)
        : undefined;
      return own?.kind === "path"
        ? await readFile(own, ports)
        : await ports.traces.fetchTrace(reference.url);
    }
    case "unclear":
      return {
        kind: "refused",
        reason: "it is neither an address nor a path in this repository",
        fix: "Write `traces/late-fee.json`, `traces/late-fee.json@3f2c1ab`, or an `https` address.",
      };
  }
}

async function readFile(
  { path, ref }: { readonly path: string; readonly ref?: string },
  { host, ref: usual }: TracePorts,
): Promise<Found> {
  const missing: Found = {
    kind: "refused",
    reason: `there is no such file at ${inlineText(ref ?? usual, 60)}`,
    fix: "Check the path, and the commit or branch behind `@`.",
  };
  try {
    const text = await host.fileAt(path, ref ?? usual);
    if (text === undefined) return missing;
    const bytes = Buffer.from(text, "utf8");
    if (bytes.length <= mostBytes) return { kind: "fetched", bytes };
    return {
      kind: "refused",
      reason: "it is larger than 25 MB",
      fix: "Cut it to the session that failed.",
    };
  } catch (error) {
    // A commit that is not there is a mistake of the reporter's.
    if (error instanceof UserError && ref !== undefined) return missing;
    throw error;
  }
}

function checked(found: Found): Found {
  if (found.kind === "refused") return found;
  switch (sniffTrace(found.bytes)) {
    case "text":
      return found;
    case "archive":
      return {
        kind: "refused",
        reason: "it is an archive, and archives are not opened",
        fix: "Upload the trace itself, as `.json`, `.jsonl` or `.txt`.",
      };
    case "web-page":
      return {
        kind: "refused",
        reason: "it is a web page, such as a page to log in, and no trace",
        fix: "Upload the exported file, or give the address of the file itself.",
      };
    case "binary":
      return { kind: "refused", reason: "it is no text", fix: formatFix };
  }
}
