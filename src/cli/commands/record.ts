import { join, relative, resolve } from "node:path";
import { loadConfigIfThere } from "../../app/project/load-redaction.ts";
import { type Recording, recordCommand } from "../../app/sessions/record-command.ts";
import type { SavedCassette } from "../../app/sessions/save-cassette.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeRecord, freshSessionId } from "../../compose/compose-record.ts";
import { countOf } from "../../core/report/numbers.ts";
import { printable } from "../../core/text/printable.ts";
import { describeFailure } from "../describe-failure.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type GlobalOptions, importFolder, type RecordOptions } from "../options.ts";

/** `tracegate record`: standard output is the command's own, so what we say goes to standard error. */
export async function recordCommandLine(
  [program = "", ...args]: readonly string[],
  options: RecordOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const { out, agentName } = options;
  const cassette = options.cassette === undefined ? undefined : resolve(io.cwd, options.cassette);
  const place = locateProject(io.cwd, options);
  const config = await loadConfigIfThere(projectRequest(place));
  const folder = out === undefined ? join(place.root, importFolder) : resolve(io.cwd, out);
  const recording = await recordCommand(
    {
      command: [program, ...args],
      cwd: io.cwd,
      environment: io.env,
      sessionId: freshSessionId(),
      ...(agentName !== undefined && { agentName }),
    },
    await composeRecord(
      {
        folder,
        isIgnored: out === undefined,
        ...(cassette !== undefined && { cassette }),
      },
      io.env,
      config,
    ),
  );
  const { exitCode, failure } = recording;
  if (failure !== undefined) {
    io.stderr.write(describeFailure(failure, io).text + describeDropped(recording));
    return exitCode === 0 ? exitCodes.userError : exitCode;
  }
  io.stderr.write(describeRecording(recording, relative(io.cwd, folder) || "."));
  if (recording.cassette !== undefined && cassette !== undefined)
    io.stderr.write(describeCassette(recording.cassette, relative(io.cwd, cassette)));
  return exitCode;
}

function describeCassette(
  { calls, alteredRequests, leftOut }: SavedCassette,
  file: string,
): string {
  const lines = [
    `Cassette ${file}: ${countOf(calls, "model call")}.`,
    ...(alteredRequests === 0
      ? []
      : [
          `  ${countOf(alteredRequests, "request")} held redacted values: a case must say what the cassette says, or its requests are not found.`,
        ]),
    ...leftOut.map(
      ({ reason, calls: lost }) =>
        `  Not on it: ${countOf(lost, "model call")}, as ${printable(reason)}.`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function describeRecording(recording: Recording, folder: string): string {
  const { modelCalls, reported, sessions, found } = recording;
  const spans = reported === 0 ? "" : ` and ${countOf(reported, "span")} of the agent's own`;
  const lines = [
    `Recorded ${countOf(modelCalls, "model call")}${spans}: ${countOf(sessions.length, "session")}.`,
    ...sessions.map(
      (session) =>
        `  ${join(folder, session.file)}  ${countOf(session.turns, "turn")}, ${countOf(session.modelCalls, "model call")}, ${countOf(session.toolCalls, "tool call")}`,
    ),
    found.length === 0
      ? "  Nothing had to be redacted."
      : `  Redacted: ${found.map(({ kind, count }) => `${count} ${kind}`).join(", ")}.`,
  ];
  return `${lines.join("\n")}\n${describeDropped(recording)}`;
}

function describeDropped({ dropped }: Recording): string {
  const lines = dropped.map(({ reason, count }) => `  Dropped: ${printable(reason)} (${count} ×).`);
  return lines.map((line) => `${line}\n`).join("");
}
