import { type Command, Option } from "commander";
import { importFormats } from "../../core/trace/import/imported.ts";
import type { CoverageOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate coverage`: its options and help. */
export function declareCoverage(program: Command, context: CommandContext): void {
  program
    .command("coverage")
    .description(
      "hold the dataset against production: what no case is near, what nobody asks any more",
    )
    .argument("<files...>", "production sessions, of any format that import reads")
    .addHelpText(
      "after",
      `
Tells which topics of production no case of the dataset is near, which cases no session resembles any
more, and, from the newest results, which dimensions have only cases that no run ever failed.

Examples:
  tracegate coverage exports/*.jsonl
  tracegate coverage exports/*.jsonl --json`,
    )
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--results <dir>", "the run folder; by default the newest below .tracegate/runs")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--json", "print the report as JSON")
    .action(async (files: string[], options: CoverageOptions, command: Command) => {
      const { coverageCommand } = await import("../commands/coverage.ts");
      context.end(await coverageCommand(files, withGlobals(options, command), context.io));
    });
}
