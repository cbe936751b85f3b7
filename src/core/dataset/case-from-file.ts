import { digestCassette } from "../replay/cassette.ts";
import { digestSession } from "../trace/session-digest.ts";
import { caseTools, noToolRules, ownToolRules } from "./case-tools.ts";
import { caseUser } from "./case-user.ts";
import { digestCase } from "./content-digest.ts";
import type { Case, CaseSource, RecordedSession } from "./dataset.ts";
import { hermeticityOf } from "./hermeticity.ts";
import type { RecordedModel } from "./model-source.ts";
import type { ToolRules } from "./tools-field.ts";

/** What a case takes from other files. */
export type CaseSurroundings = {
  /** How often it is run where its file names no number. */
  readonly runsPerCase: number;
  /** The session that answers its tool calls, where it asks for one. */
  readonly recorded?: RecordedSession;
  /** The session that judges compare with, where one does. */
  readonly reference?: RecordedSession;
  /** The cassette that plays its model, where it asks for one. */
  readonly model?: RecordedModel;
  /** Whether the project serves its agent a scripted model. */
  readonly isModelScripted?: boolean;
  /** What the project says of its tools. */
  readonly toolRules?: ToolRules;
};

/** The one shape of a case file or scenario file. */
export function caseFromFile(
  source: CaseSource,
  file: string,
  surroundings: CaseSurroundings,
): Case {
  const { runsPerCase, recorded, reference, model, toolRules = noToolRules } = surroundings;
  const { id, status, expectations, failureMode, signOff, quarantine } = source;
  const user = caseUser(source);
  const tools = caseTools(source, toolRules, recorded);
  return {
    id,
    title: source.title ?? id,
    status,
    ...(failureMode === undefined ? {} : { failureMode }),
    dimensions: [...new Set(expectations.map(({ dimension }) => dimension))],
    expectations,
    runs: source.runs ?? runsPerCase,
    user,
    ...("explore" in source && source.explore !== undefined && { explore: source.explore }),
    ...(tools === undefined ? {} : { tools }),
    ...(reference === undefined ? {} : { reference }),
    ...(model === undefined ? {} : { model }),
    hermeticity: hermeticityOf({
      isModelScripted: surroundings.isModelScripted === true,
      ...(tools !== undefined && { tools }),
      ...(model !== undefined && { model }),
    }),
    ...(signOff === undefined ? {} : { signOff }),
    ...(quarantine === undefined ? {} : { quarantine }),
    digest: digestCase({
      user,
      expectations,
      ...(recorded !== undefined && {
        tools: { ...ownToolRules(source), session: digestSession(recorded.session) },
      }),
      ...(model !== undefined && { model: digestCassette(model.cassette) }),
      ...(source.faults !== undefined && { faults: source.faults }),
      ...(reference !== undefined && { reference: digestSession(reference.session) }),
    }),
    file,
  };
}
