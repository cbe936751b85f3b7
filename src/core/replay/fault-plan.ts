import type { Fault } from "../dataset/faults-field.ts";
import { seededDraw } from "../simulation/seeded-draw.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { JsonValue } from "../trace/json.ts";
import type { ToolRequest } from "../trace/session.ts";

/** Which run of which case: all that the draws of a plan depend on, beside the plan itself. */
export type FaultSeed = { readonly caseId: string; readonly runIndex: number };

/**
 * The faults of one session: which of them strikes which call.
 *
 * The first that fits a call strikes it. Chance is drawn from the case, the run's index, the fault's place in the
 * list and its seed, and the call's number, so that run 7 is always run 7, whatever other tools are called between.
 */
export class FaultPlan {
  readonly #faults: readonly Fault[];
  readonly #seed: FaultSeed;
  readonly #struck = new Map<Fault, number>();

  constructor(faults: readonly Fault[], seed: FaultSeed) {
    this.#faults = faults;
    this.#seed = seed;
  }

  /**
   * The fault that is to strike a call, the `number`-th of its tool. It counts once `strike` says so: some faults can
   * do nothing to some answers.
   *
   * @param hasEarlier whether the same call was answered before, without which nothing can be stale.
   */
  choose(call: ToolRequest, number: number, hasEarlier: boolean): Fault | undefined {
    return this.#faults.find(
      (fault, index) =>
        fault.tool === call.name &&
        (fault.call === undefined || fault.call === number) &&
        (fault.after === undefined || number > fault.after) &&
        this.#isLeft(fault) &&
        (hasEarlier || !needsEarlier(fault)) &&
        (fault.arguments === undefined || areWithin(fault.arguments, call.arguments)) &&
        this.#isDrawn(fault, index, number),
    );
  }

  /** Counts one strike of a fault; false where it has struck as often as it may, by calls that ran side by side. */
  strike(fault: Fault): boolean {
    if (!this.#isLeft(fault)) return false;
    this.#struck.set(fault, this.#timesStruck(fault) + 1);
    return true;
  }

  #isLeft(fault: Fault): boolean {
    return fault.times === undefined || this.#timesStruck(fault) < fault.times;
  }

  #timesStruck(fault: Fault): number {
    return this.#struck.get(fault) ?? 0;
  }

  #isDrawn({ probability, seed }: Fault, index: number, number: number): boolean {
    if (probability >= 1) return true;
    const { caseId, runIndex } = this.#seed;
    return seededDraw(`${caseId}#${runIndex}#fault ${index}#${seed}`, number) < probability;
  }
}

/** Whether the fault can only give back what the same call got before. */
export function needsEarlier({ fault, value, merge }: Fault): boolean {
  return fault === "stale" && value === undefined && merge === undefined;
}

/** Whether the named arguments have just these values; others may stand beside them. */
function areWithin(
  wanted: Readonly<Record<string, JsonValue>>,
  given: JsonValue | undefined,
): boolean {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
  const fields = new Map<string, JsonValue>(Object.entries(given));
  return Object.entries(wanted).every(
    ([name, value]) =>
      canonicalJson({ value }) === canonicalJson({ value: fields.get(name) ?? null }),
  );
}
