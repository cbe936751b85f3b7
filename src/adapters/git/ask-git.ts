import type { SimpleGit } from "simple-git";

/** What git says to a command; `undefined` where it fails, as it does where there is nothing of what is asked for. */
export async function askGit(
  git: SimpleGit,
  command: readonly string[],
): Promise<string | undefined> {
  try {
    return await git.raw([...command]);
  } catch {
    return undefined;
  }
}

/** The parts of what git says with `-z`, which ends each with a zero byte. */
export function splitZero(text: string): readonly string[] {
  return text.split("\0").filter((part) => part !== "");
}
