import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseFolder } from "../../../src/adapters/fs/case-folder.ts";
import { UserError } from "../../../src/core/errors.ts";
import { projectDir } from "../../support/project-dir.ts";

test("a case and its session are written side by side", () => {
  const root = projectDir({});
  const added = caseFolder(root).add("late-fee", {
    caseText: "id: late-fee\n",
    sessionText: "{}\n",
  });
  expect(added).toEqual({ kind: "added", path: join(root, "cases/late-fee.yaml") });
  expect(readFileSync(join(root, "cases/late-fee.yaml"), "utf8")).toBe("id: late-fee\n");
  expect(readFileSync(join(root, "sessions/late-fee.json"), "utf8")).toBe("{}\n");
});

test.each(["cases/late-fee.yaml", "scenarios/late-fee.yaml", "sessions/late-fee.json"])(
  "nothing is written where %s is there, and that stays as it is",
  (path) => {
    const root = projectDir({ [path]: "mine\n" });
    const files = { caseText: "id: late-fee\n", sessionText: "{}\n" };
    expect(caseFolder(root).add("late-fee", files)).toEqual({ kind: "taken" });
    expect(readFileSync(join(root, path), "utf8")).toBe("mine\n");
    const others = ["cases/late-fee.yaml", "sessions/late-fee.json"].filter((one) => one !== path);
    expect(others.map((one) => existsSync(join(root, one)))).not.toContain(true);
  },
);

test("a link is not written through, even one that leads nowhere", () => {
  const root = projectDir({});
  mkdirSync(join(root, "cases"));
  symlinkSync(join(root, "elsewhere.yaml"), join(root, "cases/late-fee.yaml"));
  expect(caseFolder(root).add("late-fee", { caseText: "id: late-fee\n" })).toEqual({
    kind: "taken",
  });
  expect(existsSync(join(root, "elsewhere.yaml"))).toBe(false);
});

test("a folder that is a file is told", () => {
  const root = projectDir({ cases: "no folder" });
  const add = (): unknown => caseFolder(root).add("late-fee", { caseText: "id: late-fee\n" });
  expect(add).toThrow(UserError);
  expect(add).toThrow(/late-fee cannot be written/);
});

test("where the case cannot be written, no session is left behind", () => {
  const root = projectDir({ cases: "no folder" });
  const files = { caseText: "id: late-fee\n", sessionText: "{}\n" };
  expect(() => caseFolder(root).add("late-fee", files)).toThrow(UserError);
  expect(existsSync(join(root, "sessions/late-fee.json"))).toBe(false);
});
