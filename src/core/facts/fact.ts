/** The kinds of facts that are told apart. An amount is a number with a currency. */
export const factKinds = ["number", "date", "id", "amount"] as const;
export type FactKind = (typeof factKinds)[number];

/** What a text states that can be looked up elsewhere: `30 days`, `May 20th`, `HAT136`, `$200`. */
export type Fact = {
  readonly kind: FactKind;
  /** As written. */
  readonly text: string;
  /** Where it stands in its text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /**
   * Its normalised value, more than one where the writing is ambiguous (`1.200`, `3/4/2024`).
   *
   * Numbers and amounts are unsigned decimals without needless zeros (`1200.5`), dates are
   * `2024-05-20` or, without a year, `05-20`, ids are in lower case without a leading `#`.
   */
  readonly values: readonly string[];
  readonly unit?: Unit;
};

/** What a number counts, as far as it is compared: a currency, a span of time, or per cent. */
export type Unit =
  | { readonly kind: "currency"; readonly code: string }
  | { readonly kind: "time"; readonly name: TimeUnit }
  | { readonly kind: "percent" };

/** Spans of time; months and years have no fixed length and are compared by name only. */
export type TimeUnit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";
