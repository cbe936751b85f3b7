import { z } from "zod";

/** How one argument of a tool call is held against the recorded one. */
const argumentMatchers = ["exact", "text", "similar", "ignore"] as const;

const toolNamed = z.string().min(1).max(200);
const toolList = z.array(toolNamed).max(500);

const share = z.number().gt(0).lte(1);

const argumentMatcher = z
  .union([
    z.enum(argumentMatchers),
    z
      .strictObject({
        similar: share.optional().meta({
          description: "The least similarity of two free texts; 0.6 for `similar` alone.",
          examples: [0.8],
        }),
        within: z
          .number()
          .min(0)
          .optional()
          .meta({ description: "The most that two numbers may differ by.", examples: [0.01] }),
      })
      .refine(({ similar, within }) => (similar === undefined) !== (within === undefined), {
        message: "says neither or both of `similar` and `within`",
        params: { expected: "one of the two", example: "amount: { within: 0.01 }" },
      }),
  ])
  .meta({
    description:
      "`exact`, `text` (letter case, punctuation and white space aside), `similar` (the words of free text), `ignore`, or `{ within: <number> }`.",
    examples: ["ignore", { within: 0.01 }],
  });

/** By argument; a field inside one as `filters.city`. What is not named is matched by its kind. */
export const argumentMatch = z.record(z.string().min(1).max(500), argumentMatcher).meta({
  description:
    "How each argument is held against the recorded one, where its kind does not say it well.",
  examples: [{ reason: "ignore", amount: { within: 0.01 } }],
});

/** The name of a session's file in the dataset's folder `sessions/`. */
const sessionName = z
  .string()
  .max(120)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/,
    "the name of a file in the dataset's folder `sessions/`, such as `late-fee.json`",
  );

/** `tools:` of a case. */
export const toolsField = z
  .union([
    z.literal("recorded"),
    z.strictObject({
      mode: z.enum(["recorded"]).meta({
        description: "The tools answer what they answered in the recorded session.",
        examples: ["recorded"],
      }),
      session: sessionName.optional().meta({
        description:
          "The recorded session, a file in the dataset's folder `sessions/`; `<id>.json` where left out.",
        examples: ["refund-policy-unknown-area.json"],
      }),
      match: z
        .record(toolNamed, argumentMatch)
        .optional()
        .meta({
          description: "By tool and argument: how a call is held against the recorded ones.",
          examples: [{ issue_refund: { reason: "ignore" } }],
        }),
      readOnly: toolList.optional().meta({
        description:
          "Tools that change nothing: a call that matches none is answered by the recorded call of its number.",
        examples: [["search_policies"]],
      }),
      live: toolList.optional().meta({
        description: "Tools that run live all the same, such as one that only thinks.",
        examples: [["think"]],
      }),
    }),
  ])
  .meta({
    description: "What answers the agent's tool calls; the live tools where left out.",
    examples: ["recorded", { mode: "recorded", session: "refund-policy-unknown-area.json" }],
  });

export type ArgumentMatcher = z.output<typeof argumentMatcher>;
export type ArgumentMatch = z.output<typeof argumentMatch>;

/** What is known of some tools: which only read, which always run, and how their arguments are matched. */
export type ToolRules = {
  readonly readOnly: readonly string[];
  readonly live: readonly string[];
  readonly match: Readonly<Record<string, ArgumentMatch>>;
};
