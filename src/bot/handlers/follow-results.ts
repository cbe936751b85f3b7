import { z } from "zod";
import { promotePassing } from "../../app/intake/promote-passing.ts";
import { passingCases, passingEvent } from "../../core/plan/passing-cases.ts";
import { eventPayload } from "../event-payload.ts";
import type { Handler } from "../handler.ts";

const payload = eventPayload.extend({
  action: z.string().nullable(),
  client_payload: z.unknown(),
});

/** The action tells which open cases the default branch passes; others who may send events tell other things. */
export const followResults: Handler<z.output<typeof payload>> = {
  events: ["repository_dispatch"],
  payload,
  about: () => undefined,
  answer: async (
    { action, client_payload: told },
    { ports, settings: { place }, defaultBranch },
  ) => {
    if (action !== passingEvent) return;
    const passing = passingCases.safeParse(told);
    if (passing.success) await promotePassing(passing.data, defaultBranch, { ...ports, place });
  },
};
