import { examineSetup } from "../../app/setup/examine-setup.ts";
import { locateProject } from "../../compose/compose-project.ts";
import { composeSetup } from "../../compose/compose-setup.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderFinding, renderSetup } from "../../core/report/terminal/setup-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { DoctorOptions, GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate doctor`: what is in place, what is not, and the fix of each. */
export async function doctorCommand(
  options: DoctorOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  const paint = painterFor(options, io);
  try {
    const ports = await composeSetup({
      place: locateProject(io.cwd, options),
      environment: io.env,
      isRunning: options.run,
      signal: interrupt.signal,
      onWarning: (text) => io.stderr.write(`${terminalLines(`warning: ${text}`)}\n`),
      ...(options.repository !== undefined && { repository: options.repository }),
    });
    const findings = await examineSetup(ports, (finding) => {
      if (options.json !== true)
        io.stdout.write(
          `${renderFinding({ ...finding, said: terminalLines(finding.said) }, paint)}\n`,
        );
    });
    const isWell = findings.every(({ state }) => state !== "failed");
    io.stdout.write(
      options.json === true ? renderJson({ isWell, findings }) : `\n${renderSetup(findings)}\n`,
    );
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    return isWell ? exitCodes.pass : exitCodes.userError;
  } finally {
    unsubscribe();
  }
}
