import type { ScenarioFile } from "../dataset/case-file.ts";
import { isRun } from "../dataset/case-file.ts";
import type { Problem } from "../errors.ts";
import type { YamlDocument } from "../yaml/parse-yaml.ts";
import { problemAt } from "../yaml/problem-at.ts";
import { checkMachine } from "./check-machine.ts";
import type { Readings } from "./read-texts.ts";
import { simulatorOf } from "./simulator-config.ts";

/**
 * What is wrong with scenarios that no schema sees: machines that lead nowhere, fields that nothing reads, and users that
 * nobody could play. Import it only where there are scenarios that need it: patterns bring a library.
 */
export function checkScenarios({ config, dataset }: Readings): readonly Problem[] {
  const scenarios = (dataset?.cases ?? []).flatMap(({ document, source }) =>
    "user" in source ? [{ document, source }] : [],
  );
  const asking = scenarios.filter(
    ({ source }) => source.user.kind === "model" && isRun(source.status),
  );
  const { config: whole, document } = config;
  const [first] = asking;
  const isUnplayed = first !== undefined && whole !== undefined && simulatorOf(whole) === undefined;
  return [
    ...scenarios.flatMap((one) => checkScenario(one.document, one.source)),
    ...(isUnplayed && document !== undefined
      ? [
          noSimulator(
            document,
            whole.simulator !== undefined,
            asking.map((one) => one.source.id),
          ),
        ]
      : []),
  ];
}

const mostNamed = 3;

function noSimulator(document: YamlDocument, isEmpty: boolean, ids: readonly string[]): Problem {
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
  const who = `${ids.slice(0, mostNamed).join(", ")}${more}`;
  return problemAt(document, isEmpty ? ["simulator"] : [], {
    code: "SIMULATOR_WITHOUT_MODEL",
    message: isEmpty
      ? `\`simulator\` names no model that could play the user of ${who}, and there is no judge at its address whose model it could take`
      : `a model plays the user of ${who}, and no \`simulator\` names that model`,
    expected: "a `simulator` block with a `model` or a `scriptedModel`",
    example: "simulator:\n  model: gpt-5-mini\n  apiKeyEnv: OPENAI_API_KEY",
  });
}

function checkScenario(document: YamlDocument, source: ScenarioFile): readonly Problem[] {
  const { user, persona, explore } = source;
  return [
    ...(user.kind === "machine" ? checkMachine(document, user) : []),
    ...(user.kind === "model" || persona === undefined
      ? []
      : [unread(document, ["persona"], user.kind)]),
    ...(user.kind === "model" || explore?.personas === undefined
      ? []
      : [unread(document, ["explore", "personas"], user.kind)]),
    ...checkStops(document, source),
  ];
}

function unread(document: YamlDocument, path: readonly string[], kind: string): Problem {
  return problemAt(document, path, {
    code: "PERSONA_UNREAD",
    part: "key",
    message: `nothing reads a persona where the user is \`${kind}\``,
    expected: "no such key, or `user: { kind: model }`",
  });
}

/** A phrase that ends a session early can do so only where there is a turn left to save. */
function checkStops(document: YamlDocument, { user }: ScenarioFile): readonly Problem[] {
  if (user.stopWhen === undefined) return [];
  const turns = user.kind === "scripted" ? user.turns.length : user.maxTurns;
  if (turns > 1) return [];
  return [
    problemAt(document, ["user", "stopWhen"], {
      code: "STOP_CANNOT_OCCUR",
      part: "key",
      message: "the user says one thing and is done, so nothing is left that `stopWhen` could end",
      expected: "more turns, or no `stopWhen`",
    }),
  ];
}
