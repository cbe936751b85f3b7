import { z } from "zod";
import { fault } from "./faults-field.ts";
import { mostCells } from "./most-cells.ts";
import { personaField } from "./persona-field.ts";
import { userText } from "./user-field.ts";

const cellName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    "a name of lower-case letters, digits and dashes, at most 40 characters",
  );

/** `explore:` of a scenario. */
export const exploreField = z
  .strictObject({
    cap: z
      .int()
      .min(1)
      .max(mostCells)
      .default(24)
      .meta({ description: "How many cells of the grid are tried at most.", examples: [24] }),
    runs: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .meta({ description: "How often each cell is run.", examples: [3] }),
    seed: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({ description: "Another number draws other cells.", examples: [1] }),
    personas: z
      .record(cellName, personaField)
      .optional()
      .meta({
        description: "Personas by name, each laid over the scenario's; only where a model plays.",
        examples: [{ hurried: { mood: "in a hurry", patience: 2 } }],
      }),
    openings: z
      .record(cellName, userText)
      .optional()
      .meta({
        description: "What the user says first, by name.",
        examples: [{ vague: "I have a question about a card." }],
      }),
    faults: z
      .record(cellName, z.array(fault).max(100))
      .optional()
      .meta({
        description: "Tool failures by name; an empty list is a cell in which nothing fails.",
        examples: [{ none: [], "search-down": [{ tool: "search_policies", fault: "timeout" }] }],
      }),
  })
  .refine(
    ({ personas = {}, openings = {}, faults = {} }) =>
      [personas, openings, faults].some((axis) => Object.keys(axis).length > 0),
    {
      message: "names nothing to vary",
      params: {
        expected: "at least one of `personas`, `openings` and `faults`",
        example: "openings:\n  vague: I have a question about a card.",
      },
    },
  )
  .meta({
    description:
      "A grid of personas, openings and faults that `tracegate simulate --explore` tries; it decides nothing.",
    examples: [{ openings: { vague: "I have a question about a card." } }],
  });

export type ExploreField = z.output<typeof exploreField>;
