import { describe, expect, test } from "vitest";
import { showExamples } from "../../../src/app/project/show-examples.ts";
import { mustKeepReleases } from "../../../src/app/score/released-evaluators.ts";
import { readEvaluators } from "../../../src/core/config/read-evaluators.ts";
import { UserError } from "../../../src/core/errors.ts";
import { aDigest, aLabel } from "../../support/calibrations.ts";
import { FakePullRequestHost } from "../../support/fake-pull-request-host.ts";
import { aCaseResult, anExperiment, judged } from "../../support/gated-experiment.ts";
import { shopSession } from "../../support/labelled-shop.ts";

const folders = { evaluators: "evaluators", dataset: "datasets/support" };
const file = "evaluators/honesty/v1.yaml";
const labels = "datasets/support/labels/honesty.jsonl";
const session = "datasets/support/sessions/late-fee.json";

/** A judge that is shown one session that people have labelled. */
const onMain: Readonly<Record<string, string>> = {
  [file]: `name: honesty
version: 1
dimension: honesty
kind: judge
question: Is every claim supported?
pass: All are.
fail: One is not.
examples: [labels/honesty.jsonl#1]
`,
  [labels]: `${JSON.stringify(aLabel({ why: "It invents a fee." }))}\n`,
  [session]: JSON.stringify(shopSession("30 crowns.")),
};

/** What the judge is, by the files of a change. */
async function digestIn(files: Readonly<Record<string, string>>): Promise<string> {
  const { evaluators } = await showExamples(
    readEvaluators("evaluators", [{ kind: "text", path: file, text: files[file] ?? "" }])
      .evaluators,
    {
      folder: folders.dataset,
      read: async (path) => {
        const text = files[path];
        return text === undefined
          ? { kind: "unreadable", path, reason: "missing" }
          : { kind: "text", path, text };
      },
    },
  );
  const found = evaluators.get("honesty@1");
  if (found === undefined) throw new Error("the judge cannot be read");
  return found.digest;
}

/** Holds what a pull request with these files ran to main, where it lies in `folder`. */
async function hold(
  changed: Readonly<Record<string, string>>,
  { folder = "", isListed = true }: { readonly folder?: string; readonly isListed?: boolean } = {},
): Promise<{ readonly error: unknown; readonly read: readonly string[] }> {
  const host = new FakePullRequestHost();
  const read: string[] = [];
  host.refs.add("base");
  const inRepository = (path: string): string => (folder === "" ? path : `${folder}/${path}`);
  for (const [path, text] of Object.entries(onMain))
    host.texts.set(`base:${inRepository(path)}`, text);
  const fileAt = host.fileAt;
  host.fileAt = async (path, ref) => {
    read.push(path);
    return await fileAt(path, ref);
  };
  const asked = anExperiment([
    aCaseResult({ id: "late-fee", dimensions: { honesty: judged("honesty@1", { passed: 20 }) } }),
  ]);
  const evaluators = [
    { ref: "honesty@1", digest: await digestIn({ ...onMain, ...changed }) },
    { ref: "says-so@1", digest: aDigest("c") },
  ];
  const paths = Object.keys(changed).map(inRepository);
  const error = await mustKeepReleases(
    { ...asked, subject: { ...asked.subject, evaluators } },
    {
      host,
      place: { folder, configPath: "tracegate.yaml" },
      folders,
      baseSha: "base",
      changed: isListed ? { kind: "complete", paths } : { kind: "incomplete" },
    },
  ).catch((reason: unknown) => reason);
  return { error, read };
}

const kinder = JSON.stringify(shopSession("There is no fee."));

describe("a judge that the base branch has released", () => {
  test.each([
    ["the judge", { [file]: onMain[file]?.replace("One is not", "Two are not") ?? "" }],
    ["the label that it is shown", { [labels]: onMain[labels]?.replace("a fee", "no fee") ?? "" }],
    ["the session that it is shown", { [session]: kinder }],
  ])("is another one by an edit of %s", async (_, changed) => {
    for (const at of [{}, { folder: "bots/shop" }, { isListed: false }]) {
      const { error } = await hold(changed, at);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({
        code: "EVALUATOR_RELEASED",
        problems: [{ file, expected: expect.stringContaining("`examples` lead to") }],
      });
    }
  });

  test("stays what it is while other labels and sessions come", async () => {
    const more = `${onMain[labels] ?? ""}${JSON.stringify(aLabel({ session: "gift-card" }))}\n`;
    const { error, read } = await hold({
      [labels]: more,
      "datasets/support/sessions/gift-card.json": kinder,
    });
    expect(error).toBeUndefined();
    expect(read).toContain(file);
    // Checks are shown nothing.
    expect(read).not.toContain("evaluators/says-so/v1.yaml");
  });

  test("is not even looked at where a change touches nothing that it is or is shown", async () => {
    const { error, read } = await hold({ "datasets/support/cases/gift-card.yaml": "" });
    expect({ error, read }).toEqual({ error: undefined, read: [] });
  });
});
