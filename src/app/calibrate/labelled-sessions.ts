import { type LabelSet, labelSet } from "../../core/calibrate/label-set.ts";
import {
  maxLabelBytes,
  type PlacedLabel,
  readLabels,
  unknownSessions,
} from "../../core/dataset/label-file.ts";
import { maxSessionBytes, readSessionFile } from "../../core/dataset/session-file.ts";
import { type Problem, UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import type { Session } from "../../core/trace/session.ts";
import { unreadableProblem } from "../../core/yaml/source-file.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import { exampleSessions } from "../project/show-examples.ts";

/** The labels of one judge's dimension, and the sessions that they are about, by the names of their files. */
export type LabelledSessions = {
  readonly set: LabelSet;
  readonly sessions: ReadonlyMap<string, Session>;
};

/** Where the labels of a dimension lie. */
export function labelPath({ config }: Pick<JudgedProject, "config">, dimension: string): string {
  return `${config.dataset}/labels/${dimension}.jsonl`;
}

/**
 * Reads what people said on a judge's dimension, with the sessions.
 *
 * @throws UserError `LABELS_MISSING`, or `LABELS_INVALID` with every line and session that is wrong: a judge measured on
 *   the rest would be measured on other labels than people believe.
 */
export async function readLabelledSessions(
  project: JudgedProject,
  judge: Judge,
): Promise<LabelledSessions> {
  const { labels, problems } = await readLabelsOf(project, judge.dimension);
  const read = (path: string, maxBytes: number) => project.files.readFile(path, maxBytes);
  const shown = await exampleSessions(judge, { folder: project.config.dataset, read });
  const set = labelSet(labels, shown);
  const sessions = await readSessions(project, [...set.counted, ...set.split]);
  const path = labelPath(project, judge.dimension);
  const known = new Set([...sessions.found.keys(), ...sessions.broken, ...set.examples]);
  const wrong = [...problems, ...unknownSessions(path, labels, known), ...sessions.problems];
  if (wrong.length === 0) return { set, sessions: sessions.found };
  throw new UserError(
    "LABELS_INVALID",
    `${path} and its sessions have ${wrong.length === 1 ? "a problem" : `${wrong.length} problems`}; no judge was asked, and nothing was changed.`,
    "Mend the places above; every other label is right as it is.",
    { problems: wrong },
  );
}

async function readLabelsOf(
  project: JudgedProject,
  dimension: string,
): Promise<{ readonly labels: readonly PlacedLabel[]; readonly problems: readonly Problem[] }> {
  const path = labelPath(project, dimension);
  const file = await project.files.readFile(path, maxLabelBytes);
  if (file.kind === "text") return readLabels(path, file.text);
  if (file.reason !== "missing") return { labels: [], problems: [unreadableProblem(file)] };
  throw new UserError(
    "LABELS_MISSING",
    `There are no labels on ${dimension}: ${path} is not there.`,
    `Label sessions with \`tracegate label ${dimension}\`, or bring labels in with \`tracegate label ${dimension} --import <files>\`.`,
  );
}

type ReadSessions = {
  readonly found: ReadonlyMap<string, Session>;
  /** Those whose file is there and wrong. */
  readonly broken: readonly string[];
  readonly problems: readonly Problem[];
};

async function readSessions(
  { config, files }: JudgedProject,
  labelled: readonly { readonly session: string }[],
): Promise<ReadSessions> {
  const found = new Map<string, Session>();
  const broken: string[] = [];
  const problems: Problem[] = [];
  for (const { session } of labelled) {
    const path = `${config.dataset}/sessions/${session}.json`;
    const reading = readSessionFile(await files.readFile(path, maxSessionBytes));
    if (reading.kind === "session") found.set(session, reading.session);
    else if (reading.code !== "SESSION_MISSING") {
      const { code, message, expected } = reading;
      broken.push(session);
      problems.push({ code, file: path, message, expected });
    }
  }
  return { found, broken, problems };
}
