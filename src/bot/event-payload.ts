import { z } from "zod";

/** Who caused an event. */
const senderField = z.object({ login: z.string().min(1), type: z.string() });

/** What every event that we listen to says. */
export const eventPayload = z.object({
  repository: z.object({ full_name: z.string(), default_branch: z.string() }),
  sender: senderField,
  /** The App's, where the event came to an App. */
  installation: z.object({ id: z.int().positive() }).optional(),
});

export type EventPayload = z.output<typeof eventPayload>;
