import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { adoptedRunners, workflowKinds } from "../core/adopt/adoption.ts";
import { UserError } from "../core/errors.ts";
import { terminalText } from "../core/report/wording.ts";
import type { TextStream } from "./io.ts";
import type { InitOptions } from "./options.ts";

type Question = {
  readonly key: keyof InitOptions &
    ("agent" | "module" | "command" | "url" | "model" | "session" | "workflow");
  readonly text: string;
  readonly usual?: string;
  readonly choices?: readonly string[];
  /** Not asked where it does not matter, seen from what is known by then. */
  readonly matters?: (known: InitOptions) => boolean;
  readonly isOptional?: boolean;
};

const questions: readonly Question[] = [
  {
    key: "agent",
    text: "How is your agent driven? module (a JS or TS function), process (any language, over\nstandard input and output), http (a service), or openai (a model, a prompt and tools)",
    choices: adoptedRunners,
    usual: "process",
  },
  {
    key: "module",
    text: "Which file exports the function `agent`?",
    usual: "src/agent.ts",
    matters: ({ agent }) => agent === "module",
  },
  {
    key: "url",
    text: "Where is a turn posted? ${PORT} stands for a free port where Tracegate starts the service",
    usual: "http://127.0.0.1:${PORT}/chat",
    matters: ({ agent }) => agent === "http",
  },
  {
    key: "command",
    text: "Which command starts it?",
    matters: ({ agent, url }) =>
      agent === "process" || (agent === "http" && url?.includes("${PORT}") === true),
  },
  {
    key: "model",
    text: "Which model?",
    usual: "gpt-5-mini",
    matters: ({ agent }) => agent === "openai",
  },
  {
    key: "session",
    text: "A file with a recorded session, of any format, for the first case (empty: none)",
    isOptional: true,
  },
  {
    key: "workflow",
    text: "Which workflows? plain (one job), two-jobs (no writing token beside the pull request's code),\nsharded (eight jobs), forks (pull requests from forks, too), or none",
    choices: workflowKinds,
    usual: "plain",
  },
];

/**
 * Asks for what the options leave open, one line an answer; an empty line takes what is usual.
 *
 * @throws UserError `INIT_INTERRUPTED` where the input ends, or Ctrl-C is pressed, before all is known: nothing was
 *   written then.
 */
export async function askAdoption(
  options: InitOptions,
  { stdin, stdout }: { readonly stdin: Readable; readonly stdout: TextStream },
): Promise<InitOptions> {
  const reader = createInterface({ input: stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  try {
    let known = options;
    for (const question of questions) {
      if (known[question.key] !== undefined || question.matters?.(known) === false) continue;
      const answer = await ask(question, lines, stdout);
      if (answer !== "") known = { ...known, [question.key]: answer };
    }
    return known;
  } finally {
    reader.close();
  }
}

async function ask(
  { text, usual, choices, isOptional = false }: Question,
  lines: AsyncIterator<string, undefined>,
  stdout: TextStream,
): Promise<string> {
  for (;;) {
    stdout.write(`${text}${usual === undefined ? "" : ` [${usual}]`}: `);
    const line = await lines.next();
    if (line.done === true) throw interrupted();
    const answer = line.value.trim() === "" ? (usual ?? "") : line.value.trim();
    if (answer === "" && !isOptional) continue;
    if (choices === undefined || choices.includes(answer)) return answer;
    stdout.write(`${terminalText(answer)} is none of ${choices.join(", ")}.\n`);
  }
}

function interrupted(): UserError {
  return new UserError(
    "INIT_INTERRUPTED",
    "Not all questions were answered; nothing was written.",
    "Answer them, or say all with options: `tracegate init --help`.",
  );
}
