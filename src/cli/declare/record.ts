import type { Command } from "commander";
import { importFolder, type RecordOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate record`: its options and help. */
export function declareRecord(program: Command, context: CommandContext): void {
  program
    .command("record")
    .description("run a command with the recorder around it, and write its sessions, redacted")
    .argument("<command...>", "the command, after --")
    .addHelpText(
      "after",
      `
The command reads and writes this terminal as if it were run alone, and its exit code is passed on. Model calls are
captured at OPENAI_BASE_URL and ANTHROPIC_BASE_URL, spans at OTEL_EXPORTER_OTLP_ENDPOINT; docs/capture.md says how.

Examples:
  tracegate record -- python agent.py
  tracegate record --out sessions --agent-name support -- npm start
  tracegate record --cassette datasets/support/cassettes/late-fee.json -- python agent.py
  tracegate record -- sh -c 'node agent.js < questions.txt'`,
    )
    .option("--out <dir>", `write the sessions here, one file each (default: ${importFolder})`)
    .option(
      "--cassette <file>",
      "also write the model's answers here, for cases with `model: recorded`",
    )
    .option("--agent-name <name>", "what the agent is called in its sessions")
    .option("--root <dir>", "the project's folder, for what is redacted and what models cost", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .action(async (command: string[], options: RecordOptions, self: Command) => {
      const { recordCommandLine } = await import("../commands/record.ts");
      context.end(await recordCommandLine(command, withGlobals(options, self), context.io));
    });
}
