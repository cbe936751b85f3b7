import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Program } from "./measure.ts";

/** A push to a branch that is not gated: the action loads what it needs to know that, and ends. */
const event = {
  after: "a".repeat(40),
  ref: "refs/heads/kinder-replies",
  repository: { default_branch: "main" },
};

/** The action from the bundle that holds this command line, in a folder of its own. */
export function actionStart(cli: string): { readonly folder: string; readonly ours: Program } {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-bench-"));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const env = {
    "INPUT_GITHUB-TOKEN": "ghs_of_nobody",
    INPUT_MODE: "gate",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event)),
    GITHUB_OUTPUT: file("output", ""),
    GITHUB_REPOSITORY: "acme/shop-agent",
    GITHUB_SHA: event.after,
    GITHUB_STEP_SUMMARY: file("summary.md", ""),
    GITHUB_WORKSPACE: folder,
  };
  return { folder, ours: { args: [join(dirname(cli), "action.js")], cwd: folder, env } };
}
