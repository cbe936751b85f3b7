import { derivedAmounts } from "./arithmetic.ts";
import { extractFacts } from "./extract-facts.ts";
import type { Fact } from "./fact.ts";
import { listNumbers } from "./list-labels.ts";
import type { SupportIndex } from "./support-index.ts";

/**
 * The facts of a text that nothing supports, in the order of the text.
 *
 * Supported is what a source states, what simple arithmetic makes of it, and the count of items that
 * the text itself numbers. What was calculated is added to the index, because later texts repeat a
 * total without its parts.
 */
export function unsupportedFacts(text: string, index: SupportIndex): readonly Fact[] {
  const facts = extractFacts(text);
  const isKnown = (fact: Fact): boolean => index.find(fact) !== undefined;
  const unknown = facts.filter((fact) => !isKnown(fact));
  if (unknown.length === 0) return unknown;
  const derived = unknown.some(({ kind }) => kind === "amount")
    ? new Set(derivedAmounts(facts, isKnown))
    : undefined;
  if (derived !== undefined) index.add({ kind: "arithmetic", facts: [...derived] });
  const listed = listNumbers(text);
  const isItemCount = ({ kind, unit, values }: Fact): boolean =>
    kind === "number" && unit === undefined && values.some((value) => listed.has(value));
  return unknown.filter((fact) => derived?.has(fact) !== true && !isItemCount(fact));
}
