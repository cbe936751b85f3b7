import { readConfig } from "../../core/config/read-config.ts";
import { type Readings, readTexts } from "../../core/config/read-texts.ts";
import { cassettePath, readCassetteFile } from "../../core/config/recorded-cassettes.ts";
import { recordedSessionPath } from "../../core/config/recorded-sessions.ts";
import {
  casesTouched,
  contentDigests,
  documentsOf,
  type Recordings,
  signableCases,
} from "../../core/config/signable-cases.ts";
import { readSessionFile } from "../../core/dataset/session-file.ts";
import type { SignableCase } from "../../core/dataset/sign-off.ts";
import { type PlaceInRepository, pathInRepository } from "../../core/event/relevance.ts";
import type { SourceFile } from "../../core/yaml/source-file.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";
import type { RepoFiles, RepoText } from "../../ports/repo-files.ts";
import { showExamples } from "./show-examples.ts";

export type DatasetSource = {
  readonly files: RepoFiles;
  /** Gives files that are too large to be read beside others. */
  readonly pullRequests: Pick<PullRequestHost, "fileAt">;
  readonly place: PlaceInRepository;
};

/** The project's files at one commit, each read by itself; sessions and cassettes are not among them yet. */
export type DatasetAt = {
  readonly ref: string;
  readonly readings: Readings;
  /** The text of a file of dataset or evaluators, by its path in the project. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads configuration, dataset and evaluators at a commit. What is not there is a problem of the readings. */
export async function datasetAt(source: DatasetSource, ref: string): Promise<DatasetAt> {
  const { files, place } = source;
  const { configPath } = place;
  const at = { path: pathInRepository(configPath, place), depth: 0 };
  const [found] = await files.readTexts(ref, [at]);
  const config = readConfig(found === undefined ? missing(configPath) : fileOf(found, place));
  const { dataset, evaluators } = config.folders;
  // Sessions and labels may be many and large: only what is needed of them is read, later.
  const places = [
    ...(dataset === undefined
      ? []
      : ["dataset.yaml", "cases", "scenarios"].map((name) => ({
          path: `${dataset}/${name}`,
          depth: 0,
        }))),
    ...(evaluators === undefined ? [] : [{ path: evaluators, depth: 1 }]),
  ];
  const listed = await files.readTexts(
    ref,
    places.map(({ path, depth }) => ({ path: pathInRepository(path, place), depth })),
  );
  const texts = listed.map((text) => fileOf(text, place));
  const below = (folder: string | undefined): readonly SourceFile[] => {
    if (folder === undefined) return [];
    const inside = texts.filter(({ path }) => path.startsWith(`${folder}/`) && isYaml(path));
    return inside.length > 0 ? inside : [missing(folder)];
  };
  return {
    ref,
    readings: readTexts({ config, dataset: below(dataset), evaluators: below(evaluators) }),
    texts: new Map(
      texts.flatMap((file) => (file.kind === "text" ? [[file.path, file.text] as const] : [])),
    ),
  };
}

/** Some of its cases as far as signing goes, with the sessions and cassettes that they name. */
export async function signablesAt(
  source: DatasetSource,
  dataset: DatasetAt,
  ids: ReadonlySet<string>,
): Promise<readonly SignableCase[]> {
  const recordings = await recordingsOf(source, dataset, ids);
  return signableCases(await withShown(source, dataset, ids), ids, recordings);
}

/** The same with what the examples of the judges lead to that these cases name: that is part of what they ask. */
async function withShown(
  source: DatasetSource,
  { ref, readings }: DatasetAt,
  ids: ReadonlySet<string>,
): Promise<Readings> {
  const { evaluators: reading } = readings;
  if (reading === undefined) return readings;
  const named = new Set(
    documentsOf(readings, ids).flatMap(({ source: { expectations } }) =>
      expectations.map(({ evaluator }) => evaluator),
    ),
  );
  const { evaluators } = await showExamples(
    new Map([...reading.evaluators].filter(([name]) => named.has(name))),
    {
      folder: readings.config.folders.dataset ?? "",
      read: async (path) => (await readEach(source, ref, [path])).get(path) ?? missing(path),
    },
  );
  return {
    ...readings,
    evaluators: { ...reading, evaluators: new Map([...reading.evaluators, ...evaluators]) },
  };
}

/** The content digests of some of its cases, by id; of those that cannot be read there is none. */
export async function contentDigestsAt(
  source: DatasetSource,
  dataset: DatasetAt,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  return contentDigests(dataset.readings, ids, await recordingsOf(source, dataset, ids));
}

async function recordingsOf(
  source: DatasetSource,
  { ref, readings }: DatasetAt,
  ids: ReadonlySet<string>,
): Promise<Recordings> {
  const folder = readings.config.folders.dataset ?? "";
  const documents = documentsOf(readings, ids);
  const pathsBy = (pathOf: typeof cassettePath): readonly string[] => [
    ...new Set(documents.flatMap(({ source: of }) => pathOf(folder, of) ?? [])),
  ];
  const [sessions, cassettes] = [pathsBy(recordedSessionPath), pathsBy(cassettePath)];
  const read = await readEach(source, ref, [...sessions, ...cassettes]);
  const fileAt = (path: string): SourceFile => read.get(path) ?? missing(path);
  return {
    sessions: new Map(sessions.map((path) => [path, readSessionFile(fileAt(path))])),
    cassettes: new Map(cassettes.map((path) => [path, readCassetteFile(fileAt(path))])),
  };
}

/** All cases where the change moves the dataset elsewhere; else those of which a file is touched on either side. */
export function touchedIds(
  base: DatasetAt,
  head: DatasetAt,
  paths: ReadonlySet<string>,
): ReadonlySet<string> {
  const [was, is] = [base.readings.config.folders, head.readings.config.folders];
  const isMoved = was.dataset !== is.dataset || was.evaluators !== is.evaluators;
  const idsOf = ({ readings }: DatasetAt): readonly string[] =>
    isMoved
      ? [
          ...(readings.dataset?.cases ?? []).map(({ source }) => source.id),
          ...(readings.dataset?.brokenIds ?? []),
        ]
      : casesTouched(readings, paths);
  return new Set([...idsOf(base), ...idsOf(head)]);
}

async function readEach(
  { files, pullRequests, place }: DatasetSource,
  ref: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, SourceFile>> {
  const places = paths.map((path) => ({ path: pathInRepository(path, place), depth: 0 }));
  const found = await files.readTexts(ref, places);
  const read = new Map<string, SourceFile>();
  for (const one of found) {
    const file = fileOf(one, place);
    // The host hands out no more than half a megabyte of several files at once.
    const text = one.text ?? (await pullRequests.fileAt(one.path, ref));
    read.set(file.path, text === undefined ? file : { kind: "text", path: file.path, text });
  }
  return read;
}

function fileOf({ path, text }: RepoText, { folder }: PlaceInRepository): SourceFile {
  const own = folder === "" ? path : path.slice(folder.length + 1);
  return text === undefined
    ? { kind: "unreadable", path: own, reason: "too-large" }
    : { kind: "text", path: own, text };
}

function missing(path: string): SourceFile {
  return { kind: "unreadable", path, reason: "missing" };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
