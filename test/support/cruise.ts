import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Absolute path of this repository. */
export const repository = fileURLToPath(new URL("../../", import.meta.url));

export type Cruise = {
  /** Names of the rules that were applied. */
  readonly rules: readonly string[];
  readonly modules: number;
  readonly violations: readonly { readonly rule: string; readonly from: string }[];
};

const named = z.object({ name: z.string() });
const cruiseResult = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ rule: named, from: z.string() })),
    ruleSetUsed: z.object({ forbidden: z.array(named) }),
  }),
});

/** Runs dependency-cruiser as `npm run check:architecture` does, with this repository's rules, on any tree. */
export function cruise(root: string, folders: readonly string[]): Cruise {
  const program = `${repository}node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`;
  const config = `${repository}.dependency-cruiser.mjs`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, "--config", config, "--output-type", "json", ...folders],
    { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  if (stdout === "") throw new Error(`dependency-cruiser wrote nothing: ${stderr}`);
  const { summary } = cruiseResult.parse(JSON.parse(stdout));
  return {
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from }) => ({ rule: rule.name, from })),
  };
}
