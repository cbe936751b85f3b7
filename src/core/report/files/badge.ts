import { type Decision, scoredRuns } from "../../gate/decision.ts";
import type { Enforcement } from "../../gate/enforcement.ts";
import { renderJson } from "../json-text.ts";
import { percentOf } from "../numbers.ts";
import { terminalText } from "../wording.ts";

/** Longer messages make a badge that no README has room for. */
const mostCharacters = 60;

const colours = { pass: "brightgreen", fail: "red", undetermined: "orange" } as const;

/**
 * The decision as an endpoint badge of shields.io (schema version 1).
 *
 * It says `passing` for a pass alone. Where nothing is enforced yet the colour is yellow and the word stays.
 */
export function renderBadge(decision: Decision, enforcement: Enforcement): string {
  const { kind } = decision;
  const isShownOnly = kind !== "pass" && enforcement.kind === "shown-only";
  return renderJson({
    schemaVersion: 1,
    label: "tracegate",
    message: terminalText(messageOf(decision), mostCharacters),
    color: isShownOnly ? "yellow" : colours[kind],
    ...(kind !== "pass" && { isError: true }),
  });
}

function messageOf({ kind, dimensions }: Decision): string {
  const gating = dimensions.filter((row) => row.kind === "gating");
  const met = gating.filter(({ result }) => result.kind === "met");
  switch (kind) {
    case "pass":
      return `passing · ${met.length} of ${gating.length} floors met`;
    case "undetermined":
      return "undetermined";
    case "fail": {
      const missed = gating.find(({ result }) => result.kind === "missed");
      if (missed === undefined) return "failing · a must-pass case";
      const { dimension, tally } = missed;
      return `failing · ${dimension} ${percentOf(tally.passed, scoredRuns(tally))}`;
    }
  }
}
