import { type Command, Option } from "commander";
import { importFormats } from "../../core/trace/import/imported.ts";
import type { ExportOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate export`: its options and help. */
export function declareExport(program: Command, context: CommandContext): void {
  program
    .command("export")
    .description(
      "give sessions, or the runs of an experiment with their verdicts, to OpenTelemetry",
    )
    .addHelpText(
      "after",
      `
Writes OTLP/JSON in the current gen_ai conventions, one session a line, to standard output unless
--out or --to says otherwise. Verdicts are gen_ai.evaluation.result events. Everything is redacted
first, as \`tracegate import\` does. docs/export.md says which attributes stand where.

Examples:
  tracegate export .tracegate/sessions/*.json --out sessions.jsonl
  tracegate export --results --to http://127.0.0.1:4318     the newest run, with its verdicts
  tracegate export --results .tracegate/runs/last --to https://otlp.example --header authorization=OTLP_KEY`,
    )
    .argument("[files...]", "session files, or exports that `tracegate import` reads")
    .addOption(
      new Option("--format <format>", "how the files are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--results [dir]", "the runs of this folder, or of the newest below .tracegate/runs")
    .option("--out <file>", "write the spans here")
    .addOption(
      new Option(
        "--to [url]",
        "send them to this OTLP/HTTP address, or the one in OTEL_EXPORTER_OTLP_ENDPOINT",
      ).conflicts("out"),
    )
    .option("--header <name=VARIABLE...>", "a header of the requests, its value in a variable")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--json", "print what was exported as JSON; needs --out or --to")
    .action(async (files: string[], options: ExportOptions, command: Command) => {
      const { exportCommand } = await import("../commands/export.ts");
      context.end(await exportCommand(files, withGlobals(options, command), context.io));
    });
}
