import { type Command, Option } from "commander";
import type { GateOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate gate`: its options and help. */
export function declareGate(program: Command, context: CommandContext): void {
  program
    .command("gate")
    .description("decide again from the results of a run, under the policy as it is now")
    .addHelpText(
      "after",
      `
Without --baseline it is compared with the merge base, where \`baseline\` in tracegate.yaml names a store that has
its results. Results to compare with are those of a whole plan: make them with \`tracegate run --stop off\`.

Examples:
  tracegate gate                                       the newest run, under the policy as it is now
  tracegate gate --baseline .tracegate/runs/20261120-… compared with an older run`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--results <dir>", "the folder of the run; by default the newest below .tracegate/runs")
    .option(
      "--baseline <path...>",
      "compare with these results (a run's folder or its experiment.json); several are pooled",
    )
    .option("--json", "print the decision as JSON")
    .addOption(new Option("--markdown", "print the comment as Markdown").conflicts("json"))
    .action(async (options: GateOptions, command: Command) => {
      const { gateCommand } = await import("../commands/gate.ts");
      context.end(await gateCommand(withGlobals(options, command), context.io));
    });
}
