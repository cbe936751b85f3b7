import { ownToolRules } from "../dataset/case-tools.ts";
import type { CaseTools } from "../dataset/dataset.ts";
import type { SessionReading } from "../dataset/session-file.ts";
import type { Problem } from "../errors.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import { recordingOf } from "../replay/recording.ts";
import type { JsonPath } from "../yaml/json-path.ts";
import { problemAt } from "../yaml/problem-at.ts";
import { suggest } from "../yaml/suggest.ts";
import type { CaseDocument } from "./check-case.ts";

/** What is known about the tools of one case. */
export type ToolReferences = {
  /** The session that the case names, as it was read; absent where its tools are live. */
  readonly reading?: SessionReading;
  /** Absent where the case has neither recorded tools nor faults, or its session cannot be used. */
  readonly tools?: CaseTools;
  /** How long one answer of the agent may take; absent where the configuration has problems. */
  readonly turnTimeoutMs?: number;
  /** By `name@version`. */
  readonly evaluators: ReadonlyMap<string, Evaluator>;
};

/** What a case says of recorded tools and faults, held against the session and the configuration. */
export function checkTools(one: CaseDocument, references: ToolReferences): readonly Problem[] {
  return [
    ...checkSession(one, references),
    ...checkNames(one, references),
    ...checkRecovery(one, references),
    ...checkDelays(one, references),
  ];
}

function checkSession(
  { document, source }: CaseDocument,
  { reading, tools }: ToolReferences,
): readonly Problem[] {
  const path = sessionPath(source.tools);
  if (reading?.kind === "wrong") {
    const { kind: _, ...text } = reading;
    return [problemAt(document, path, text)];
  }
  if (tools?.recorded === undefined) return [];
  const recording = recordingOf(tools.recorded.session);
  if ([...recording.values()].some(({ calls }) => calls.length > 0)) return [];
  return [
    problemAt(document, path, {
      code: "SESSION_WITHOUT_TOOLS",
      message: `\`${tools.recorded.file}\` holds no tool call with its answer, so that no call could be answered`,
      expected: "a session in which tools were called and their results captured, or live tools",
    }),
  ];
}

/** Rules and faults for a tool that the session never saw would silently do nothing. */
function checkNames(
  { document, source }: CaseDocument,
  { tools }: ToolReferences,
): readonly Problem[] {
  if (tools?.recorded === undefined) return [];
  const { file, session } = tools.recorded;
  const known = [
    ...new Set([
      ...recordingOf(session).keys(),
      ...(session.agent?.toolCatalog ?? []).map(({ name }) => name),
    ]),
  ];
  const own = ownToolRules(source);
  const live = new Set(tools.live);
  const named: readonly (readonly [name: string, path: JsonPath])[] = [
    ...own.readOnly.map((name, index) => [name, ["tools", "readOnly", index]] as const),
    ...Object.keys(own.match).map((name) => [name, ["tools", "match", name]] as const),
    ...(source.faults ?? []).map(({ tool }, index) => [tool, ["faults", index, "tool"]] as const),
  ];
  return named
    .filter(([name]) => !known.includes(name) && !live.has(name))
    .map(([name, path]) => {
      const meant = suggest(name, known);
      return problemAt(document, path, {
        code: "TOOL_NEVER_RECORDED",
        message: `\`${file}\` holds no call of \`${name}\`${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`,
        expected: `one of ${known.map((one) => `\`${one}\``).join(", ")}`,
      });
    });
}

/** Where every answer is recorded and none is a failure, a check of what follows failures would never be scored. */
function checkRecovery(
  { document, source }: CaseDocument,
  { tools, evaluators }: ToolReferences,
): readonly Problem[] {
  if (tools?.recorded === undefined || tools.live.length > 0 || tools.faults.length > 0) return [];
  const recorded = [...recordingOf(tools.recorded.session).values()].flatMap(({ calls }) => calls);
  if (recorded.some(({ answer }) => answer.kind === "error")) return [];
  return source.expectations.flatMap(({ evaluator: ref, with: laidOver }, index) => {
    const evaluator = evaluators.get(ref);
    if (evaluator?.kind !== "check" || evaluator.check !== "recovers-from-tool-failure") return [];
    const otherwise = laidOver?.["whenNothingFails"] ?? evaluator.whenNothingFails;
    if (otherwise === "pass") return [];
    return problemAt(document, ["expectations", index, "evaluator"], {
      code: "NOTHING_FAILS",
      message: `\`${ref}\` asks what follows a failure, and no tool of this case can fail: all answers are recorded, and none is a failure`,
      expected: "a fault, a session in which a tool failed, or another evaluator",
      example: "faults: [{ tool: search_policies, call: 1, fault: timeout }]",
    });
  });
}

/** An answer that comes after the turn is over would fail every run by the time-out, whatever the agent does. */
function checkDelays(
  { document, source }: CaseDocument,
  { turnTimeoutMs }: ToolReferences,
): readonly Problem[] {
  if (turnTimeoutMs === undefined) return [];
  return (source.faults ?? []).flatMap(({ delayMs = 0 }, index) =>
    delayMs < turnTimeoutMs
      ? []
      : [
          problemAt(document, ["faults", index, "delayMs"], {
            code: "FAULT_TOO_SLOW",
            message: `\`faults[${index}].delayMs\` is ${delayMs}, and a turn may take ${turnTimeoutMs} ms (\`agent.turnTimeoutMs\`), so that every run that it strikes fails`,
            expected:
              "a delay that leaves the agent time to answer, or a longer `agent.turnTimeoutMs`",
          }),
        ],
  );
}

function sessionPath(field: CaseDocument["source"]["tools"]): JsonPath {
  return typeof field === "object" && field.session !== undefined
    ? ["tools", "session"]
    : ["tools"];
}
