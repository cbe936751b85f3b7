/** Sums over model calls. `callsWithout…` count those whose provider did not say: the sum is then a lower bound. */
export type CallTotal = {
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly callsWithoutTokens: number;
  readonly costUsd: number;
  readonly callsWithoutCost: number;
};

/** What was asked beside the agent's own calls; answers of judges that the cache held took nothing. */
export type AskedTotal = {
  readonly judges?: CallTotal;
  readonly simulator?: CallTotal;
};
