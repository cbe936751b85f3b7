import type { Usage } from "../../src/core/trace/session.ts";
import type { CallMeter } from "../../src/ports/call-meter.ts";

/** A meter that lets so many calls be counted, and refuses what comes after them. */
export function fakeMeter(calls: number): CallMeter & { readonly counted: (Usage | undefined)[] } {
  const counted: (Usage | undefined)[] = [];
  return {
    counted,
    isCapped: true,
    refuse: () => (counted.length < calls ? undefined : "the budget is used up"),
    count: (usage) => {
      counted.push(usage);
    },
  };
}
