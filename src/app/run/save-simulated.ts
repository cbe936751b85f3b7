import { writeCase } from "../../core/dataset/draft-case.ts";
import { markFailing } from "../../core/simulation/mark-failing.ts";
import { numberedId, simulatedCase } from "../../core/simulation/simulated-case.ts";
import type { Session } from "../../core/trace/session.ts";
import type { CaseFolder } from "../../ports/case-folder.ts";
import type { Redactor } from "../../ports/redactor.ts";
import type { SessionStore } from "../../ports/session-store.ts";
import type { FailingRun, SimulationPlan } from "./simulate-scenario.ts";

export type SavePorts = {
  /** One for all: the same value becomes the same surrogate in every file. */
  readonly redactor: Redactor;
  /** Where failing sessions go, for a triage. */
  readonly store: SessionStore;
  /** Where cases are proposed; none are where it is left out. */
  readonly cases?: { readonly folder: CaseFolder; readonly id: string };
};

export type Saved = {
  /** How many session files were written. */
  readonly sessions: number;
  /** The paths of the cases that were written. */
  readonly cases: readonly string[];
  /** Failing conversations of which another one said the same, so that no case was made of them. */
  readonly repeated: number;
  /** Failing conversations in which the user said nothing that a case could say again. */
  readonly silent: number;
};

/** So many names are tried for one case. */
const mostNames = 10_000;

/**
 * Writes the sessions of failing runs for a triage, and proposes a case of each conversation, all redacted first.
 *
 * @throws UserError where something cannot be searched for secrets or cannot be written; of that, nothing is.
 */
export async function saveSimulated(
  { scenario, gridSize }: Pick<SimulationPlan, "scenario" | "gridSize">,
  failing: readonly FailingRun[],
  { redactor, store, cases }: SavePorts,
): Promise<Saved> {
  const paths: string[] = [];
  const said = new Set<string>();
  let repeated = 0;
  let silent = 0;
  try {
    for (const { cell, record } of failing) {
      const { session } = await redactor.redact(markFailing(record));
      store.write(session);
      if (cases === undefined) continue;
      const conversation = JSON.stringify(session.turns.map(({ user }) => user));
      if (said.has(conversation)) {
        repeated += 1;
        continue;
      }
      said.add(conversation);
      const draft = { record, session, ...(gridSize !== undefined && { cell: cell.name }) };
      const path = addCase(cases, (id) => simulatedCase(id, scenario, draft), session);
      if (path === undefined) silent += 1;
      else paths.push(path);
    }
    store.commit();
  } finally {
    store.discard();
  }
  return { sessions: failing.length, cases: paths, repeated, silent };
}

type DraftOf = (id: string) => ReturnType<typeof simulatedCase>;

/** Where the case was written, under the first name that is free; `undefined` where there is none to make. */
function addCase(
  { folder, id }: NonNullable<SavePorts["cases"]>,
  draftOf: DraftOf,
  session: Session,
): string | undefined {
  for (let number = 1; number <= mostNames; number++) {
    const draft = draftOf(numberedId(id, number));
    if (draft.conversation.length === 0) return undefined;
    // The recording is the session as it was held: what was said of it afterwards answers no tool.
    const { reward: _, task: __, annotations: ___, ...recorded } = session;
    const added = folder.add(draft.id, {
      caseText: writeCase(draft),
      ...(draft.session !== undefined && {
        sessionText: `${JSON.stringify({ ...recorded, id: draft.id }, undefined, 2)}\n`,
      }),
    });
    if (added.kind === "added") return added.path;
  }
  throw new Error(`no name is free for a case ${id}`);
}
