import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digitGroups, mayReach, stretches } from "../../../src/core/redact/find/digit-groups.ts";
import { findEmails } from "../../../src/core/redact/find/find-emails.ts";
import { findIbans } from "../../../src/core/redact/find/find-ibans.ts";
import { findIps } from "../../../src/core/redact/find/find-ips.ts";
import { findSecrets } from "../../../src/core/redact/find/find-secrets.ts";
import type { FoundValue } from "../../../src/core/redact/found-value.ts";
import { plantedTexts } from "../../support/redaction/corpus.ts";

/**
 * Holds nothing to find, and everything without which a finder does not begin to look: with it behind a text, no finder
 * takes a short cut.
 */
const everything = `\n\0\n${"-".repeat(40)}BEGIN x://y z@ %40 a=b: :0: :: 0.0.0.0.0`;

const planted = plantedTexts();
const values = [...new Set(planted.flatMap((one) => one.values.map(({ value }) => value)))];

/** Values and the texts around them, whole and in pieces, in every order. */
const piece = fc.oneof(
  fc.constantFrom(...values),
  fc.constantFrom(...planted.map((one) => one.text)),
  fc
    .tuple(fc.constantFrom(...values), fc.nat(40), fc.nat(40))
    .map(([value, from, length]) => value.slice(from, from + length)),
  fc.stringMatching(
    /^(?:A[KS]IA|sk_live_|whsec_|AIza|ya29\.|key-|pypi-|xai-|hf_|ghp_|eyJ)[\w-]{0,40}(?:\.\w{1,9})?$/,
  ),
  fc.stringMatching(/^(?:Bearer|basic) [\w.~+/=-]{10,20}$/),
  fc.stringMatching(
    /^(?:pass ?word|PASSCODE|api key|Contrase\u00f1a|pa\u017fswort) (?:is|:|ist) \w{4,9}$/,
  ),
  fc.stringMatching(/^[a-f0-9]{0,4}(?::[a-f0-9]{0,4}){1,8}$/),
  fc.ipV6(),
  fc.constantFrom("2a02::7", "2001:4860:4860:8888:1234:5678:9abc:def0", "::1:2a"),
  fc.stringMatching(/^\d{1,3}(?:\.\d{1,3}){2,4}$/),
  fc.stringMatching(/^[a-zA-Z]{1,3}\d{1,20}$/),
);
const separator = fc.constantFrom(" ", "", ": ", "=", '"', "\n", "\\n", "://", "@", ".", "-", "é");
const text = fc
  .array(fc.tuple(piece, separator), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.flat().join(""));

function before(end: number, found: readonly FoundValue[]): readonly FoundValue[] {
  return found.filter((one) => one.start < end);
}

describe("nothing is passed over by a short cut of", () => {
  test.each([
    ["findSecrets", (written: string) => findSecrets(written)],
    ["findEmails", findEmails],
    ["findIps", (written: string) => findIps(written)],
  ])("%s", (_, find) => {
    expect(find(everything)).toEqual([]);
    let some = 0;
    fc.assert(
      fc.property(text, (written) => {
        const found = find(written);
        some += found.length;
        expect(found).toEqual(before(written.length, find(written + everything)));
      }),
      { numRuns: 1_500 },
    );
    expect(some).toBeGreaterThan(0);
  });

  test("mayReach: where it says no, there is no stretch of so many digits", () => {
    const digitsAndMore = fc.string({
      unit: fc.constantFrom("0", "7", "12", "345", " ", "-", "(", ")", ".", "x"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        digitsAndMore,
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 1, max: 5 }),
        (written, digits, longestGap) => {
          const groups = digitGroups(written);
          const between = new RegExp(`^[ ().-][ ().x-]{0,${longestGap - 1}}$`);
          for (const first of groups.keys()) {
            const found = stretches(written, groups, { first, mostDigits: 19, between });
            const isThere = found.some((one) => one.digits.length >= digits);
            expect(isThere && !mayReach(written, groups, { first, digits, longestGap })).toBe(
              false,
            );
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("digitGroups: they are what `\\d+` matches", () => {
    fc.assert(
      fc.property(text, (written) => {
        const matches = Array.from(written.matchAll(/\d+/g), ({ 0: digits, index }) => ({
          start: index,
          end: index + digits.length,
        }));
        expect(digitGroups(written)).toEqual(matches);
      }),
      { numRuns: 1_000 },
    );
  });

  test("findIbans: one is found behind any word and before any other", () => {
    const ibans = values.filter((value) => /^[A-Z]{2}\d{2}[A-Z0-9]{10,}$/i.test(value));
    expect(ibans.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.constantFrom(...ibans), text, text, (iban, left, right) => {
        const start = left.length + 1;
        const found = findIbans(`${left}\n${iban}\n${right}`);
        expect(found.map((one) => one.start)).toContain(start);
      }),
      { numRuns: 500 },
    );
  });
});
