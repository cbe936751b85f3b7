import type { OtlpTraces } from "../core/trace/export/otlp-json.ts";

/** Where exported sessions go: a file, standard output, a backend. */
export interface TraceSink {
  /**
   * Takes the spans of one session; they may leave later, together with others.
   *
   * @throws UserError where they cannot be written or are refused; nothing more should then be given.
   */
  write(traces: OtlpTraces): Promise<void>;
  /** Lets all that was taken leave, and says what of it was refused. Throws as `write` does. */
  end(): Promise<SinkReport>;
  /** Takes back what can be taken back. Safe to call twice, and after `end`. */
  discard(): void;
}

export type SinkReport = {
  /** Spans that the other side did not take, and why; it took the others. */
  readonly rejected: number;
  readonly reasons: readonly string[];
};
