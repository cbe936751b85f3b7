import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../core/errors.ts";
import type { ActionIo } from "./action-io.ts";
import { environmentWithoutOurs } from "./environment-without-ours.ts";
import { relayLines } from "./relay-lines.ts";
import { runArgument } from "./run-argument.ts";
import {
  type CarriedHere,
  type FailedAnswer,
  type FinalAnswer,
  type JudgeAnswered,
  parseRunAnswer,
  type RunCount,
  type RunRequest,
} from "./run-messages.ts";
import { signalGroup } from "./signal-group.ts";

/** From SIGTERM to SIGKILL, and how long output may still come in afterwards. */
const graceMs = 1_000;

const signals = ["SIGINT", "SIGTERM"] as const;

/** Who is told of what that process says before it has ended. */
export type RunListener = {
  readonly onProgress?: (count: RunCount) => void;
  /** Asked once, before an agent is started, where judges are going to be: the folder with what they answered before. */
  readonly onAnswersWanted?: () => Promise<string>;
  readonly onAnswered?: (answer: JudgeAnswered) => void;
};

/**
 * Runs the dataset in a process of its own, so that nothing an agent does there decides how the step ends: not its
 * exit code, not what it prints at which moment, not the work that it leaves behind.
 *
 * All that is printed there comes to the log through us, a line at a time, and no line of it is a command.
 *
 * @throws UserError as told by that process, `RUN_BROKE_OFF` where it ended without an answer, or `RUN_CANCELLED`.
 */
export async function runInProcess(
  request: RunRequest,
  io: ActionIo,
  listener: RunListener = {},
): Promise<void> {
  const [script = ""] = process.argv.slice(1);
  const child = spawn(process.execPath, [...process.execArgv, script, runArgument], {
    cwd: request.root,
    env: environmentWithoutOurs(io.env),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A group of its own, so that all of it can be ended.
    detached: process.platform !== "win32",
  });
  const killAll = (): void => signalGroup(child, "SIGKILL");
  process.once("exit", killAll);
  const streams = [child.stdout, child.stderr].filter(
    (stream): stream is Readable => stream !== null,
  );
  const printed = Promise.all(streams.map((stream) => relayLines(stream, (text) => io.log(text))));
  try {
    const answer = await answerOf(child, request, listener);
    if (answer.kind === "failed") throw new UserError(...toldBy(answer));
  } finally {
    await end(child);
    await Promise.race([printed, grace()]);
    for (const stream of streams) stream.destroy();
    await printed;
    process.off("exit", killAll);
  }
}

async function answerOf(
  child: ChildProcess,
  request: RunRequest,
  { onProgress, onAnswersWanted, onAnswered }: RunListener,
): Promise<FinalAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<FinalAnswer>();
  const cancel = (): void =>
    reject(
      new UserError(
        "RUN_CANCELLED",
        "The job was cancelled while the agent was run.",
        "Run the job again.",
      ),
    );
  // An answer may still be on its way when its process is gone, but not when its channel is.
  const breakOff = (): void => {
    if (!child.connected && hasEnded(child)) reject(brokeOff(child));
  };
  const sendCarried = (carriedIn: string): void => {
    const carried: CarriedHere = { carriedIn };
    child.send(carried, () => {});
  };
  let isCarried = false;
  const carry = (): void => {
    if (isCarried) return;
    isCarried = true;
    onAnswersWanted?.().then(sendCarried, reject);
  };
  for (const signal of signals) process.once(signal, cancel);
  child.once("error", reject).once("exit", breakOff).once("disconnect", breakOff);
  child.on("message", (message) => {
    const answer = parseRunAnswer(message);
    if (answer === undefined) return undefined;
    switch (answer.kind) {
      case "progress":
        return onProgress?.(answer);
      case "answered":
        return onAnswered?.(answer);
      case "answers-wanted":
        return carry();
      case "finished":
      case "failed":
        return resolve(answer);
    }
  });
  // Where it cannot be sent, the process is gone, and its end says so.
  child.send(request, () => {});
  try {
    return await promise;
  } finally {
    for (const signal of signals) process.off(signal, cancel);
  }
}

function toldBy({
  code,
  message,
  fix,
  problems,
}: FailedAnswer): ConstructorParameters<typeof UserError> {
  return [code, message, fix, { problems }];
}

/** Keeps nobody waiting who is done before. */
function grace(): Promise<void> {
  return sleep(graceMs, undefined, { ref: false });
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function brokeOff({ exitCode, signalCode }: ChildProcess): UserError {
  const how =
    signalCode === null ? `ended with exit code ${exitCode}` : `was killed by ${signalCode}`;
  return new UserError(
    "RUN_BROKE_OFF",
    `The process that runs the agent ${how} before the results were whole.`,
    "Look at the log above. An agent of `runner: module` shares that process and must not end it; `runner: process` gives it one of its own.",
  );
}

/** Lets the process end its agents, then ends whatever is left of its group. */
async function end(child: ChildProcess): Promise<void> {
  signalGroup(child, "SIGTERM");
  if (!hasEnded(child)) await Promise.race([once(child, "exit"), grace()]);
  signalGroup(child, "SIGKILL");
}
