import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseInputs } from "../../../src/action/inputs.ts";
import { repository } from "../../support/cruise.ts";

type ActionFile = {
  readonly name: string;
  readonly description: string;
  readonly author: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
};

const file: ActionFile = parse(readFileSync(join(repository, "action.yml"), "utf8"));
const sources = ["report.ts", "publish-reports.ts", "run-step.ts", "gate-step.ts", "drift-step.ts"]
  .map((name) => readFileSync(join(repository, "src/action", name), "utf8"))
  .join("\n");

function onlyToken(name: string): string {
  return name === "github-token" ? "ghs_late_fee" : "";
}

describe("action.yml", () => {
  test("runs the bundle on Node 24", () => {
    expect(file.runs).toEqual({ using: "node24", main: "dist/action.js" });
  });

  test("has what the marketplace asks for", () => {
    expect(file.name).toBe("Tracegate");
    expect(file.description.length).toBeGreaterThan(20);
    expect(file.description.length).toBeLessThanOrEqual(125);
    expect(file.author).not.toBe("");
    expect([
      "white",
      "black",
      "yellow",
      "blue",
      "green",
      "orange",
      "red",
      "purple",
      "gray-dark",
    ]).toContain(file.branding.color);
    expect(file.branding.icon).toMatch(/^[a-z-]+$/);
  });

  test("every input is read, and no other", () => {
    const asked = new Set<string>();
    parseInputs((name) => {
      asked.add(name);
      return onlyToken(name);
    });
    expect([...asked].toSorted()).toEqual(Object.keys(file.inputs).toSorted());
  });

  test("defaults are what the code takes where nothing is given", () => {
    const defaults = (name: string): string =>
      onlyToken(name) || (file.inputs[name]?.default ?? "");
    expect(parseInputs(defaults)).toEqual(parseInputs(onlyToken));
    expect(file.inputs["github-token"]?.default).toBe("${{ github.token }}");
  });

  test("every output is set, and no other", () => {
    const set = [...sources.matchAll(/io\.output\(\s*"([^"]+)"/g)].map(([, name = ""]) => name);
    expect([...new Set(set)].toSorted()).toEqual(Object.keys(file.outputs).toSorted());
  });

  test("each input and output says what it is", () => {
    for (const { description } of [...Object.values(file.inputs), ...Object.values(file.outputs)]) {
      expect(description.length).toBeGreaterThan(15);
    }
  });
});
