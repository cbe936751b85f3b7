import { requiredChecks } from "./workflow-files.ts";

/** The checks of which a branch has to require one, seen from the workflows that are there. */
export function requiredCheckOf(
  workflows: readonly { readonly text: string }[],
): readonly string[] {
  const all = workflows.map(({ text }) => text).join("\n");
  const known = Object.values(requiredChecks).filter((name) => name !== undefined);
  const found = known.filter((name) =>
    name === requiredChecks.forks ? /^ +workflow_run:/m.test(all) : all.includes(`\n  ${name}:`),
  );
  return [...new Set(found.length === 0 ? known : found)];
}
