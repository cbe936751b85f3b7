import { simpleGit } from "simple-git";

/** Where a folder lies in git. */
export type GitPlace = {
  /** The repository's root, absolute; `undefined` outside of git. */
  readonly top: string | undefined;
  /** The branch that the remote calls its default, else the one checked out; `undefined` where nobody says. */
  readonly defaultBranch: string | undefined;
  /** `owner/name` of the remote `origin`, where it is one of GitHub's; `undefined` elsewhere. */
  readonly slug: string | undefined;
};

/** Looks at the repository that `folder` lies in. Never rejects: a machine without git is a folder outside of it. */
export async function gitPlace(folder: string): Promise<GitPlace> {
  const git = simpleGit({ baseDir: folder });
  const say = async (...command: string[]): Promise<string | undefined> => {
    try {
      const said = (await git.raw(command)).trim();
      return said === "" ? undefined : said;
    } catch {
      return undefined;
    }
  };
  const [top, remote, current, url] = await Promise.all([
    say("rev-parse", "--show-toplevel"),
    say("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"),
    say("symbolic-ref", "--quiet", "--short", "HEAD"),
    say("config", "--get", "remote.origin.url"),
  ]);
  return {
    top,
    defaultBranch: remote?.replace(/^origin\//, "") ?? current,
    slug: url === undefined ? undefined : slugIn(url),
  };
}

/** Of `https://host/owner/name.git` and `git@host:owner/name.git` alike. */
function slugIn(url: string): string | undefined {
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
}
