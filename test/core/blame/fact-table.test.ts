import fc from "fast-check";
import { expect, test } from "vitest";
import { FactTable } from "../../../src/core/blame/fact-table.ts";
import type { StatedFact } from "../../../src/core/blame/stated-facts.ts";
import { called, oneTurn } from "../../support/sessions.ts";

/** A parcel that is looked up over and over, of which every look-up tells another weight and day. */
function longSession(lookUps: number, said: string): FactTable {
  const steps = Array.from({ length: lookUps }, (_, n) =>
    called(
      "track_parcel",
      { parcel: `PX-${10_000 + n}` },
      {
        parcel: `PX-${10_000 + n}`,
        weight: `${n % 90} kg`,
        seen: `2026-03-${String(1 + (n % 28)).padStart(2, "0")}`,
      },
    ),
  );
  return new FactTable(oneTurn("Where is it?", steps, said));
}

test("in a session of hundreds of steps every piece that states a fact is found, and no other", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom(
        "It weighs 42 kg.",
        "Seen on 17 March 2026.",
        "Seen on 2027-08-09.",
        "Parcel PX-10003 is lost.",
        "It is 350 kg.",
      ),
      (lookUps, said) => {
        const table = longSession(lookUps, said);
        const facts: readonly StatedFact[] = table.rows.flatMap((row) => row.facts).slice(-3);
        for (const fact of facts) {
          const each = table.rows.flatMap(({ number }) =>
            table.states(number, fact) ? [number] : [],
          );
          expect(table.placesOf(fact)).toEqual(each);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("a fact that only the last of hundreds of steps brought is followed there", () => {
  const facts = longSession(150, "Parcel PX-10149 weighs 59 kg.").rows.at(-1)?.facts ?? [];
  expect(facts.map(({ support }) => support)).not.toContain("unsupported");
});
