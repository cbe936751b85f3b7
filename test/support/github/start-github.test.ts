import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startGitHub } from "./start-github.ts";

const run = promisify(execFile);

test("any number run side by side, each with a state of its own", async () => {
  const many = await Promise.all(Array.from({ length: 6 }, () => startGitHub()));
  await Promise.all(
    many.map((github, index) => github.seed.openIssue({ title: `late fee ${index}` })),
  );
  const titles = await Promise.all(
    many.map(async (github) => {
      const issue = await github.look<{ title: string }>("/repos/acme/shop-agent/issues/1");
      return issue.title;
    }),
  );
  expect(titles).toEqual(many.map((_github, index) => `late fee ${index}`));
  expect(new Set(many.map(({ url }) => url)).size).toBe(many.length);
  await Promise.all(many.map((github) => github.close()));
});

test("one begins as another was at its checkpoint, and goes its own way", async () => {
  const first = await startGitHub();
  const pull = await first.seed.openPullRequest({ files: { "late-fee.md": "None.\n" } });
  await first.seed.comment(pull.number, "lee", `See ${first.url}.`);
  const from = first.checkpoint();
  await first.seed.comment(pull.number, "lee", "after it");
  const second = await startGitHub({ from });
  const comments = `/repos/acme/shop-agent/issues/${pull.number}/comments`;
  const bodies = async (github: typeof first): Promise<readonly string[]> =>
    (await github.look<readonly { readonly body: string }[]>(comments)).map(({ body }) => body);
  expect(await bodies(second)).toEqual([`See ${second.url}.`]);
  await second.seed.mergePullRequest(pull.number);
  const path = `/repos/acme/shop-agent/pulls/${pull.number}`;
  expect(await second.look(path)).toMatchObject({ merged: true });
  expect(await first.look(path)).toMatchObject({ merged: false });
  expect(await bodies(first)).toHaveLength(2);
  await Promise.all([first.close(), second.close()]);
});

test("a process that closes its GitHub ends by itself", async () => {
  const { href } = new URL("start-github.ts", import.meta.url);
  const code = `
    const { startGitHub } = await import(${JSON.stringify(href)});
    const github = await startGitHub();
    await github.seed.openPullRequest();
    await fetch(github.url + "/repos/acme/shop-agent");
    await github.close();
    console.log("closed");
  `;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], {
    timeout: 15_000,
  });
  expect(stdout).toBe("closed\n");
});

test("the committed slice is what the script cuts", async () => {
  const script = fileURLToPath(new URL("../../../scripts/slice-openapi.ts", import.meta.url));
  const { stderr } = await run(process.execPath, [script, "--check"]);
  expect(stderr).toBe("");
});
