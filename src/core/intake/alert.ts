import { z } from "zod";
import { severities } from "./issue-form.ts";

const line = z.string().min(1).max(200);
const prose = z.string().max(8_000);

/** What a monitor or a script says of a failure, as `client_payload` of a dispatch or as the body of a request. */
export const alertShape = z.strictObject({
  title: line.meta({ description: "What went wrong, in a line.", examples: ["Refund claim"] }),
  asked: prose.optional(),
  wrong: prose.optional(),
  expected: prose.optional(),
  dimension: line.optional(),
  severity: z.enum(severities).optional(),
  /** What a dozen sessions have in common: each becomes a case. */
  cluster: line.optional(),
  /** Sessions in any format that can be imported: JSON, or its text. */
  trace: z.unknown().optional(),
  /** The address of a file with them. */
  url: z.string().max(2_000).optional(),
  /** A file of the repository with them, such as `traces/late-fee.json@3f2c1ab`. */
  path: z.string().max(500).optional(),
});

export type Alert = z.output<typeof alertShape>;

/** The trace of an alert as text; `undefined` where it brought none. */
export function traceText({ trace }: Alert): string | undefined {
  if (trace === undefined || trace === null || trace === "") return undefined;
  return typeof trace === "string" ? trace : JSON.stringify(trace);
}
