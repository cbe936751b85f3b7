import type { Command } from "commander";
import type { MergeOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate merge`: its options and help. */
export function declareMerge(program: Command, context: CommandContext): void {
  program
    .command("merge")
    .description("join the parts of a plan that `run --shard` made into one result")
    .argument("<parts...>", "the folders of the parts, or their journals")
    .addHelpText(
      "after",
      `
Writes journal.jsonl and experiment.json, as one run of the whole plan would have. The order of
the parts changes nothing. Of a part that was run twice, what was started first stands.
Ends with 3 where a part is lost or was broken off; what is there is written all the same.

Examples:
  tracegate merge shards/* --out merged     join what lies in shards/1 to shards/8
  tracegate gate --results merged           then decide`,
    )
    .requiredOption("--out <dir>", "write the joined results here")
    .option("--json", "print what became of each part as JSON")
    .action(async (parts: readonly string[], options: MergeOptions, command: Command) => {
      const { mergeCommand } = await import("../commands/merge.ts");
      context.end(await mergeCommand(parts, withGlobals(options, command), context.io));
    });
}
