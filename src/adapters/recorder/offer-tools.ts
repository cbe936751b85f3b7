import type { ToolRequest } from "../../core/trace/session.ts";
import type { OfferedAnswer, OfferedTools } from "../../ports/offered-tools.ts";
import type { CaptureSession } from "./capture-session.ts";

type Place = (headers: Parameters<OfferedTools["catalog"]>[0]) => CaptureSession | undefined;

/**
 * The recorded tools of whatever session a request belongs to, for a client that stays over several of them.
 *
 * Live tools are the agent's own: nobody could run them here.
 */
export function offerTools(place: Place): OfferedTools {
  return {
    catalog: (headers) => place(headers)?.catalog ?? [],
    call: async (request, { headers }) => {
      const session = place(headers);
      if (session === undefined) {
        return {
          kind: "refused",
          reason: "no session of tracegate is open that this call could belong to",
        };
      }
      if (session.catalog.length === 0) return notOffered(request);
      const answer = await session.toolCalls.answer(request);
      if ("result" in answer) return { kind: "result", result: answer.result };
      if ("gap" in answer) return { kind: "refused", reason: answer.gap };
      return "error" in answer ? { kind: "error", error: answer.error } : notOffered(request);
    },
  };
}

function notOffered({ name }: ToolRequest): OfferedAnswer {
  return { kind: "refused", reason: `${name} runs live and is not offered here` };
}
