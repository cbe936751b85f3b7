import type { Token } from "./tokens.ts";

/** Where the text goes on after a clock time at `at`; `at` itself where none stands there. */
export function afterClock(tokens: readonly Token[], at: number): number {
  const first = tokens[at];
  if (first?.kind !== "digits" || first.text.length > 2) return at;
  const next = afterMinutes(tokens, at);
  return afterMeridiem(tokens, next) ?? (next === at + 1 ? afterRoundTheClock(tokens, at) : next);
}

/** `24/7` is a way of saying always. */
function afterRoundTheClock(tokens: readonly Token[], at: number): number {
  const isIt = ["24", "/", "7"].every((text, index) => tokens[at + index]?.text === text);
  return isIt ? at + 3 : at;
}

/** Where the text goes on after the `:30:00` behind the token at `at`. */
export function afterMinutes(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  for (let parts = 0; parts < 2; parts++) {
    const colon = tokens[next];
    const minutes = tokens[next + 1];
    const isAdjacent = colon?.start === tokens[next - 1]?.end && minutes?.start === colon?.end;
    if (colon?.text !== ":" || !isAdjacent || !/^\d\d(?:$|[a-zA-Z])/.test(minutes?.text ?? ""))
      break;
    next += 2;
  }
  return next;
}

function afterMeridiem(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.text.toLowerCase();
  if (word === "am" || word === "pm") return at + 1;
  const isDotted =
    (word === "a" || word === "p") &&
    tokens[at + 1]?.text === "." &&
    tokens[at + 2]?.text.toLowerCase() === "m";
  return isDotted ? at + 3 : undefined;
}
