import type { SimpleGit } from "simple-git";
import type { Ancestry, TaggedCommit } from "../../ports/ancestry.ts";
import { gitBaseFiles } from "./base-files.ts";

/** What the working tree of the project in `root` stands on, as this clone knows it. */
export function gitAncestry(root: string): Ancestry & {
  /** The project's folder in its repository, with `/`; "" for the root, `undefined` outside git. */
  folderInRepository(): Promise<string | undefined>;
} {
  const git = async (): Promise<SimpleGit> => {
    const { simpleGit } = await import("simple-git");
    return simpleGit({ baseDir: root });
  };
  return {
    base: () => gitBaseFiles(root).base(),
    tags: async (prefix) => {
      const listed = await said(await git(), [
        "for-each-ref",
        "--format=%(refname:strip=2) %(objectname) %(*objectname)",
        `refs/tags/${prefix}*`,
      ]);
      return (listed ?? "").split("\n").flatMap(taggedCommit);
    },
    folderInRepository: async () => {
      const prefix = await said(await git(), ["rev-parse", "--show-prefix"]);
      return prefix?.trim().replace(/\/$/, "");
    },
  };
}

/** An annotated tag is an object of its own; what it stands on comes last. */
function taggedCommit(line: string): readonly TaggedCommit[] {
  const [name, object, peeled] = line.trim().split(" ");
  const commit = peeled ?? object;
  return name === undefined || commit === undefined || name === "" ? [] : [{ name, commit }];
}

async function said(git: SimpleGit, command: readonly string[]): Promise<string | undefined> {
  try {
    return await git.raw([...command]);
  } catch {
    return undefined;
  }
}
