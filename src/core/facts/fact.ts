/** The kinds of facts that are told apart. An amount is a number with a currency, and nothing else is. */
export const factKinds = ["number", "date", "id", "amount"] as const;
export type FactKind = (typeof factKinds)[number];
