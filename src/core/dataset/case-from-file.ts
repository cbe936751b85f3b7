import { digestCase } from "./content-digest.ts";
import type { Case, CaseSource, CaseUser } from "./dataset.ts";

/** The one shape of a case file or scenario file; `runsPerCase` counts where the file names no number. */
export function caseFromFile(source: CaseSource, file: string, runsPerCase: number): Case {
  const { id, status, expectations, failureMode, signOff } = source;
  const user = userOf(source);
  return {
    id,
    title: source.title ?? id,
    status,
    ...(failureMode === undefined ? {} : { failureMode }),
    dimensions: [...new Set(expectations.map(({ dimension }) => dimension))],
    expectations,
    runs: source.runs ?? runsPerCase,
    user,
    ...(signOff === undefined ? {} : { signOff }),
    digest: digestCase(user, expectations),
    file,
  };
}

function userOf(source: CaseSource): CaseUser {
  if ("conversation" in source) {
    return { kind: "conversation", turns: source.conversation.map(({ user }) => user) };
  }
  const { goal, user } = source;
  const stopWhenReplyContains = user.stopWhen?.replyContains ?? [];
  return { kind: "scripted", goal, turns: user.turns, stopWhenReplyContains };
}
