import { type Blame } from "../blame/blame.ts";
import { blameSession } from "../blame/blame-session.ts";
import { describeFailure } from "../cluster/describe-failure.ts";
import type { FailureEvent } from "../cluster/failure-signature.ts";
import type { Expectation } from "../dataset/case-file.ts";
import type { CaseSource } from "../dataset/dataset.ts";
import { conversationOf, hasToolResults, writeCase } from "../dataset/draft-case.ts";
import type { FailureMode } from "../dataset/failure-modes.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { Verdict } from "../evaluator/verdict.ts";
import { sessionModes } from "../modes/session-modes.ts";
import type { Session } from "../trace/session.ts";
import { sessionChars } from "../trace/session-chars.ts";
import { digestSession } from "../trace/session-digest.ts";
import { caseName } from "./case-name.ts";
import { draftExpectations } from "./draft-expectations.ts";
import type { Report } from "./report.ts";
import { type SimilarCase, similarCases } from "./similar-cases.ts";

/** What a proposal is made from; sessions and report are redacted. */
export type ProposalFacts = {
  readonly issue: number;
  readonly reportedBy: string;
  readonly report: Report;
  readonly sessions: readonly Session[];
  /** Folder of the dataset, seen from the project. */
  readonly dataset: string;
  readonly dimensions: readonly string[];
  readonly cases: readonly CaseSource[];
  readonly evaluators: ReadonlyMap<string, Evaluator>;
  /** What the project's checks say of a session, each with its own parameters. */
  readonly check: (session: Session) => readonly Verdict[];
  /** Digests of sessions that other open proposals hold. */
  readonly proposed: ReadonlyMap<string, number>;
  /** Names that the cases of this proposal have already, in their order. */
  readonly names: readonly string[];
  /** The cluster that the sessions were reported as, where somebody said so. */
  readonly cluster?: string;
};

export type ProposedCase = {
  readonly id: string;
  readonly title: string;
  /** Paths seen from the project. */
  readonly file: string;
  readonly text: string;
  readonly sessionFile: string;
  readonly sessionText: string;
  readonly session: Session;
  readonly sessionDigest: string;
  readonly expectations: readonly Expectation[];
  readonly verdicts: readonly Verdict[];
  /** Whether it says too much to be looked through for its first bad step. */
  readonly isLong: boolean;
  readonly blame?: Blame;
  readonly cluster?: string;
  readonly failureMode?: FailureMode;
  readonly similar: readonly SimilarCase[];
};

/** A session that is in the dataset already, or in another proposal. */
export type DuplicateSession =
  | { readonly kind: "case"; readonly id: string }
  | { readonly kind: "proposal"; readonly number: number };

export type ProposalPlan = {
  readonly cases: readonly ProposedCase[];
  readonly duplicates: readonly DuplicateSession[];
  /** Sessions of which no case can be made: the user says nothing in them. */
  readonly mute: number;
  /** Sessions that no evaluator of the project could tell from good ones. */
  readonly untold: number;
  /** Sessions beyond those that one proposal takes. */
  readonly leftOut: number;
};

/** A pull request with more cases than these is not reviewed but waved through. */
const mostCases = 12;

/** What is longer is not looked through for the step that broke it: a report is answered in seconds, within a small memory. */
export const mostBlamedChars = 500_000;

/** The cases that a report proposes, one a session, those that fail the project's own checks first. */
export function planProposal(facts: ProposalFacts): ProposalPlan {
  const looked = facts.sessions.map((session) => look(session, facts));
  const speaking = looked.filter(({ conversation }) => conversation.length > 0);
  const duplicates: DuplicateSession[] = [];
  const fresh = speaking.filter((one) => {
    const known = duplicateOf(one, facts);
    if (known !== undefined) duplicates.push(known);
    return known === undefined;
  });
  const failing = fresh.filter(({ blame, verdicts }) => hasFailed(blame, verdicts));
  const others = fresh.filter((one) => !failing.includes(one));
  const chosen = [...failing, ...others].slice(0, mostCases);
  const proposed = nameAll(chosen, facts).map(({ one, id }) => propose(one, id, facts));
  const cases = proposed.filter(({ expectations }) => expectations.length > 0);
  return {
    cases,
    duplicates,
    mute: looked.length - speaking.length,
    untold: proposed.length - cases.length,
    leftOut: fresh.length - chosen.length,
  };
}

type Looked = {
  readonly session: Session;
  readonly digest: string;
  readonly conversation: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly isLong: boolean;
  readonly blame: Blame | undefined;
  readonly similar: readonly SimilarCase[];
};

function look(session: Session, { check, cases }: ProposalFacts): Looked {
  const verdicts = check(session);
  const conversation = conversationOf(session);
  const isLong = sessionChars(session) > mostBlamedChars;
  return {
    session,
    digest: digestSession(session),
    conversation,
    verdicts,
    isLong,
    blame: isLong ? undefined : blameSession(session, { verdicts }),
    similar: similarCases(conversation, cases),
  };
}

function hasFailed(blame: Blame | undefined, verdicts: readonly Verdict[]): boolean {
  return blame !== undefined || verdicts.some(({ result }) => result === "fail");
}

/** The same session, or a case in which the user says the same word for word; its own case is none. */
function duplicateOf(
  { digest, similar }: Looked,
  { cases, issue, proposed }: ProposalFacts,
): DuplicateSession | undefined {
  const same = cases.find(({ provenance }) => provenance?.["session"] === digest);
  const id = same?.id ?? similar.find(({ isSame }) => isSame)?.id;
  if (id !== undefined) return { kind: "case", id };
  const number = proposed.get(digest);
  return number === undefined || number === issue ? undefined : { kind: "proposal", number };
}

function nameAll(
  chosen: readonly Looked[],
  { cases, names, report, issue }: ProposalFacts,
): readonly { readonly one: Looked; readonly id: string }[] {
  const taken = new Set(cases.map(({ id }) => id));
  return chosen.map((one, index) => {
    const sentence = report.title === "" ? (one.conversation[0] ?? "") : report.title;
    const known = names[index];
    const id = known ?? caseName(sentence, `report-${issue}`, taken);
    taken.add(id);
    return { one, id };
  });
}

function propose(one: Looked, id: string, facts: ProposalFacts): ProposedCase {
  const { session, digest, conversation, verdicts, blame, similar } = one;
  const { report, dataset, evaluators, issue, reportedBy } = facts;
  const { dimension, expected: truth } = report;
  const expectations = draftExpectations({
    evaluators: evaluators.values(),
    verdicts,
    ...(dimension !== undefined && facts.dimensions.includes(dimension) && { dimension }),
    ...(truth !== "" && { truth: truth.slice(0, 4000) }),
  });
  const cluster = facts.cluster ?? clusterOf(session, verdicts);
  const title = (report.title === "" ? (conversation[0] ?? id) : report.title)
    .replaceAll(/\s+/g, " ")
    .slice(0, 200);
  const [mode] = one.isLong ? [] : sessionModes(session, verdicts);
  const failureMode = mode?.mode;
  return {
    id,
    title,
    file: `${dataset}/cases/${id}.yaml`,
    text: writeCase({
      id,
      title,
      status: "proposed",
      dimensions: [...new Set(expectations.map((held) => held.dimension))],
      ...(failureMode !== undefined && { failureMode }),
      conversation,
      ...(hasToolResults(session) && { session: `${id}.json` }),
      expectations,
      provenance: {
        issue,
        reportedBy,
        session: digest,
        ...(cluster !== undefined && { cluster }),
        ...(report.severity !== undefined && { severity: report.severity }),
      },
    }),
    sessionFile: `${dataset}/sessions/${id}.json`,
    sessionText: `${JSON.stringify(session, undefined, 2)}\n`,
    session,
    sessionDigest: digest,
    expectations,
    verdicts,
    isLong: one.isLong,
    ...(blame !== undefined && { blame }),
    ...(cluster !== undefined && { cluster }),
    ...(failureMode !== undefined && { failureMode }),
    similar,
  };
}

const eventWords: Readonly<Record<FailureEvent, string>> = {
  "empty-retrieval": "an empty search",
  "tool-error": "a tool's error",
  loop: "the same call again and again",
  timeout: "a time-out",
};

/**
 * What a session has in common with others that fail in the same way, such as `abstention after an empty search`: words that
 * other sessions get too. `undefined` where no more is known than that it failed.
 */
function clusterOf(session: Session, verdicts: readonly Verdict[]): string | undefined {
  const { dimensions, events } = describeFailure(session, verdicts) ?? {};
  const [dimension] = dimensions ?? [];
  const [event] = events ?? [];
  if (dimension === undefined || event === undefined) return undefined;
  return `${dimension} after ${eventWords[event]}`;
}
