import type { BlamedPlace, BlameKind } from "../../blame/blame.ts";

const kindNames: Readonly<Record<BlameKind, string>> = {
  "tool-output-wrong": "a tool answered wrongly",
  invented: "a fact was made up",
  contradicted: "a fact goes against what was known",
  "asserted-after-empty": "a claim after an empty search",
  "wrong-argument": "a wrong argument",
  "wrong-tool": "a wrong tool",
  "unexpected-write": "a write that nobody asked for",
  "missing-write": "a write that is missing",
  loop: "a loop",
  "malformed-result": "a result that is cut off",
  "schema-error": "arguments that do not fit the tool",
  "tool-error": "a failure that was passed over",
  "evaluator-evidence": "what an evaluator points at",
};

/** What a kind of blame is called for people. */
export function nameOfBlame(kind: BlameKind): string {
  return kindNames[kind];
}

/** `turn 3, step 5`, or `turn 3` where no step stands for it. */
export function nameOfPlace({ turn, step }: BlamedPlace): string {
  return step === undefined ? `turn ${turn}` : `turn ${turn}, step ${step}`;
}
