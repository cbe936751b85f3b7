import { execFile } from "node:child_process";
import { committedBelow } from "./committed-below.ts";

/** What becomes of the files at a path with the next commit of everything. */
export type StandingInGit = "committed" | "would-be-committed" | "left-out" | "unknown";

const maxBytes = 1024 * 1024;

/**
 * Whether git tracks anything at a path or below it, or would with the next `git add`. What is ignored, or not there, is
 * left out; `unknown` outside of git.
 *
 * @param path relative to `root`, with `/`.
 */
export async function standingInGit(root: string, path: string): Promise<StandingInGit> {
  const isCommitted = await committedBelow(root, path);
  if (isCommitted === undefined) return "unknown";
  if (isCommitted) return "committed";
  return (await isUnignored(root, path)) ? "would-be-committed" : "left-out";
}

function isUnignored(root: string, path: string): Promise<boolean> {
  const command = ["ls-files", "-z", "--others", "--exclude-standard", "--", `:(literal)${path}`];
  return new Promise((resolve) => {
    execFile("git", command, { cwd: root, maxBuffer: maxBytes }, (error, stdout) => {
      if (error === null) resolve(stdout !== "");
      else resolve(error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER");
    });
  });
}
