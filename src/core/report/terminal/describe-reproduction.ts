import type { Reproduction } from "../../plan/reproduction.ts";
import { type RunOutcome, runOutcomes } from "../../plan/run-record.ts";
import { describeError } from "../decision/count-errors.ts";
import { outcomeWords } from "../decision/count-runs.ts";
import { countOf, grouped, percentOf } from "../numbers.ts";
import { terminalText, terminalWording } from "../wording.ts";
import type { Painter } from "./terminal-summary.ts";

const mostErrors = 3;

/** What a reproduction showed, for a terminal: the result, what was lost, and what to write down or to try. */
export function renderReproduction(reproduction: Reproduction, painter: Painter): string {
  const { caseId } = reproduction;
  const lines = [
    `${painter.bold(terminalText(caseId))}  ${headline(reproduction, painter)}`,
    ...describeLost(reproduction),
    ...describeErrors(reproduction),
    ...advice(reproduction),
  ];
  return `${lines.join("\n")}\n`;
}

/** `failed 14 of 20 on 3f2c1ab`. */
function describeReproduction(reproduction: Reproduction): string {
  const { standing, failed, agentErrors, scored, planned, commit } = reproduction;
  const on = commit.slice(0, 7);
  switch (standing) {
    case "reproduced":
      return `failed ${grouped(failed)} of ${grouped(scored)} on ${on}`;
    case "not-reproduced":
      return `not reproduced: passed ${grouped(scored)} of ${grouped(scored)} on ${on}`;
    case "unknown":
      return agentErrors > 0
        ? `nothing is known: the agent finished none of ${countOf(planned, "run")} on ${on}`
        : `nothing is known: none of ${countOf(planned, "run")} on ${on} could be scored`;
  }
}

function headline(reproduction: Reproduction, painter: Painter): string {
  const text = describeReproduction(reproduction);
  switch (reproduction.standing) {
    case "reproduced":
      return painter.red(text);
    case "not-reproduced":
      return painter.green(text);
    case "unknown":
      return painter.yellow(text);
  }
}

function describeLost({ lost, planned, scored }: Reproduction): readonly string[] {
  const parts = runOutcomes.flatMap((outcome) => {
    const count = lost[outcome] ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${lostWords(outcome, count)}`];
  });
  if (parts.length === 0) return [];
  return [
    `  ${grouped(planned - scored)} of ${countOf(planned, "run")} say nothing and are not counted: ${parts.join(", ")}.`,
  ];
}

function describeErrors({ errors }: Reproduction): readonly string[] {
  return errors.slice(0, mostErrors).map((error) => `  ${describeError(error, terminalWording)}`);
}

function lostWords(outcome: RunOutcome, count: number): string {
  return outcome === "completed" ? "without a verdict" : outcomeWords[outcome][count === 1 ? 0 : 1];
}

function advice(reproduction: Reproduction): readonly string[] {
  const { standing, provenance, file, scored } = reproduction;
  switch (standing) {
    case "reproduced":
      return provenance === undefined
        ? []
        : [
            "",
            `  What ${terminalText(file)} should say:`,
            `    provenance: { failedOn: ${yamlText(provenance.failedOn)}, reproduced: ${provenance.reproduced} }`,
          ];
    case "not-reproduced": {
      // An agent that fails at this rate passes all of these runs one time in twenty.
      const rate = 1 - 0.05 ** (1 / scored);
      return [
        `  An agent that fails ${percentOf(rate, 1)} of its runs or more would have failed at least one of these, 95 times in 100.`,
        "  Try another commit with --ref or more runs with --runs, and see whether the expectations describe the failure.",
      ];
    }
    case "unknown":
      return [
        "  See that the agent can run at that commit (`agent.setup` makes a fresh checkout ready), and run it again.",
      ];
  }
}

/** A commit of digits alone would be read as a number. */
function yamlText(text: string): string {
  return /^[\d.e]+$/.test(text) ? `"${text}"` : text;
}
