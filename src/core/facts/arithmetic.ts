import type { Fact } from "./fact.ts";

/** Most numbers of one text that are calculated with; a text that states more is not explaining a sum. */
const maxOperands = 100;

/** Longest row of amounts, one after the other in the text, whose total is understood. */
const maxRow = 20;

/**
 * The amounts among `claims` that simple arithmetic makes of what is known.
 *
 * Understood are the sum and the difference of two amounts, the total of amounts that follow each
 * other, an amount times or divided by a count, and an amount's percentage, added or taken off. Only
 * what the text itself states is calculated with: among all the numbers of a session some pair would
 * make up any round amount. An amount with cents may also be made of one that the text states and
 * one that a source does. An amount that is found is known to the next.
 */
export function derivedAmounts(
  claims: readonly Fact[],
  isKnown: (fact: Fact) => boolean,
): readonly Fact[] {
  const operands = claims.filter(({ unit }) => unit?.kind !== "time").slice(0, maxOperands);
  const known = new Set(
    operands.filter((fact) => fact.kind !== "id" && fact.kind !== "date" && isKnown(fact)),
  );
  const derived: Fact[] = [];
  let reachable = reachableCents(claims, known);
  for (let found = true; found; ) {
    found = false;
    for (const claim of operands) {
      if (claim.kind !== "amount" || known.has(claim)) continue;
      const isMade = claim.values.some(
        (value) => reachable.has(cents(value)) || isPriceDifference(claim, value, known, isKnown),
      );
      if (!isMade) continue;
      derived.push(claim);
      known.add(claim);
      found = true;
    }
    if (found) reachable = reachableCents(claims, known);
  }
  return derived;
}

/** Whether a stated amount and one of a source differ by, or add up to, an amount with cents. */
function isPriceDifference(
  claim: Fact,
  value: string,
  known: ReadonlySet<Fact>,
  isKnown: (fact: Fact) => boolean,
): boolean {
  const target = cents(value);
  if (target % 100 === 0) return false;
  for (const fact of known) {
    if (fact.kind !== "amount") continue;
    const stated = firstCents(fact);
    const values = [stated + target, Math.abs(stated - target)].map((amount) =>
      String(amount / 100),
    );
    if (isKnown({ ...claim, values })) return true;
  }
  return false;
}

function reachableCents(claims: readonly Fact[], known: ReadonlySet<Fact>): ReadonlySet<number> {
  const reachable = new Set<number>();
  const inOrder = claims.filter((fact) => known.has(fact));
  const money = inOrder.filter(({ unit }) => unit?.kind !== "percent").map(firstCents);
  const counts = inOrder
    .filter(({ kind, unit }) => kind === "number" && unit === undefined)
    .map(firstValue);
  const shares = inOrder.filter(({ unit }) => unit?.kind === "percent").map(firstValue);
  for (const [index, a] of money.entries()) {
    let total = a;
    for (const b of money.slice(index + 1)) {
      reachable.add(a + b);
      reachable.add(Math.abs(a - b));
    }
    for (const next of money.slice(index + 1, index + maxRow)) {
      total += next;
      reachable.add(total);
    }
    for (const count of counts) {
      reachable.add(Math.round(a * count));
      if (count > 0) reachable.add(Math.round(a / count));
    }
    for (const share of shares) {
      const part = Math.round((a * share) / 100);
      reachable.add(part);
      reachable.add(a - part);
      reachable.add(a + part);
    }
  }
  return reachable;
}

function firstValue(fact: Fact): number {
  return Number(fact.values[0]);
}

function firstCents(fact: Fact): number {
  return cents(fact.values[0] ?? "");
}

function cents(value: string): number {
  return Math.round(Number(value) * 100);
}
