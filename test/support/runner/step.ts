// One step as the runner keeps it: its log, its annotations, and what its commands did
// (src/Runner.Worker/ActionCommandManager.cs and ExecutionContext.cs of actions/runner 2.336).

import {
  type Annotation,
  type AnnotationLevel,
  annotationPlace,
  keptPerLevel,
  messageLimit,
} from "./annotations.ts";
import { type ActionCommand, knownCommands, parseCommand } from "./commands.ts";
import type { Masker } from "./masker.ts";

export type Step = {
  readonly readLine: (line: string) => void;
  /** An error of the runner's own; `isFatal` makes the step fail whatever its exit code. */
  readonly complain: (message: string, isFatal: boolean) => void;
  readonly warn: (message: string) => void;
  readonly log: readonly string[];
  readonly annotations: readonly Annotation[];
  /** Every command that was obeyed, `debug` and `stop-commands` too. */
  readonly commands: readonly ActionCommand[];
  readonly outputs: Map<string, string>;
  readonly state: Map<string, string>;
  readonly hasFailed: () => boolean;
};

const unsafeCommand = (name: string): string =>
  `The \`${name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`.`;
const deprecated = (name: string): string =>
  `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`;

/** Commands whose own line never appears in the log, even with `echo` on. */
const silent = new Set(["add-mask", "debug", "error", "notice", "warning"]);

export function createStep({
  masker,
  workspace,
}: {
  readonly masker: Masker;
  readonly workspace: string;
}): Step {
  const registered = new Set<string>(knownCommands);
  const log: string[] = [];
  const annotations: Annotation[] = [];
  const commands: ActionCommand[] = [];
  const outputs = new Map<string, string>();
  const state = new Map<string, string>();
  let stopToken: string | undefined;
  let isEchoing = false;
  let hasFailed = false;

  const write = (line: string): void => {
    log.push(masker.mask(line));
  };

  function annotate(level: AnnotationLevel, text: string, place: object = {}): void {
    const message = masker.mask(text).slice(0, messageLimit);
    const count = annotations.filter((one) => one.level === level).length;
    if (count < keptPerLevel) annotations.push({ level, message, ...place });
    write(`##[${level}]${message}`);
  }

  function stop({ data: token }: ActionCommand, line: string): void {
    const isPoor = token === "" || registered.has(token.toLowerCase());
    if (isPoor || token.toLowerCase() === "pause-logging") {
      throw new Error(
        "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
      );
    }
    stopToken = token.toLowerCase();
    registered.add(stopToken);
    if (token.length > 6) masker.add(token);
    write(line);
  }

  function keep(values: Map<string, string>, { name, properties, data }: ActionCommand): void {
    annotate("warning", deprecated(name));
    const key = properties["name"];
    if (key === undefined)
      throw new Error(`Required field 'name' is missing in ##[${name}] command.`);
    values.set(key, data);
  }

  function mask({ data }: ActionCommand): void {
    if (data.trim() === "") {
      annotate("warning", "Can't add secret mask for empty string in ##[add-mask] command.");
      return;
    }
    masker.add(data);
    for (const line of data.split(/[\r\n]+/)) masker.add(line.trim());
  }

  function obey(command: ActionCommand, line: string): void {
    const { name, data } = command;
    switch (name) {
      case "stop-commands":
        return stop(command, line);
      case "error":
      case "warning":
      case "notice":
        return annotate(name, data, annotationPlace(command, workspace));
      case "add-mask":
        return mask(command);
      case "set-output":
        return keep(outputs, command);
      case "save-state":
        return keep(state, command);
      case "group":
        return write(`##[group]${data}`);
      case "endgroup":
        return write("##[endgroup]");
      case "set-env":
      case "add-path":
        throw new Error(unsafeCommand(name));
      case "echo": {
        const value = data.trim().toUpperCase();
        if (value !== "ON" && value !== "OFF")
          throw new Error(`Invalid echo command value: '${data}'.`);
        isEchoing = value === "ON";
        return undefined;
      }
      default:
        // `debug` and the two matcher commands leave no mark on what we report.
        return undefined;
    }
  }

  function complain(message: string, isFatal: boolean): void {
    annotate("error", message);
    hasFailed ||= isFatal;
  }

  function tryCommand(line: string): boolean {
    const command = parseCommand(line, registered);
    if (command === undefined) return false;
    if (stopToken !== undefined) {
      if (command.name !== stopToken) return false;
      write(line);
      registered.delete(stopToken);
      stopToken = undefined;
      return true;
    }
    commands.push(command);
    if (isEchoing && !silent.has(command.name)) write(line);
    try {
      obey(command, line);
    } catch (error) {
      const shown = silent.has(command.name) ? command.name : line;
      complain(`Unable to process command '${shown}' successfully.`, true);
      complain(error instanceof Error ? error.message : String(error), true);
    }
    return true;
  }

  return {
    log,
    annotations,
    commands,
    outputs,
    state,
    complain,
    warn: (message) => annotate("warning", message),
    hasFailed: () => hasFailed,
    readLine: (line) => {
      if (!tryCommand(line)) write(line);
    },
  };
}
