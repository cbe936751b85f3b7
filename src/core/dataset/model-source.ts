import { z } from "zod";
import type { Cassette } from "../replay/cassette.ts";

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

/** A cassette of the dataset's folder `cassettes/`. */
export type RecordedModel = {
  /** Path of its file, relative to the project root. */
  readonly file: string;
  readonly cassette: Cassette;
};

/** The name of the file in `cassettes/` that a case's model is recorded in; `undefined` where its model is live. */
export function cassetteOf({
  id,
  model,
}: {
  readonly id: string;
  readonly model?: ModelField | undefined;
}): string | undefined {
  if (model === undefined || model === "live") return undefined;
  return (model === "recorded" ? undefined : model.cassette) ?? `${id}.json`;
}
