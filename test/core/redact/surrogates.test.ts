import fc from "fast-check";
import { isValidIBAN } from "ibantools";
import ipaddr from "ipaddr.js";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { passesLuhn } from "../../../src/core/redact/luhn.ts";
import { Surrogates } from "../../../src/core/redact/surrogate/surrogates.ts";
import { madeUp, mostForms } from "../../support/redaction/made-up-values.ts";

const key = new Uint8Array(32).fill(3);
const surrogates = new Surrogates(key, []);

function forms(kind: string): readonly string[] {
  return [...new Set(Array.from({ length: mostForms }, (_, turn) => madeUp(kind, turn)))];
}

test.each(forms("iban"))("the surrogate of %s is an IBAN for an independent library", (written) => {
  const iban = written.replaceAll(" ", "").toUpperCase();
  const surrogate = surrogates.of({ kind: "iban", value: iban }, written);
  expect(isValidIBAN(surrogate.replaceAll(" ", "").toUpperCase())).toBe(true);
  expect(surrogate.replaceAll(/[A-Z0-9]/gi, "x")).toBe(written.replaceAll(/[A-Z0-9]/gi, "x"));
  expect(surrogate.slice(0, 2)).toBe(written.slice(0, 2));
});

test.each(forms("card"))(
  "the surrogate of %s passes the Luhn test, in the same groups",
  (written) => {
    const surrogate = surrogates.of(
      { kind: "card", value: written.replaceAll(/\D/g, "") },
      written,
    );
    expect(passesLuhn(surrogate.replaceAll(/\D/g, ""))).toBe(true);
    expect(surrogate.replaceAll(/\d/g, "0")).toBe(written.replaceAll(/\d/g, "0"));
  },
);

test.each(forms("phone").filter((written) => /^\+|^00/.test(written)))(
  "the surrogate of %s is a number that its country's plan allows",
  (written) => {
    const value = parsePhoneNumberFromString(written.replace(/^00/, "+"))?.number ?? "";
    const surrogate = surrogates.of({ kind: "phone", value }, written);
    expect(parsePhoneNumberFromString(surrogate.replace(/^00/, "+"))?.isValid()).toBe(true);
    expect(surrogate).not.toBe(written);
  },
);

test("a number of a country without fictional ones becomes a North American one", () => {
  const value = "+5511912345678";
  expect(surrogates.of({ kind: "phone", value }, "+55 11 91234-5678")).toMatch(
    /^\+1 \d{3}-555-01\d\d$/,
  );
  expect(surrogates.of({ kind: "phone", value }, value)).toMatch(/^\+1\d{3}55501\d\d$/);
});

describe("IP addresses", () => {
  test("stay in networks that are kept for documents", () => {
    const four = surrogates.of({ kind: "ip", value: "8.8.8.8" }, "8.8.8.8");
    expect(ipaddr.parse(four).range()).toBe("reserved");
    const six = surrogates.of({ kind: "ip", value: "2a02::1" }, "2a02::1");
    expect(ipaddr.parse(six).range()).toBe("reserved");
    expect(ipaddr.parse(six).toString()).toBe(six);
  });

  test("381 addresses have 381 surrogates, and more of them still have one", () => {
    const many = new Surrogates(key, []);
    const of = (index: number): string => {
      const value = `10.1.${index >> 8}.${index & 255}`;
      return many.of({ kind: "ip", value }, value);
    };
    const first = Array.from({ length: 381 }, (_, index) => of(index));
    expect(new Set(first).size).toBe(381);
    expect(first).toContain(of(500));
    expect(of(7)).toBe(first[7]);
  });
});

test("a secret keeps its service's prefix and about its length", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{36}$/), (rest) => {
      const value = `ghp_${rest}`;
      const surrogate = surrogates.of({ kind: "secret", value }, value);
      expect(surrogate).toMatch(/^ghp_REDACTED~[0-9a-f]+$/);
      expect(surrogate).toHaveLength(value.length);
    }),
  );
});

function lengthOf(value: string): number {
  return surrogates.of({ kind: "secret", value }, value).length;
}

test("a short secret's surrogate is longer, a long one's is cut", () => {
  expect(lengthOf("pw1")).toBe("REDACTED~".length + 12);
  expect(lengthOf("x".repeat(5000))).toBe("REDACTED~".length + 64);
});
