import { execFile } from "node:child_process";

const maxBytes = 256 * 1024;

/**
 * Whether git tracks anything at a path, below it, or in place of a folder that leads to it (a link, a submodule),
 * however its letters are written; `undefined` where git cannot say: it is not installed, or `root` lies outside of it.
 *
 * @param path relative to `root`, with `/`.
 */
export function committedBelow(root: string, path: string): Promise<boolean | undefined> {
  const wanted = path.toLowerCase();
  const [top = ""] = wanted.split("/");
  const command = ["ls-files", "-z", "--", `:(icase)${top}`];
  return new Promise((resolve) => {
    execFile("git", command, { cwd: root, maxBuffer: maxBytes }, (error, stdout) => {
      if (error === null) resolve(stdout.split("\0").some((entry) => leadsTo(entry, wanted)));
      // So much is tracked there that nobody can be sure of the rest.
      else resolve(error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" ? true : undefined);
    });
  });
}

function leadsTo(entry: string, wanted: string): boolean {
  const tracked = entry.toLowerCase();
  return (
    tracked === wanted ||
    tracked.startsWith(`${wanted}/`) ||
    (tracked !== "" && wanted.startsWith(`${tracked}/`))
  );
}
