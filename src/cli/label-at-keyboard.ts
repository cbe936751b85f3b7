import type { LabelSitting } from "../app/calibrate/label-sessions.ts";
import type { JudgedProject } from "../app/project/load-judged-project.ts";
import { maxSessionBytes, readSessionFile } from "../core/dataset/session-file.ts";
import { UserError } from "../core/errors.ts";
import { countOf } from "../core/report/numbers.ts";
import { renderTimeline } from "../core/report/terminal/session-timeline.ts";
import type { Painter } from "../core/report/terminal/terminal-summary.ts";
import { terminalText } from "../core/report/wording.ts";
import { exitCodes } from "./exit-codes.ts";
import { type CliIo, isTerminal } from "./io.ts";
import { type Key, keys, readKeys } from "./read-keys.ts";

export type Keyboard = {
  readonly project: JudgedProject;
  readonly dimension: string;
  readonly by: string;
  readonly io: CliIo;
  readonly painter: Painter;
};

/** Columns where standard output is no terminal. */
const usualWidth = 100;
const longestNote = 500;
const clearScreen = "\u001b[2J\u001b[H";

const help = `
  p  pass: the session is right on this dimension     f  fail: it is not
  n  note why, then p or f                            s  skip; it comes up another time
  u  undo: back to the session before                 q  quit; every label is kept
  ?  this help
`;

/** Goes through a sitting by keys, until nothing is left or the person quits; returns the exit code. */
export async function labelAtKeyboard(sitting: LabelSitting, keyboard: Keyboard): Promise<number> {
  const { io } = keyboard;
  if (io.stdin === undefined) {
    throw new UserError(
      "NO_KEYBOARD",
      "Labels are given at the keyboard, and there is no input to read keys from.",
      "Run it in a terminal, or bring labels in with `--import <files>`.",
    );
  }
  const table = new LabelTable(sitting, keyboard);
  await table.show();
  if (sitting.session === undefined) return table.leave(exitCodes.pass);
  for await (const key of readKeys(io.stdin)) {
    const exitCode = await table.press(key);
    if (exitCode !== undefined) return table.leave(exitCode);
  }
  return table.leave(exitCodes.pass);
}

/** What the person sees, and what each key does. */
class LabelTable {
  readonly #sitting: LabelSitting;
  readonly #keyboard: Keyboard;
  #note = "";
  /** Whether keys are letters of a note. */
  #isNoting = false;
  /** Whether what is labelled is on the screen. */
  #isShown = false;

  constructor(sitting: LabelSitting, keyboard: Keyboard) {
    this.#sitting = sitting;
    this.#keyboard = keyboard;
  }

  /** Returns an exit code where the sitting ends with this key. */
  async press(key: Key): Promise<number | undefined> {
    if (key === keys.interrupt) return exitCodes.interrupted;
    if (this.#isNoting) {
      this.#type(key);
      return undefined;
    }
    switch (key.toLowerCase()) {
      case "p":
        return await this.#give("pass");
      case "f":
        return await this.#give("fail");
      case "n":
        this.#isNoting = true;
        this.#write(`\n  why: ${this.#note}`);
        return undefined;
      case "s":
        this.#sitting.skip();
        return await this.#next();
      case "u":
        return await this.#undo();
      case "q":
        return exitCodes.pass;
      case "?":
        this.#write(help);
        this.#prompt();
        return undefined;
      default:
        return undefined;
    }
  }

  leave(exitCode: number): number {
    const { given, counts, left } = this.#sitting;
    const { dimension } = this.#keyboard;
    const rest = left === 0 ? "" : ` ${countOf(left, "session")} left.`;
    this.#write(
      `\n${countOf(given, "label")} given. ${dimension} has ${counts.pass} pass and ${counts.fail} fail.${rest}\n`,
    );
    return exitCode;
  }

  /** Shows the session that is due, without what judges or other systems said of it. */
  async show(): Promise<void> {
    const { io, painter, project, dimension } = this.#keyboard;
    const name = this.#sitting.session;
    if (name === undefined) {
      this.#write(`\nNo session is left to label on ${dimension}.\n`);
      return;
    }
    if (isTerminal(io.stdout, io.env)) this.#write(clearScreen);
    const path = `${project.config.dataset}/sessions/${name}.json`;
    const reading = readSessionFile(await project.files.readFile(path, maxSessionBytes));
    this.#isShown = reading.kind === "session";
    if (reading.kind === "wrong") {
      this.#write(`\n${painter.yellow(terminalText(reading.message, 300))}\n`);
    } else {
      const { annotations: _said, reward: _reward, ...session } = reading.session;
      // A terminal that does not know its size says 0.
      const width = io.stdout.columns || usualWidth;
      this.#write(renderTimeline({ ...session, id: name }, { ...painter, width }));
    }
    const question = project.dataset.dimensions[dimension] ?? "";
    this.#write(`\n${painter.bold(dimension)}: ${terminalText(question, 300)}\n`);
    this.#prompt();
  }

  #prompt(): void {
    const { left, counts } = this.#sitting;
    const { dim } = this.#keyboard.painter;
    const note = this.#note === "" ? "" : `  why: ${terminalText(this.#note)}\n`;
    this.#write(
      `${note}${dim(`${countOf(left, "session")} left · ${counts.pass} pass, ${counts.fail} fail so far`)}\np pass · f fail · n note · s skip · u undo · q quit · ? help `,
    );
  }

  async #give(label: "pass" | "fail"): Promise<number | undefined> {
    if (!this.#isShown) {
      this.#write("\n  nobody can say anything of a session that cannot be read: s skips it\n");
      this.#prompt();
      return undefined;
    }
    this.#sitting.give(label, this.#note);
    this.#write(`${label}\n`);
    return await this.#next();
  }

  async #undo(): Promise<undefined> {
    const undone = this.#sitting.undo();
    this.#note = "";
    if (undone === "undone") await this.show();
    else {
      const why = {
        nothing: "nothing to undo in this sitting",
        changed: "somebody else wrote into the file meanwhile: mend it by hand",
      } as const;
      this.#write(`\n  ${why[undone]}\n`);
      this.#prompt();
    }
    return undefined;
  }

  async #next(): Promise<number | undefined> {
    this.#note = "";
    await this.show();
    return this.#sitting.session === undefined ? exitCodes.pass : undefined;
  }

  #type(key: Key): void {
    if (key === keys.enter) {
      this.#isNoting = false;
      this.#note = this.#note.trim();
      this.#write("\n");
      this.#prompt();
    } else if (key === keys.backspace) {
      const letters = Array.from(this.#note);
      if (letters.length === 0) return;
      this.#note = letters.slice(0, -1).join("");
      this.#write("\b \b");
    } else if (this.#note.length < longestNote) {
      this.#note += key;
      this.#write(terminalText(key) === "" ? " " : terminalText(key));
    }
  }

  #write(text: string): void {
    this.#keyboard.io.stdout.write(text);
  }
}
