import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayHoldSecret } from "../../../src/adapters/redactor/may-hold-secret.ts";
import { harmlessTexts } from "../../support/redaction/corpus.ts";

type Rule = (typeof rules)[number];

/** Of these, one looks for nothing in a text file, and the other would let a text switch rules off: we leave it out. */
const askingNothing = ["gcp", "filter-comments"];
/** These report only some of what their patterns match. */
const askingMore = ["sendgrid", "database-connection-string"];

function nameOf({ meta }: Rule): string {
  return meta.id.replace(/^.*secretlint-rule-/, "");
}

const asked = rules.filter((rule) => !askingNothing.includes(nameOf(rule)));

function call(on: unknown, name: string, given: readonly unknown[]): unknown {
  const called: unknown = typeof on === "object" && on !== null ? Reflect.get(on, name) : undefined;
  if (typeof called !== "function") throw new Error(`a rule without ${name}`);
  return Reflect.apply(called, on, given);
}

/** Runs a rule of the installed version on something that stands for a text; gives how often it reported something. */
function run(rule: Rule, content: unknown): number {
  let reports = 0;
  const context = {
    createTranslator: () => () => ({ message: "", messageId: "" }),
    report: () => {
      reports += 1;
    },
  };
  const source = { content, filePath: "session.txt", ext: ".txt", contentType: "text" };
  call(call(rule, "create", [context, {}]), "file", [source]);
  return reports;
}

/** The patterns that a rule applies to a text. It fails where the rule does anything else with one. */
function patternsOf(rule: Rule): readonly RegExp[] {
  const patterns: RegExp[] = [];
  const content = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name !== "matchAll") throw new Error(`${rule.meta.id} reads ${String(name)} of a text`);
        return (pattern: RegExp) => {
          patterns.push(pattern);
          return [];
        };
      },
    },
  );
  run(rule, content);
  return patterns;
}

/** Texts that match a pattern, in whatever case where it looks at none; made up without what may not stand beside them. */
function matching(pattern: RegExp): fc.Arbitrary<string> {
  const source = pattern.source
    .replaceAll(/\(\?<?!(?:\\.|\[[^\]]*\]|[^()[\]\\])*\)/g, "")
    .replaceAll("\\b", "")
    .replaceAll(/\(\?<[a-z]+>/g, "(?:");
  const texts = fc.stringMatching(new RegExp(`^(?:${source})$`));
  if (!pattern.ignoreCase) return texts;
  return texts.chain((text) => fc.constantFrom(text, text.toUpperCase()));
}

const around = fc.constantFrom("", "see ", "é", "key=", "\u017f", '{"a":"', "\n");

test("every rule applies patterns to a text, and does nothing else with it", () => {
  expect(asked.length).toBeGreaterThanOrEqual(23);
  expect(asked.filter((rule) => patternsOf(rule).length === 0).map(nameOf)).toEqual([]);
});

describe("no text is passed over in which", () => {
  const patterns = asked
    .filter((rule) => !askingMore.includes(nameOf(rule)))
    .flatMap((rule) => patternsOf(rule).map((pattern) => [nameOf(rule), pattern] as const));

  test.each(patterns)("%s looks for %s", (_, pattern) => {
    fc.assert(
      fc.property(matching(pattern), around, around, (secret, before, after) => {
        expect(mayHoldSecret(before + secret + after)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  const sendgrid = fc
    .integer({ min: 1, max: 64 })
    .chain((length) =>
      fc.tuple(
        fc.stringMatching(new RegExp(`^\\w{${length}}$`)),
        fc.stringMatching(new RegExp(`^\\w{${65 - length}}$`)),
      ),
    )
    .map(([id, key]) => `SG.${id}.${key}`)
    // Of the second part the pattern takes at least two characters.
    .filter((key) => !/\.\w$/.test(key));
  const database = fc
    .tuple(
      fc.constantFrom("mongodb", "mongodb+srv", "jdbc:mysql", "mysqlx", "postgres", "PostgreSQL"),
      fc.stringMatching(/^[a-z]{1,12}:[a-z]{4}[0-9A-F#!]{2,12}@[a-z.]{1,20}$/),
    )
    .map(([scheme, rest]) => `${scheme}://${rest}`);

  test.each([
    ["sendgrid", sendgrid],
    ["database-connection-string", database],
  ])("%s reports something", (name, secrets) => {
    const rule = asked.find((one) => nameOf(one) === name)!;
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(run(rule, secret)).toBe(1);
        expect(mayHoldSecret(secret)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test("most texts are passed over", () => {
  const lines = harmlessTexts();
  const looked = lines.filter(mayHoldSecret);
  expect(looked.length).toBeLessThan(lines.length / 10);
});
