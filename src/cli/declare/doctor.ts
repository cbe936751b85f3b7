import type { Command } from "commander";
import type { DoctorOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate doctor`: its options and help. */
export function declareDoctor(program: Command, context: CommandContext): void {
  program
    .command("doctor")
    .description("look whether all is in place: files, keys, endpoint, GitHub, one real run")
    .addHelpText(
      "after",
      `
Runs one case once, and fails where not a single model call was seen. Asks GitHub for labels and
branch protection where GITHUB_TOKEN is set. Exit code 2 where something is to be mended.

Examples:
  tracegate doctor
  GITHUB_TOKEN=$(gh auth token) tracegate doctor --no-run --json`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--repository <owner/name>", "the repository on GitHub (default: git's origin)")
    .option("--no-run", "run no case")
    .option("--json", "print what was found as JSON")
    .action(async (options: DoctorOptions, command: Command) => {
      const { doctorCommand } = await import("../commands/doctor.ts");
      context.end(await doctorCommand(withGlobals(options, command), context.io));
    });
}
