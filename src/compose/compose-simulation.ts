import { join } from "node:path";
import { caseFolder } from "../adapters/fs/case-folder.ts";
import type { SavePorts } from "../app/run/save-simulated.ts";
import type { SimulationPlan } from "../app/run/simulate-scenario.ts";
import { UserError } from "../core/errors.ts";
import { composeRedactor, surrogateKeyFolder } from "./compose-redactor.ts";
import { composeSessionStore } from "./compose-session-source.ts";

/** Where the failing sessions of a simulation lie, in the folder of its results. */
export const failingFolder = "failing";

export type SavePlace = {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the simulation's results, absolute. */
  readonly results: string;
  /** Where cases are proposed; none are where it is left out. */
  readonly cases?: CasePlace;
};

/** The folder of a dataset, absolute, and what its new cases are called. */
export type CasePlace = { readonly folder: string; readonly id: string };

/** What saving the failing runs of a simulation needs from outside. The redactor's libraries are loaded here. */
export async function composeSaving(
  { project }: Pick<SimulationPlan, "project">,
  { root, environment, results, cases }: SavePlace,
): Promise<SavePorts> {
  const key = join(root, surrogateKeyFolder);
  return {
    redactor: await composeRedactor(environment, project.config.redaction, key),
    store: composeSessionStore(join(results, failingFolder), { holdsBack: true, isIgnored: false }),
    ...(cases !== undefined && { cases: { folder: caseFolder(cases.folder), id: cases.id } }),
  };
}

/**
 * Where `--save` puts cases: a word that could be a case's name is one, for the project's own dataset; anything else is
 * the folder of a dataset, seen from `cwd`.
 *
 * @throws UserError `SAVE_NAME_TOO_LONG` where a name is longer than a case's may be.
 */
export function casePlaceOf(
  named: string | true,
  { scenario, project }: Pick<SimulationPlan, "scenario" | "project">,
  at: { readonly root: string; readonly cwd: string },
): CasePlace {
  const dataset = join(at.root, project.config.dataset);
  const usual = `${scenario.id.slice(0, 53).replace(/-+$/, "")}-failed`;
  if (named === true) return { folder: dataset, id: usual };
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(named)) {
    return { folder: named.startsWith("/") ? named : join(at.cwd, named), id: usual };
  }
  if (named.length <= 60) return { folder: dataset, id: named };
  throw new UserError(
    "SAVE_NAME_TOO_LONG",
    `The name ${named.slice(0, 60)}… has ${named.length} characters, and a case's may have 60.`,
    "Give a shorter one, or a folder such as `./proposals`.",
  );
}
