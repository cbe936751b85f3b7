import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { isFolder } from "../adapters/fs/is-folder.ts";
import { projectFiles } from "../adapters/fs/project-files.ts";
import type { ProjectRequest } from "../app/project/load-project.ts";
import type { Config } from "../core/config/config-file.ts";
import type { CompileScorer } from "../core/config/link-cases.ts";
import { type Problem, UserError } from "../core/errors.ts";
import { compileScorer } from "../core/evaluator/compile-scorer.ts";
import type { Evaluator } from "../core/evaluator/evaluator.ts";
import { needsLanguages, needsPatternEngines } from "../core/evaluator/pattern-engines.ts";
import type { YamlDocument } from "../core/yaml/parse-yaml.ts";

/** Where a project lies: its folder, absolute, and its configuration, seen from there. */
export type ProjectPlace = { readonly root: string; readonly configPath: string };

/**
 * Finds the project that somebody in the folder `cwd` means.
 *
 * @throws UserError where the root is no folder, or the configuration lies outside of it.
 */
export function locateProject(
  cwd: string,
  named: { readonly root: string; readonly config: string },
): ProjectPlace {
  const root = resolve(cwd, named.root);
  if (!isFolder(root))
    throw new UserError(
      "ROOT_MISSING",
      `There is no folder ${root}.`,
      "Name the folder of the project with `--root`, or leave it out to take the one you are in.",
    );
  const config = resolve(root, named.config);
  const configPath = relative(root, config);
  if (isAbsolute(configPath) || configPath === ".." || configPath.startsWith(`..${sep}`))
    throw new UserError(
      "CONFIG_OUTSIDE",
      `The configuration ${config} lies outside of the project's folder ${root}.`,
      `Name its folder as the project's, with \`--root ${dirname(config)}\`.`,
    );
  return { root, configPath: configPath === "" ? "." : configPath.split(sep).join("/") };
}

/** Reads a project from the disk. */
export function projectRequest({ root, configPath }: ProjectPlace): ProjectRequest {
  return { files: projectFiles(root), configPath, compilerFor: loadCompiler, checkConfig };
}

/** What is wrong with patterns of `redaction:`; their library is loaded where there are some. */
async function checkConfig(
  { redaction }: Config,
  document: YamlDocument,
): Promise<readonly Problem[]> {
  if (redaction === undefined) return [];
  const { checkRedaction } = await import("../core/config/check-redaction.ts");
  return checkRedaction(redaction, document);
}

/**
 * The compiler of expectations, with what these evaluators need: regular expressions and JSON Schemas
 * bring libraries that most projects never use.
 */
export async function loadCompiler(evaluators: Iterable<Evaluator>): Promise<CompileScorer> {
  const all = [...evaluators];
  if (!all.some(needsPatternEngines)) return (of, known) => compileScorer(of, known);
  const { re2AjvEngines } = await import("../core/evaluator/re2-ajv-engines.ts");
  if (!all.some(needsLanguages)) return (of, known) => compileScorer(of, known, re2AjvEngines);
  const { eldLanguage } = await import("../core/evaluator/eld-language.ts");
  const engines = { ...re2AjvEngines, languages: eldLanguage };
  return (of, known) => compileScorer(of, known, engines);
}
