import type { ScenarioFile } from "../dataset/case-file.ts";
import { stopState } from "../dataset/user-field.ts";
import type { Problem } from "../errors.ts";
import { patternProblem } from "../simulation/reply-patterns.ts";
import type { YamlDocument } from "../yaml/parse-yaml.ts";
import { problemAt } from "../yaml/problem-at.ts";
import { suggest } from "../yaml/suggest.ts";

type MachineField = Extract<ScenarioFile["user"], { kind: "machine" }>;

/** What is wrong with the states of a user: names that are none, states that nothing leads to or that lead nowhere. */
export function checkMachine(document: YamlDocument, user: MachineField): readonly Problem[] {
  const names = Object.keys(user.states);
  const targets = targetsOf(user);
  const reached = reachedFrom(user.start, targets);
  const leaving = leadingToStop(names, targets);
  const at = ["user", "states"];
  // A state that goes nowhere for a misspelt name is told of by that name.
  const isWhole = (name: string): boolean =>
    (targets.get(name) ?? []).every((to) => to === stopState || names.includes(to));
  const problems: Problem[] = [];
  if (!names.includes(user.start)) {
    problems.push(unknownState(document, ["user", "start"], { name: user.start, names }));
  }
  for (const [name, { next }] of Object.entries(user.states)) {
    problems.push(...checkBranches(document, [...at, name, "next"], { next, names }));
    if (name === stopState) {
      problems.push(
        problemAt(document, [...at, name], {
          code: "STATE_RESERVED",
          part: "key",
          message: "`stop` is where a session ends, and no state",
          expected: "another name for the state",
        }),
      );
    } else if (names.includes(user.start) && !reached.has(name)) {
      problems.push(
        problemAt(document, [...at, name], {
          code: "STATE_UNREACHABLE",
          part: "key",
          message: `no way leads from \`${user.start}\` to \`${name}\``,
          expected: "a branch that goes there, or no such state",
          example: `- { when: { replyContains: [which order] }, go: ${name} }`,
        }),
      );
    } else if (!leaving.has(name) && isWhole(name)) {
      problems.push(
        problemAt(document, [...at, name], {
          code: "STATE_WITHOUT_END",
          part: "key",
          message: `no way leads from \`${name}\` to the end of the session; only \`maxTurns\` would end it`,
          expected: "a branch to `stop`, here or in a state that can be reached from here",
          example: "- { otherwise: stop }",
        }),
      );
    }
  }
  const shortest = stepsToStop(user.start, targets);
  if (shortest !== undefined && shortest > user.maxTurns) {
    problems.push(
      problemAt(document, ["user", "maxTurns"], {
        code: "STOP_CANNOT_OCCUR",
        message: `the shortest way to \`stop\` takes ${shortest} turns, and \`maxTurns\` ends the session after ${user.maxTurns}`,
        expected: `\`maxTurns\` of at least ${shortest}, or a shorter way`,
        example: `maxTurns: ${shortest}`,
      }),
    );
  }
  return problems;
}

type Branches = {
  readonly next: MachineField["states"][string]["next"];
  readonly names: readonly string[];
};

function checkBranches(
  document: YamlDocument,
  path: readonly string[],
  { next, names }: Branches,
): readonly Problem[] {
  const problems: Problem[] = [];
  const last = next.findIndex(({ otherwise }) => otherwise !== undefined);
  if (last === -1) {
    problems.push(
      problemAt(document, path, {
        code: "STATE_WITHOUT_WAY_OUT",
        message: "where none of these fits, the user would not know what to do",
        expected: "a last branch `otherwise`",
        example: "- { otherwise: stop }",
      }),
    );
  }
  for (const [index, { when, go, otherwise }] of next.entries()) {
    const to = go ?? otherwise;
    const key = go === undefined ? "otherwise" : "go";
    if (to !== undefined && to !== stopState && !names.includes(to)) {
      problems.push(unknownState(document, [...path, index, key], { name: to, names }));
    }
    if (last !== -1 && index > last) {
      problems.push(
        problemAt(document, [...path, index], {
          code: "BRANCH_UNREACHABLE",
          message: "stands behind `otherwise`, which always fits",
          expected: "`otherwise` as the last branch",
        }),
      );
    }
    const objection =
      when?.replyMatches === undefined ? undefined : patternProblem(when.replyMatches);
    if (objection !== undefined) {
      problems.push(
        problemAt(document, [...path, index, "when", "replyMatches"], {
          code: "PATTERN_INVALID",
          message: `is no regular expression in RE2 syntax: ${objection}`,
          expected: "a pattern without look-around and back references",
          example: "replyMatches: '(?i)which order|order number'",
        }),
      );
    }
  }
  return problems;
}

function unknownState(
  document: YamlDocument,
  path: readonly (string | number)[],
  { name, names }: { readonly name: string; readonly names: readonly string[] },
): Problem {
  const near = suggest(name, names);
  return problemAt(document, path, {
    code: "STATE_UNKNOWN",
    message: `there is no state \`${name}\`${near === undefined ? "" : `; did you mean \`${near}\`?`}`,
    expected: `one of ${names.map((known) => `\`${known}\``).join(", ")}, or \`stop\``,
  });
}

type Targets = ReadonlyMap<string, readonly string[]>;

function targetsOf({ states }: MachineField): Targets {
  return new Map(
    Object.entries(states).map(([name, { next }]) => [
      name,
      next.flatMap(({ go, otherwise }) => go ?? otherwise ?? []),
    ]),
  );
}

function reachedFrom(start: string, targets: Targets): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) for (const to of targets.get(name) ?? []) reached.add(to);
  return reached;
}

/** The states from which some way leads to the end. */
function leadingToStop(names: readonly string[], targets: Targets): ReadonlySet<string> {
  const leading = new Set([stopState]);
  for (let before = 0; before !== leading.size; ) {
    before = leading.size;
    for (const name of names) {
      if ((targets.get(name) ?? []).some((to) => leading.has(to))) leading.add(name);
    }
  }
  return leading;
}

/** How many turns the shortest way to the end takes; `undefined` where there is none. */
function stepsToStop(start: string, targets: Targets): number | undefined {
  const seen = new Set<string>();
  let places: readonly string[] = [start];
  for (let turns = 1; places.length > 0; turns++) {
    const next = places.flatMap((name) => {
      seen.add(name);
      return targets.get(name) ?? [];
    });
    if (next.includes(stopState)) return turns;
    places = [...new Set(next)].filter((name) => !seen.has(name));
  }
  return undefined;
}
