import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretlintRedactor } from "../../../src/adapters/redactor/secretlint-redactor.ts";
import { UserError } from "../../../src/core/errors.ts";
import { isJsonValue, type JsonValue } from "../../../src/core/trace/json.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { sessionSchema } from "../../../src/core/trace/session-schema.ts";
import { aRedactor } from "../../support/redaction/a-redactor.ts";
import { plantedTexts } from "../../support/redaction/corpus.ts";
import { aSession, aTurn, called, oneTurn } from "../../support/sessions.ts";

const ana = "ana.lopez@shop-mail.de";

/** A session in which `text` stands wherever a text can stand. */
function everywhere(text: string): Session {
  return {
    id: text,
    agent: {
      name: text,
      version: text,
      model: text,
      toolCatalog: [{ name: text, description: text, parameters: { [text]: text } }],
    },
    policy: text,
    turns: [
      {
        user: text,
        reply: text,
        traceId: text,
        error: { type: text, message: text },
        steps: [
          {
            kind: "model",
            text,
            reasoning: text,
            provider: text,
            model: text,
            finishReason: text,
            spanId: text,
            agent: text,
            toolCalls: [{ callId: text, name: text, arguments: { [text]: [text] } }],
            error: { type: text, message: text },
          },
          {
            kind: "tool",
            name: text,
            callId: text,
            arguments: { deep: [{ [text]: text }] },
            status: "ok",
            result: [text, { text }],
            error: { type: text, message: text },
            fault: text,
          },
        ],
      },
    ],
    task: { id: text, runIndex: 0 },
    finalState: { [text]: { note: text } },
    annotations: [{ name: text, by: "human", annotator: text, value: text, explanation: text }],
  };
}

describe("a whole session", () => {
  test.each([
    ["an e-mail address", `Mail ${ana}!`, ana],
    ["a token", `Use ghp_${"a1".repeat(18)}.`, "a1a1"],
    ["a phone number", "Call +1 415-555-2671.", "2671"],
  ])("%s is gone from every field, and the shape is kept", async (_, text, value) => {
    const session = everywhere(text);
    const redacted = await aRedactor().redact(session);
    expect(JSON.stringify(redacted.session)).not.toContain(value);
    expect(sessionSchema.parse(redacted.session)).toEqual(redacted.session);
    const places = JSON.stringify(session).split(text).length - 1;
    expect(redacted.found.map(({ count }) => count)).toEqual([places]);
  });

  test("one that holds nothing of the kind comes out as it went in", async () => {
    const session = oneTurn(
      "Where is order W2378156?",
      [
        called(
          "get_order",
          { id: "W2378156", at: 1_715_768_433_123 },
          { total: 49.9, isPaid: true },
        ),
      ],
      "It was delivered on 2024-05-15.",
    );
    expect(await aRedactor().redact(session)).toEqual({ session, found: [] });
  });

  test("the model's own words and names stay, whatever a project's pattern says", async () => {
    const pattern = { name: "too-wide", pattern: "tool|ok|turns|user|kind" };
    const { session } = await aRedactor({ patterns: [pattern] }).redact(
      oneTurn("ok", [called("user", { kind: "tool" }, "turns")]),
    );
    const [step] = session.turns[0]!.steps;
    expect(step).toMatchObject({ kind: "tool", status: "ok" });
    expect(JSON.stringify(step)).not.toMatch(/"user"|"turns"/);
  });
});

describe("the same value", () => {
  test("is the same surrogate alone, in a longer text, as a key, and in another session", async () => {
    const redactor = aRedactor();
    const first = await redactor.redact(
      oneTurn(`I am ${ana}.`, [called("find_user", { email: ana }, { [ana]: "gold" })]),
    );
    const second = await redactor.redact(oneTurn(ana, []));
    const surrogate = second.session.turns[0]!.user;
    expect(surrogate).toMatch(/^user-[0-9a-f]{12}@example\.com$/);
    expect(first.session.turns[0]).toEqual({
      user: `I am ${surrogate}.`,
      steps: [called("find_user", { email: surrogate }, { [surrogate]: "gold" })],
    });
  });

  test("is another surrogate under another key", async () => {
    const [one, other] = await Promise.all(
      [1, 2].map((byte) => aRedactor({ key: new Uint8Array(32).fill(byte) }).redactText(ana)),
    );
    expect(one!.text).not.toBe(other!.text);
    expect(one!.text).toMatch(/^user-/);
  });

  test("in another spelling is the same surrogate in that spelling", async () => {
    const { text } = await aRedactor().redactText(
      "4539 1234 5678 9017 or 4539123456789017; +1 (415) 555-2671 or 415.555.2671; ANA@SHOP.COM or ana@shop.com",
    );
    expect(text).not.toMatch(/4539|2671|shop/i);
    const [cards = "", phones = "", mails = ""] = text.split("; ");
    const [grouped = "", plain = ""] = cards.split(" or ");
    expect(grouped.replaceAll(" ", "")).toBe(plain);
    const [international = "", national = ""] = phones.split(" or ");
    expect(international.replaceAll(/\D/g, "")).toBe(`1${national.replaceAll(/\D/g, "")}`);
    const [upper = "", lower = ""] = mails.split(" or ");
    expect(upper.toLowerCase()).toBe(lower);
  });

  test("that only its name gave away is replaced wherever else it stands", async () => {
    const { session } = await aRedactor().redact(
      oneTurn("It says blue-horse-42 is wrong.", [
        called("log_in", { user: "ana", password: "blue-horse-42" }, "denied for blue-horse-42"),
        called("call_back", { phone: 4155552671 }, { note: "4155552671 is busy" }),
      ]),
    );
    const text = JSON.stringify(session);
    expect(text).not.toMatch(/blue-horse-42|4155552671/);
    const [login, call] = session.turns[0]!.steps;
    expect(login).toMatchObject({ result: expect.stringMatching(/^denied for REDACTED~/) });
    expect(call).toMatchObject({ arguments: { phone: expect.any(Number) } });
  });

  test("that is a phone number has one surrogate, also in ids and as messengers write it", async () => {
    const { session } = await aRedactor().redact(
      oneTurn("Call me at +49 151 23456789.", [
        called(
          "find_user",
          { phone: 4915123456789, user_id: "4915123456789", order: 4915123456781 },
          "004915123456789 and whatsapp:+4915123456789",
        ),
      ]),
    );
    const digits = /\+(49[\d ]+)/.exec(session.turns[0]!.user)?.[1]?.replaceAll(" ", "") ?? "";
    expect(digits).toMatch(/^49(?:4066969|6990009|8999998)\d{3}$/);
    expect(session.turns[0]!.steps).toMatchObject([
      {
        arguments: { phone: Number(digits), user_id: digits, order: 4915123456781 },
        result: `00${digits} and whatsapp:+${digits}`,
      },
    ]);
  });

  test("that is a phone number goes from ids also where nothing calls it a phone", async () => {
    const { session, found } = await aRedactor().redact(
      oneTurn("It is +49 151 23456789.", [called("find_user", { user_id: "4915123456789" }, "ok")]),
    );
    expect(JSON.stringify(session)).not.toMatch(/151 ?23456789/);
    expect(found).toEqual([{ kind: "phone", count: 2 }]);
  });

  test("equal texts stay equal and e-mail addresses that differ stay different", async () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const mails = fc.uniqueArray(name, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(mails, async (names) => {
        const results = names.map((one) => `${one}@shop.de`);
        const asked = results.map((mail) => called("find_user", { mail }, mail));
        const { session } = await aRedactor().redact(oneTurn("", asked));
        const pairs = session.turns[0]!.steps.map((step) =>
          step.kind === "tool" ? [step.arguments, step.result] : [],
        );
        for (const [args, result] of pairs) expect(args).toEqual({ mail: result });
        expect(new Set(pairs.map(([, result]) => result)).size).toBe(names.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe("numbers", () => {
  test("a card or a phone as a number becomes a number", async () => {
    const { session, found } = await aRedactor().redact(
      oneTurn("", [
        called("pay", { card: 4539123456789017, mobile: 4155552671 }, 4539123456789017),
      ]),
    );
    expect(found).toEqual([
      { kind: "card", count: 2 },
      { kind: "phone", count: 1 },
    ]);
    const [step] = session.turns[0]!.steps;
    expect(step).toMatchObject({
      arguments: { card: expect.any(Number), mobile: expect.any(Number) },
      result: expect.any(Number),
    });
  });

  test("other numbers stay, and a secret number becomes text", async () => {
    const numbers = { ms: 1_715_768_433_123, price: 49.9, id: 4155552671, none: -0, big: 1e21 };
    const { session } = await aRedactor().redact(
      oneTurn("", [called("look", numbers, { password: 12_345_678 })]),
    );
    const [step] = session.turns[0]!.steps;
    expect(step).toMatchObject({
      arguments: numbers,
      result: { password: expect.stringMatching(/^REDACTED~/) },
    });
  });
});

test("keys that would become one stay apart", async () => {
  const { session } = await aRedactor().redact(
    oneTurn("", [called("list", {}, { "Ana@shop.de": 1, "ana@shop.de": 2 })]),
  );
  const [step] = session.turns[0]!.steps;
  expect(step?.kind === "tool" && Object.values(step.result ?? {})).toEqual([1, 2]);
});

test("`__proto__` is data", async () => {
  const args: JsonValue = JSON.parse(`{"__proto__": {"mail": "${ana}"}}`);
  const { session } = await aRedactor().redact(oneTurn("", [called("look", args, null)]));
  expect(JSON.stringify(session)).toMatch(/"__proto__":\{"mail":"user-/);
});

describe("doing it twice", () => {
  const planted = plantedTexts().map(({ text }) => text);

  test("changes nothing more, whatever was planted", async () => {
    const piece = fc.oneof(fc.constantFrom(...planted), fc.string({ unit: "grapheme" }), fc.json());
    const session = fc
      .array(fc.tuple(piece, fc.jsonValue(), piece), { minLength: 1, maxLength: 4 })
      .map((turns) =>
        aSession(
          turns.map(([user, result, reply]) =>
            aTurn(
              user,
              [called("look", { [reply]: user }, isJsonValue(result) ? result : null)],
              reply,
            ),
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(session, async (one) => {
        const redactor = aRedactor();
        const once = await redactor.redact(one);
        expect(await redactor.redact(once.session)).toEqual({ session: once.session, found: [] });
      }),
      { numRuns: 150 },
    );
  });

  test("with another key changes nothing more either", async () => {
    const once = await aRedactor().redactText(planted.join("\n"));
    const other = aRedactor({ key: new Uint8Array(32).fill(9) });
    expect(await other.redactText(once.text)).toEqual({ text: once.text, found: [] });
  });

  test("nothing is found in the file that a redacted session is written to", async () => {
    const redactor = aRedactor();
    for (const text of planted.filter((_, index) => index % 7 === 0)) {
      const { session } = await redactor.redact(
        oneTurn(text, [called("look", { text }, text)], text),
      );
      expect(await redactor.findLeaks(JSON.stringify(session, null, 2))).toEqual([]);
    }
  });
});

describe("it fails closed", () => {
  const secret = `ghp_${"a1".repeat(18)}`;

  test("`secretlint-disable` in a text switches nothing off", async () => {
    const text = `/* secretlint-disable */ ${secret} // secretlint-disable-line`;
    expect((await aRedactor().redactText(text)).text).not.toContain("a1a1");
  });

  test("a text that is too large is refused, without a word of it", async () => {
    const rules = { key: new Uint8Array(32), patterns: [], allow: [], phoneCountries: [] };
    const failure = await secretlintRedactor(rules, 1000)
      .redact(oneTurn(secret.repeat(30), []))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ code: "REDACTION_TOO_LARGE" });
    expect(String(failure)).not.toContain("ghp_");
  });

  test.each([
    ["throws", () => hostile(secret)],
    ["nests too deep", () => nested(secret, 5000)],
  ])("a session that %s is refused, and neither message nor cause quotes it", async (_, make) => {
    const session = oneTurn("", [called("look", {}, make())]);
    const failure = await aRedactor()
      .redact(session)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "REDACTION_FAILED" });
    const told = failure instanceof UserError ? `${failure.message} ${String(failure.cause)}` : "";
    expect(told).toContain("session-texts");
    expect(told).not.toContain("ghp_");
  });
});

describe("long texts", () => {
  test("a token is found wherever the pieces of a long text meet, and once", async () => {
    const token = `ghp_${"a1".repeat(18)}`;
    const filler = "Lorem ipsum dolor sit amet. ".repeat(10_000);
    for (const at of [0, 52_200, 52_224, 53_248, 65_500, 65_530, 65_536, 117_700, 250_000]) {
      const text = `${filler.slice(0, at)} ${token} ${filler.slice(at)}`;
      const redacted = await aRedactor().redactText(text);
      expect(redacted.text).not.toContain("a1a1");
      expect(redacted.found).toEqual([{ kind: "secret", count: 1 }]);
      expect(redacted.text.length).toBe(text.length);
    }
  });

  test("a byte order mark does not shift what is replaced", async () => {
    const { text } = await aRedactor().redactText(`\uFEFFghp_${"a1".repeat(18)} is mine`);
    expect(text).toMatch(/^\uFEFFghp_REDACTED~[0-9a-f]+ is mine$/);
  });
});

function hostile(message: string): JsonValue {
  return Object.defineProperty({}, "note", {
    enumerable: true,
    get: () => {
      throw new Error(message);
    },
  });
}

function nested(leaf: string, depth: number): JsonValue {
  let value: JsonValue = leaf;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe.each([
  ["npm", `npm_${"a1B2c3D4e5".repeat(3)}F6g7H8`],
  ["GitHub", `ghp_${"a1B2c3D4e5".repeat(3)}F6g7H8`],
])("a token of %s is found right behind", (_whose, token) => {
  test.each([
    ["a line break of JSON", "\\n"],
    ["a character of JSON by its number", "\\u0022"],
    ["a byte of a program by its number", "\\x0a"],
    ["a character of an address", "%3D"],
    ["a terminal's colour", "\u001b[1;31m"],
  ])("%s", async (_what, escape) => {
    const { session } = await aRedactor().redact(oneTurn(`log: first${escape}${token} last`, []));
    expect(JSON.stringify(session)).not.toContain(token);
  });
});
