import { z } from "zod";

/** Who looks after a quarantined case, since when, and why it may not decide. */
export const quarantineField = z
  .strictObject({
    owner: z
      .string()
      .regex(/^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, "the GitHub login of a person")
      .meta({ description: "Who resolves it: a GitHub login.", examples: ["maria-policy"] }),
    since: z.iso
      .date("a date, such as 2026-11-20")
      .meta({ description: "The day that it began.", examples: ["2026-11-20"] }),
    reason: z
      .string()
      .max(500)
      .regex(/\S/, "why it may not decide, in words")
      .meta({
        description: "Why the case may not decide.",
        examples: ["Fails when the carrier's sandbox is slow."],
      }),
  })
  .meta({
    description:
      "Needed where `status` is `quarantined`, and only there; shown on every pull request until it is resolved.",
    examples: [
      { owner: "maria-policy", since: "2026-11-20", reason: "Fails when the sandbox is slow." },
    ],
  });

export type Quarantine = z.output<typeof quarantineField>;
