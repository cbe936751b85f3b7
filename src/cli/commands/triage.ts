import { resolve } from "node:path";
import { triageSessions } from "../../app/triage-sessions.ts";
import { composeSessionSource } from "../../compose/compose-session-source.ts";
import { composeTriage } from "../../compose/compose-triage.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderTriage } from "../../core/report/triage-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { TriageOptions } from "../options.ts";

/** `tracegate triage`: the queue of what failed. */
export async function triageCommand(
  files: readonly string[],
  options: TriageOptions,
  io: CliIo,
): Promise<number> {
  const surroundings = await composeTriage(io.cwd, options);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const { triage, dropped, duplicates } = await triageSessions({
      files,
      source: composeSessionSource(resolve(io.cwd), { format: options.format }),
      floors: surroundings.floors,
      known: surroundings.known,
      signal: interrupt.signal,
    });
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    surroundings.write(renderJson(triage));
    for (const { file, path, reason, count } of dropped)
      io.stderr.write(terminalLines(`dropped: ${file} ${path}: ${reason} (${count})\n`));
    if (duplicates > 0)
      io.stderr.write(`${countOf(duplicates, "session")} stood there more than once.\n`);
    if (options.json) io.stdout.write(renderJson(triage));
    else
      io.stdout.write(
        `${terminalLines(`${renderTriage(triage)}\n\nThe whole queue: ${options.out}`)}\n`,
      );
    return exitCodes.pass;
  } finally {
    unsubscribe();
  }
}
