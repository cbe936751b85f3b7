import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { repository } from "./support/cruise.ts";
import { codeIn, tableBelow } from "./support/markdown-table.ts";

const packageFile = z.object({ scripts: z.record(z.string(), z.string()) });
const documents = globSync(["*.md", "docs/**/*.md"], { cwd: repository }).toSorted();

function read(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

test("the architecture document names every folder of the source, and no other", () => {
  const inTable = tableBelow(read("docs/architecture.md"), "Folders").flatMap(([folder]) =>
    codeIn(folder),
  );
  const inTree = new Set(
    globSync("src/**/*.ts", { cwd: repository }).map((path) => dirname(path).replaceAll("\\", "/")),
  );
  expect(inTable.toSorted()).toEqual([...inTree].toSorted());
});

describe("links between documents", () => {
  test("there are documents", () => {
    expect(documents).toContain("docs/architecture.md");
  });

  test.each(documents)("%s points at files that exist", (path) => {
    const targets = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target ?? "")
      .filter((target) => !/^(?:[a-z]+:|\/\/)/.test(target));
    const broken = targets.filter((target) => !existsSync(join(repository, dirname(path), target)));
    expect(broken).toEqual([]);
  });
});

test("every npm script that a document names exists", () => {
  const { scripts } = packageFile.parse(JSON.parse(read("package.json")));
  const named = documents.flatMap((path) =>
    [...read(path).matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, script]) => script ?? ""),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});
