import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { repository } from "./support/cruise.ts";
import { codeIn, tableBelow } from "./support/markdown-table.ts";
import { allowedValues, constantLists, namesOf, sourceFiles } from "./support/source-names.ts";

const dictionary = readFileSync(`${repository}docs/dictionary.md`, "utf8");
const sources = sourceFiles();

/** `EmptyRetrieval`, `empty-retrieval` and `emptyRetrievals` all become ` empty retrieval `, in the singular. */
function asWords(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9^]+/)
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, "") : word));
  return ` ${words.join(" ")} `;
}

function listed(cell: string): readonly string[] {
  return cell
    .replaceAll(/\([^)]*\)/g, "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

const terms = tableBelow(dictionary, "Terms").map(([term = "", , not = ""]) => ({
  name: /\*\*(.+?)\*\*/.exec(term)?.[1] ?? "",
  isPlanned: term.includes("†"),
  not: listed(not),
}));
const rightElsewhere = tableBelow(dictionary, "Words that are right elsewhere").flatMap(
  ([words = ""]) => listed(words),
);
const closedLists = tableBelow(dictionary, "Closed lists").map(([list, values, where]) => {
  const [path = "", name = ""] = codeIn(where);
  return { list, values: codeIn(values), path, name };
});

test("the tables are read", () => {
  expect(terms.length).toBeGreaterThan(50);
  expect(terms.filter(({ name }) => name === "")).toEqual([]);
  expect(closedLists.length).toBeGreaterThan(10);
  expect(sources.length).toBeGreaterThan(100);
});

describe("names in the code", () => {
  test("no file and no export is named by a word that the dictionary avoids", () => {
    const avoided = terms
      .flatMap(({ name, not }) => not.map((word) => ({ word, instead: name })))
      .filter(({ word }) => !rightElsewhere.includes(word));
    const found = sources.flatMap((source) =>
      namesOf(source).flatMap((name) =>
        avoided
          .filter(({ word }) => asWords(name).includes(asWords(word)))
          .map(({ word, instead }) => `${source.path}: ${name} says "${word}", not "${instead}"`),
      ),
    );
    expect(found).toEqual([]);
  });

  test("a term without † stands in the code, and one with † names nothing yet", () => {
    const text = asWords(sources.map(({ tree }) => tree.text).join("\n"));
    const names = asWords(sources.flatMap(namesOf).join(" "));
    const isIn = (where: string, name: string): boolean => where.includes(asWords(name));
    const unused = terms.filter(({ name, isPlanned }) => !isPlanned && !isIn(text, name));
    const used = terms.filter(({ name, isPlanned }) => isPlanned && isIn(names, name));
    expect(unused.map(({ name }) => name)).toEqual([]);
    expect(used.map(({ name }) => name)).toEqual([]);
  });
});

describe("closed lists", () => {
  test.each(closedLists)("$list has exactly the values that $name allows", (row) => {
    const source = sources.find(({ path }) => path === row.path);
    expect(source).toBeDefined();
    expect(row.values.toSorted()).toEqual(allowedValues(source!, row.name).toSorted());
  });

  test("each exported list of names in the core is in the table", () => {
    const inCode = sources
      .filter(({ path }) => path.startsWith("src/core/"))
      .flatMap((source) => constantLists(source).map((name) => `${source.path} ${name}`));
    const inTable = closedLists.map(({ path, name }) => `${path} ${name}`);
    expect(inCode.filter((list) => !inTable.includes(list))).toEqual([]);
    expect(inCode.length).toBeGreaterThan(4);
  });
});
