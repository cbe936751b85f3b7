import { z } from "zod";
import { slug } from "../dataset/case-file.ts";

/** A person: teams do not answer for anything. */
const owner = z
  .string()
  .regex(/^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, "the GitHub login of a person")
  .meta({ description: "Who answers for it: a GitHub login.", examples: ["maria-policy"] });

/** One entry of `gate.waivers`. */
const waiver = z
  .strictObject({
    dimension: slug.exactOptional().meta({
      description:
        "The dimension that may be below its floor, undecided or worse than the baseline.",
      examples: ["tone"],
    }),
    case: slug.exactOptional().meta({
      description: "The case that may fail; a must-pass case is waived by its name only.",
      examples: ["late-fee-eu"],
    }),
    owner,
    reason: z
      .string()
      .max(500)
      .regex(/\S/, "why it is waived, in words")
      .meta({
        description: "Why, for whoever reads the comment.",
        examples: ["The carrier's API gives old prices until their fix, see issue 212."],
      }),
    expires: z.iso.date("a date, such as 2026-12-15").meta({
      description:
        "The last day on which it counts, in UTC; at most 90 days ahead, else it does not count.",
      examples: ["2026-12-15"],
    }),
  })
  .refine((entry) => entry.dimension !== undefined || entry.case !== undefined, {
    message: "names neither a dimension nor a case, so that it would waive everything",
    params: {
      expected: "`dimension`, `case`, or both",
      example:
        "- { dimension: tone, owner: maria-policy, reason: see issue 212, expires: 2026-12-15 }",
    },
  })
  .meta({ description: "A reason to block that is known, and shown without blocking." });

export const waivers = z
  .array(waiver)
  .max(100)
  .meta({
    description:
      "Reasons to block that somebody answers for until a day; always shown, and read from the base branch.",
    examples: [
      [
        {
          case: "late-fee-eu",
          owner: "maria-policy",
          reason: "The carrier's API gives old prices, see issue 212.",
          expires: "2026-12-15",
        },
      ],
    ],
  });

export const waiverLabel = z
  .union([
    z.literal(false),
    z.string().regex(/^[^\s,\p{C}](?:[^,\p{C}]{0,48}[^\s,\p{C}])?$/u, "the name of a label"),
  ])
  .meta({
    description:
      "A label that waives what may be waived on one pull request for a week, put there by somebody else with write access; `false` for none.",
    examples: ["tracegate:waive", false],
  });

export type Waiver = z.output<typeof waiver>;
