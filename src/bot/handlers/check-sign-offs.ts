import { z } from "zod";
import { publishSignOff } from "../../app/intake/check-sign-off.ts";
import { eventPayload } from "../event-payload.ts";
import type { Handler } from "../handler.ts";

const payload = eventPayload.extend({
  pull_request: z.object({ number: z.int().positive() }),
});

/** Whatever changes a pull request, or what people say of it, has its sign-offs looked at again. */
export const checkSignOffs: Handler<z.output<typeof payload>> = {
  events: [
    "pull_request.opened",
    "pull_request.reopened",
    "pull_request.synchronize",
    "pull_request.edited",
    "pull_request_review.submitted",
    "pull_request_review.dismissed",
  ],
  payload,
  about: ({ pull_request: { number } }) => number,
  answer: async ({ pull_request: { number } }, { ports, settings: { place } }) => {
    await publishSignOff(number, { ...ports, place });
  },
};
