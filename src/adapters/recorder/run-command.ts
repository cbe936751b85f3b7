import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { UserError } from "../../core/errors.ts";
import type { CommandEnd, RecordedCommand } from "../../ports/recorder.ts";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How long what a command left behind may take to end by itself, in milliseconds. */
const graceMs = 2000;

/**
 * Runs a command with our own standard input, output and error, passes signals on, and ends all that it started.
 *
 * At a terminal the command stays in our process group, since no other may read from it; Ctrl-C then reaches it
 * without us, and what it leaves in the background is the terminal's to end. Elsewhere it leads a group of its own.
 *
 * @throws UserError where it cannot be started.
 */
export async function runCommand({
  command,
  cwd,
  environment,
}: RecordedCommand): Promise<CommandEnd> {
  const isAtTerminal = process.stdin.isTTY;
  const child = start(command, { cwd, environment, isAtTerminal });
  const ended = new Promise<CommandEnd>((resolve, reject) => {
    child.on("error", (cause) => reject(notStarted(command, cause)));
    child.on("exit", (code, signal) => resolve({ exitCode: code ?? 128 + numberOf(signal) }));
  });
  const listeners = passedOn.map((signal) => {
    const pass = (): void => {
      const hasIt = isAtTerminal && signal === "SIGINT";
      if (!hasIt) sendTo(child, signal, isAtTerminal);
    };
    process.on(signal, pass);
    return () => process.off(signal, pass);
  });
  const onExit = (): void => {
    sendTo(child, "SIGKILL", isAtTerminal);
  };
  process.on("exit", onExit);
  try {
    const end = await ended;
    if (!isAtTerminal) await endGroup(child);
    return end;
  } finally {
    process.off("exit", onExit);
    for (const off of listeners) off();
  }
}

function start(
  command: RecordedCommand["command"],
  {
    cwd,
    environment,
    isAtTerminal,
  }: Omit<RecordedCommand, "command"> & { readonly isAtTerminal: boolean },
): ChildProcess {
  const [program, ...args] = command;
  try {
    return spawn(program, args, {
      cwd,
      env: environment,
      stdio: "inherit",
      detached: !isAtTerminal,
    });
  } catch (cause) {
    throw notStarted(command, cause);
  }
}

function notStarted([program]: RecordedCommand["command"], cause: unknown): UserError {
  const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  return new UserError(
    "RECORD_COMMAND_NOT_STARTED",
    `The command ${program} could not be started: ${why}.`,
    "Write the command after `--` as you would type it; for pipes and variables, `-- sh -c '…'`.",
    { cause },
  );
}

/** Ends what the command left of its group: first asked to, then killed. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (!sendTo(child, "SIGTERM", false)) return;
  const began = performance.now();
  while (performance.now() - began < graceMs) {
    if (!sendTo(child, 0, false)) return;
    await pause(20);
  }
  sendTo(child, "SIGKILL", false);
}

/** Whether there was anybody to take the signal. */
function sendTo(child: ChildProcess, signal: NodeJS.Signals | 0, isOurGroup: boolean): boolean {
  if (child.pid === undefined) return false;
  if (isOurGroup) return child.exitCode === null && child.signalCode === null && child.kill(signal);
  try {
    return process.kill(-child.pid, signal);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // macOS answers EPERM for a group of which only zombies are left.
    if (code === "ESRCH" || code === "EPERM") return false;
    throw error;
  }
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal];
}
