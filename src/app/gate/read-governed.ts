import { type Config } from "../../core/config/config-file.ts";
import { placeInDataset } from "../../core/config/project-layout.ts";
import { readSource } from "../../core/config/read-source.ts";
import { caseFile, scenarioFile } from "../../core/dataset/case-file.ts";
import { datasetFile } from "../../core/dataset/dataset.ts";
import { type PlaceInRepository, pathInRepository } from "../../core/event/relevance.ts";
import type { GovernedSide } from "../../core/gate/governance.ts";
import type { GovernedCase } from "../../core/gate/governed-cases.ts";
import type { FilesAtCommit, PullRequestHost } from "../../ports/pull-request-host.ts";

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

/** Where the sides of a change are read. */
export type SidePorts = { readonly host: PullRequestHost; readonly place: PlaceInRepository };

/** One side of a change. */
export type SideRequest = {
  readonly sha: string;
  readonly config: Config;
  /** Given where they are known without being read, as of a change that leaves the dataset's file alone. */
  readonly experts?: readonly string[];
};

/**
 * Reads both sides of a change with as few questions as one. The head has the base's experts where the change leaves the
 * dataset's file alone.
 *
 * @throws UserError where the host cannot be asked, or a commit is gone.
 */
export async function readGovernedSides(
  ports: SidePorts,
  paths: GovernedPaths,
  {
    base,
    head,
  }: {
    readonly base: SideRequest;
    readonly head: SideRequest & { readonly isSameDataset: boolean };
  },
): Promise<readonly [GovernedSide, GovernedSide]> {
  const of = ({ sha }: SideRequest, isWithExperts: boolean): FilesAtCommit => ({
    ref: sha,
    paths: askedPaths(paths, ports, isWithExperts),
  });
  const [atBase, atHead] = await ports.host.filesAt([
    of(base, true),
    of(head, !head.isSameDataset),
  ]);
  const before = sideOf(base, paths, { ...ports, found: atBase });
  const experts = head.isSameDataset ? { experts: before.experts } : {};
  return [before, sideOf({ ...head, ...experts }, paths, { ...ports, found: atHead })];
}

/** Reads one side of a change at a commit. @throws UserError where the host cannot be asked, or the commit is gone. */
export async function readGovernedSide(
  ports: SidePorts,
  paths: GovernedPaths,
  side: SideRequest,
): Promise<GovernedSide> {
  const asked = askedPaths(paths, ports, side.experts === undefined);
  const [found] = await ports.host.filesAt([{ ref: side.sha, paths: asked }]);
  return sideOf(side, paths, { ...ports, found });
}

function askedPaths(
  { cases, calibrations, recordings, dataset }: GovernedPaths,
  { place }: SidePorts,
  isWithExperts: boolean,
): readonly string[] {
  return [
    ...cases.map(({ path }) => path),
    ...calibrations,
    ...recordings,
    ...(isWithExperts ? [dataset] : []),
  ].map((path) => pathInRepository(path, place));
}

function sideOf(
  { config, experts }: SideRequest,
  paths: GovernedPaths,
  { place, found }: SidePorts & { readonly found: ReadonlyMap<string, string> | undefined },
): GovernedSide {
  const textAt = (path: string): string | undefined => found?.get(pathInRepository(path, place));
  const cases = new Map<string, GovernedCase>();
  for (const { id, path, kind } of paths.cases) {
    const text = textAt(path);
    if (text !== undefined) cases.set(id, readCase(path, text, { kind, config }));
  }
  return {
    config,
    experts: experts ?? readExperts(paths.dataset, textAt(paths.dataset)),
    cases,
    calibrations: textsOf(paths.calibrations, textAt),
    recordings: textsOf(paths.recordings, textAt),
  };
}

function textsOf(
  paths: readonly string[],
  textAt: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const text = textAt(path);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
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
function readExperts(path: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const reading = readSource({ kind: "text", path, text }, datasetFile);
  return reading.kind === "read" ? reading.value.experts : [];
}
