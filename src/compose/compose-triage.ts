import { basename, dirname, join, resolve } from "node:path";
import { projectFiles } from "../adapters/fs/project-files.ts";
import { projectWriter } from "../adapters/fs/project-writer.ts";
import { type KnownCluster, parseTriage } from "../core/cluster/triage-file.ts";
import { readConfig } from "../core/config/read-config.ts";
import { UserError } from "../core/errors.ts";
import { unreadableProblem } from "../core/yaml/source-file.ts";

const largestTriage = 256 * 1024 * 1024;

export type ComposedTriage = {
  /** Of the dimensions that the configuration names; none without a configuration. */
  readonly floors: ReadonlyMap<string, number>;
  /** The clusters of the older triage; none where none is named. */
  readonly known: readonly KnownCluster[];
  readonly write: (text: string) => void;
};

/**
 * What a triage knows and where it goes.
 *
 * @throws UserError where the older triage or the configuration cannot be read. That there is none is fine.
 */
export async function composeTriage(
  cwd: string,
  options: {
    readonly root: string;
    readonly config: string;
    readonly out: string;
    readonly against?: string;
  },
): Promise<ComposedTriage> {
  const out = resolve(cwd, options.out);
  const known = options.against === undefined ? [] : await readKnown(resolve(cwd, options.against));
  return {
    floors: await readFloors(resolve(cwd, options.root), options.config),
    known,
    write: (text) => projectWriter(dirname(out)).write(basename(out), text),
  };
}

async function readFloors(root: string, path: string): Promise<ReadonlyMap<string, number>> {
  const source = await projectFiles(root).readFile(path);
  if (source.kind === "unreadable" && source.reason === "missing") return new Map();
  const { config, problems } = readConfig(source);
  if (config === undefined || problems.length > 0) {
    throw new UserError(
      "CONFIG_INVALID",
      `${join(root, path)} cannot be used.`,
      "Mend the places above.",
      { problems },
    );
  }
  return new Map(
    Object.entries(config.gate.dimensions).map(([name, { floor }]) => [name, floor] as const),
  );
}

async function readKnown(path: string): Promise<readonly KnownCluster[]> {
  const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
  if (source.kind === "text") return parseTriage(source.text, path).queue;
  throw new UserError(
    "TRIAGE_UNREADABLE",
    `${path} cannot be read: ${unreadableProblem(source).message}`,
    "Give the triage.json of an earlier `tracegate triage`, or leave --against out.",
  );
}
