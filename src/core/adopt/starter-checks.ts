import { caseFile } from "../dataset/case-file.ts";
import { caseFromFile } from "../dataset/case-from-file.ts";
import { compileScorer } from "../evaluator/compile-scorer.ts";
import { identifyEvaluator } from "../evaluator/evaluator.ts";
import { evaluatorFile } from "../evaluator/evaluator-file.ts";
import type { PatternEngines } from "../evaluator/pattern-engines.ts";
import type { Session } from "../trace/session.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import { starterCase, starterEvaluatorFiles } from "./starter-project.ts";

/** Whether a session fails none of the checks that a new project starts with; one that cannot be scored at all does not pass. */
export function passesStarterChecks(session: Session, engines: PatternEngines): boolean {
  const evaluators = starterEvaluatorFiles().map(([path, text]) =>
    identifyEvaluator(evaluatorFile.parse(valueOf(path, text)), path),
  );
  const source = caseFile.parse(valueOf("case", starterCase));
  const compiled = compileScorer(
    caseFromFile(source, "case", { runsPerCase: 1 }),
    new Map(evaluators.map((one) => [one.ref, one])),
    engines,
  );
  if (compiled.kind === "problems") throw new Error(JSON.stringify(compiled.problems));
  const results = compiled.scorer.checks(session).map(({ result }) => result);
  return results.includes("pass") && !results.includes("fail");
}

function valueOf(path: string, text: string): unknown {
  const parsed = parseYaml(path, text);
  if (parsed.kind === "problems") throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.value;
}
