import { commandRows, usageOf } from "../../intake/commands.ts";
import { codeName, inlineProse } from "../markdown.ts";

/** What became of one command. */
export type CommandResult =
  | { readonly kind: "done" }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly problem: string; readonly usage: string }
  | { readonly kind: "misplaced"; readonly on: "report" | "pull request" }
  | { readonly kind: "not-signed"; readonly why: keyof typeof unsigned }
  | { readonly kind: "impossible"; readonly reason: string }
  /** Whoever wrote the comment may sign, and nothing else. */
  | { readonly kind: "not-allowed" }
  /** The host refuses us what the command needs. */
  | { readonly kind: "forbidden"; readonly reason: string; readonly fix: string };

/** One command of a comment. */
export type CommandOutcome = {
  /** What it is written as, such as `/tracegate label`. */
  readonly command: string;
  readonly result: CommandResult;
};

const unsigned = {
  closed: "the pull request is closed",
  edited:
    "the comment was edited or is gone; what was signed could not be told any more. Write a new one",
  "nothing-due": "there is nothing to sign in this pull request",
  "no-expert": "you are not among the experts of `dataset.yaml` on the base branch",
  author:
    "you wrote part of this change or filed the report that it comes from; another expert has to sign",
  "other-digest": "no case here has a digest that begins so; look at the cases again",
  moved:
    "something was pushed after I last looked, so that you may not have seen it. Look at the cases, and sign again",
  unreadable: "no case here can be read; mend it first",
} as const;

/** Hidden first line of the answer to one comment. */
export function answerMarker(commentId: number): string {
  return `<!-- tracegate:answer:${commentId} -->`;
}

/** The answer below a comment with commands; `undefined` where the reaction says it all. Markdown. */
export function renderCommandAnswer(
  outcomes: readonly CommandOutcome[],
  marker: string,
): string | undefined {
  const isOne = outcomes.length === 1;
  const lines = outcomes.flatMap(({ command, result }) =>
    describe(result).map((line) =>
      isOne || result.kind === "help" ? line : `- ${codeUsage(command)} ${line}`,
    ),
  );
  return lines.length === 0 ? undefined : `${[marker, ...lines].join("\n")}\n`;
}

function describe(result: CommandResult): readonly string[] {
  switch (result.kind) {
    case "done":
      return [];
    case "help":
      return ["", ...commandTable()];
    case "wrong":
      return [`Not done: ${inlineProse(result.problem)}. ${describeUsage(result.usage)}`];
    case "misplaced":
      return [
        result.on === "report"
          ? "Not done: this command belongs on the report, not on a pull request."
          : "Not done: this command belongs on a pull request that changes the dataset.",
      ];
    case "not-signed":
      return [`Not signed: ${unsigned[result.why]}.`];
    case "impossible":
      return [`Not done: ${inlineProse(result.reason)}.`];
    case "not-allowed":
      return ["Not done: only whoever may write to this repository may command that."];
    case "forbidden":
      return [
        `Not done: ${inlineProse(result.reason.replace(/\.$/, ""))}. ${inlineProse(result.fix)} Then write the command again.`,
      ];
  }
}

function describeUsage(usage: string): string {
  return usage === usageOf("help")
    ? `${codeUsage(usage)} lists all that there are.`
    : `It is written so: ${codeUsage(usage)}`;
}

/** Every command with what it does, as a table of the documentation and of the help. */
export function commandTable(): readonly string[] {
  return [
    "| command | where | what it does |",
    "|---|---|---|",
    ...commandRows.map(
      ({ name, on, by, does }) =>
        `| ${codeUsage(usageOf(name))} | ${on === "both" ? "report, pull request" : on}${by === "expert" ? "; experts" : ""} | ${does} |`,
    ),
  ];
}

/** As HTML, since a bar in backticks would end the cell of a table. */
function codeUsage(usage: string): string {
  if (!/^[\w /<>|[\]#-]{1,120}$/.test(usage)) return codeName(usage);
  return `<code>${usage.replaceAll(/[^\w /-]/g, (one) => `&#${one.charCodeAt(0)};`)}</code>`;
}
