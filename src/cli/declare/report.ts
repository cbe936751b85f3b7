import { type Command, Option } from "commander";
import { severities } from "../../core/intake/issue-form.ts";
import type { ReportOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate report`: its options and help. */
export function declareReport(program: Command, context: CommandContext): void {
  program
    .command("report")
    .description("file an issue about a session that went wrong, with the redacted session in it")
    .addHelpText(
      "after",
      `
Secrets and personal data are replaced before anything is sent (see \`redaction:\` in tracegate.yaml).
Once a maintainer adds the label, the bot makes a case of the issue. The token is taken from
GITHUB_TOKEN and needs \`issues: write\`.

Examples:
  tracegate report session.json --wrong "It claimed a refund window" --dry-run
  tracegate report trace.jsonl --session 7f3a --repo acme/shop-agent \\
    --wrong "It claimed a refund window" --expected "No policy covers it; it must say so" \\
    --dimension faithfulness`,
    )
    .argument("<file>", "a file with the session, in any format that can be imported")
    .option("--session <id>", "the session, where the file holds several")
    .option("--repo <owner/name>", "the repository (default: GITHUB_REPOSITORY)")
    .option("--title <text>", "the issue's title (default: what went wrong)")
    .option("--asked <text>", "what the user asked (default: the user's last message)")
    .requiredOption("--wrong <text>", "what went wrong")
    .option("--expected <text>", "what should have happened")
    .option("--dimension <name>", "the dimension that failed")
    .addOption(new Option("--severity <severity>", "how bad it is").choices(severities))
    .option("--label", "add the label that has the bot make a case of it")
    .option("--root <dir>", "the project's folder, for what is redacted", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--dry-run", "print the issue, and send nothing")
    .option("--json", "print the result as JSON")
    .action(async (file: string, options: ReportOptions, command: Command) => {
      const { reportCommand } = await import("../commands/report.ts");
      context.end(await reportCommand(file, withGlobals(options, command), context.io));
    });
}
