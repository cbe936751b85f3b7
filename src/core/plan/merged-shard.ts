import type { Experiment } from "./experiment.ts";

/**
 * What became of one journal of a plan's parts. `duplicate`: it says what others said before. `re-run`: its part was run
 * before, and what was run first stands. `cut-off`: its execution did not come to its end, or
 * its budget was used up.
 */
export type ShardState = "whole" | "cut-off" | "duplicate" | "re-run";

export type MergedShard = {
  /** What people know the journal by. */
  readonly name: string;
  /** The parts that it holds, from 1. */
  readonly shards: readonly number[];
  readonly state: ShardState;
  /** Runs that it holds, and those of them that are in no journal before it. */
  readonly runs: number;
  readonly added: number;
};

/** The parts of a plan joined. */
export type MergeResult = {
  readonly experiment: Experiment;
  readonly merged: readonly MergedShard[];
  /** Parts of which nothing is there, from 1. */
  readonly lost: readonly number[];
};
