/** A few modules of which one breaks a rule: path in the planted tree → source text. */
export type Plant = Readonly<Record<string, string>>;

const value = "export const planted = 1;\n";

function importing(path: string): string {
  return `import { planted } from "${path}";\nexport const copy = planted;\n`;
}

/** Modules that innocently stand where the planted imports point. */
export const innocent: Plant = {
  "src/core/errors.ts": value,
  "src/core/trace/session.ts": value,
  "src/core/evaluator/verdict.ts": value,
  "src/core/gate/decision.ts": value,
  "src/core/config/config-file.ts": value,
  "src/core/report/comment.ts": importing("../gate/decision.ts"),
  "src/ports/clock.ts": value,
  "src/app/gate.ts": importing("../ports/clock.ts"),
  "src/adapters/llm/judge.ts": importing("../../ports/clock.ts"),
  "src/adapters/git/repository.ts": importing("../../ports/clock.ts"),
  "src/compose/compose.ts": importing("../adapters/llm/judge.ts"),
  "src/cli/main.ts": importing("../compose/compose.ts"),
  "src/action/main.ts": importing("../compose/compose.ts"),
  "src/index.ts": importing("./core/trace/session.ts"),
  "test/support/builders.ts": value,
};

/**
 * For each rule of `.dependency-cruiser.mjs` modules that break it.
 * `helper-package` and `openai` stand in the planted `node_modules`.
 */
export const plants: Readonly<Record<string, Plant>> = {
  "core-imports-core": { "src/core/gate/asks-a-port.ts": importing("../../ports/clock.ts") },
  "core-reaches-no-io": {
    "src/core/gate/reads-far-away.ts": importing("./reads-a-file.ts"),
    "src/core/gate/reads-a-file.ts": `import { readFileSync } from "node:fs";\nexport const planted = readFileSync;\n`,
  },
  "core-npm-allowlist": { "src/core/gate/uses-a-package.ts": importing("helper-package") },
  "ports-are-types": { "src/ports/knows-a-use-case.ts": importing("../app/gate.ts") },
  "app-knows-no-adapter": { "src/app/picks-an-adapter.ts": importing("../adapters/llm/judge.ts") },
  "adapter-knows-no-use-case": { "src/adapters/llm/calls-back.ts": importing("../../app/gate.ts") },
  "adapters-are-islands": {
    "src/adapters/llm/visits-git.ts": importing("../git/repository.ts"),
  },
  "entries-are-islands": { "src/cli/borrows.ts": importing("../action/main.ts") },
  "entries-ask-compose": { "src/cli/builds.ts": importing("../adapters/llm/judge.ts") },
  "only-compose-knows-adapters-and-config": {
    "src/adapters/llm/reads-the-config.ts": importing("../../core/config/config-file.ts"),
  },
  "compose-serves-entries": { "src/app/asks-compose.ts": importing("../compose/compose.ts") },
  "library-surface-is-a-leaf": { "src/app/takes-the-barrel.ts": importing("../index.ts") },
  "examples-use-the-library": {
    "examples/agent.ts": importing("../src/core/trace/session.ts"),
  },
  "vendor-stays-in-its-adapter": { "src/app/speaks-openai.ts": importing("openai") },
  "report-is-a-leaf": { "src/core/gate/renders.ts": importing("../report/comment.ts") },
  "page-knows-its-data-only": {
    "src/report-app/decides.ts": importing("../core/gate/decision.ts"),
  },
  "page-is-bundled": {
    "src/report-app/blocks.ts": value,
    "src/cli/draws.ts": importing("../report-app/blocks.ts"),
  },
  "stats-knows-numbers-only": {
    "src/core/stats/counts-cases.ts": importing("../gate/decision.ts"),
  },
  "text-knows-nothing": { "src/core/text/knows-sessions.ts": importing("../trace/session.ts") },
  "yaml-knows-no-domain": { "src/core/yaml/knows-sessions.ts": importing("../trace/session.ts") },
  "agent-surface-is-small": { "src/core/agent/gates.ts": importing("../gate/decision.ts") },
  "data-below-judgement": {
    "src/core/trace/judges-itself.ts": importing("../evaluator/verdict.ts"),
  },
  "config-below-runs": { "src/core/config/decides.ts": importing("../gate/decision.ts") },
  "no-cycles": {
    "src/core/gate/hen.ts": `import { planted } from "./egg.ts";\nexport const hen = planted;\n`,
    "src/core/gate/egg.ts": `import { hen } from "./hen.ts";\nexport const planted = () => hen;\n`,
  },
  "no-test-in-src": { "src/app/uses-a-builder.ts": importing("../../test/support/builders.ts") },
  "no-unresolvable": { "src/app/loses-its-way.ts": importing("./nowhere.ts") },
};
