/** Wall time and waiting, so that the run loop can be tested without either. */
export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
}
