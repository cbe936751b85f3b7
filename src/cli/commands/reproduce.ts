import { relative } from "node:path";
import { loadProject } from "../../app/project/load-project.ts";
import { resultFiles } from "../../app/results/result-files.ts";
import { reproduceCase } from "../../app/run/reproduce-case.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeReproduction } from "../../compose/compose-reproduction.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { renderReproduction } from "../../core/report/terminal/describe-reproduction.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GlobalOptions, ReproduceOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import { progressOutput, quietOutput } from "../progress-output.ts";

const exitCodeOf = {
  reproduced: exitCodes.pass,
  "not-reproduced": exitCodes.fail,
  unknown: exitCodes.undetermined,
} as const;

/** `tracegate reproduce`: whether a case fails on the agent of a commit. */
export async function reproduceCommand(
  caseId: string,
  options: ReproduceOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const output = options.quiet
    ? quietOutput(io.stderr)
    : progressOutput(io, () => performance.now());
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const project = await loadProject(projectRequest(place));
    const { reproduction, folder, recorded } = await reproduceCase(
      {
        project,
        caseId,
        ref: options.ref,
        signal: interrupt.signal,
        onProgress: (progress) => output.show(progress),
        ...(options.runs !== undefined && { runs: options.runs }),
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
      },
      composeReproduction({
        root: place.root,
        environment: io.env,
        onWarning: (text) => output.note(terminalLines(`warning: ${text}`)),
      }),
    );
    output.end();
    if (interrupt.signal.aborted) {
      const { planned } = reproduction;
      io.stderr.write(`Interrupted after ${recorded} of ${countOf(planned, "run")}.\n`);
      return exitCodes.interrupted;
    }
    io.stdout.write(
      options.json
        ? renderJson(reproduction)
        : renderReproduction(reproduction, painterFor(options, io)),
    );
    const sessions = `${relative(io.cwd, folder.path) || "."}/${resultFiles.journal}`;
    io.stderr.write(`\nSessions of these runs: ${sessions}\n`);
    return exitCodeOf[reproduction.standing];
  } catch (error) {
    // What is broken off in the middle complains of it.
    if (!interrupt.signal.aborted) throw error;
    io.stderr.write("Interrupted before a run was done.\n");
    return exitCodes.interrupted;
  } finally {
    output.end();
    unsubscribe();
  }
}
