import { slug } from "../dataset/case-file.ts";
import { type FailureMode, failureModes } from "../dataset/failure-modes.ts";
import { type LabelClass, labelClasses } from "../dataset/label-file.ts";
import { cutText } from "../text/cut-text.ts";
import { oneLine } from "../text/visible-text.ts";
import { suggester } from "../yaml/suggest.ts";
import { commandLines } from "./command-lines.ts";
import { type CommandName, commandRows, usageOf } from "./commands.ts";

/** What somebody asks the bot to do. */
export type Command =
  | { readonly name: "add" | "retry" | "split" | "close" | "help" }
  | { readonly name: "quarantine"; readonly why?: string }
  /** `digest`: the first hexadecimal digits of what is signed, where they were given. */
  | { readonly name: "sign"; readonly digest?: string }
  | {
      readonly name: "label";
      readonly dimension: string;
      readonly label: LabelClass;
      readonly why?: string;
    }
  | { readonly name: "duplicate of"; readonly issue: number }
  | { readonly name: "failure-mode"; readonly mode: FailureMode }
  | { readonly name: "truth"; readonly text: string };

/** A command, or what is wrong with what looks like one. Texts of the writer's are one line and untrusted. */
export type CommandReading =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "wrong"; readonly problem: string; readonly usage: string };

/** More than these in one comment are not read. */
export const mostCommands = 10;
const longestTruth = 4_000;
const longestWhy = 2_000;
const longestReason = 500;

/**
 * Reads the commands of one comment, in their order: lines of plain paragraphs that begin with `/tracegate`.
 *
 * What is quoted, code, HTML or inside of a list is none, and neither is anything of which that is in doubt. Empty where
 * there is none; at most `mostCommands`.
 */
export function parseCommands(comment: string): readonly CommandReading[] {
  return commandLines(comment).slice(0, mostCommands).map(readCommand);
}

type Wrong = Extract<CommandReading, { kind: "wrong" }>;

const suggestName = suggester(commandRows.map(({ name }) => name));

function readCommand(text: string): CommandReading {
  const given = oneLine(text);
  const [word = "help"] = given.toLowerCase().split(" ");
  const name =
    word === "duplicate" ? "duplicate of" : commandRows.find((row) => row.name === word)?.name;
  if (given === "") return { kind: "command", command: { name: "help" } };
  if (name === undefined) {
    const meant = suggestName(word);
    return {
      kind: "wrong",
      problem: `there is no command \`${cutText(word, 40)}\``,
      usage: meant === undefined ? "/tracegate help" : `/tracegate ${meant}`,
    };
  }
  const rest = given.slice(word.length).trim();
  const command = read(name, rest);
  return "kind" in command ? command : { kind: "command", command };
}

function read(name: CommandName, rest: string): Command | Wrong {
  switch (name) {
    case "add":
    case "retry":
    case "split":
    case "close":
    case "help":
      return rest === "" || name === "help" ? { name } : wrong(name, "nothing may follow it");
    case "quarantine":
      return { name, ...(rest !== "" && { why: cutText(rest, longestReason) }) };
    case "sign":
      return readSign(rest);
    case "label":
      return readLabel(rest);
    case "duplicate of":
      return readDuplicate(rest);
    case "failure-mode": {
      const mode = failureModes.find((one) => one === rest.toLowerCase());
      if (mode !== undefined) return { name, mode };
      return wrong(name, `the modes are ${failureModes.map((one) => `\`${one}\``).join(", ")}`);
    }
    case "truth":
      return rest === ""
        ? wrong(name, "the sentence is missing")
        : { name, text: cutText(rest, longestTruth) };
  }
}

function readSign(rest: string): Command | Wrong {
  if (rest === "") return { name: "sign" };
  const [, digest] = /^`?(?:sha256:)?([0-9a-f]{4,64})(?:…|\.\.\.)?`?$/i.exec(rest) ?? [];
  if (digest !== undefined) return { name: "sign", digest: digest.toLowerCase() };
  return wrong("sign", "what follows it is no digest of at least four hexadecimal digits");
}

function readLabel(rest: string): Command | Wrong {
  const [dimension = "", said = "", ...words] = rest.split(" ");
  if (dimension === "") return wrong("label", "the dimension is missing");
  if (!slug.safeParse(dimension).success)
    return wrong("label", "names of dimensions have small letters, digits and dashes only");
  const label = labelClasses.find((one) => one === said.toLowerCase());
  if (label === undefined)
    return wrong("label", "behind the dimension stands neither `pass` nor `fail`");
  const why = words.join(" ");
  return { name: "label", dimension, label, ...(why !== "" && { why: cutText(why, longestWhy) }) };
}

function readDuplicate(rest: string): Command | Wrong {
  const [, number] = /^(?:of +)?#?([1-9]\d{0,8})$/i.exec(rest) ?? [];
  if (number !== undefined) return { name: "duplicate of", issue: Number(number) };
  return wrong("duplicate of", "the number of the other report is missing");
}

function wrong(name: CommandName, problem: string): Wrong {
  return { kind: "wrong", problem, usage: usageOf(name) };
}
