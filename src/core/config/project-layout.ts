import type { Problem } from "../errors.ts";

/** What a YAML file of a project is, by its place. */
export type Place =
  | { readonly kind: "dataset" }
  | { readonly kind: "case" | "scenario"; readonly id: string }
  | { readonly kind: "evaluator"; readonly name: string; readonly version: string }
  | { readonly kind: "nowhere" };

/** What a YAML file in the dataset's folder is. */
export function placeInDataset(folder: string, path: string): Place {
  const [first = "", second, ...deeper] = partsBelow(folder, path);
  if (first === "dataset.yaml" && second === undefined) return { kind: "dataset" };
  const id = second?.match(/^([^.].*)\.yaml$/)?.[1];
  if (id === undefined || deeper.length > 0) return { kind: "nowhere" };
  if (first === "cases") return { kind: "case", id };
  if (first === "scenarios") return { kind: "scenario", id };
  return { kind: "nowhere" };
}

/** What a YAML file in the evaluators' folder is. */
export function placeInEvaluators(folder: string, path: string): Place {
  const [name = "", file, ...deeper] = partsBelow(folder, path);
  const version = file?.match(/^v([1-9][0-9]*)\.yaml$/)?.[1];
  if (version === undefined || deeper.length > 0) return { kind: "nowhere" };
  return { kind: "evaluator", name, version };
}

function partsBelow(folder: string, path: string): readonly string[] {
  return path.slice(folder.length + 1).split("/");
}

/** A file that nothing would read: it is an error, since its author believes that it counts. */
export function misplacedFile(path: string, of: "dataset" | "evaluators"): Problem {
  const isShort = /\.yml$/i.test(path);
  return {
    code: "FILE_MISPLACED",
    file: path,
    message: isShort
      ? "only files that end in `.yaml` are read"
      : `nothing reads a YAML file of this name or in this place`,
    expected:
      of === "dataset"
        ? "`dataset.yaml`, `cases/<id>.yaml` or `scenarios/<id>.yaml` in the dataset's folder"
        : "`<name>/v<N>.yaml` in the evaluators' folder, such as `faithfulness/v2.yaml`",
  };
}
