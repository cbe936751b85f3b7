import type { Case } from "../dataset/dataset.ts";
import type { Experiment } from "../plan/experiment.ts";
import { clusterSessions } from "./cluster-sessions.ts";
import type { AxisWeights, FailureSignature } from "./failure-signature.ts";
import { CaseSpace } from "./nearest-case.ts";
import type { NearestCase } from "./triage-file.ts";

/** Version of what `coverage --json` prints. */
export const coverageSchema = "tracegate.coverage/1";

/** How far the dataset is what production is like. Texts are untrusted. */
export type Coverage = {
  readonly schema: typeof coverageSchema;
  readonly sessions: number;
  readonly cases: number;
  /** Sessions to which some case is near. */
  readonly covered: number;
  /** What users ask in production, the largest uncovered first, then the covered. Empty where they do not fall into groups. */
  readonly topics: readonly Topic[];
  /** Ids of sessions in no topic to which no case is near, at most 50. */
  readonly strangers: readonly string[];
  /** Cases that no session resembles, the least alike first. */
  readonly stale: readonly StaleCase[];
  /** Of each dimension that the newest results hold; absent without results. */
  readonly dimensions?: readonly DimensionEase[];
};

/** Sessions in which users ask much the same. */
export type Topic = {
  /** Words that these sessions have and others have not. */
  readonly label: string;
  readonly sessions: number;
  /** Of all sessions, in (0, 1]. */
  readonly share: number;
  /** How many of its sessions have a case near. */
  readonly covered: number;
  /** Whether a case is near to half of them or more. */
  readonly isCovered: boolean;
  readonly representative: string;
  readonly nearestCase?: NearestCase;
};

export type StaleCase = {
  readonly id: string;
  readonly file: string;
  /** To the session that is most like it, in [0, 1]. */
  readonly likeness: number;
};

/** Whether a dimension is measured by cases that an agent could fail. */
export type DimensionEase = {
  readonly dimension: string;
  readonly cases: number;
  readonly runs: number;
  /** Cases that failed no run. */
  readonly neverFailed: readonly string[];
  /** No case of it failed a single run: it tells nothing between agents. */
  readonly isEasy: boolean;
};

/** What a session is to coverage. */
export type ProductionSession = {
  readonly id: string;
  /** What the user says in it. */
  readonly asked: string;
  readonly tools: readonly string[];
};

/** From here on a case is near: both are about the same, in words that few cases share. */
const nearLikeness = 0.3;
const topicWeights: AxisWeights = {
  text: 0.8,
  tools: 0.2,
  events: 0,
  dimensions: 0,
  version: 0,
  prompt: 0,
};
/** Topics of real talk overlap; below it they are no groups. */
const topicFloor = 0.03;
const mostStrangers = 50;

/**
 * Compares production with the dataset: which topics no case is near, and which cases no session resembles.
 *
 * @param cases those that are run.
 * @param experiment the newest results; without them no dimension is called easy or not.
 */
export function coverageOf(
  sessions: readonly ProductionSession[],
  cases: readonly Case[],
  experiment?: Experiment,
): Coverage {
  const space = new CaseSpace(cases);
  const best = new Float64Array(cases.length);
  const near = new Map<string, boolean>();
  for (const { id, asked } of sessions) {
    const likeness = space.likenessTo(asked);
    for (const [index, one] of likeness.entries()) best[index] = Math.max(best[index] ?? 0, one);
    near.set(
      id,
      likeness.some((one) => one >= nearLikeness),
    );
  }
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const { clusters } = clusterSessions(sessions.map(asSignature), {
    weights: topicWeights,
    silhouetteFloor: topicFloor,
  });
  const isNear = (id: string): boolean => near.get(id) === true;
  const topics = clusters.map(({ terms, sessions: ids, representative }): Topic => {
    const covered = ids.filter(isNear).length;
    const nearestCase = space.nearest(byId.get(representative)?.asked ?? "");
    return {
      label: terms.length === 0 ? representative : terms.join(", "),
      sessions: ids.length,
      share: ids.length / sessions.length,
      covered,
      isCovered: covered * 2 >= ids.length,
      representative,
      ...(nearestCase !== undefined && { nearestCase }),
    };
  });
  const clustered = new Set(clusters.flatMap(({ sessions: ids }) => ids));
  const stale = cases.flatMap(({ id, file }, index) => {
    const likeness = Math.round((best[index] ?? 0) * 1000) / 1000;
    return likeness < nearLikeness ? [{ id, file, likeness }] : [];
  });
  const dimensions = experiment && easeOf(experiment);
  return {
    schema: coverageSchema,
    sessions: sessions.length,
    cases: cases.length,
    covered: [...near.values()].filter(Boolean).length,
    topics: topics.toSorted(
      (a, b) => Number(a.isCovered) - Number(b.isCovered) || b.sessions - a.sessions,
    ),
    strangers: sessions
      .map(({ id }) => id)
      .filter((id) => !clustered.has(id) && !isNear(id))
      .slice(0, mostStrangers),
    stale: stale.toSorted((a, b) => a.likeness - b.likeness || (a.id < b.id ? -1 : 1)),
    ...(dimensions !== undefined && { dimensions }),
  };
}

function asSignature({ id, asked, tools }: ProductionSession): FailureSignature {
  return {
    sessionId: id,
    text: asked,
    input: "",
    tools,
    events: [],
    dimensions: [],
    marks: [],
    version: [],
    promptStructure: [],
  };
}

/** Only cases that gate count: a proposed one says nothing yet. */
function easeOf({ cases }: Experiment): readonly DimensionEase[] {
  const ease = new Map<string, { cases: number; runs: number; neverFailed: string[] }>();
  for (const one of cases.filter(({ status }) => status === "guarding")) {
    for (const [name, { all }] of Object.entries(one.dimensions)) {
      const scored = all.passed + all.failed;
      if (scored === 0) continue;
      const known = ease.get(name) ?? { cases: 0, runs: 0, neverFailed: [] };
      known.cases += 1;
      known.runs += scored;
      if (all.failed === 0) known.neverFailed.push(one.id);
      ease.set(name, known);
    }
  }
  return [...ease]
    .map(([dimension, one]) => ({
      dimension,
      ...one,
      isEasy: one.neverFailed.length === one.cases,
    }))
    .toSorted((a, b) => (a.dimension < b.dimension ? -1 : 1));
}
