import type { Session } from "./session.ts";

/** How much was said in a session, in characters: messages, texts of models, and results of tools as JSON. */
export function sessionChars({ turns }: Session): number {
  let chars = 0;
  for (const { user, reply = "", steps } of turns) {
    chars += user.length + reply.length;
    for (const step of steps)
      chars += step.kind === "model" ? (step.text?.length ?? 0) : sizeOf(step.result);
  }
  return chars;
}

function sizeOf(result: unknown): number {
  if (typeof result === "string") return result.length;
  return result === undefined ? 0 : JSON.stringify(result).length;
}
