import { maxLabelBytes, type PlacedLabel, readLabels } from "../../core/dataset/label-file.ts";
import { maxSessionBytes, readSessionFile } from "../../core/dataset/session-file.ts";
import type { Problem } from "../../core/errors.ts";
import { type Evaluator, type Judge, withExamples } from "../../core/evaluator/evaluator.ts";
import type { JudgeExample } from "../../core/evaluator/judge-request.ts";
import { type SourceFile, unreadableProblem } from "../../core/yaml/source-file.ts";

/** Where labels and sessions are read. */
export type ExampleSource = {
  /** The dataset's folder, seen from the project. */
  readonly folder: string;
  readonly read: (path: string, maxBytes: number) => Promise<SourceFile>;
};

export type ShownExamples = {
  /** All evaluators; judges with what their `examples` lead to. */
  readonly evaluators: ReadonlyMap<string, Evaluator>;
  /** By the evaluator's file, with the path of the example in it. */
  readonly problems: readonly Problem[];
};

/** Follows the `examples` of every judge to the label and the session; nothing is read where no judge has any. */
export async function showExamples(
  evaluators: ReadonlyMap<string, Evaluator>,
  source: ExampleSource,
): Promise<ShownExamples> {
  const shown = new Map(evaluators);
  const problems: Problem[] = [];
  const labels = new LabelFiles(source);
  for (const [ref, evaluator] of evaluators) {
    if (evaluator.kind !== "judge" || evaluator.examples === undefined) continue;
    const found: JudgeExample[] = [];
    for (const [place, example] of evaluator.examples.entries()) {
      const followed = await follow(example, labels, source);
      if (followed.kind === "example") found.push(followed.example);
      else problems.push(problemOf(evaluator, place, followed.message));
    }
    if (found.length === evaluator.examples.length) shown.set(ref, withExamples(evaluator, found));
  }
  return { evaluators: shown, problems };
}

/** The sessions that a judge is shown, by the names of their files; it is not measured on them. */
export async function exampleSessions(
  judge: Judge,
  source: ExampleSource,
): Promise<ReadonlySet<string>> {
  const labels = new LabelFiles(source);
  const sessions = new Set<string>();
  for (const example of judge.examples ?? []) {
    const label = await labels.at(example);
    if (typeof label !== "string") sessions.add(label.session);
  }
  return sessions;
}

type Followed =
  | { readonly kind: "example"; readonly example: JudgeExample }
  | { readonly kind: "nowhere"; readonly message: string };

async function follow(
  example: string,
  labels: LabelFiles,
  { folder, read }: ExampleSource,
): Promise<Followed> {
  const label = await labels.at(example);
  if (typeof label === "string") return { kind: "nowhere", message: label };
  const path = `${folder}/sessions/${label.session}.json`;
  const reading = readSessionFile(await read(path, maxSessionBytes));
  if (reading.kind === "wrong") return { kind: "nowhere", message: reading.message };
  const { session } = reading;
  const why = label.why === undefined ? {} : { why: label.why };
  return { kind: "example", example: { session, label: label.label, ...why } };
}

/** Files of labels, each read once. */
class LabelFiles {
  readonly #source: ExampleSource;
  readonly #files = new Map<string, readonly PlacedLabel[] | string>();

  constructor(source: ExampleSource) {
    this.#source = source;
  }

  /** The label that `labels/<dimension>.jsonl#<line>` names, or what is wrong with it. */
  async at(example: string): Promise<PlacedLabel | string> {
    const [file = "", line = ""] = example.split("#");
    const labels = this.#files.get(file) ?? (await this.#read(file));
    this.#files.set(file, labels);
    if (typeof labels === "string") return labels;
    const found = labels.find((label) => label.line === Number(line));
    return found ?? `\`${file}\` has no label in line ${line}`;
  }

  async #read(file: string): Promise<readonly PlacedLabel[] | string> {
    const path = `${this.#source.folder}/${file}`;
    const text = await this.#source.read(path, maxLabelBytes);
    if (text.kind === "text") return readLabels(path, text.text).labels;
    return `\`${path}\`: ${unreadableProblem(text).message}`;
  }
}

function problemOf({ file }: Judge, place: number, message: string): Problem {
  return {
    code: "EXAMPLE_UNKNOWN",
    file,
    path: `examples[${place}]`,
    message,
    expected: "a line of a file of labels whose session is in the dataset",
    example: "examples: [labels/faithfulness.jsonl#12]",
  };
}
