import type { Case } from "../dataset/dataset.ts";
import type { SessionReading } from "../dataset/session-file.ts";
import { type SignableCase, signOffDigest } from "../dataset/sign-off.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { CassetteReading } from "../replay/cassette.ts";
import type { CaseDocument } from "./check-case.ts";
import { linkCases } from "./link-cases.ts";
import type { Readings } from "./read-texts.ts";
import { cassettePath } from "./recorded-cassettes.ts";
import { recordedSessionPath } from "./recorded-sessions.ts";

/** Ids of the cases that one of these files is part of: the case, its session or cassette, an evaluator that it names. */
export function casesTouched(readings: Readings, paths: ReadonlySet<string>): readonly string[] {
  const { config, dataset, evaluators } = readings;
  const folder = config.folders.dataset ?? "";
  const files = new Map([...(evaluators?.evaluators ?? [])].map(([ref, { file }]) => [ref, file]));
  const ids = (dataset?.cases ?? [])
    .filter(({ document, source }) =>
      [
        document.file,
        recordedSessionPath(folder, source),
        cassettePath(folder, source),
        ...source.expectations.map(
          ({ evaluator }) => files.get(evaluator) ?? pathOf(config.folders.evaluators, evaluator),
        ),
      ].some((path) => path !== undefined && paths.has(path)),
    )
    .map(({ source }) => source.id);
  const broken = [...(dataset?.brokenIds ?? [])].filter((id) =>
    placesOf(folder, id).some((path) => paths.has(path)),
  );
  return [...new Set([...ids, ...broken])];
}

/** Where an evaluator that cannot be read would stand. */
function pathOf(folder: string | undefined, ref: string): string {
  const [name = "", version = ""] = ref.split("@");
  return `${folder ?? ""}/${name}/v${version}.yaml`;
}

function placesOf(folder: string, id: string): readonly string[] {
  return [`${folder}/cases/${id}.yaml`, `${folder}/scenarios/${id}.yaml`];
}

/** The documents of some cases, so that only what they name has to be read. */
export function documentsOf(
  { dataset }: Readings,
  ids: ReadonlySet<string>,
): readonly CaseDocument[] {
  return (dataset?.cases ?? []).filter(({ source }) => ids.has(source.id));
}

/** What cases name of recordings, by path. */
export type Recordings = {
  readonly sessions: ReadonlyMap<string, SessionReading>;
  readonly cassettes: ReadonlyMap<string, CassetteReading>;
};

/** The content digest of some cases by id; none of what cannot be read, or names something that cannot. */
export function contentDigests(
  readings: Readings,
  ids: ReadonlySet<string>,
  recordings: Recordings,
): ReadonlyMap<string, string> {
  const { whole } = linkSome(readings, ids, recordings);
  return new Map(whole.map(({ id, digest }) => [id, digest]));
}

/**
 * Some cases as far as signing goes. What cannot be read, or names something that cannot, has no digest: nobody can
 * sign it.
 */
export function signableCases(
  readings: Readings,
  ids: ReadonlySet<string>,
  recordings: Recordings,
): readonly SignableCase[] {
  const { all, whole } = linkSome(readings, ids, recordings);
  const evaluators = readings.evaluators?.evaluators ?? new Map<string, Evaluator>();
  const read = all.map((one): SignableCase => {
    const { id, file, status, signOff: claim } = one;
    const digest = whole.includes(one) ? signOffDigest(one, evaluators) : undefined;
    return {
      id,
      file,
      status,
      ...(digest !== undefined && { digest }),
      ...(claim !== undefined && { claim }),
    };
  });
  const folder = readings.config.folders.dataset ?? "";
  const broken = [...(readings.dataset?.brokenIds ?? [])]
    .filter((id) => ids.has(id) && !read.some((one) => one.id === id))
    // What it was meant to be is not known: it is held to the most.
    .map((id): SignableCase => ({ id, file: `${folder}/cases/${id}.yaml`, status: "guarding" }));
  return [...read, ...broken];
}

function linkSome(
  readings: Readings,
  ids: ReadonlySet<string>,
  recordings: Recordings,
): { readonly all: readonly Case[]; readonly whole: readonly Case[] } {
  const { dataset } = readings;
  if (dataset === undefined) return { all: [], whole: [] };
  const some = { ...dataset, cases: documentsOf(readings, ids) };
  // Whether the expectations compile is for whoever runs them; signing is about what they say.
  const { cases, problems } = linkCases({ ...readings, dataset: some, ...recordings }, () => ({
    kind: "problems",
    problems: [],
  }));
  const faulty = new Set(problems.map(({ file }) => file));
  return { all: cases, whole: cases.filter(({ file }) => !faulty.has(file)) };
}
