import { describe, expect, test } from "vitest";
import { z } from "zod";
import { meetSchema } from "../../../src/core/yaml/meet-schema.ts";
import { parseYaml } from "../../../src/core/yaml/parse-yaml.ts";

const feePolicy = z.strictObject({
  name: z
    .string()
    .min(2)
    .max(5)
    .meta({ description: "The fee's name.", examples: ["late"] }),
  share: z.number().gt(0).lte(1).optional(),
  days: z.int().min(1).max(30).default(7),
  isWaived: z.boolean().optional(),
  kind: z.enum(["late", "lost"]).optional(),
  countries: z.array(z.string()).min(1).max(2).optional(),
  limits: z
    .record(z.string().regex(/^[a-z]+$/, "lower-case letters"), z.int())
    .optional()
    .meta({ examples: [{ norway: 3 }] }),
  from: z
    .discriminatedUnion("source", [
      z.strictObject({ source: z.literal("desk"), desk: z.string() }),
      z.discriminatedUnion("level", [
        z.strictObject({ source: z.literal("law"), level: z.literal("state"), law: z.string() }),
        z.strictObject({ source: z.literal("law"), level: z.literal("town"), town: z.string() }),
      ]),
    ])
    .optional(),
  turn: z.union([z.enum(["last", "any"]), z.int().min(1)]).optional(),
  web: z.url().optional(),
});

/** Every problem on one line: code, place, message, what was expected and the example. */
function complaints(text: string): readonly string[] {
  const parsed = parseYaml("fee.yaml", text);
  if (parsed.kind === "problems") throw new Error("the text of this test is no YAML");
  const meeting = meetSchema(feePolicy, parsed.document);
  if (meeting.kind === "met") return [];
  return meeting.problems.map(
    ({ code, line, column, message, expected, example }) =>
      `${code} ${line}:${column} ${message} | ${expected} | ${example}`,
  );
}

test("a document that meets the schema is its value, with what was left out", () => {
  const parsed = parseYaml("fee.yaml", "name: late\n");
  if (parsed.kind === "problems") throw new Error("the text of this test is no YAML");
  expect(meetSchema(feePolicy, parsed.document)).toEqual({
    kind: "met",
    value: { name: "late", days: 7 },
  });
});

describe("one wrong value", () => {
  test.each([
    ["days: 1\n", "MISSING_KEY 1:1 `name` is missing | text. The fee's name. | name: late"],
    [
      "name: 12\n",
      'WRONG_TYPE 1:7 `name` is the number 12 | text, in quotes: "12". The fee\'s name. | name: late',
    ],
    ["name:\n", "WRONG_TYPE 1:1 `name` is empty | text. The fee's name. | name: late"],
    [
      'name: ""\n',
      "OUT_OF_RANGE 1:7 `name` is empty | at least 2 characters. The fee's name. | name: late",
    ],
    [
      "name: too late\n",
      "OUT_OF_RANGE 1:7 `name` is 8 characters long | at most 5 characters. The fee's name. | name: late",
    ],
    [
      "name: a\n",
      "OUT_OF_RANGE 1:7 `name` is 1 character long | at least 2 characters. The fee's name. | name: late",
    ],
  ])("%j", (text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });

  test.each([
    ["share: 0\n", "OUT_OF_RANGE 1:8 `share` is the number 0 | more than 0 | undefined"],
    ["share: 1.5\n", "OUT_OF_RANGE 1:8 `share` is the number 1.5 | at most 1 | undefined"],
    ["days: 1.5\n", "WRONG_TYPE 1:7 `days` is the number 1.5 | a whole number | undefined"],
    [
      'days: "3"\n',
      'WRONG_TYPE 1:7 `days` is the text "3" | a number, without quotes: 3 | undefined',
    ],
    ["days: [3]\n", "WRONG_TYPE 1:7 `days` is a list | a number | undefined"],
    [
      "isWaived: yes\n",
      'WRONG_TYPE 1:11 `isWaived` is the text "yes" | `true` or `false` | undefined',
    ],
    [
      "kind: lots\n",
      'WRONG_VALUE 1:7 `kind` is the text "lots"; did you mean `lost`? | one of `late`, `lost` | undefined',
    ],
    [
      "countries: []\n",
      "OUT_OF_RANGE 1:12 `countries` is an empty list | at least 1 entry | undefined",
    ],
    [
      "countries: [a, b, c]\n",
      "OUT_OF_RANGE 1:12 `countries` is 3 entries long | at most 2 entries | undefined",
    ],
    [
      "countries:\n  - Norway\n  - {}\n",
      "WRONG_TYPE 3:5 `countries[1]` is a map | text | undefined",
    ],
    [
      "limits: { Norway: 3 }\n",
      "WRONG_KEY 1:11 `limits.Norway` has a name that is not allowed here | lower-case letters | limits:\n  norway: 3",
    ],
    [
      "limits: { norway: no }\n",
      'WRONG_TYPE 1:19 `limits.norway` is the text "no" | a number | norway: 3',
    ],
    [
      "from: { source: dask, desk: x }\n",
      'WRONG_VALUE 1:17 `from.source` is the text "dask"; did you mean `desk`? | one of `desk`, `law` | undefined',
    ],
    [
      "from: { source: law, level: twon }\n",
      'WRONG_VALUE 1:29 `from.level` is the text "twon"; did you mean `town`? | one of `state`, `town` | undefined',
    ],
    [
      "from: { source: law, level: town }\n",
      "MISSING_KEY 1:7 `from.town` is missing | text | undefined",
    ],
    ["from: {}\n", "MISSING_KEY 1:7 `from.source` is missing | one of `desk`, `law` | undefined"],
    ["turn: 0\n", "OUT_OF_RANGE 1:7 `turn` is the number 0 | at least 1 | undefined"],
    [
      "turn: []\n",
      "WRONG_VALUE 1:7 `turn` is a list | one of `last`, `any`, or a number | undefined",
    ],
    [
      "web: late\n",
      'WRONG_VALUE 1:6 `web` is the text "late" | an address such as https://example.com/v1 | undefined',
    ],
  ])("%j", (text, complaint) => {
    expect(complaints(`${text}name: late\n`)).toEqual([complaint]);
  });
});

test("an unknown key is found at the key, with what was probably meant and how that looks", () => {
  expect(complaints("nam: late\nlimits: { norway: 3 }\nname: late\nlimit: {}\n")).toEqual([
    "UNKNOWN_KEY 1:1 unknown key `nam`; did you mean `name`? | only `name`, `share`, `days`, `isWaived`, `kind`, `countries`, `limits`, `from`, `turn`, `web` | name: late",
    "UNKNOWN_KEY 4:1 unknown key `limit`; did you mean `limits`? | only `name`, `share`, `days`, `isWaived`, `kind`, `countries`, `limits`, `from`, `turn`, `web` | limits:\n  norway: 3",
  ]);
});

test("an unknown key inside a part of a union is held against that part", () => {
  expect(complaints("name: late\nfrom: { source: desk, desk: x, law: y }\n")).toEqual([
    "UNKNOWN_KEY 2:32 unknown key `law` in `from` | only `source`, `desk` | undefined",
  ]);
});

test("a list where a map belongs", () => {
  expect(complaints("- late\n")).toEqual([
    "WRONG_TYPE 1:1 the file is a list | a map of `key: value` lines | undefined",
  ]);
});
