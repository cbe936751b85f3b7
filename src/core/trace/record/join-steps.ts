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
  const partners = pairSteps(captured, told);
  const joined = captured.map((step) => {
    const other = partners.get(step);
    return other === undefined ? step : joinStep(step, other);
  });
  const known = new Set(partners.values());
  const places = new Map(captured.map((step, index) => [partners.get(step) ?? step, index]));
  // After the step that was told of before it, unless its time says otherwise.
  const insertions: { readonly after: number; readonly step: Step }[] = [];
  let last = -1;
  for (const step of told) {
    if (known.has(step)) last = places.get(step) ?? last;
    else insertions.push({ after: placeByTime(captured, step) ?? last, step });
  }
  return [...Array(captured.length + 1).keys()].flatMap((index) => {
    const own = joined[index - 1];
    const inserted = insertions.filter(({ after }) => after === index - 1).map(({ step }) => step);
    return own === undefined ? inserted : [own, ...inserted];
  });
}

function pairSteps(captured: readonly Step[], told: readonly Step[]): ReadonlyMap<Step, Step> {
  const partners = new Map<Step, Step>();
  const free = new Set(captured);
  const left = new Set(told);
  for (const isSame of [hasSameId, hasSameWords]) {
    for (const step of left) {
      const partner = [...free].find((candidate) => isSame(candidate, step));
      if (partner === undefined) continue;
      partners.set(partner, step);
      free.delete(partner);
      left.delete(step);
    }
  }
  return partners;
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
