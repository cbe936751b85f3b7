import { z } from "zod";
import { slug } from "../dataset/case-file.ts";
import { redactedKinds } from "../redact/found-value.ts";
import { envName } from "./scalars.ts";

const builtIn: readonly string[] = redactedKinds;

const pattern = z.strictObject({
  name: slug
    .refine((name) => !builtIn.includes(name), {
      message: "is what Tracegate calls its own findings",
      params: { expected: `another name than ${builtIn.join(", ")}` },
    })
    .meta({
      description: "What the values are; reports count them under this name.",
      examples: ["customer-number"],
    }),
  pattern: z
    .string()
    .min(1)
    .max(1000)
    .meta({
      description:
        "Regular expression (RE2 syntax, linear time). With a capturing group, the group is the value and is then looked for everywhere.",
      examples: ["\\bK-[0-9]{8}\\b"],
    }),
  surrogate: z
    .string()
    .min(1)
    .max(200)
    .regex(/[#?^]/, "a form with a `#`, `?` or `^`, so that two values get two surrogates")
    .optional()
    .meta({
      description:
        "How surrogates look: `#` is a digit, `?` a lower-case letter, `^` an upper-case letter, all else stands for itself. The pattern must not match it.",
      examples: ["K-X#######"],
    }),
});

/** `redaction:` of tracegate.yaml. */
export const redactionConfig = z
  .strictObject({
    patterns: z
      .array(pattern)
      .max(100)
      .refine((patterns) => new Set(patterns.map(({ name }) => name)).size === patterns.length, {
        message: "has two patterns of one name",
        params: { expected: "a name of its own for each pattern" },
      })
      .default([])
      .meta({
        description: "What else must not be written: ids of your customers, names of your hosts.",
        examples: [[{ name: "customer-number", pattern: "\\bK-[0-9]{8}\\b" }]],
      }),
    allow: z
      .array(z.string().min(1).max(500).regex(/[^*]/, "a text that is more than `*`"))
      .max(1000)
      .default([])
      .meta({
        description:
          "Values that stay, whole and in whatever case, such as your own support address; `*` stands for anything without blanks.",
        examples: [["help@shop.example", "*@test.shop.example"]],
      }),
    phoneCountries: z
      .array(z.string().regex(/^[A-Z]{2}$/, "a country's two letters, such as `DE`"))
      .max(50)
      .default(["US", "GB", "FR", "DE"])
      .meta({
        description:
          "Countries (ISO 3166) whose national phone numbers are known without a word beside them. Numbers with `+` are known from everywhere.",
        examples: [["US", "ES"]],
      }),
    keyEnv: envName.optional().meta({
      description:
        "The environment variable with the key that surrogates are drawn with: the same key gives the same surrogates on every machine. Without it a random key is kept in `.tracegate/redaction`.",
      examples: ["TRACEGATE_REDACTION_KEY"],
    }),
  })
  .meta({
    description: "What is taken out of sessions before they are written, beside what always is.",
    examples: [{ allow: ["help@shop.example"] }],
  });

export type RedactionConfig = z.output<typeof redactionConfig>;
