import { z } from "zod";
import { followMerge } from "../../app/intake/follow-merge.ts";
import { eventPayload } from "../event-payload.ts";
import type { Handler } from "../handler.ts";

const payload = eventPayload.extend({
  pull_request: z.object({ number: z.int().positive() }),
});

/** A merge is told to the reports that its cases come from. */
export const followMerges: Handler<z.output<typeof payload>> = {
  events: ["pull_request.closed"],
  payload,
  about: ({ pull_request: { number } }) => number,
  answer: async ({ pull_request: { number } }, { ports, settings: { place } }) => {
    await followMerge(number, { ...ports, place });
  },
};
