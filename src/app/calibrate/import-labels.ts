import {
  type ImportedLabels,
  type LabelMapping,
  mapAnnotations,
} from "../../core/calibrate/label-import.ts";
import {
  type HumanLabel,
  maxLabelBytes,
  readLabels,
  renderLabelLine,
} from "../../core/dataset/label-file.ts";
import { maxSessionBytes, readSessionFile } from "../../core/dataset/session-file.ts";
import { UserError } from "../../core/errors.ts";
import { recordSession } from "../../core/plan/recorded-session.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import { sessionFileName } from "../../core/trace/session-file-name.ts";
import type { LabelStore } from "../../ports/label-store.ts";
import type { Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import type { SessionStore } from "../../ports/session-store.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import { labelPath } from "./labelled-sessions.ts";

export type ImportLabelsRequest = {
  readonly project: JudgedProject;
  readonly dimension: string;
  readonly files: readonly string[];
  readonly mapping: LabelMapping;
  /** Who labelled, where the files do not say. */
  readonly by: string;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
};

export type ImportLabelsPorts = {
  readonly source: SessionSource;
  readonly redactor: Redactor;
  readonly sessions: SessionStore;
  readonly labels: LabelStore;
};

/**
 * Brings in sessions that people have annotated in another system, redacted, with their labels.
 *
 * Labels that are there already are kept, whatever comes in; what is said twice is written once.
 *
 * @throws UserError where a file cannot be read, a session cannot be redacted, or nothing can be written.
 */
export async function importLabels(
  { project, dimension, files, mapping, by, signal, nowMs }: ImportLabelsRequest,
  { source, redactor, sessions: store, labels: file }: ImportLabelsPorts,
): Promise<ImportedLabels> {
  const path = labelPath(project, dimension);
  const known = await readKnown(project, path);
  const unmapped = new Map<string, number>();
  const dropped: Dropped[] = [];
  const counts = { sessions: 0, unlabelled: 0, labels: 0, known: 0, contradictory: 0 };
  for await (const item of source.read(...files)) {
    if (signal.aborted) break;
    if (item.kind === "unreadable") throw item.error;
    if (item.kind === "dropped") dropped.push(...item.dropped);
    if (item.kind !== "session") continue;
    counts.sessions += 1;
    const { session } = await redactor.redact(recordable(item.session));
    const mapped = mapAnnotations(session, mapping);
    for (const one of mapped) {
      if (one.kind === "unmapped") unmapped.set(one.value, (unmapped.get(one.value) ?? 0) + 1);
    }
    const said = mapped.filter((one) => one.kind === "label");
    if (mapped.length === 0) counts.unlabelled += 1;
    if (said.length === 0) continue;
    const name = (await nameOfKnown(project, session, item.file)) ?? write(store, session);
    for (const { label, why, by: annotator = by } of said) {
      const line: HumanLabel = {
        session: name.replace(/\.json$/, ""),
        label,
        by: annotator.trim().slice(0, 100) || by,
        at: new Date(nowMs()).toISOString(),
        ...(why !== undefined && { why: why.slice(0, 2000) }),
      };
      const key = JSON.stringify([line.session, line.by]);
      const before = known.get(key);
      if (before === undefined) {
        file.append(path, renderLabelLine(line));
        known.set(key, label);
        counts.labels += 1;
      } else if (before === label) counts.known += 1;
      else counts.contradictory += 1;
    }
  }
  return {
    ...counts,
    unmapped: [...unmapped]
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count),
    dropped,
  };
}

/** What each person said of each session. */
async function readKnown({ files }: JudgedProject, path: string): Promise<Map<string, string>> {
  const text = await files.readFile(path, maxLabelBytes);
  const { labels } = text.kind === "text" ? readLabels(path, text.text) : { labels: [] };
  return new Map(labels.map(({ session, by, label }) => [JSON.stringify([session, by]), label]));
}

function write(store: SessionStore, session: Session): string {
  const { name } = store.write(session);
  store.commit();
  return name;
}

/**
 * The file of a session that came in before. Redacted afresh it has other surrogates, so that its id and its shape tell
 * it; an id that was made of its place in a file tells nothing.
 */
async function nameOfKnown(
  { config, files }: JudgedProject,
  session: Session,
  file = "",
): Promise<string | undefined> {
  if (file !== "" && session.id.startsWith(file)) return undefined;
  const name = `${sessionFileName(session.id)}.json`;
  const path = `${config.dataset}/sessions/${name}`;
  const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
  if (reading.kind === "wrong") return undefined;
  const isSame = reading.session.id === session.id && shapeOf(reading.session) === shapeOf(session);
  return isSame ? name : undefined;
}

function shapeOf({ turns }: Session): string {
  return JSON.stringify(
    turns.map(({ steps, startedAtMs }) => [
      startedAtMs,
      steps.map((step) => (step.kind === "tool" ? [step.name, step.status] : step.model)),
    ]),
  );
}

function recordable(session: Session): Session {
  const recorded = recordSession(session);
  if (recorded.kind === "recordable") return recorded.session;
  throw new UserError(
    "SESSION_UNRECORDABLE",
    `A session cannot be written: ${recorded.reason}.`,
    "Leave it out of the export. What was read before it is kept.",
  );
}
