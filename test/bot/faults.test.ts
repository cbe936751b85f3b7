import pLimit from "p-limit";
import { expect, test } from "vitest";
import { commandRows } from "../../src/core/intake/commands.ts";
import {
  type FaultName,
  faultKinds,
  faultNames,
  playFaulty,
  type Told,
  tellChapters,
} from "../support/bot/play-chapters.ts";

/** How many are played side by side, each on a GitHub of its own. */
const atOnce = 2;

/** Of the requests that change nothing, one in so many. */
const everyReading = 5;

type Play = { readonly one: Told; readonly nth: number; readonly fault: FaultName };

/**
 * Of all that `npm run faults` plays: every request that changes something, done while its answer is lost, and some of the
 * others, in the ways to fail by turns.
 */
function chosenPlays(told: readonly Told[]): readonly Play[] {
  let readings = 0;
  return told.flatMap((one) =>
    one.requests.flatMap((request, index): readonly Play[] => {
      const nth = index + 1;
      if (!request.startsWith("GET ") && !request.endsWith("/graphql"))
        return [{ one, nth, fault: "cut after it is done" }];
      readings += 1;
      const fault = faultNames[(readings / everyReading) % faultNames.length];
      return readings % everyReading === 0 && fault !== undefined ? [{ one, nth, fault }] : [];
    }),
  );
}

test("every chapter that loses a request ends as the one that loses none", {
  timeout: 600_000,
}, async () => {
  const told = await tellChapters();
  const titles = told.map(({ title }) => title);
  // Each command is a chapter.
  expect(titles).toEqual(expect.arrayContaining(commandRows.map(({ name }) => name)));
  const plays = chosenPlays(told);
  expect(new Set(plays.map(({ one }) => one.title))).toEqual(new Set(titles));
  expect(new Set(plays.map(({ fault }) => fault))).toEqual(new Set(faultNames));
  const limit = pLimit(atOnce);
  await Promise.all(
    plays.map(({ one, nth, fault }) =>
      limit(async () => {
        const { end } = await playFaulty(one, nth, faultKinds[fault]);
        const failed = `${one.title}, request ${nth}, ${one.requests[nth - 1]}: ${fault}`;
        expect({ failed, end }).toEqual({ failed, end: one.end });
      }),
    ),
  );
});
