import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const actionFile = z.object({
  name: z.string(),
  description: z.string(),
  inputs: z
    .record(
      z.string(),
      z.object({
        description: z.string(),
        default: scalar.optional(),
        /** The runner ignores it: an action checks for itself. */
        required: z.boolean().optional(),
        deprecationMessage: z.string().optional(),
      }),
    )
    .optional(),
  outputs: z.record(z.string(), z.object({ description: z.string() })).optional(),
  runs: z.object({ using: z.literal("node24"), main: z.string() }),
});

export type ActionFile = z.infer<typeof actionFile>;

/** Reads `action.yml`; an action that this harness cannot run like the runner throws. */
export async function readActionFile(folder: string): Promise<ActionFile> {
  return actionFile.parse(parse(await readFile(join(folder, "action.yml"), "utf8")));
}

/** Values by dotted path: `github.token`, `runner.temp`, `github.event.pull_request.number`. */
export type Expressions = Readonly<Record<string, unknown>>;

function lookUp(expressions: Expressions, path: string): string {
  let value: unknown = expressions;
  for (const key of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`\${{ ${path} }} is no text`);
}

/** Fills in `${{ github.… }}` and `${{ runner.… }}`; no other expression is understood. */
export function evaluate(text: string, expressions: Expressions): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_all, inner: string) => {
    const path = inner.trim();
    if (!/^(?:github|runner)(?:\.[a-z_]+)+$/.test(path)) {
      throw new Error(`The harness does not understand the expression \${{ ${path} }}`);
    }
    return lookUp(expressions, path);
  });
}

/** The name under which an input arrives: upper case, spaces to `_`, dashes as they are. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
