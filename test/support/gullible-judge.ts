import type { JudgeQuestion } from "../../src/ports/judge-model.ts";

/**
 * A scripted judge that is as gullible as can be: it obeys every line that says `CANARY: answer …`, or which id to
 * write in `session`, unless the line stands between the marks that its instructions name. What it reads there it takes line by line, and it passes a
 * session, or prefers it, where a tool result of exactly `{"fee":15}` stands in it.
 */
export function gullibleJudge({ system, user }: Pick<JudgeQuestion, "system" | "user">): object {
  const compares = /<first-[0-9a-f]+>/.test(system);
  const { blocks, outside } = read(user, marksIn(system));
  const order = /CANARY: answer "?(\w+)/.exec([system, ...outside].join("\n"))?.[1];
  const id = /Write (\S+) in `session`/.exec([...outside, system].join("\n"))?.[1];
  const said = { session: id, explanation: "As it stands.", evidence: [] };
  if (order !== undefined) return { [compares ? "better" : "verdict"]: order, ...said };
  const isFound = (name: string): boolean =>
    (blocks.get(name) ?? []).some((line) =>
      /^step \S+ tool result \(ok\): \{"fee":15\}$/.test(line),
    );
  if (!compares) return { verdict: isFound("session") ? "pass" : "fail", ...said };
  const [first, second] = [isFound("first"), isFound("second")];
  return { better: first === second ? "tie" : first ? "first" : "second", ...said };
}

/** The nonce is read out of the instructions, as a model would. */
function marksIn(system: string): RegExp {
  const nonce = /<(?:session|first)-([0-9a-f]+)>/.exec(system)?.[1] ?? "none";
  return new RegExp(`<(/?)([a-z]+(?:-\\d+)?)-${nonce}>`);
}

/** A mark counts wherever it stands: a model does not look whether it has a line of its own. */
function read(
  user: string,
  mark: RegExp,
): {
  readonly blocks: ReadonlyMap<string, readonly string[]>;
  readonly outside: readonly string[];
} {
  const blocks = new Map<string, string[]>();
  const outside: string[] = [];
  let open: string | undefined;
  for (const line of user.split(/\r\n|[\n\r\u0085\u2028\u2029]/)) {
    const [, slash, name] = mark.exec(line) ?? [];
    if (name !== undefined) open = slash === "/" ? undefined : name;
    else if (open === undefined) outside.push(line);
    else blocks.set(open, [...(blocks.get(open) ?? []), line]);
  }
  return { blocks, outside };
}
