import { stripVTControlCharacters } from "node:util";
import { UserError } from "../core/errors.ts";
import { describeProblems } from "../core/yaml/describe-problems.ts";
import { exitCodes } from "./exit-codes.ts";
import type { CliIo } from "./io.ts";

/** What to print for a thrown value, and what to exit with. */
export function describeFailure(
  error: unknown,
  io: Pick<CliIo, "env">,
): { readonly text: string; readonly exitCode: number } {
  if (error instanceof UserError) {
    const problems = error.problems.length > 0 ? `${describeProblems(error.problems)}\n` : "";
    const cause = io.env["TRACEGATE_DEBUG"] ? `\n${causeOf(error)}` : "";
    const text = `${problems}error ${error.code}: ${error.message}\n  fix: ${error.fix}${cause}\n`;
    return { text: stripVTControlCharacters(text), exitCode: exitCodes.userError };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `tracegate met a bug of its own. Nothing was decided.\n${stripVTControlCharacters(stack)}\nPlease report it with the text above.\n`,
    exitCode: exitCodes.bug,
  };
}

function causeOf(error: UserError): string {
  return error.cause instanceof Error ? (error.cause.stack ?? "") : "";
}
