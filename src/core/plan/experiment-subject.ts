import { createHash } from "node:crypto";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { ExperimentSubject } from "./experiment.ts";
import type { RunsOfCase } from "./plan-runs.ts";

/**
 * Names what is tested and gives it a key.
 *
 * The commit is no part of the key: two commits with the same agent, dataset, evaluators and judge are one
 * subject, and their runs pool.
 */
export function experimentSubject(tested: Omit<ExperimentSubject, "key">): ExperimentSubject {
  const { agent, dataset, judge, simulator } = tested;
  const evaluators = tested.evaluators.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
  return { ...tested, evaluators, key: digest({ agent, dataset, evaluators, judge, simulator }) };
}

/** The digest of something together with what is declared of it. */
export function digestWith(subject: string, declared: object): string {
  return digest({ subject, declared });
}

/** A judge is its model, where it is asked and how it answers; the key, the pace and the patience change no verdict. */
export function judgeSubject(judge: {
  readonly model: string;
  readonly baseUrl: string;
  readonly temperature: number;
  readonly votes: number;
}): NonNullable<ExperimentSubject["judge"]> {
  const { model, baseUrl, temperature, votes } = judge;
  return { model, digest: digest({ model, baseUrl, temperature, votes }) };
}

/** Digest of which cases are run how often, whatever their order: a journal goes on only under the same plan. */
export function digestPlan(cases: readonly RunsOfCase[]): string {
  return digest(cases.map(({ id, runs }) => `${id} ${runs}`).toSorted());
}

function digest(value: object): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
