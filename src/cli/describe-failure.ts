import { inspect } from "node:util";
import { UserError } from "../core/errors.ts";
import { terminalLines } from "../core/report/wording.ts";
import { describeProblems } from "../core/yaml/describe-problems.ts";
import { exitCodes } from "./exit-codes.ts";
import type { CliIo } from "./io.ts";

/** What to print for a thrown value, and what to exit with. Whatever the text holds, it is safe to print. */
export function describeFailure(
  error: unknown,
  io: Pick<CliIo, "env">,
): { readonly text: string; readonly exitCode: number } {
  if (error instanceof UserError) {
    const parts = [
      ...(error.problems.length > 0 ? [describeProblems(error.problems)] : []),
      `error ${error.code}: ${error.message}`,
      `  fix: ${error.fix}`,
      ...(io.env["TRACEGATE_DEBUG"] && error.cause !== undefined
        ? [`cause: ${describeThrown(error.cause)}`]
        : []),
    ];
    return { text: `${terminalLines(parts.join("\n"))}\n`, exitCode: exitCodes.userError };
  }
  const text = [
    "tracegate met a bug of its own. Nothing was decided.",
    describeThrown(error),
    "Please report it with the text above.",
  ].join("\n");
  return { text: `${terminalLines(text)}\n`, exitCode: exitCodes.bug };
}

/** The stack of an error and of its causes; other values as they are. */
function describeThrown(thrown: unknown): string {
  return thrown instanceof Error ? inspect(thrown, { depth: 3 }) : String(thrown);
}
