import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cruise, repository } from "./support/cruise.ts";
import type { Plant } from "./support/planted-violations.ts";
import { innocent, plants } from "./support/planted-violations.ts";

describe("every import rule fires", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "tracegate-canary-"));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test("the tree breaks no rule before anything is planted", () => {
    const clean = plantTree(join(root, "clean"), [innocent]);
    const { modules, violations } = cruise(clean, ["src", "examples"]);
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(Object.keys(innocent).length / 2);
  });

  test("each rule has a planted violation, and it is found where it stands", () => {
    const planted = plantTree(join(root, "planted"), [innocent, ...Object.values(plants)]);
    const { rules, violations } = cruise(planted, ["src", "examples"]);
    expect(Object.keys(plants).toSorted()).toEqual(rules.toSorted());
    const unseen = Object.entries(plants).filter(
      ([rule, plant]) => !violations.some((found) => found.rule === rule && found.from in plant),
    );
    expect(unseen).toEqual([]);
  });
});

test("the real source breaks no rule, and it was really read", () => {
  const { modules, violations } = cruise(repository, ["src", "examples"]);
  expect(violations).toEqual([]);
  expect(modules).toBeGreaterThan(100);
});

/** Writes the modules and the two packages that they may import. */
function plantTree(root: string, parts: readonly Plant[]): string {
  const packages = ["helper-package", "openai"];
  const files: Record<string, string> = {
    "package.json": JSON.stringify({
      type: "module",
      devDependencies: Object.fromEntries(packages.map((name) => [name, "1.0.0"])),
    }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { module: "nodenext" } }),
    "examples/innocent.ts": "export const planted = 1;\n",
  };
  for (const part of parts) Object.assign(files, part);
  for (const name of packages) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: "index.js" });
    files[`node_modules/${name}/index.js`] = "exports.planted = 1;\n";
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}
