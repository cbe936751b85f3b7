import type { Command } from "commander";
import type { PromoteOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate dataset`: its commands, options and help. */
export function declareDataset(program: Command, context: CommandContext): void {
  const dataset = program.command("dataset").description("work on the dataset as a whole");
  dataset
    .command("promote")
    .description("make a version of the dataset: an annotated tag with a changelog")
    .addHelpText(
      "after",
      `
Compares the commit with the last tag <name>-v<X.Y.Z>, checks the sign-offs of what changed, measures
every judge that a case asks on the labels, and only then tags. Without a key for the judges it blocks.

The version is major where cases or evaluators went, minor where cases are new or changed, else a patch.

Exit codes:
  0  promoted, or the last version holds all that there is
  1  blocked; says by what, each with its fix
  2  the project or the clone needs mending: a shallow clone, files that are not committed

Examples:
  tracegate dataset promote --dry-run   what the next version would be, and what blocks it
  tracegate dataset promote --push      in a workflow on push to main`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--dry-run", "check everything, judges included, and tag nothing")
    .option("--push", "push the tag to origin; also one that was made before and is not there")
    .option("--cached", "take answers of judges that were given before, as after an interruption")
    .option("--json", "print what became of it as JSON")
    .action(async (options: PromoteOptions, command: Command) => {
      const { promoteCommand } = await import("../commands/dataset-promote.ts");
      context.end(await promoteCommand(withGlobals(options, command), context.io));
    });
}
