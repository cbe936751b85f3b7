import { z } from "zod";

const shortText = z.string().min(1).max(500);

/** A sentence, or one thing by its name: `order: 4471`. */
const knownFact = z.union([
  shortText,
  z
    .record(z.string().min(1).max(100), z.union([shortText, z.number()]))
    .refine((fact) => Object.keys(fact).length === 1, {
      message: "is not one fact",
      params: { expected: "one name and its value in each item", example: "- order: 4471" },
    }),
]);

const secret = z.union([
  shortText,
  z.strictObject({
    what: shortText.meta({
      description: "What the user keeps to themselves.",
      examples: ["that it was a present"],
    }),
    words: z
      .array(z.string().min(2).max(200))
      .min(1)
      .max(50)
      .meta({
        description: "Words that give it away, beside those of `what`.",
        examples: [["birthday", "gift for my sister"]],
      }),
  }),
]);

/** `persona:` of a scenario. */
export const personaField = z
  .strictObject({
    mood: shortText
      .optional()
      .meta({ description: "How the user feels and talks.", examples: ["impatient"] }),
    style: shortText
      .optional()
      .meta({ description: "How the user writes.", examples: ["short sentences, few commas"] }),
    knows: z
      .array(knownFact)
      .min(1)
      .max(100)
      .optional()
      .meta({
        description:
          "What the user knows: sentences, or one name and value each. A user who states another value ends the run as `simulator-error`.",
        examples: [["order 4471", { "gift card bought": "2026-10-02" }]],
      }),
    hides: z
      .array(secret)
      .min(1)
      .max(100)
      .optional()
      .meta({
        description:
          "What the user must not tell. A user who tells it ends the run as `simulator-error`.",
        examples: [["that it was a present"]],
      }),
    patience: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .meta({
        description: "After how many replies that bring them no further the user gives up.",
        examples: [3],
      }),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "a language, such as `en` or `pt-BR`")
      .optional()
      .meta({ description: "The language that the user writes.", examples: ["en"] }),
  })
  .meta({
    description: "Who the user is, where a model plays them.",
    examples: [{ mood: "impatient", knows: ["order 4471"], hides: ["that it was a present"] }],
  });

type PersonaField = z.output<typeof personaField>;

/** Something that a persona must not tell, and what gives it away. */
export type Secret = { readonly what: string; readonly words: readonly string[] };

/** A persona in one shape, however its file was written. */
export type Persona = {
  readonly mood?: string;
  readonly style?: string;
  readonly knows: readonly string[];
  readonly hides: readonly Secret[];
  readonly patience?: number;
  readonly language?: string;
};

/** The one shape of a persona; one that knows and hides nothing where the file names none. */
export function personaOf(persona: PersonaField = {}): Persona {
  const { knows = [], hides = [], mood, style, patience, language } = persona;
  return {
    ...(mood !== undefined && { mood }),
    ...(style !== undefined && { style }),
    ...(patience !== undefined && { patience }),
    ...(language !== undefined && { language }),
    knows: knows.map((fact) =>
      typeof fact === "string"
        ? fact
        : Object.entries(fact)
            .map(([name, value]) => `${name}: ${value}`)
            .join(", "),
    ),
    hides: hides.map((one) => (typeof one === "string" ? { what: one, words: [] } : one)),
  };
}
