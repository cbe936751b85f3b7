import type { ExperimentSubject, ShardRecord } from "./experiment.ts";

/** What makes two executions the same experiment under the same plan. */
export type Identity = {
  readonly subject: ExperimentSubject;
  readonly planned: number;
  readonly plan: string;
  /** The part of the plan; absent where it is all of it, or does not matter. */
  readonly shards?: ShardRecord;
};

/** What differs between what was recorded and what would run now, one phrase each; empty where runs may be added. */
export function compareIdentities(recorded: Identity, now: Identity): readonly string[] {
  const { agent, dataset, evaluators, judge, simulator } = recorded.subject;
  const changes: string[] = [];
  if (agent.digest !== now.subject.agent.digest || agent.runner !== now.subject.agent.runner) {
    changes.push("the agent changed");
  }
  if (dataset.digest !== now.subject.dataset.digest || dataset.name !== now.subject.dataset.name) {
    changes.push("the dataset changed");
  }
  changes.push(...evaluatorChanges(evaluators, now.subject.evaluators));
  if (judge?.digest !== now.subject.judge?.digest) changes.push("the judge's model changed");
  if (simulator?.digest !== now.subject.simulator?.digest) {
    changes.push("the model that plays users changed");
  }
  if (recorded.plan !== now.plan) {
    changes.push(
      recorded.planned === now.planned
        ? "other cases are run"
        : `${recorded.planned} runs were planned, now ${now.planned}`,
    );
  }
  if (changes.length === 0 && JSON.stringify(recorded.shards) !== JSON.stringify(now.shards))
    changes.push("another part of the plan is made");
  if (changes.length === 0 && recorded.subject.key !== now.subject.key) {
    changes.push("its experiment key is another");
  }
  return changes;
}

type Digests = ExperimentSubject["evaluators"];

function evaluatorChanges(recorded: Digests, now: Digests): string[] {
  const before = new Map(recorded.map(({ ref, digest }) => [ref, digest]));
  const after = new Map(now.map(({ ref, digest }) => [ref, digest]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((ref) => {
    if (!before.has(ref)) return [`the evaluator ${ref} was added`];
    if (!after.has(ref)) return [`the evaluator ${ref} was removed`];
    return before.get(ref) === after.get(ref) ? [] : [`the evaluator ${ref} changed`];
  });
}
