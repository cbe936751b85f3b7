import fc from "fast-check";
import { expect, test } from "vitest";
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from "yaml";
import type { JsonPath } from "../../../src/core/yaml/json-path.ts";
import { parseYaml } from "../../../src/core/yaml/parse-yaml.ts";

/** What the other parser of the field says of a text; nothing where it complains of anything. */
function readByYaml(text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length + document.warnings.length > 0) return undefined;
  return { value: document.toJS({ maxAliasCount: 0 }) as unknown, root: document.contents, lines };
}

type Placed = { readonly path: JsonPath; readonly offset: number };

/** Every node that was written; what was left out has no place of its own. */
function nodesOf(node: ParsedNode | null, path: JsonPath = []): readonly Placed[] {
  if (node === null || (isScalar(node) && node.source === "" && node.type === "PLAIN")) return [];
  const here = { path, offset: node.range[0] };
  if (isSeq(node)) {
    return [here, ...node.items.flatMap((item, index) => nodesOf(item, [...path, index]))];
  }
  if (!isMap(node)) return [here];
  return [
    here,
    ...node.items.flatMap(({ key, value }) =>
      isScalar(key) ? nodesOf(value, [...path, String(key.value)]) : [],
    ),
  ];
}

const words = "a b key 1 0 - : , [ ] { } # | > ~ null true 1.5 ? \\ \\n é … @ % ' \" user late-fee";
const gaps = [
  "\n",
  "\r\n",
  "\n  ",
  "\n    ",
  "  ",
  " ",
  "\t",
  ": ",
  "- ",
  ", ",
  " # c",
  "|-\n",
  "> \n",
  "? ",
];
const pieces = fc.constantFrom(...words.split(" "), ...gaps);

/** Files are maps, and end with a line break. */
const texts = fc.array(pieces, { maxLength: 25 }).map((parts) => `case: ${parts.join("")}\n`);

test("two parsers that both accept a text read the same value from it, at the same places", () => {
  let accepted = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const ours = parseYaml("late-fee.yaml", text);
      const theirs = readByYaml(text);
      if (ours.kind === "problems" || theirs === undefined) return;
      accepted++;
      expect(ours.document.value).toEqual(theirs.value);
      for (const { path, offset } of nodesOf(theirs.root)) {
        const { line, col } = theirs.lines.linePos(offset);
        expect({ path, ...ours.document.locate(path) }).toEqual({ path, line, column: col });
      }
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

const linesOf = (text: string): number => text.split(/\r\n|\n|\r/).length;

test("whatever the text, it is a value or says at least one problem in it", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
      const result = parseYaml("late-fee.yaml", text);
      if (result.kind === "document") return;
      expect(result.problems.length).toBeGreaterThan(0);
      for (const { line = 0, column = 0 } of result.problems) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(linesOf(text));
        expect(column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 3000 },
  );
});
