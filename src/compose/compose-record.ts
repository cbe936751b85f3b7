import { randomBytes } from "node:crypto";
import { writeCassette } from "../adapters/cassette/write-cassette.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { runCommand } from "../adapters/recorder/run-command.ts";
import type { RecordPorts } from "../app/sessions/record-command.ts";
import type { Config } from "../core/config/config-file.ts";
import { CassetteRecording } from "../core/replay/cassette-recording.ts";
import { composeRecorder, type RecorderSettings } from "./compose-recorder.ts";
import { composeRedactor } from "./compose-redactor.ts";
import { composeSessionStore } from "./compose-session-source.ts";

export type RecordPlace = {
  /** Where the sessions go, absolute. */
  readonly folder: string;
  /** Whether git is to leave the folder alone, where it has to be made. */
  readonly isIgnored: boolean;
  /** Where the model's answers go as a cassette, absolute; nowhere where it is left out. */
  readonly cassette?: string;
};

/** What `record` needs from outside; the configuration may say what is redacted and what models cost. */
export async function composeRecord(
  { folder, isIgnored, cassette }: RecordPlace,
  environment: RecorderSettings["environment"],
  config: Config | undefined,
): Promise<RecordPorts> {
  const redactor = await composeRedactor(environment, config?.redaction);
  const agent = config?.agent;
  const prices = agent !== undefined && "prices" in agent ? agent.prices : undefined;
  const recording = cassette === undefined ? undefined : new CassetteRecording();
  return {
    recorder: await composeRecorder({
      environment,
      ...(prices !== undefined && { prices }),
      ...(recording !== undefined && { onModelCall: (call) => recording.add(call) }),
    }),
    ...(cassette !== undefined &&
      recording !== undefined && {
        cassette: { recording, write: (text) => writeCassette(cassette, text) },
      }),
    redactor,
    run: runCommand,
    store: composeSessionStore(folder, { holdsBack: true, isIgnored }),
  };
}

/** Names a recording, and with it the sessions that have no name of their own. */
export function freshSessionId(): string {
  const time = new Date(systemClock.nowMs()).toISOString().slice(0, 19).replaceAll(":", "");
  return `recorded-${time}-${randomBytes(3).toString("hex")}`;
}
