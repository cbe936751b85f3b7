import { UserError } from "../core/errors.ts";
import { type Mode, modes } from "../core/event/event-plan.ts";

/** What a workflow says with `with:`. */
export type Inputs = {
  readonly mode: Mode;
  /** Folder of the project, seen from the workspace; "." for the workspace itself. */
  readonly root: string;
  readonly config: string;
  /** Folder of the result files, seen from the workspace. */
  readonly results: string;
  /** Empty in `mode: run`, which holds none. */
  readonly token: string;
  readonly mayComment: boolean;
  readonly commentAuthor?: string;
};

/** Reads the inputs by name. @throws UserError `INPUT_INVALID` with what is allowed. */
export function parseInputs(read: (name: string) => string): Inputs {
  const mode = parseMode(read("mode"));
  const author = read("comment-author");
  return {
    mode,
    root: parseFolder("root", read("root") || "."),
    config: parseFolder("config", read("config") || "tracegate.yaml"),
    results: parseFolder("results", read("results") || ".tracegate/action"),
    token: mode === "run" ? "" : parseToken(read("github-token"), mode),
    mayComment: parseSwitch("comment", read("comment") || "true"),
    ...(author !== "" && { commentAuthor: author }),
  };
}

function parseMode(text: string): Mode {
  const mode = modes.find((one) => one === (text || "run-and-gate"));
  if (mode !== undefined) return mode;
  throw invalid("mode", text, `one of ${modes.map((one) => `\`${one}\``).join(", ")}`);
}

function parseToken(text: string, mode: Mode): string {
  if (text !== "") return text;
  throw new UserError(
    "TOKEN_MISSING",
    `\`mode: ${mode}\` needs a token, and the input \`github-token\` is empty.`,
    "Leave the input out, so that the job's own token is taken, or pass another one.",
  );
}

function parseSwitch(name: string, text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw invalid(name, text, "`true` or `false`");
}

/** Results are written and read below the workspace only. */
function parseFolder(name: string, text: string): string {
  const path = text.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "") || ".";
  const isInside = !path.startsWith("/") && !path.split("/").includes("..") && !path.includes("\\");
  if (isInside) return path;
  throw invalid(name, text, "a path below the workspace, with `/` and without `..`");
}

function invalid(name: string, text: string, expected: string): UserError {
  return new UserError(
    "INPUT_INVALID",
    `The input \`${name}\` is ${JSON.stringify(text)}.`,
    `Give ${expected}.`,
  );
}
