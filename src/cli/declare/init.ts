import { type Command, Option } from "commander";
import { adoptedRunners, workflowKinds } from "../../core/adopt/adoption.ts";
import type { InitOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate init`: its options and help. */
export function declareInit(program: Command, context: CommandContext): void {
  program
    .command("init")
    .description("put a repository under the gate: configuration, first cases, workflows")
    .addHelpText(
      "after",
      `
Asks for what the options leave open, where it runs in a terminal; elsewhere --agent has to be named.
Nothing that is there is overwritten, and a second time changes nothing. The new gate only shows its
decision for four weeks, and starts with checks that need no model.

Examples:
  tracegate init
  tracegate init --agent module --module src/agent.ts --key OPENAI_API_KEY
  tracegate init --agent process --command "python3 agent/main.py" --session trace.json
  tracegate init --agent http --url "http://127.0.0.1:\${PORT}/chat" --command "npm start"
  tracegate init --agent openai --model gpt-5-mini --workflow forks --expert maria-policy`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .addOption(
      new Option("--agent <runner>", "how the agent is driven").choices([...adoptedRunners]),
    )
    .option("--module <file>", "of a module: the file that exports `agent`, seen from the root")
    .option("--command <line>", "of a process, or of a service that is to be started: its command")
    .option("--url <url>", "of a service: where a turn is posted")
    .option("--model <name>", "of an openai agent: the model")
    .option("--base-url <url>", "of an openai agent: another endpoint than OpenAI's")
    .option("--key <names...>", "environment variables that reach the agent")
    .option("--dataset <name>", "name of the dataset (default: the folder's name)")
    .option("--session <file>", "a recorded session, of any format, for the first case")
    .option("--expert <logins...>", "who may sign cases off")
    .addOption(
      new Option("--workflow <kind>", "the workflows of GitHub Actions (default: plain)").choices([
        ...workflowKinds,
      ]),
    )
    .option("--drift", "a nightly workflow that watches judges, too")
    .option("--bot", "the bot's workflow, which makes cases of labelled reports, too")
    .option("--baseline", "a workflow that keeps results of pushes to compare with, too")
    .option("--branch <name>", "the branch that pull requests go to (default: git's, or main)")
    .option("--action <ref>", "another source of the action, as owner/name@ref")
    .option("-y, --yes", "ask nothing, and take what is usual")
    .option("--dry-run", "say what would be written, and write nothing")
    .option("--json", "print what was written as JSON")
    .action(async (options: InitOptions, command: Command) => {
      const { initCommand } = await import("../commands/init.ts");
      context.end(await initCommand(withGlobals(options, command), context.io));
    });
}
