import { expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { projectDir } from "../../support/project-dir.ts";

const project = `version: 1
agent: { runner: module, module: agent.ts }
dataset: datasets/desk
gate: { dimensions: { tone: { floor: 0.9 } } }
`;

test("validate finds what is wrong with patterns and countries, at their lines", async () => {
  const redaction = `redaction:
  patterns:
    - { name: card-number, pattern: "LIB-(" }
    - { name: reader, pattern: "R[0-9]+", surrogate: "R####" }
  phoneCountries: [DE, XX]
`;
  const root = projectDir({ "tracegate.yaml": project + redaction });
  const { exitCode, stdout, stderr } = await tracegate(root, ["validate"]);
  expect(exitCode).toBe(2);
  const text = stdout + stderr;
  expect(text).toMatch(/tracegate\.yaml:7:\d+ {2}`LIB-\(` is no regular expression/);
  expect(text).toMatch(/tracegate\.yaml:8:\d+ {2}the pattern matches its own surrogates/);
  expect(text).toMatch(
    /tracegate\.yaml:9:\d+ {2}no country with phone numbers of its own is called `XX`/,
  );
});

test("a variable for the key that is not set ends an import before anything is read", async () => {
  const root = projectDir({
    "tracegate.yaml": `${project}redaction: { keyEnv: DESK_KEY }\n`,
    "late-fee.json": JSON.stringify({ id: "late-fee", turns: [{ user: "Hi", steps: [] }] }),
  });
  const { exitCode, stderr } = await tracegate(root, ["import", "late-fee.json"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error REDACTION_KEY_MISSING: .*DESK_KEY.*\n {2}fix: /);
});
