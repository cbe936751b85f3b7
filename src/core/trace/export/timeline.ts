import type { Session, Step, Turn } from "../session.ts";

/** When something began and ended, in epoch milliseconds. */
export type Extent = {
  readonly startMs: number;
  /** Absent where it never ended. */
  readonly endMs?: number;
  /** Nothing told when it began: the time is made up, in the order of the story. */
  readonly isStartMadeUp: boolean;
  /** Nothing told how long it took. */
  readonly isLengthMadeUp: boolean;
};

export type TurnExtent = Extent & { readonly endMs: number; readonly steps: readonly Extent[] };

/** Beyond the year 5138 is noise, as for the importer. */
const latestMs = 1e14;
const madeUpMs = 1;

/**
 * When every turn and step of a session began and ended. OTLP cannot leave times out, so those that were not recorded
 * are made up: from `fallbackMs` on, or after what came before, one millisecond each.
 */
export function timelineOf({ turns }: Session, fallbackMs: number): readonly TurnExtent[] {
  let nowMs = firstTime(turns) ?? fallbackMs;
  return turns.map((turn) => {
    const extent = turnExtent(turn, nowMs);
    nowMs = Math.max(nowMs, extent.endMs) + madeUpMs;
    return extent;
  });
}

function turnExtent(turn: Turn, nowMs: number): TurnExtent {
  const ownMs = known(turn.startedAtMs);
  const firstStepMs = turn.steps.map(({ startedAtMs }) => known(startedAtMs)).find(isKnown);
  const startMs = ownMs ?? firstStepMs ?? nowMs;
  let stepMs = startMs;
  const steps = turn.steps.map((step) => {
    const extent = stepExtent(step, stepMs);
    stepMs = Math.max(stepMs, extent.endMs ?? extent.startMs);
    return extent;
  });
  const { durationMs } = turn;
  const endMs = durationMs === undefined ? Math.max(startMs, stepMs) : startMs + durationMs;
  return { startMs, endMs, ...madeUp(ownMs, durationMs), steps };
}

function stepExtent(step: Step, nowMs: number): Extent {
  const ownMs = known(step.startedAtMs);
  const startMs = ownMs ?? nowMs;
  const { durationMs } = step;
  const isPending = step.kind === "tool" && step.status === "pending";
  return {
    startMs,
    ...(!isPending && { endMs: startMs + (durationMs ?? madeUpMs) }),
    ...madeUp(ownMs, durationMs),
  };
}

function madeUp(
  startedAtMs: number | undefined,
  durationMs: number | undefined,
): Pick<Extent, "isStartMadeUp" | "isLengthMadeUp"> {
  return { isStartMadeUp: startedAtMs === undefined, isLengthMadeUp: durationMs === undefined };
}

function firstTime(turns: readonly Turn[]): number | undefined {
  return turns
    .flatMap((turn) => [turn.startedAtMs, ...turn.steps.map(({ startedAtMs }) => startedAtMs)])
    .map(known)
    .find(isKnown);
}

function known(ms: number | undefined): number | undefined {
  return ms !== undefined && ms > 0 && ms < latestMs ? ms : undefined;
}

function isKnown(ms: number | undefined): ms is number {
  return ms !== undefined;
}
