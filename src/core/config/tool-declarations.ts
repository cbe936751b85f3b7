import { z } from "zod";
import { argumentMatch, type ToolRules } from "../dataset/tools-field.ts";

/** `tools:` of tracegate.yaml, by tool. */
export const toolDeclarations = z
  .record(
    z.string().min(1).max(200),
    z.strictObject({
      readOnly: z
        .boolean()
        .default(false)
        .meta({
          description:
            "Whether it changes nothing: a call that matches no recorded one is answered by the recorded call of its number, and its result may be exchanged on the wire.",
          examples: [true],
        }),
      live: z
        .boolean()
        .default(false)
        .meta({
          description:
            "Whether it runs live even where a case's tools are recorded, such as one that only thinks.",
          examples: [true],
        }),
      match: argumentMatch.optional(),
    }),
  )
  .meta({
    description: "What is true of the agent's tools in every case, for recorded tools and faults.",
    examples: [{ search_policies: { readOnly: true } }],
  });

/** The declarations as rules for the tools of a case. */
export function toolRulesOf(declared: z.output<typeof toolDeclarations>): ToolRules {
  const tools = Object.entries(declared);
  return {
    readOnly: tools.filter(([, { readOnly }]) => readOnly).map(([name]) => name),
    live: tools.filter(([, { live }]) => live).map(([name]) => name),
    match: Object.fromEntries(tools.flatMap(([name, { match }]) => (match ? [[name, match]] : []))),
  };
}
