import { setTimeout as sleep } from "node:timers/promises";
import type { SessionTools } from "../../core/replay/session-tools.ts";
import type { OfferedTools } from "../../ports/offered-tools.ts";

/** Offers recorded tools that belong to nobody's run: no live tool stands behind them. */
export function offerSessionTools(
  tools: SessionTools,
  onGap: (reason: string) => void,
): OfferedTools {
  return {
    catalog: () => tools.catalog,
    call: async (request, { signal }) => {
      const directive = tools.answer(request);
      if (directive.kind === "gap") {
        onGap(directive.reason);
        return { kind: "refused", reason: directive.reason };
      }
      if (directive.kind === "live") {
        return { kind: "refused", reason: `${request.name} runs live and is not offered here` };
      }
      if (directive.delayMs !== undefined) await sleep(directive.delayMs, undefined, { signal });
      return directive.kind === "error"
        ? { kind: "error", error: directive.error }
        : { kind: "result", result: directive.result };
    },
  };
}
