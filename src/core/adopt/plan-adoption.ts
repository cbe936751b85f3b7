import { jsonSchemas } from "../config/json-schemas.ts";
import type { AdoptedFile, Adoption } from "./adoption.ts";
import { repositoryFiles } from "./repository-files.ts";
import { inProject, schemaFolder, starterProject } from "./starter-project.ts";
import { workflowFiles } from "./workflow-files.ts";

/** Every file that puts a repository under the gate, the project's own first. Schemas are ours, and kept current. */
export function planAdoption(adoption: Adoption): readonly AdoptedFile[] {
  const schemas = [...jsonSchemas()].map(([name, text]): AdoptedFile => {
    return { path: inProject(adoption, `${schemaFolder}/${name}`), text, kind: "generated" };
  });
  return [
    ...starterProject(adoption),
    ...workflowFiles(adoption),
    ...repositoryFiles(adoption),
    ...schemas,
  ];
}

/** What becomes of one file; `kept` is another file than ours, which stays as it is. */
export type AdoptionOutcome = "created" | "unchanged" | "kept" | "updated" | "extended";

/**
 * What is to be written where `found` stands, or nothing.
 *
 * @param found the text on the disk; `undefined` where there is no file.
 */
export function adoptFile(
  { kind, text }: AdoptedFile,
  found: string | undefined,
): { readonly outcome: AdoptionOutcome; readonly write?: string } {
  const whole = kind === "line" ? `${text}\n` : text;
  if (found === undefined) return { outcome: "created", write: whole };
  switch (kind) {
    case "generated":
      return found === text ? { outcome: "unchanged" } : { outcome: "updated", write: text };
    case "line": {
      if (found.split(/\r?\n/).some((line) => line.trim() === text))
        return { outcome: "unchanged" };
      const before = found === "" || found.endsWith("\n") ? found : `${found}\n`;
      return { outcome: "extended", write: `${before}${whole}` };
    }
    case "file":
      return { outcome: found === text ? "unchanged" : "kept" };
  }
}
