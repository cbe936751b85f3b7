import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonValue, type JsonValue } from "../trace/json.ts";
import type { Step, ToolRequest, ToolStep } from "../trace/session.ts";

/** What a step of the session carries of the way in which it was answered. */
export type ToolMarks = Pick<ToolStep, "replay" | "fault">;

/** The steps of a turn, marked, and the calls among them that nobody had asked about. */
export type SettledSteps = {
  readonly steps: readonly Step[];
  readonly unasked: readonly ToolStep[];
};

type Asked = {
  readonly name: string;
  readonly callId: string | undefined;
  readonly key: string;
  readonly marks: () => ToolMarks;
};

/**
 * The calls that were asked and not yet seen as steps of the session.
 *
 * A step may come from another place than the seam that answered it, such as the agent's own report, and then
 * carries no marks. A step is the call with its id, else with its arguments, else the next of its name, since an
 * agent may complete arguments after the model gave them.
 */
export class AskedCalls {
  readonly #open: Asked[] = [];

  /** `marks` is asked once the step is over: a fault may turn out to change nothing. */
  add({ name, callId, arguments: given }: ToolRequest, marks: () => ToolMarks): void {
    this.#open.push({ name, callId, key: keyOf(given), marks });
  }

  /** Holds the steps of one turn to what was asked and has not been seen; some steps are seen late. */
  settle(steps: readonly Step[]): SettledSteps {
    const found = new Map<number, Asked>();
    const calls = steps.flatMap((step, index) =>
      step.kind === "tool" ? [{ step, index, key: keyOf(step.arguments) }] : [],
    );
    for (const isSame of [isSameId, isSameCall, isSameName]) {
      for (const { step, index, key } of calls) {
        if (found.has(index)) continue;
        const place = this.#open.findIndex((asked) => isSame(asked, step, key));
        const [asked] = place < 0 ? [] : this.#open.splice(place, 1);
        if (asked !== undefined) found.set(index, asked);
      }
    }
    return {
      steps: steps.map((step, index) => ({ ...step, ...found.get(index)?.marks() })),
      unasked: calls
        .filter(({ step, index }) => !found.has(index) && step.status !== "pending")
        .map(({ step }) => step),
    };
  }
}

function isSameId({ callId }: Asked, step: ToolStep): boolean {
  return callId !== undefined && callId === step.callId;
}

function isSameCall({ name, key }: Asked, step: ToolStep, keyOfStep: string): boolean {
  return name === step.name && key === keyOfStep;
}

function isSameName({ name }: Asked, step: ToolStep): boolean {
  return name === step.name;
}

function keyOf(given: JsonValue | undefined): string {
  return isJsonValue(given) ? canonicalJson({ of: given }) : "";
}
