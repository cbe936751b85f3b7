/** What is looked for without being asked to; a project's own patterns bring kinds of their own. */
export const redactedKinds = ["secret", "email", "iban", "card", "phone", "ip"] as const;

/** One value that must not be written, and where it stands in its text, in UTF-16 units. */
export type FoundValue = {
  readonly start: number;
  readonly end: number;
  /** One of `redactedKinds`, or the name of a project's pattern. */
  readonly kind: string;
  /** The same for every spelling of the same value, such as the digits of a card; what its surrogate is drawn from. */
  readonly value: string;
  /** Known by what stands beside it, such as `password:`. It is then looked for wherever else it stands, too. */
  readonly isByContext?: boolean;
  /** It is a surrogate already: it stays, and so does what others see in it. */
  readonly isSurrogate?: boolean;
};
