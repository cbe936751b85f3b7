import { isAllSigned, type SignOffStanding } from "../../dataset/check-sign-offs.ts";
import { codeName, inlineText } from "../markdown.ts";
import { countOf, listText } from "../numbers.ts";

/** What a pull request is told about its sign-offs. */
export type SignOffReport = {
  /** What is due; empty where nothing is. */
  readonly standings: readonly SignOffStanding[];
  /** Those who may sign, as `dataset.yaml` of the base branch names them: logins and teams. */
  readonly experts: readonly string[];
  /** Logins of whoever wrote the change, none of whom may sign it. */
  readonly authors: readonly string[];
  /** Whether the branch lies where the bot cannot write. */
  readonly isFork: boolean;
  /** Whether the agent or what it is measured by changes along with cases that are withdrawn. */
  readonly touchesOther: boolean;
};

const mostNamed = 5;
const mostListed = 40;

/** The state and the one line of the commit status `tracegate/sign-off`. At most 140 characters. */
export function signOffStatus(report: SignOffReport): {
  readonly state: "success" | "failure";
  readonly description: string;
} {
  const { standings, isFork } = report;
  const cases = countOf(standings.length, "case");
  if (standings.length === 0)
    return {
      state: "success",
      description: "No case is added, changed or withdrawn: nothing to sign.",
    };
  if (isAllSigned(standings)) {
    const by = [
      ...new Set(
        standings.flatMap(({ state }) => (state.kind === "signed" ? [`@${state.by}`] : [])),
      ),
    ];
    return { state: "success", description: cut(`Signed by ${listText(by)}: ${cases}.`) };
  }
  const open = standings.filter(({ state }) => state.kind !== "signed");
  const unwritten = open.filter(({ state }) => state.kind === "unwritten");
  if (unwritten.length === open.length && isFork)
    return {
      state: "failure",
      description: "Signed, but the files do not say so: paste the lines of the comment.",
    };
  const isVoid = open.some(({ state }) => state.kind === "void");
  const who = listText(mayMention(report), 3);
  const ask =
    who === "" ? "dataset.yaml on the base branch names nobody who may sign" : `may sign: ${who}`;
  const which = open.length === standings.length ? cases : `${open.length} of ${cases}`;
  const what = `${which} ${open.length === 1 ? "is" : "are"} not signed`;
  return { state: "failure", description: cut(`${what}${isVoid ? " any more" : ""}; ${ask}.`) };
}

/**
 * The comment that says what is to be signed, by whom, how, and what became of it. Markdown.
 *
 * Experts are mentioned: their names come from the base branch. All else is escaped.
 */
export function renderSignOff(report: SignOffReport, marker: string): string {
  const { standings } = report;
  const shown = standings.slice(0, mostListed);
  const left = standings.length - shown.length;
  const lines = [
    marker,
    headline(report),
    "",
    ...(standings.length === 0
      ? []
      : [
          "| case | what | digest | sign-off |",
          "|---|---|---|---|",
          ...shown.map(row),
          ...(left > 0 ? ["", `… and ${countOf(left, "more case")}.`] : []),
          "",
        ]),
    ...howTo(report),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function headline({ standings, touchesOther }: SignOffReport): string {
  if (standings.length === 0) return "### ✅ Nothing to sign";
  const isSigned = isAllSigned(standings);
  const gone = standings.some(({ due }) => due.kind === "withdrawn");
  const beside =
    gone && touchesOther
      ? "\n**A case stops guarding in the same pull request that changes something else.** Look at both together."
      : "";
  const head = isSigned ? "### ✅ Signed" : "### ✍️ An expert has to sign";
  return `${head}${beside}`;
}

const kinds = {
  added: "added",
  changed: "changed",
  returned: "comes back into use",
  withdrawn: "guards no more",
} as const;

function row({ due, state }: SignOffStanding): string {
  const digest = due.digest === undefined ? "–" : `\`${due.digest.slice("sha256:".length, 19)}\``;
  return `| ${codeName(due.caseId)} | ${kinds[due.kind]} | ${digest} | ${describe({ due, state })} |`;
}

const refusals = {
  author: "wrote part of this change",
  "no-expert": "is not among the experts of the base branch",
  "not-said": "is named in the file, and neither approved this nor signed it",
} as const;

function describe({ state }: SignOffStanding): string {
  switch (state.kind) {
    case "signed":
      return `✅ ${inlineText(state.by, 60)}, ${state.at.slice(0, 10)}`;
    case "unwritten":
      return `✅ ${inlineText(state.by, 60)}, ${state.at.slice(0, 10)}; not in the file yet`;
    case "void":
      return `⛔ void: ${inlineText(state.by, 60)} signed something else than what stands here now`;
    case "refused":
      return `⛔ does not count: ${inlineText(state.by, 60)} ${refusals[state.reason]}`;
    case "unreadable":
      return "⛔ cannot be signed: the case or a file that it names cannot be read; `tracegate validate` says why";
    case "unsigned":
      return "⛔ missing";
  }
}

function howTo(report: SignOffReport): readonly string[] {
  const { standings, isFork } = report;
  if (standings.length === 0 || isAllSigned(standings)) return [];
  const who = mayMention(report);
  const names = who.length === 0 ? "" : listText(who, mostNamed);
  const missing =
    "`dataset.yaml` on the base branch names nobody who may sign this: add `experts` there, in a pull request of its own.";
  const unwritten = standings.flatMap(({ due, state }) =>
    state.kind === "unwritten" && due.digest !== undefined
      ? [
          `${due.file}\nsignOff: { by: ${state.by}, at: ${state.at.slice(0, 10)}, digest: ${due.digest} }`,
        ]
      : [],
  );
  return [
    names === ""
      ? missing
      : `**To sign** ${names}: approve this pull request, or comment \`/tracegate sign\`. It covers what the digests stand for; any later change of that voids it, and nothing else does.`,
    ...(isFork && unwritten.length > 0
      ? [
          "",
          "The branch lies in a fork, where I cannot write. Put these lines into the files; they void nothing:",
          "```text",
          ...unwritten,
          "```",
        ]
      : []),
  ];
}

/** Experts who did not write the change; GitHub tells them by their names. */
function mayMention({ experts, authors }: SignOffReport): readonly string[] {
  const wrote = new Set(authors.map((login) => login.toLowerCase()));
  return experts
    .map((name) => name.replace(/^@/, ""))
    .filter((name) => !wrote.has(name.toLowerCase()))
    .map((name) => `@${name}`);
}

function cut(text: string): string {
  return text.length <= 140 ? text : `${text.slice(0, 138)}…`;
}
