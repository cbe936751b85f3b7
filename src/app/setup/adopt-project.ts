import type { Adoption } from "../../core/adopt/adoption.ts";
import { type AdoptionOutcome, adoptFile, planAdoption } from "../../core/adopt/plan-adoption.ts";
import { UserError } from "../../core/errors.ts";
import { unreadableProblem } from "../../core/yaml/source-file.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { ProjectWriter } from "../../ports/project-writer.ts";

export type AdoptPorts = {
  /** Both of the repository's root. */
  readonly files: ProjectFiles;
  /** Absent for a dry run. */
  readonly writer?: ProjectWriter;
};

export type AdoptedPath = { readonly path: string; readonly outcome: AdoptionOutcome };

/** Larger than any file that `tracegate init` writes, or adds a line to. */
const maxBytes = 4 * 1024 * 1024;

/**
 * Puts a repository under the gate: writes what is missing, and leaves what is there as it is. A second time nothing is
 * written.
 *
 * @throws UserError `FILE_UNREADABLE` where something stands in the way that is no file, before anything is written.
 */
export async function adoptProject(
  adoption: Adoption,
  { files, writer }: AdoptPorts,
): Promise<readonly AdoptedPath[]> {
  const planned = await Promise.all(
    planAdoption(adoption).map(async (file) => {
      const found = await files.readFile(file.path, maxBytes);
      if (found.kind === "unreadable" && found.reason !== "missing") {
        const { message, expected } = unreadableProblem(found);
        throw new UserError(
          "FILE_UNREADABLE",
          `${file.path} cannot be looked at: ${message}. Nothing was written.`,
          `What belongs there is ${expected ?? "a file"}; move away what stands there.`,
        );
      }
      return {
        path: file.path,
        ...adoptFile(file, found.kind === "text" ? found.text : undefined),
      };
    }),
  );
  for (const { path, write } of planned) if (write !== undefined) writer?.write(path, write);
  return planned.map(({ path, outcome }) => ({ path, outcome }));
}
