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

/**
 * Some cases as far as signing goes. What cannot be read, or names something that cannot, has no digest: nobody can
 * sign it.
 */
export function signableCases(
  readings: Readings,
  ids: ReadonlySet<string>,
  recorded: {
    readonly sessions: ReadonlyMap<string, SessionReading>;
    readonly cassettes: ReadonlyMap<string, CassetteReading>;
  },
): readonly SignableCase[] {
  const { dataset } = readings;
  if (dataset === undefined) return [];
  const some = { ...dataset, cases: documentsOf(readings, ids) };
  // Whether the expectations compile is for whoever runs them; signing is about what they say.
  const { cases, problems } = linkCases({ ...readings, dataset: some, ...recorded }, () => ({
    kind: "problems",
    problems: [],
  }));
  const evaluators = readings.evaluators?.evaluators ?? new Map<string, Evaluator>();
  const faulty = new Set(problems.map(({ file }) => file));
  const read = cases.map((one): SignableCase => {
    const { id, file, status, signOff: claim } = one;
    const digest = faulty.has(file) ? undefined : signOffDigest(one, evaluators);
    return {
      id,
      file,
      status,
      ...(digest !== undefined && { digest }),
      ...(claim !== undefined && { claim }),
    };
  });
  const folder = readings.config.folders.dataset ?? "";
  const broken = [...dataset.brokenIds]
    .filter((id) => ids.has(id) && !read.some((one) => one.id === id))
    // What it was meant to be is not known: it is held to the most.
    .map((id): SignableCase => ({ id, file: `${folder}/cases/${id}.yaml`, status: "guarding" }));
  return [...read, ...broken];
}
