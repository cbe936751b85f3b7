import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { McpOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate mcp`: its options and help. */
export function declareMcp(program: Command, context: CommandContext): void {
  program
    .command("mcp")
    .description(
      "offer the tools of a recorded session, with their recorded answers, as an MCP server",
    )
    .addHelpText(
      "after",
      `
Speaks MCP over standard input and output, or over streamable HTTP with --http. A call that
was not recorded is refused, and said on standard error with what was recorded nearby.

Examples:
  tracegate mcp --session datasets/support/sessions/late-fee.json
  tracegate mcp --session late-fee.json --http 8931 --read-only search_policies`,
    )
    .requiredOption(
      "--session <file>",
      "the recorded session, such as datasets/<name>/sessions/<id>.json",
    )
    .option("--http <port>", "serve http://127.0.0.1:<port>/mcp; 0 takes a free port", portNumber)
    .option(
      "--read-only <tool...>",
      "tools that only read: a call that matches none gets the recorded answer of its number",
    )
    .action(async (options: McpOptions, command: Command) => {
      const { mcpCommand } = await import("../commands/mcp.ts");
      context.end(await mcpCommand(withGlobals(options, command), context.io));
    });
}

function portNumber(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value > 65_535)
    throw new InvalidArgumentError("Give a port from 0 to 65535.");
  return value;
}
