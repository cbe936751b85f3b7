import { realpathSync } from "node:fs";
import { basename, extname } from "node:path";
import { isFolder } from "../adapters/fs/is-folder.ts";
import { projectFiles } from "../adapters/fs/project-files.ts";
import { projectWriter } from "../adapters/fs/project-writer.ts";
import { sessionFiles } from "../adapters/fs/read-sessions.ts";
import { gitPlace } from "../adapters/git/git-place.ts";
import { readFirstSession } from "../app/sessions/read-first-session.ts";
import type { AdoptedSession } from "../core/adopt/adoption.ts";
import { passesStarterChecks } from "../core/adopt/starter-checks.ts";
import { UserError } from "../core/errors.ts";
import { re2AjvEngines } from "../core/evaluator/re2-ajv-engines.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import type { ProjectWriter } from "../ports/project-writer.ts";
import { composeRedactor } from "./compose-redactor.ts";

/** What `tracegate init` needs from outside. */
export type AdoptionPlace = {
  /** The repository's root, or the project's own folder outside of git. */
  readonly repositoryRoot: string;
  /** The project's folder, absolute and without links. */
  readonly root: string;
  /** Both seen from the repository's root. */
  readonly files: ProjectFiles;
  readonly writer: ProjectWriter;
  readonly defaultBranch: string;
  /** The first session of a file, redacted, and whether it passes what a new project checks. */
  readonly readSession: (path: string) => Promise<AdoptedSession>;
};

/** @throws UserError `ROOT_MISSING` where there is no such folder. */
export async function composeAdoption(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<AdoptionPlace> {
  if (!isFolder(folder))
    throw new UserError(
      "ROOT_MISSING",
      `There is no folder ${folder}.`,
      "Name the project's folder with `--root`, or leave it out to take the one you are in.",
    );
  const root = realpathSync(folder);
  const { top, defaultBranch } = await gitPlace(root);
  const repositoryRoot = top === undefined ? root : realpathSync(top);
  return {
    repositoryRoot,
    root,
    files: projectFiles(repositoryRoot),
    writer: projectWriter(repositoryRoot),
    defaultBranch: defaultBranch ?? "main",
    readSession: async (path) => {
      const session = await readFirstSession(path, {
        source: sessionFiles(root, { format: "auto" }),
        redactor: await composeRedactor(environment),
      });
      return {
        name: basename(path, extname(path)),
        session,
        isPassing: passesStarterChecks(session, re2AjvEngines),
      };
    },
  };
}
