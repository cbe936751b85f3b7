import type { Problem } from "../errors.ts";
import { meetSchema } from "../yaml/meet-schema.ts";
import type { YamlDocument } from "../yaml/parse-yaml.ts";
import { problemAt } from "../yaml/problem-at.ts";
import { valueAt } from "../yaml/schema-node.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import type { Config } from "./config-file.ts";
import { configFile } from "./config-file.ts";
import { parseSource } from "./read-source.ts";

/** What `tracegate.yaml` says, as far as it can be understood. */
export type ConfigReading = {
  /** Absent where the file is no YAML. */
  readonly document?: YamlDocument;
  /** Absent where the file has problems. */
  readonly config?: Config;
  readonly folders: ProjectFolders;
  readonly problems: readonly Problem[];
};

/** The folders that the configuration names rightly, whatever else is wrong with it. */
export type ProjectFolders = { readonly dataset?: string; readonly evaluators?: string };

/** Reads `tracegate.yaml`. */
export function readConfig(source: SourceFile): ConfigReading {
  const parsed = parseSource(source);
  if (parsed.kind === "problems") {
    const isMissing = source.kind === "unreadable" && source.reason === "missing";
    const problems = isMissing ? parsed.problems.map(withExample) : parsed.problems;
    return { folders: {}, problems };
  }
  const { document } = parsed;
  const folders = foldersIn(document);
  const overlap = checkOverlap(document, folders);
  const meeting = meetSchema(configFile, document);
  return meeting.kind === "met"
    ? { document, config: meeting.value, folders, problems: overlap }
    : { document, folders, problems: [...overlap, ...meeting.problems] };
}

/** The smallest configuration that can decide something. */
function withExample(problem: Problem): Problem {
  return {
    ...problem,
    expected:
      "a configuration of this name, which `tracegate init` writes, or another one with `--config <file>`",
    example: [
      "version: 1",
      "agent: { runner: module, module: src/agent.ts }",
      "dataset: datasets/support",
      "gate:",
      "  dimensions:",
      "    abstention: { floor: 0.9 }",
    ].join("\n"),
  };
}

function foldersIn({ value }: YamlDocument): ProjectFolders {
  const { dataset, evaluators } = configFile.shape;
  const datasetFolder = dataset.safeParse(valueAt(value, ["dataset"]));
  const evaluatorsFolder = evaluators.safeParse(valueAt(value, ["evaluators"]));
  return {
    ...(datasetFolder.success && { dataset: datasetFolder.data }),
    ...(evaluatorsFolder.success && { evaluators: evaluatorsFolder.data }),
  };
}

function checkOverlap(document: YamlDocument, folders: ProjectFolders): readonly Problem[] {
  const { dataset, evaluators } = folders;
  if (dataset === undefined || evaluators === undefined) return [];
  const isInside = `${dataset}/`.startsWith(`${evaluators}/`);
  if (!isInside && !`${evaluators}/`.startsWith(`${dataset}/`)) return [];
  return [
    problemAt(document, ["dataset"], {
      code: "FOLDERS_OVERLAP",
      message: `the dataset's folder \`${dataset}\` and the evaluators' folder \`${evaluators}\` stand in each other`,
      expected: "two folders side by side",
      example: "dataset: datasets/support\nevaluators: evaluators",
    }),
  ];
}
