import { describe, expect, test } from "vitest";
import { composeRedactor } from "../../src/compose/compose-redactor.ts";
import { redactionConfig } from "../../src/core/config/redaction-config.ts";

const ana = "ana.lopez@shop-mail.de";

async function redacted(text: string, config: object, environment = {}): Promise<string> {
  const redactor = await composeRedactor(environment, redactionConfig.parse(config));
  return (await redactor.redactText(text)).text;
}

describe("the key", () => {
  const keyed = { keyEnv: "REDACTION_KEY" };

  test("the same key gives the same surrogates in another import", async () => {
    const environment = { REDACTION_KEY: "a long random text" };
    expect(await redacted(ana, keyed, environment)).toBe(await redacted(ana, keyed, environment));
  });

  test("without one each import draws its own", async () => {
    expect(await redacted(ana, {})).not.toBe(await redacted(ana, {}));
  });

  test.each([
    ["is not set", {}],
    ["has fewer than 16 characters", { REDACTION_KEY: "short" }],
  ])("a variable that %s is refused, and its value is not shown", async (what, environment) => {
    const failure = await redacted(ana, keyed, environment).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "REDACTION_KEY_MISSING" });
    expect(String(failure)).toContain(what);
    expect(String(failure)).not.toContain("short ");
  });
});

describe("a project's own patterns", () => {
  const customer = {
    name: "customer-number",
    pattern: "\\bK-[0-9]{8}\\b",
    surrogate: "K-X#######",
  };

  test("what they match becomes the form that they name", async () => {
    const text = await redacted("K-12345678 and K-12345678, not K-1234", { patterns: [customer] });
    expect(text).toMatch(/^(K-X\d{7}) and \1, not K-1234$/);
  });

  test("letters can be asked for, too", async () => {
    const patterns = [{ name: "plate", pattern: "B-[A-Z]{2} [0-9]{3}", surrogate: "X-??-^^ ###" }];
    expect(await redacted("B-AN 123", { patterns })).toMatch(/^X-[a-z]{2}-[A-Z]{2} \d{3}$/);
  });

  test("without a form it is one of a secret", async () => {
    const { surrogate: _, ...plain } = customer;
    expect(await redacted("K-12345678", { patterns: [plain] })).toMatch(/^REDACTED~[0-9a-f]{12}$/);
  });

  test("a group is the value, and then it is known everywhere", async () => {
    const patterns = [{ name: "passport", pattern: "passport no\\. ([A-Z0-9]{9})" }];
    const text = await redacted("passport no. C01X00T47, again C01X00T47", { patterns });
    expect(text).toMatch(/^passport no\. (REDACTED~\w+), again \1$/);
  });

  test("a form that a value happens to be drawn into is drawn again", async () => {
    const patterns = [{ name: "badge", pattern: "T[0-8]{2}", surrogate: "T##" }];
    for (let badge = 0; badge < 9; badge += 1) {
      expect(await redacted(`T0${badge}`, { patterns })).not.toMatch(/T[0-8]{2}/);
    }
  });

  test("one that does not compile is a user error", async () => {
    await expect(
      redacted("", { patterns: [{ name: "broken", pattern: "(a" }] }),
    ).rejects.toMatchObject({ code: "REDACTION_PATTERN" });
  });
});

describe("what is allowed stays", () => {
  test.each([
    ["whole, in whatever case", ["HELP@shop.de"], "help@shop.de", true],
    ["with a star", ["*@shop.de"], "anybody@shop.de", true],
    ["not as a part", ["shop.de"], "help@shop.de", false],
    ["not over a blank", ["+1 * 2671"], "+1 415 555 2671", false],
    ["as it is written", ["+1 415 555 2671"], "+1 415 555 2671", true],
    ["without the sense of a pattern", ["help.shop.de"], "help@shop.de", false],
  ])("%s", async (_, allow, text, stays) => {
    expect((await redacted(text, { allow })) === text).toBe(stays);
  });
});

test("a country of the list makes its national numbers known", async () => {
  const number = "Das ist 612 34 56 78.";
  expect(await redacted(number, { phoneCountries: ["ES"] })).toBe(number);
  expect(await redacted("Tel. 612 34 56 78", { phoneCountries: ["ES"] })).not.toContain("612");
  expect(await redacted("Tel. 612 34 56 78", { phoneCountries: ["GB"] })).toContain("612");
});
