import { type Config } from "../core/config/config-file.ts";
import { placeInDataset } from "../core/config/project-layout.ts";
import { readSource } from "../core/config/read-source.ts";
import { caseFile, scenarioFile } from "../core/dataset/case-file.ts";
import { datasetFile } from "../core/dataset/dataset.ts";
import { type PlaceInRepository, pathInRepository } from "../core/event/relevance.ts";
import type { GovernedSide } from "../core/gate/governance.ts";
import type { GovernedCase } from "../core/gate/governed-cases.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";

/** The files of a change that say what the gate holds the agent to, seen from the project. */
export type GovernedPaths = {
  readonly cases: readonly {
    readonly id: string;
    readonly path: string;
    readonly kind: CaseKind;
  }[];
  readonly calibrations: readonly string[];
  /** Recorded sessions, cassettes, references, and the script that plays users. */
  readonly recordings: readonly string[];
  /** Path of `dataset.yaml`, which names the experts. */
  readonly dataset: string;
  readonly isDatasetTouched: boolean;
};

type CaseKind = "case" | "scenario";

/** Picks them from what a change touches, by the folders that the base branch names. */
export function governedPaths(
  changed: readonly string[],
  { dataset, evaluators, simulator }: Pick<Config, "dataset" | "evaluators" | "simulator">,
  { folder }: PlaceInRepository,
): GovernedPaths {
  const script = simulator?.scriptedModel?.replace(/^(?:\.\/)+/, "");
  const inside = changed.flatMap((path) => {
    if (folder === "") return [path];
    return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
  });
  return {
    cases: inside.flatMap((path) => {
      if (!path.startsWith(`${dataset}/`)) return [];
      const place = placeInDataset(dataset, path);
      return place.kind === "case" || place.kind === "scenario"
        ? [{ id: place.id, path, kind: place.kind }]
        : [];
    }),
    calibrations: inside.filter((path) => {
      const name = path.startsWith(`${evaluators}/`) ? path.slice(evaluators.length + 1) : "";
      return /^[^/]+\/v\d+\.calibration\.json$/.test(name);
    }),
    recordings: inside.filter((path) => {
      if (path === script) return true;
      const place = path.startsWith(`${dataset}/`) ? path.slice(dataset.length + 1) : "";
      return /^(?:sessions|cassettes|references)\/[^/]+\.json$/.test(place);
    }),
    dataset: `${dataset}/dataset.yaml`,
    isDatasetTouched: inside.includes(`${dataset}/dataset.yaml`),
  };
}

/** Whether a change can do anything to the gate by these. */
export function touchesAny(paths: GovernedPaths): boolean {
  const { cases, calibrations, recordings, isDatasetTouched } = paths;
  return cases.length + calibrations.length + recordings.length > 0 || isDatasetTouched;
}

export type SideRequest = {
  readonly host: PullRequestHost;
  readonly place: PlaceInRepository;
  readonly sha: string;
  readonly config: Config;
  readonly paths: GovernedPaths;
  /** Given where they are known without being read, as of a change that leaves the dataset's file alone. */
  readonly experts?: readonly string[];
};

/** How many files are asked for at once. */
const atOnce = 8;

/** Reads one side of a change at a commit. @throws UserError where the host cannot be asked, or the commit is gone. */
export async function readGovernedSide(request: SideRequest): Promise<GovernedSide> {
  const { host, place, sha, config, paths } = request;
  const read = (path: string): Promise<string | undefined> =>
    host.fileAt(pathInRepository(path, place), sha);
  const cases = new Map<string, GovernedCase>();
  await inBatches(paths.cases, async ({ id, path, kind }) => {
    const text = await read(path);
    if (text !== undefined) cases.set(id, readCase(path, text, { kind, config }));
  });
  return {
    config,
    experts: request.experts ?? (await readExperts(paths.dataset, read)),
    cases,
    calibrations: await textsOf(paths.calibrations, read),
    recordings: await textsOf(paths.recordings, read),
  };
}

async function textsOf(
  paths: readonly string[],
  read: (path: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  await inBatches(paths, async (path) => {
    const text = await read(path);
    if (text !== undefined) texts.set(path, text);
  });
  return texts;
}

function readCase(
  path: string,
  text: string,
  { kind, config }: { readonly kind: CaseKind; readonly config: Config },
): GovernedCase {
  const file = { kind: "text", path, text } as const;
  const reading = kind === "case" ? readSource(file, caseFile) : readSource(file, scenarioFile);
  if (reading.kind === "problems") return { kind: "unreadable", file: path };
  const source = reading.value;
  return { kind: "case", source, runs: source.runs ?? config.runs.perCase };
}

/** Nobody where the file is missing or broken: then nobody can approve. */
async function readExperts(
  path: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const text = await read(path);
  if (text === undefined) return [];
  const reading = readSource({ kind: "text", path, text }, datasetFile);
  return reading.kind === "read" ? reading.value.experts : [];
}

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += atOnce) {
    await Promise.all(items.slice(at, at + atOnce).map(work));
  }
}
