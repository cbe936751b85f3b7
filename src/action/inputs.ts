import { UserError } from "../core/errors.ts";
import { type Mode, modes } from "../core/event/event-plan.ts";
import { parseShard } from "../core/plan/shard-name.ts";

/** What a workflow says with `with:`. */
export type Inputs = {
  readonly mode: Mode;
  /** Folder of the project, seen from the workspace; "." for the workspace itself. */
  readonly root: string;
  readonly config: string;
  /** Folder of the result files, seen from the workspace. */
  readonly results: string;
  /** Where `mode: gate` finds the parts of a plan, seen from the workspace: folders, `*` for any name in one. */
  readonly parts?: readonly string[];
  /** The part of the plan that `mode: run` makes; all of it where it is left out. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Empty in `mode: run`, which holds none. */
  readonly token: string;
  readonly mayComment: boolean;
  /** Whether a check run with annotations is written, too. */
  readonly isCheckRun?: boolean;
  readonly commentAuthor?: string;
  /** Whether judges' answers go from job to job in the cache of GitHub Actions. */
  readonly carriesAnswers?: boolean;
};

/** Reads the inputs by name. @throws UserError `INPUT_INVALID` with what is allowed. */
export function parseInputs(read: (name: string) => string): Inputs {
  const mode = parseMode(read("mode"));
  const author = parseLogin("comment-author", read("comment-author"));
  return {
    mode,
    root: parsePath("root", read("root") || "."),
    config: parsePath("config", read("config") || "tracegate.yaml"),
    ...parseResults(read("results") || ".tracegate/action", mode),
    token: mode === "run" ? "" : parseToken(read("github-token"), mode),
    mayComment: parseSwitch("comment", read("comment") || "true"),
    ...(parseSwitch("check-run", read("check-run") || "false") && { isCheckRun: true }),
    ...(author !== "" && { commentAuthor: author }),
    ...(parseSwitch("judge-cache", read("judge-cache") || "true") && { carriesAnswers: true }),
    ...parseShardInput(read("shard"), mode),
  };
}

function parseMode(text: string): Mode {
  const mode = modes.find((one) => one === (text || "run-and-gate"));
  if (mode !== undefined) return mode;
  throw invalid("mode", text, `one of ${modes.map((one) => `\`${one}\``).join(", ")}`);
}

/** One folder, or in `mode: gate` those of several parts, a line or a pattern each. */
function parseResults(text: string, mode: Mode): Pick<Inputs, "results" | "parts"> {
  const lines = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const [only = ""] = lines;
  if (lines.length === 1 && !only.includes("*")) return { results: parsePath("results", only) };
  if (mode === "gate") {
    const parts = lines.map((line) => parsePath("results", line));
    return { results: ".tracegate/action", parts };
  }
  throw new UserError(
    "INPUT_INVALID",
    `The input \`results\` names several folders in \`mode: ${mode}\`, which writes one.`,
    "Name one folder; several parts of a plan are read by `mode: gate`.",
  );
}

function parseShardInput(text: string, mode: Mode): Pick<Inputs, "shard"> {
  if (text === "") return {};
  const shard = parseShard(text);
  if (shard === undefined)
    throw invalid("shard", text, "a part and how many there are, such as `3/8`");
  if (mode === "run") return { shard };
  throw new UserError(
    "INPUT_INVALID",
    `The input \`shard\` is given in \`mode: ${mode}\`, which needs the whole plan.`,
    "Make the parts with `mode: run`, and decide on all of them in one job with `mode: gate`.",
  );
}

function parseToken(text: string, mode: Mode): string {
  if (text === "")
    throw new UserError(
      "TOKEN_MISSING",
      `\`mode: ${mode}\` needs a token, and the input \`github-token\` is empty.`,
      "Leave the input out, so that the job's own token is taken, or pass another one.",
    );
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw new UserError(
    "TOKEN_INVALID",
    "The input `github-token` holds characters that no token has.",
    "Look for a line break or a space in the secret; paste the token alone.",
  );
}

/** YAML's spellings of a boolean. */
function parseSwitch(name: string, text: string): boolean {
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  throw invalid(name, text, "`true` or `false`");
}

function parseLogin(name: string, text: string): string {
  if (text === "" || /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?(?:\[bot\])?$/.test(text))
    return text;
  throw invalid(name, text, "the login of a user or an App, such as `acme-gate[bot]`");
}

/** Everything is read and written below the workspace only. */
function parsePath(name: string, text: string): string {
  const parts = text.split("/").filter((part) => part !== "" && part !== ".");
  const isInside = !text.startsWith("/") && !parts.includes("..") && !/[\\\p{Cc}]/u.test(text);
  if (isInside) return parts.join("/") || ".";
  throw invalid(name, text, "a path below the workspace, with `/` and without `..`");
}

function invalid(name: string, text: string, expected: string): UserError {
  return new UserError(
    "INPUT_INVALID",
    `The input \`${name}\` is ${JSON.stringify(text)}.`,
    `Give ${expected}.`,
  );
}
