import { canonicalJson } from "../canonical-json.ts";
import type { ModelStep, Step, ToolStep } from "../session.ts";

/**
 * The steps of one turn that were seen in two ways, each once.
 *
 * A tool call is known again by its id, else by name and arguments in their order; a model call by its place among
 * those that do not contradict it. What both tell is taken from `captured`, but a failure is a failure whoever tells of
 * it, since what the model is sent has no word for one.
 *
 * @param captured as it went over the wire, in order.
 * @param told by the agent itself or by what answered its tools, in order.
 */
export function joinSteps(captured: readonly Step[], told: readonly Step[]): readonly Step[] {
  const places = pairSteps(captured, told);
  const joined = [...captured];
  for (const [index, place] of places.entries()) {
    const [step, other] = [captured[place ?? -1], told[index]];
    if (place !== undefined && step !== undefined && other !== undefined)
      joined[place] = joinStep(step, other);
  }
  // After the step that was told of before it, unless its time says otherwise.
  const behind = new Map<number, Step[]>();
  let last = -1;
  for (const [index, step] of told.entries()) {
    last = places[index] ?? last;
    if (places[index] !== undefined) continue;
    const after = placeByTime(captured, step) ?? last;
    behind.set(after, [...(behind.get(after) ?? []), step]);
  }
  return [
    ...(behind.get(-1) ?? []),
    ...joined.flatMap((step, place) => [step, ...(behind.get(place) ?? [])]),
  ];
}

/** For each told step the place of the captured one that it is, where there is one. */
function pairSteps(
  captured: readonly Step[],
  told: readonly Step[],
): readonly (number | undefined)[] {
  const places: (number | undefined)[] = told.map(() => undefined);
  const free = new Set(captured.keys());
  for (const isSame of [hasSameId, hasSameWords]) {
    for (const [index, step] of told.entries()) {
      if (places[index] !== undefined) continue;
      const place = free.values().find((at) => {
        const candidate = captured[at];
        return candidate !== undefined && isSame(candidate, step);
      });
      places[index] = place;
      if (place !== undefined) free.delete(place);
    }
  }
  return places;
}

function hasSameId(a: Step, b: Step): boolean {
  return (
    a.kind === "tool" &&
    b.kind === "tool" &&
    a.callId !== undefined &&
    a.callId === b.callId &&
    a.name === b.name
  );
}

function hasSameWords(a: Step, b: Step): boolean {
  if (a.kind === "tool") return b.kind === "tool" && callKey(a) === callKey(b);
  return b.kind === "model" && !contradicts(a, b);
}

function callKey({ name, arguments: values }: ToolStep): string {
  return `${name}\n${values === undefined ? "" : canonicalJson(values)}`;
}

/** Whether both tell something and it is not the same. Models are told by many names, so these prove nothing. */
function contradicts(a: ModelStep, b: ModelStep): boolean {
  const isOtherText =
    a.text !== undefined && b.text !== undefined && a.text.trim() !== b.text.trim();
  const [calls, others] = [a.toolCalls, b.toolCalls].map((list) =>
    list?.map(({ name }) => name).join("\n"),
  );
  const isOtherCalls = calls !== undefined && others !== undefined && calls !== others;
  const isOtherEnd = (a.error === undefined) !== (b.error === undefined);
  return isOtherText || isOtherCalls || isOtherEnd;
}

function joinStep(captured: Step, told: Step): Step {
  if (captured.kind === "model" || told.kind === "model") return { ...told, ...captured };
  const isUnanswered = captured.status === "pending";
  const isFailed = captured.status === "error" || told.status === "error";
  const { status, ...seen } = captured;
  const joined = { ...told, ...seen, status: isUnanswered ? told.status : status };
  if (!isFailed) return joined;
  const error = told.error ?? captured.error;
  return { ...joined, status: "error", ...(error !== undefined && { error }) };
}

/** After the last step that began no later; `undefined` where the times do not tell. */
function placeByTime(captured: readonly Step[], { startedAtMs }: Step): number | undefined {
  if (startedAtMs === undefined || !captured.some((step) => step.startedAtMs !== undefined))
    return undefined;
  return captured.findLastIndex(
    (step) => step.startedAtMs !== undefined && step.startedAtMs <= startedAtMs,
  );
}
