import { describe, expect, test } from "vitest";
import { findCards } from "../../../src/core/redact/find/find-cards.ts";
import { findEmails } from "../../../src/core/redact/find/find-emails.ts";
import { findIbans } from "../../../src/core/redact/find/find-ibans.ts";
import { findIps } from "../../../src/core/redact/find/find-ips.ts";
import { PhoneFinder } from "../../../src/core/redact/find/find-phones.ts";
import { findSecrets } from "../../../src/core/redact/find/find-secrets.ts";
import type { FoundValue } from "../../../src/core/redact/found-value.ts";
import { luhnDigit, passesLuhn } from "../../../src/core/redact/luhn.ts";
import { passesMod97 } from "../../../src/core/redact/mod-97.ts";

function written(text: string, found: readonly FoundValue[]): readonly string[] {
  return found.map(({ start, end }) => text.slice(start, end));
}

describe("check digits", () => {
  test.each(["4111111111111111", "378282246310005", "6011111111111117", "30569309025904"])(
    "%s passes the Luhn test, and no other last digit does",
    (card) => {
      expect(passesLuhn(card)).toBe(true);
      const body = card.slice(0, -1);
      const passing = "0123456789".split("").filter((digit) => passesLuhn(body + digit));
      expect(passing).toEqual([luhnDigit(body)]);
    },
  );

  test.each(["DE89370400440532013000", "GB29NWBK60161331926819", "NO9386011117947"])(
    "%s passes MOD 97",
    (iban) => {
      expect(passesMod97(iban)).toBe(true);
      expect(passesMod97(`${iban.slice(0, -1)}${(Number(iban.at(-1)) + 1) % 10}`)).toBe(false);
    },
  );
});

describe("e-mail addresses", () => {
  test.each([
    ["in brackets", "Ana <ana@shop.de>", ["ana@shop.de"]],
    ["at the end of a sentence", "Write to ana@shop.de.", ["ana@shop.de"]],
    ["with an apostrophe", "o'neil@shop.de", ["o'neil@shop.de"]],
    ["in quotes", "'ana@shop.de'", ["ana@shop.de"]],
    [
      "after an escape",
      "Hello\\nana@shop.de \\u003cbo@shop.de\\u003e",
      ["ana@shop.de", "bo@shop.de"],
    ],
    ["in an address of a page", "?to=ana%40shop.de&x", ["ana%40shop.de"]],
    [
      "with letters of any language",
      "\u00fcnal@m\u00e4dchen.de \ud835\udcb6na@shop.de",
      ["\u00fcnal@m\u00e4dchen.de", "\ud835\udcb6na@shop.de"],
    ],
    ["with a host that ends in digits", "ana@shop.de.42", ["ana@shop.de"]],
    ["that are none", "@ana a@b @2x.png icon@2x.png git@github.com:a/b user@host", []],
    ["that end an address of a server", "ftp://bo:pa@ss.shop.de/", []],
  ])("%s", (_, text, expected) => {
    expect(written(text, findEmails(text))).toEqual(expected);
  });
});

describe("cards", () => {
  test.each([
    ["plain", "4111111111111111", ["4111111111111111"]],
    ["grouped, with a date after it", "4111 1111 1111 1111 12/27", ["4111 1111 1111 1111"]],
    ["after a number", "2 4111-1111-1111-1111", ["4111-1111-1111-1111"]],
    ["old Visa with a word", "card 4222222222222", ["4222222222222"]],
    ["old Visa without", "article 4222222222222", []],
    ["with a wrong check digit", "4111111111111112", []],
    ["with a prefix of nobody", "1234567812345670", []],
    ["inside of a word", "X4111111111111111 4111111111111111Y", []],
    ["as a fraction", "0.4111111111111111 4111111111111111.5", []],
    ["inside of a UUID", "550e8400-e29b-41d4-4716-446655440000", []],
    ["only zeros", "4000000000000000", []],
  ])("%s", (_, text, expected) => {
    expect(written(text, findCards(text))).toEqual(expected);
  });
});

describe("IBANs", () => {
  test.each([
    ["with words after it", "DE89 3704 0044 0532 0130 00 is mine", ["DE89 3704 0044 0532 0130 00"]],
    ["in small letters", "nl91abna0417164300", ["nl91abna0417164300"]],
    ["with dashes", "GB29-NWBK-6016-1331-9268-19.", ["GB29-NWBK-6016-1331-9268-19"]],
    ["with wrong check digits", "DE88370400440532013000", []],
    ["cut", "DE89 3704 0044 0532 0130", []],
    ["too long", "DE893704004405320130001", []],
    ["of no country", "XX89370400440532013000", []],
  ])("%s", (_, text, expected) => {
    expect(written(text, findIbans(text))).toEqual(expected);
  });
});

function findPhones(text: string, key?: string): readonly string[] {
  return written(text, new PhoneFinder(["US", "GB", "FR", "DE"]).find(text, key));
}

describe("phone numbers", () => {
  test.each([
    [
      "two that follow each other",
      "020 7183 8750 01 44 55 66 77",
      ["020 7183 8750", "01 44 55 66 77"],
    ],
    ["one before a date", "+1 415 555 2671 2024-05-15", ["+1 415 555 2671"]],
    ["with the trunk zero in brackets", "+49 (0)30 9018200", ["+49 (0)30 9018200"]],
    ["in brackets", "(415) 555-2671", ["(415) 555-2671"]],
    ["digits after a word", "call 4155552671", ["4155552671"]],
    ["seven digits after a word", "call 555-2671, not 555-267", ["555-2671"]],
    ["digits without", "take 4155552671", []],
    ["of a plan that has no such number", "+1 115-555-2671 +999 1234567", []],
    ["after the name of something else", "order 415-555-2671, sku: 020-7183-8750", []],
    ["as a part of something longer", "415-555-2671-99 99-415-555-2671", []],
    ["in words that end like a telling one", "Headphones: 6992792935, hotel 6942297802", []],
    ["a birthday", "tel, born 1950-05-04", []],
  ])("%s", (_, text, expected) => {
    expect(findPhones(text)).toEqual(expected);
  });

  test.each(["phone", "phone_number", "homePhone", "Mobile", "contact-fax", "tel"])(
    "digits under the key %s",
    (key) => {
      expect(findPhones("5551234567", key)).toEqual(["5551234567"]);
      expect(findPhones(`{"${key}":"5551234567"}`)).toEqual(["5551234567"]);
    },
  );

  test.each(["hotel", "phone_id", "telemetry", "cancel", "order"])(
    "none under the key %s",
    (key) => {
      expect(findPhones("5551234567", key)).toEqual([]);
    },
  );

  test("a text with very many of them is still read to its end", () => {
    const numbers = Array.from(
      { length: 60_000 },
      (_, i) => `0${1000 + (i % 9000)} ${100_000 + i}`,
    );
    expect(findPhones(numbers.join(", ")).length).toBeGreaterThan(30_000);
  });
});

describe("IP addresses", () => {
  test.each([
    ["with a port and a path", "http://93.184.216.34:80/a", ["93.184.216.34"]],
    ["of a private network", "10.0.0.7 192.168.1.1", ["10.0.0.7", "192.168.1.1"]],
    ["in brackets", "[2a02:8109::1]:443", ["2a02:8109::1"]],
    ["with IPv4 inside", "::ffff:93.184.216.34", ["::ffff:93.184.216.34"]],
    ["of no host", "127.0.0.1 0.0.0.0 255.255.255.0 224.0.0.1 ::1 :: ff02::1", []],
    ["versions", "v1.2.3.4, version: 1.2.3.4, a@1.2.3.4, b==1.2.3.4, c-1.2.3.4.tar.gz", []],
    ["paragraphs", "section 1.2.3.4, \u00a7 1.2.3.4", []],
    ["browsers", "Chrome/126.0.0.0", []],
    ["not addresses", "256.1.1.1 1.2.3 1.2.3.4.5 01.02.03.04 a::b std::vector 10:20:30:40", []],
  ])("%s", (_, text, expected) => {
    const found = findIps(text).toSorted((a, b) => a.start - b.start);
    expect(written(text, found)).toEqual(
      expected.flatMap((one) => (one.startsWith("::ffff") ? [one, one.slice(7)] : [one])),
    );
  });

  test("a version by its key", () => {
    expect(findIps("10.0.19041.1", "version")).toEqual([]);
    expect(findIps("10.0.190.1", "os_version")).toEqual([]);
    expect(findIps("10.0.190.1", "host")).toHaveLength(1);
  });
});

describe("secrets", () => {
  test.each([
    ["in a file of settings", "DB_PASSWORD=letmein", ["letmein"]],
    ["in quotes with an escape", String.raw`password: "a\"b\\c1"`, [String.raw`a\"b\\c1`]],
    ["in JSON inside of text", String.raw`{\"api_key\":\"abc123\"}`, ["abc123"]],
    ["in an address of a page", "?user=ana&password=s3cret&x=1", ["s3cret"]],
    ["with the sign between parameters in it", "password: s3cret&1x", ["s3cret&1x"]],
    ["in a sentence", "My password is Tr0ub4dor&3.", ["Tr0ub4dor&3"]],
    ["in an address of a server", "amqp://bo:pa@ss:word@mq:5672", ["pa@ss:word"]],
    [
      "a token instead of a user",
      "https://a1b2c3d4e5f6a7b8c9d0@git.shop.de",
      ["a1b2c3d4e5f6a7b8c9d0"],
    ],
    ["in a header", "Authorization: Digest abcdef", ["abcdef"]],
    ["alone after its scheme", "Bearer abcdef0123456789", ["abcdef0123456789"]],
    ["a private key that was cut", "-----BEGIN EC PRIVATE KEY-----\nMHcCAQ", ["MHcCAQ"]],
    [
      "behind another name",
      "env: API_KEY=s3cretKey1 headers: x-api-key: Zx81kfLq09Pw",
      ["s3cretKey1", "Zx81kfLq09Pw"],
    ],
    [
      "in an address that has a name",
      "url: https://shop.de/?api_key=Zx81kfLq09Pw",
      ["Zx81kfLq09Pw"],
    ],
    ["in quotes behind another name", 'env: "DB_PASSWORD=letmein"', ["letmein"]],
    ["behind an escaped sign", `?q=token%3Dxai-${"a1".repeat(30)}`, [`xai-${"a1".repeat(30)}`]],
    ["names that name each other", "a1:".repeat(20_000), []],
    ["the folder", "PWD=/home/ana", []],
    ["places of secrets", "password: ${PW} secret=<secret> token=*** api_key=your_api_key", []],
    ["in prose", "Password: required. The secret: be kind. Bearer of good news.", []],
  ])("%s", (_, text, expected) => {
    expect([...new Set(written(text, findSecrets(text)))]).toEqual(expected);
  });

  test.each([
    ["password", "letmein", ["letmein"]],
    ["authorization", "Bearer abc", ["abc"]],
    ["authorization", "approved", []],
    ["token", "abcdef0123456789", ["abcdef0123456789"]],
    ["token", "the", []],
    ["next_page_token", "abcdef0123456789", []],
    ["password", "", []],
    ["password", "null", []],
    ["password", "must have at least 8 characters", []],
    ["max_tokens", "1024abcdefghijklmn", []],
  ])("under the key %s the value %j", (key, value, expected) => {
    expect(written(value, findSecrets(value, key))).toEqual(expected);
  });
});
