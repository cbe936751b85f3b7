/** What each adds: ln(.75/.90) and ln(.25/.10), so the stream is watched for a rise from 10 % of disagreement to 25 %. */
const step = { agreed: -0.1823, disagreed: 0.9163 } as const;

/** The sum at which the stream is called drifted. */
export const cusumAlarm = 5;

/** A stream of agreements, folded: where the sum stands, how high it was, and where it first reached the alarm. */
export type CusumState = {
  readonly sum: number;
  readonly highest: number;
  /** 1-based place in the stream; absent where the alarm was never reached. */
  readonly alarmAt?: number;
};

/**
 * Page's cumulative sum over a stream of labels, oldest first: true where judge and person agreed.
 *
 * `S = max(0, S + (agree ? −.1823 : .9163))`, alarm at 5. Nothing seen is a sum of 0.
 *
 * Source: Page (1954); the constants are those of the project's statistics.
 */
export function cusum(agreements: Iterable<boolean>): CusumState {
  let state: CusumState = { sum: 0, highest: 0 };
  let place = 0;
  for (const agreed of agreements) {
    place += 1;
    const sum = Math.max(0, state.sum + (agreed ? step.agreed : step.disagreed));
    const isFirstAlarm = state.alarmAt === undefined && sum >= cusumAlarm;
    state = {
      ...state,
      sum,
      highest: Math.max(state.highest, sum),
      ...(isFirstAlarm && { alarmAt: place }),
    };
  }
  return state;
}
