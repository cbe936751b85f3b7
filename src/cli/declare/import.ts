import { type Command, Option } from "commander";
import { importFormats } from "../../core/trace/import/imported.ts";
import { type ImportOptions, importFolder } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate import`: its options and help. */
export function declareImport(program: Command, context: CommandContext): void {
  program
    .command("import")
    .description("turn recorded sessions of other systems into redacted session files")
    .addHelpText(
      "after",
      `
Secrets and personal data are replaced before anything is written (see \`redaction:\` in
tracegate.yaml). Files may be gzipped, and of any size where they hold one record a line or a list.
Files that belong together, such as spans and logs, are given together.

Examples:
  tracegate import export.jsonl                    whatever it is, into ${importFolder}
  tracegate import traces.json logs.json --dry-run what would be read, and what would not
  tracegate import *.jsonl.gz --out sessions --strict`,
    )
    .argument("<files...>", "files of sessions")
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--out <dir>", `write the sessions here, one file each (default: ${importFolder})`)
    .option("--root <dir>", "the project's folder, for what is redacted", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--strict", "write nothing and end with 2 where anything was left out")
    .option("--dry-run", "read and redact, and write nothing")
    .option("--json", "print the result as JSON")
    .action(async (files: string[], options: ImportOptions, command: Command) => {
      const { importCommand } = await import("../commands/import.ts");
      context.end(await importCommand(files, withGlobals(options, command), context.io));
    });
}
