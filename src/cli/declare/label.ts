import { type Command, InvalidArgumentError } from "commander";
import type { LabelOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate label`: its options and help. */
export function declareLabel(program: Command, context: CommandContext): void {
  program
    .command("label")
    .description("say of recorded sessions whether they are right, for judges to be measured on")
    .addHelpText(
      "after",
      `
Shows sessions of the dataset that nobody has labelled, those that teach most first, and never what a
judge said of them. Each label is written at once; q ends the sitting, and the next one goes on.

Keys: p pass · f fail · n note why · s skip · u undo · q quit · ? help

Examples:
  tracegate label faithfulness                    label at the keyboard
  tracegate label faithfulness --second-opinion   those that somebody else has labelled
  tracegate label faithfulness --import scores.jsonl --map correctness --pass-from 0.5
                                                  what people annotated in Langfuse or Phoenix`,
    )
    .argument("<dimension>", "the dimension that is labelled")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--by <name>", "who labels (default: your user name)")
    .option("--second-opinion", "sessions that others have labelled and you have not")
    .option("--import <files...>", "take the annotations of people in these files as labels")
    .option("--map <names...>", "names of the annotations that count (default: the dimension's)")
    .option("--pass-values <values...>", "values that mean pass, instead of the usual ones")
    .option("--fail-values <values...>", "values that mean fail, instead of the usual ones")
    .option("--pass-from <number>", "numbers from this on are a pass, those below a fail", number)
    .option("--json", "print what was imported as JSON")
    .action(async (dimension: string, options: LabelOptions, command: Command) => {
      const { labelCommand } = await import("../commands/label.ts");
      context.end(await labelCommand(dimension, withGlobals(options, command), context.io));
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new InvalidArgumentError("Give a number, such as 0.5.");
  }
  return value;
}
