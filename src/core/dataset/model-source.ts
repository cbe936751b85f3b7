import { z } from "zod";

const cassetteName = z
  .string()
  .max(120)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/,
    "the name of a file in the dataset's folder `cassettes/`, such as `late-fee.json`",
  );

/** `model:` of a case. */
export const modelField = z
  .union([
    z.enum(["recorded", "live"]),
    z.strictObject({
      mode: z.literal("recorded").meta({
        description: "The model answers what it answered when the cassette was recorded.",
        examples: ["recorded"],
      }),
      cassette: cassetteName.optional().meta({
        description:
          "The recorded answers, a file in the dataset's folder `cassettes/`; `<id>.json` where left out.",
        examples: ["late-fee.json"],
      }),
    }),
  ])
  .meta({
    description:
      "What answers the agent's model calls: a cassette (`recorded`), or the model itself (`live`, the same as left out). A cassette cannot test a changed prompt or model.",
    examples: ["recorded", { mode: "recorded", cassette: "late-fee.json" }],
  });

export type ModelField = z.output<typeof modelField>;

/** The file name of the cassette that a case asks for; `undefined` where its model is live. */
export function cassetteOf(model: ModelField | undefined, caseId: string): string | undefined {
  if (model === undefined || model === "live") return undefined;
  const named = model === "recorded" ? undefined : model.cassette;
  return named ?? `${caseId}.json`;
}
