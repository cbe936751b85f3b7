import type { Session, Step, ToolRequest, ToolStep } from "./session.ts";
import type { PlacedStep } from "./steps.ts";
import { toolStepsOf } from "./steps.ts";

/**
 * Every tool call that is known of, in the order of the story: the tool steps, and what models asked for without one.
 *
 * Not captured is not the same as not called: an agent that runs its tools itself leaves only the requests.
 */
export function toolCallsOf(
  session: Session,
  tools?: readonly string[],
): readonly PlacedStep<ToolStep>[] {
  const captured = [...toolStepsOf(session, tools)];
  if (areAllCaptured(session)) return captured;
  const open = pairCalls(session).filter(({ request }) => tools?.includes(request.name) ?? true);
  return [
    ...captured.map((call) => ({ call, after: call.ref.step })),
    ...open.map((one) => ({ call: asPending(session, one), after: one.after })),
  ]
    .toSorted((a, b) => a.call.ref.turn - b.call.ref.turn || a.after - b.after)
    .map(({ call }) => call);
}

/**
 * The calls that models asked for and no tool step stands for, each at the step of the model that asked, as `pending`.
 *
 * A request is paired with a tool step by its id, else by name within its turn; one that is run in a later
 * turn, as after an approval, by id alone.
 */
export function uncapturedCalls(
  session: Session,
  tools?: readonly string[],
): readonly PlacedStep<ToolStep>[] {
  if (areAllCaptured(session)) return [];
  return pairCalls(session)
    .filter(({ request }) => tools?.includes(request.name) ?? true)
    .map((open) => asPending(session, open));
}

/** A request, where it stands, and the step that it comes after among the calls of its turn; all from 1. */
type Request = {
  readonly request: ToolRequest;
  readonly turn: number;
  readonly step: number;
  readonly after: number;
};

function asPending(session: Session, { request, turn, step }: Request): PlacedStep<ToolStep> {
  const place = session.turns[turn - 1];
  if (place === undefined) throw new RangeError(`There is no turn ${turn}.`);
  return {
    ref: { turn, step },
    turn: place,
    step: { kind: "tool", ...request, status: "pending" },
  };
}

/** Whether requests and tool steps meet one by one in their order, as they nearly always do: the way without maps. */
function areAllCaptured({ turns }: Session): boolean {
  return turns.every(({ steps }) => {
    let next = 0;
    for (const step of steps) {
      if (step.kind !== "model" || step.toolCalls === undefined) continue;
      for (const request of step.toolCalls) {
        while (steps[next]?.kind === "model") next++;
        const tool = steps[next++];
        if (tool?.kind !== "tool" || tool.name !== request.name || !mayBeSame(tool, request)) {
          return false;
        }
      }
    }
    return true;
  });
}

function mayBeSame(a: { readonly callId?: string }, b: { readonly callId?: string }): boolean {
  return a.callId === undefined || b.callId === undefined || a.callId === b.callId;
}

/** The requests that no tool step stands for, from the last turn back, so that a late answer is known before its request. */
function pairCalls({ turns }: Session): readonly Request[] {
  const later = new Slots();
  const open = turns
    .map((turn, index) => ({ steps: turn.steps, number: index + 1 }))
    .toReversed()
    .map(({ steps, number }) => {
      const own = new Slots();
      for (const [index, step] of steps.entries()) {
        if (step.kind === "tool") own.add(step, index + 1);
      }
      const requests = requestsOf(steps, number);
      const places = requests.map(({ request }) => own.takeById(request));
      for (const [index, { request }] of requests.entries()) {
        places[index] ??= own.takeByName(request) ?? (later.takeById(request) && 0);
      }
      later.addFree(own);
      return unpaired(requests, places);
    });
  return open.toReversed().flat();
}

function requestsOf(steps: readonly Step[], turn: number): readonly Request[] {
  return steps.flatMap((step, index) => {
    if (step.kind !== "model") return [];
    const place = { turn, step: index + 1, after: index + 1 };
    return (step.toolCalls ?? []).map((request) => ({ request, ...place }));
  });
}

/** Those without a place, each after the steps of what the same message asked for before it. */
function unpaired(
  requests: readonly Request[],
  places: readonly (number | undefined)[],
): readonly Request[] {
  const left: Request[] = [];
  let message = 0;
  let after = 0;
  for (const [index, request] of requests.entries()) {
    if (request.step !== message) after = request.step;
    message = request.step;
    const place = places[index];
    if (place === undefined) left.push({ ...request, after });
    else after = Math.max(after, place);
  }
  return left;
}

type Slot = { readonly call: ToolRequest; readonly place: number; isTaken: boolean };

/** Tool steps that wait for their requests, first come, first served. */
class Slots {
  readonly #all: Slot[] = [];
  readonly #byKey = new Map<string, { readonly slots: Slot[]; next: number }>();

  add(call: ToolRequest, place: number): void {
    this.#put({ call, place, isTaken: false });
  }

  addFree(others: Slots): void {
    for (const slot of others.#all) if (!slot.isTaken) this.#put(slot);
  }

  takeById({ callId, name }: ToolRequest): number | undefined {
    return callId === undefined ? undefined : this.#take(`id ${callId}\n${name}`);
  }

  takeByName({ name }: ToolRequest): number | undefined {
    return this.#take(`name ${name}`);
  }

  #put(slot: Slot): void {
    const { callId, name } = slot.call;
    this.#all.push(slot);
    const keys = callId === undefined ? [] : [`id ${callId}\n${name}`];
    for (const key of [...keys, `name ${name}`]) {
      const waiting = this.#byKey.get(key);
      if (waiting === undefined) this.#byKey.set(key, { slots: [slot], next: 0 });
      else waiting.slots.push(slot);
    }
  }

  #take(key: string): number | undefined {
    const waiting = this.#byKey.get(key);
    if (waiting === undefined) return undefined;
    while (waiting.slots[waiting.next]?.isTaken === true) waiting.next += 1;
    const slot = waiting.slots[waiting.next];
    if (slot === undefined) return undefined;
    slot.isTaken = true;
    return slot.place;
  }
}
