/** Time and waiting, so that the run loop can be tested without either. */
export interface Clock {
  /** Epoch milliseconds, with fractions. Never steps back. */
  nowMs(): number;
  /** Calls `then` once, `ms` from now. The returned function cancels it. */
  after(ms: number, then: () => void): () => void;
}
