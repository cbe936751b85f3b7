import { execFileSync } from "node:child_process";
import { projectDir } from "./project-dir.ts";

/** Runs git in a folder and gives what it printed. */
export function git(root: string, ...args: readonly string[]): string {
  const identity = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" }).trim();
}

/** Commits all that stands in the folder, and gives the commit. */
export function commitAll(root: string, message: string): string {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(root, "rev-parse", "HEAD");
}

/** A repository with one commit of these files; gone when the test is. */
export function aRepository(files: Readonly<Record<string, string>>): string {
  const root = projectDir(files);
  git(root, "init", "--quiet");
  commitAll(root, "The first policies");
  return root;
}
