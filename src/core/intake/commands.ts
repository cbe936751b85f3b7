/** One row of the commands that people give the bot in a comment. */
export type CommandRow = {
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  /** What it does, for people. */
  readonly does: string;
  /** Where it can be given: on a report, or on a pull request that changes the dataset. */
  readonly on: "report" | "pull request" | "both";
  /** Who may give it: whoever may write to the repository, or an expert of the dataset. */
  readonly by: "write" | "expert";
};

/** Every command, in the order of the help and of the table in the documentation. */
export const commandRows = [
  {
    name: "add",
    usage: "",
    does: "makes a case of the report, or brings its pull request up to date; the same as the label",
    on: "report",
    by: "write",
  },
  {
    name: "retry",
    usage: "",
    does: "reads the report and its trace again, as after an edit that came too late or an error, and drafts over what people changed",
    on: "report",
    by: "write",
  },
  {
    name: "truth",
    usage: "<what the agent should have said>",
    does: "says what is right, up to the next empty line; the expectations are drafted from it again",
    on: "report",
    by: "write",
  },
  {
    name: "sign",
    usage: "[<first digits of the digest>]",
    does: "signs every case of the pull request as it stands; void once one of them is changed",
    on: "pull request",
    by: "expert",
  },
  {
    name: "label",
    usage: "<dimension> pass|fail [why]",
    does: "adds your word on the session to the labels that judges are measured on",
    on: "pull request",
    by: "write",
  },
  {
    name: "failure-mode",
    usage: "<mode>",
    does: "writes the failure mode into the cases of the pull request",
    on: "pull request",
    by: "write",
  },
  {
    name: "split",
    usage: "",
    does: "gives each case of the pull request but the first a pull request of its own",
    on: "pull request",
    by: "write",
  },
  {
    name: "duplicate of",
    usage: "#<number>",
    does: "closes the report in favour of another, with its pull request",
    on: "report",
    by: "write",
  },
  {
    name: "quarantine",
    usage: "[why]",
    does: "makes the cases of the pull request `quarantined`, with you as their owner: they are run and shown, and never gate",
    on: "pull request",
    by: "write",
  },
  {
    name: "close",
    usage: "",
    does: "closes the report and its pull request without adding a case",
    on: "both",
    by: "write",
  },
  {
    name: "help",
    usage: "",
    does: "answers with this list",
    on: "both",
    by: "write",
  },
] as const satisfies readonly CommandRow[];

export type CommandName = (typeof commandRows)[number]["name"];

/** `/tracegate label <dimension> pass|fail [why]`. */
export function usageOf(name: CommandName): string {
  const usage = commandRows.find((row) => row.name === name)?.usage ?? "";
  return `/tracegate ${name}${usage === "" ? "" : ` ${usage}`}`;
}
