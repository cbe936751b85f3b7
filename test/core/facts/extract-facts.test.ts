import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractFacts } from "../../../src/core/facts/extract-facts.ts";
import type { Unit } from "../../../src/core/facts/fact.ts";
import { cpuMs } from "../../support/cpu-ms.ts";

function unitName(unit: Unit): string {
  switch (unit.kind) {
    case "currency":
      return unit.code;
    case "time":
      return unit.name;
    case "percent":
      return "percent";
  }
}

/** Facts on one line each: kind, values, unit. */
function facts(text: string): readonly string[] {
  return extractFacts(text).map(({ kind, values, unit }) =>
    [kind, values.join("|"), ...(unit === undefined ? [] : [unitName(unit)])].join(" "),
  );
}

describe("numbers", () => {
  test.each([
    ["1,200.50 pieces", ["number 1200.5"]],
    ["1.200,50 pieces", ["number 1200.5"]],
    ["1 200 pieces", ["number 1200"]],
    ["1\u202F200 pieces", ["number 1200"]],
    ["1.200 pieces", ["number 1.2|1200"]],
    ["12,50 pieces", ["number 12.5"]],
    ["３０ days, ２０％ and ＄１５", ["number 30 day", "number 20 percent", "amount 15 $"]],
    ["٣٠ ۴۵ १२ ১৯ ๖๗", ["number 30", "number 45", "number 12", "number 19", "number 67"]],
    ["1,2,3", ["number 1", "number 2", "number 3"]],
    ["4388 200 pieces", ["number 4388", "number 200"]],
    ["1234,567", ["number 1234", "number 567"]],
    ["0.123 and 1.123", ["number 0.123", "number 1.123|1123"]],
    ["rows: 1\n200", ["number 1", "number 200"]],
    ["1 2000 and 012 345", ["number 1", "number 2000", "number 12", "number 345"]],
    ["#12, #123", ["number 12", "id 123"]],
    ["007 and 50.00", ["number 7", "number 50"]],
    ["20% and 99.5 %", ["number 20 percent", "number 99.5 percent"]],
    ["5 per cent", ["number 5 percent"]],
    ["2.5k views", ["number 2500|2.5"]],
    ["24h or 30km", ["number 24 hour", "number 30"]],
    ["within 5 business days", ["number 5 day"]],
    ["5-7 business days", ["number 5", "number 7 day"]],
    ["a 30-day window", ["number 30 day"]],
  ])("%s", (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });
});

describe("number words", () => {
  test.each([
    ["twenty fifteen", ["number 20", "number 15"]],
    ["twenty and five", ["number 20", "number 5"]],
    ["two hundred and five", ["number 205"]],
    ["a thirty-day window", ["number 30 day"]],
    ["thirty days", ["number 30 day"]],
    ["twenty-five percent", ["number 25 percent"]],
    ["one hundred and fifty dollars", ["amount 150 $"]],
    ["two thousand three hundred parcels", ["number 2300"]],
    ["one of them, the one you like", []],
    ["in one week", ["number 1 week"]],
  ])("%s", (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });
});

describe("dates", () => {
  test.each([
    ["2024-05-20", ["date 2024-05-20"]],
    ["2024-05-20T15:00:00Z", ["date 2024-05-20"]],
    ["2024/05/20", ["date 2024-05-20"]],
    ["5/20/2024", ["date 2024-05-20"]],
    ["20.05.2024", ["date 2024-05-20"]],
    ["3/4/2024", ["date 2024-03-04|2024-04-03"]],
    ["5/20", ["date 05-20"]],
    ["May 20th", ["date 05-20"]],
    ["May 20, 2024", ["date 2024-05-20"]],
    ["20 May 2024", ["date 2024-05-20"]],
    ["the 20th of May", ["date 05-20"]],
    ["Sept. 3rd", ["date 09-03"]],
    ["on May 27: two flights", ["date 05-27", "number 2"]],
    ["you may 5 times", ["number 5"]],
    ["May 5:30", []],
    ["in May 2024", ["number 2024"]],
  ])("%s", (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });
});

describe("ids", () => {
  test.each([
    ["HAT136", ["id hat136"]],
    ["mia_li_3668", ["id mia_li_3668"]],
    ["#W2575533", ["id w2575533"]],
    ["order #4471", ["id 4471"]],
    ["ORD-2024-17", ["id ord-2024-17"]],
    ["certificate 7504069", ["id 7504069"]],
    ["call 800-555-0199", ["id 800-555-0199"]],
    ["7f3a1b2c-1234-4abc-9def-0123456789ab", ["id 7f3a1b2c-1234-4abc-9def-0123456789ab"]],
    ["version 1.2.3", ["id 1.2.3"]],
    ["B2B, 4x4 and our #1", ["id 4x4", "number 1"]],
  ])("%s", (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });
});

describe("amounts", () => {
  test.each([
    ["$200", ["amount 200 $"]],
    ["200 USD", ["amount 200 usd"]],
    ["USD 1,200.50", ["amount 1200.5 usd"]],
    ["€ 1.200,50", ["amount 1200.5 eur"]],
    ["5€ and 6 euros", ["amount 5 eur", "amount 6 eur"]],
    ["$1.2k", ["amount 1200|1.2 $"]],
    ["**$121** each", ["amount 121 $"]],
  ])("%s", (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });
});

describe("what is no fact", () => {
  test.each([
    ["1. First\n2) Second\n**3.** Third\n- 4. Fourth"],
    ["at 06:00 AM, 7 p.m., 11am or 19:30:00"],
    ["arriving at 03:00+1"],
    ["open 24/7"],
    ["the 2nd and the 3rd"],
    ["Option 1, **Flight 2:** and address line 2)"],
    ["no numbers at all"],
  ])("%s", (text) => {
    expect(facts(text)).toEqual([]);
  });

  test("a word that labels does not swallow a span of time or a thousand", () => {
    expect(facts("item 30 days, card 1 200")).toEqual(["number 30 day", "number 1200"]);
    expect(facts("Section 4 says so; go to gate 12")).toEqual(["number 4", "number 12"]);
  });
});

test("an answer at the start of a line is no item of a list", () => {
  expect(facts("30. That is how many days you have.")).toEqual(["number 30"]);
  expect(facts("1. Wait\n2. Pay\n30. No more.")).toEqual(["number 30"]);
  expect(facts("1. Wait\n   1. a\n   2. b\n2. Pay\n3. Go")).toEqual([]);
});

test("digits of another form stand where they stand, and are quoted as they are", () => {
  expect(extractFacts("Within ３０ days")).toMatchObject([
    { text: "３０ days", start: 7, end: 14 },
  ]);
});

test("a fact says where it stands, in the words of the text", () => {
  const text = "Refunds take thirty days.";
  const [fact] = extractFacts(text);
  expect(fact).toEqual({
    kind: "number",
    values: ["30"],
    unit: { kind: "time", name: "day" },
    text: "thirty days",
    start: 13,
    end: 24,
  });
});

test("facts stand in the order of the text and never overlap", () => {
  const pieces = fc.constantFrom(
    "$",
    "1",
    "200",
    ",",
    ".",
    " ",
    "May",
    "20th",
    "-",
    "A1",
    "%",
    "days",
    "\n",
    "#",
    ":",
    "one",
    "hundred",
    "and",
    "USD",
    "é",
    "天",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      let end = 0;
      for (const fact of extractFacts(text)) {
        expect(fact.start).toBeGreaterThanOrEqual(end);
        expect(fact.end).toBeGreaterThan(fact.start);
        expect(text.slice(fact.start, fact.end)).toBe(fact.text);
        expect(fact.values.length).toBeGreaterThan(0);
        end = fact.end;
      }
    }),
  );
});

describe("hostile text costs time in proportion to its length, and no more", () => {
  const units = [
    "1,",
    "1 ",
    "1.",
    "May ",
    "$",
    "a-",
    "A1-",
    "1-",
    "one hundred and ",
    "twenty-",
    "#",
    "\n1. ",
    "12:",
    "1/",
    "a.m.",
    "𝟙",
    " ",
  ];
  // Work that grows with the square of the length would take hours for these.
  test.each(units)("a megabyte of %j", (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(cpuMs(() => extractFacts(text))).toBeLessThan(20_000);
  });
});
