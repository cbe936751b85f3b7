import type { QueueEntry } from "../../core/cluster/triage-file.ts";
import type { Project } from "../../core/config/project.ts";
import type { Case } from "../../core/dataset/dataset.ts";
import { conversationOf, hasToolResults, writeCase } from "../../core/dataset/draft-case.ts";
import { UserError } from "../../core/errors.ts";
import type { Verdict } from "../../core/evaluator/verdict.ts";
import { caseName } from "../../core/intake/case-name.ts";
import { draftExpectations } from "../../core/intake/draft-expectations.ts";
import type { Session } from "../../core/trace/session.ts";
import { digestSession } from "../../core/trace/session-digest.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";

export type ProposeRequest = {
  readonly project: Project;
  readonly cluster: QueueEntry;
  /** Sessions of the cluster, redacted, the most representative first. */
  readonly sessions: readonly Session[];
  /** What the newest checks of the project say of a session. */
  readonly check: (session: Session) => readonly Verdict[];
  /** Whether something stands at a path of the project. */
  readonly exists: (path: string) => boolean;
  readonly writer: ProjectWriter;
};

export type ProposedCases = {
  /** Paths seen from the project. */
  readonly written: readonly string[];
  /** Sessions that the dataset holds already, or that say the same, and those in which the user says nothing. */
  readonly known: number;
  readonly mute: number;
};

/**
 * Writes sessions of a cluster as cases that people have yet to look at: `proposed`, so that they are shown and gate
 * nothing. Never writes over a file.
 *
 * @throws UserError `EVALUATORS_NONE` where no evaluator of the project could tell such a failure: a case without an
 *   expectation guards nothing.
 */
export function proposeCases(request: ProposeRequest): ProposedCases {
  const { project, cluster, sessions, writer, exists } = request;
  const folder = project.config.dataset;
  const taken = new Set(project.dataset.cases.map(({ id }) => id));
  const written: string[] = [];
  const held = new Set(project.dataset.cases.flatMap(namesOf));
  let [known, mute] = [0, 0];
  for (const session of sessions) {
    const digest = digestSession(session);
    const conversation = conversationOf(session);
    const names = [digest, JSON.stringify(conversation)];
    if (conversation.length === 0) mute += 1;
    else if (names.some((name) => held.has(name))) known += 1;
    else {
      for (const name of names) held.add(name);
      const id = freeName(`${cluster.label} ${conversation[0] ?? ""}`, {
        taken,
        folder,
        exists,
        cluster,
      });
      taken.add(id);
      const expectations = draftExpectations({
        evaluators: project.evaluators.values(),
        verdicts: request.check(session),
        ...(cluster.dimension !== undefined && { dimension: cluster.dimension }),
      });
      if (expectations.length === 0) throw noEvaluators(cluster);
      const isRecorded = hasToolResults(session);
      const [mode] = cluster.modes;
      const text = writeCase({
        id,
        title: titleOf(conversation[0] ?? id),
        status: "proposed",
        ...(mode !== undefined && { failureMode: mode.mode }),
        conversation,
        ...(isRecorded && { session: `${id}.json` }),
        expectations,
        provenance: { session: digest, cluster: `${cluster.id} ${cluster.label}` },
      });
      const paths = [`${folder}/cases/${id}.yaml`, `${folder}/sessions/${id}.json`] as const;
      if (isRecorded) {
        writer.write(paths[1], `${JSON.stringify(session, undefined, 2)}\n`);
        written.push(paths[1]);
      }
      writer.write(paths[0], text);
      written.push(paths[0]);
    }
  }
  return { written, known, mute };
}

/** By what a session is known that is a case already: its recorded session, and what the user says word for word. */
function namesOf({ user, tools }: Case): readonly string[] {
  const recorded = tools?.recorded;
  return [
    ...(recorded === undefined ? [] : [digestSession(recorded.session)]),
    ...(user.kind === "conversation" ? [JSON.stringify(user.turns)] : []),
  ];
}

function freeName(
  sentence: string,
  {
    taken,
    folder,
    exists,
    cluster,
  }: {
    readonly taken: Set<string>;
    readonly folder: string;
    readonly exists: (path: string) => boolean;
    readonly cluster: QueueEntry;
  },
): string {
  for (;;) {
    const id = caseName(sentence, `cluster-${cluster.id}`, taken);
    const paths = ["cases", "scenarios"].map((kind) => `${folder}/${kind}/${id}.yaml`);
    if (![...paths, `${folder}/sessions/${id}.json`].some(exists)) return id;
    taken.add(id);
  }
}

function titleOf(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 200);
}

function noEvaluators({ dimension }: QueueEntry): UserError {
  return new UserError(
    "EVALUATORS_NONE",
    `No evaluator of the project fails such a session or judges ${dimension === undefined ? "it" : `\`${dimension}\``}; nothing was proposed.`,
    "Add an evaluator that tells this failure (docs/evaluators.md), then propose again.",
  );
}
