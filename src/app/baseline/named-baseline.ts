import { UserError } from "../../core/errors.ts";
import type { FoundBaseline } from "../../core/gate/comparison.ts";
import { baselineFile } from "../../core/plan/baseline-file.ts";
import { parseExperiment } from "../../core/plan/parse-result.ts";

/** A file that somebody named, and what it holds; `undefined` where it is not there. */
export type NamedFile = { readonly path: string; readonly text: string | undefined };

/**
 * The baseline in files that were named by hand: results of runs, or what a store keeps. All are pooled.
 *
 * @throws UserError where one is missing or cannot be used: whoever names a file wants it to be compared with.
 */
export function namedBaseline(files: readonly NamedFile[]): FoundBaseline {
  const experiments = files.flatMap(({ path, text }) => {
    if (text === undefined)
      throw new UserError(
        "BASELINE_MISSING",
        `There is no ${path}.`,
        "Name an experiment.json, the folder that it lies in, or a file of a store of baselines.",
      );
    return storedIn(text) ?? [parseExperiment(text, path)];
  });
  const [first] = experiments;
  const other = experiments.find(({ subject }) => subject.key !== first?.subject.key);
  if (other !== undefined)
    throw new UserError(
      "BASELINE_MIXED",
      "The files named with --baseline tested different things, so their runs cannot be pooled.",
      "Name results of one agent, dataset and set of evaluators only.",
    );
  const commit = first?.subject.commit;
  return {
    kind: "found",
    experiments,
    origin: { side: "merge-base", source: "file", ...(commit !== undefined && { commit }) },
  };
}

function storedIn(text: string): ReturnType<typeof parseExperiment>[] | undefined {
  try {
    const met = baselineFile.safeParse(JSON.parse(text));
    return met.data?.entries.map(({ experiment }) => experiment);
  } catch {
    return undefined;
  }
}
