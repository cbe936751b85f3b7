import { z } from "zod";
import { labelClasses } from "../dataset/label-file.ts";
import {
  type Calibration,
  type CalibrationItem,
  calibrationSchema,
  countItems,
} from "./calibration.ts";

/** Largest calibration that is read. */
export const maxCalibrationBytes = 16 * 1024 * 1024;

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const figure = z.object({ value: z.number(), low: z.number(), high: z.number() });

const calibrationFile = z.object({
  schema: z.literal(calibrationSchema),
  evaluator: z.object({ ref: z.string().max(200), digest }),
  judge: z.object({ model: z.string().max(200), digest, answeredBy: z.array(z.string()) }),
  labels: z.object({
    dataset: z.string(),
    dimension: z.string(),
    digest,
    annotators: count,
  }),
  measuredAt: z.iso.datetime(),
  counts: z.object({
    truePasses: count,
    falseFails: count,
    falsePasses: count,
    trueFails: count,
    unscored: count,
  }),
  figures: z.object({
    tpr: figure.exactOptional(),
    tnr: figure.exactOptional(),
    agreed: figure.exactOptional(),
    kappa: figure.exactOptional(),
    ac1: figure.exactOptional(),
    alpha: figure.exactOptional(),
  }),
  drift: z.object({ at: z.string(), reasons: z.array(z.string()) }).exactOptional(),
  wasTrusted: z.literal(true).exactOptional(),
  trustedUnder: z.object({ tpr: share, tnr: share, labels: count }).exactOptional(),
  items: z.array(
    z.object({
      session: z.string().min(1),
      digest,
      label: z.enum(labelClasses),
      verdict: z.enum([...labelClasses, "unscored"]),
    }),
  ),
});

export type CalibrationReading =
  | { readonly kind: "calibration"; readonly calibration: Calibration }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads `evaluators/<name>/v<N>.calibration.json`. Counts that are not those of its items make it unreadable. */
export function parseCalibration(text: string): CalibrationReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: "unreadable", reason: "it is no JSON" };
  }
  const parsed = calibrationFile.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    return { kind: "unreadable", reason: `${where}${issue?.message ?? "it is no calibration"}` };
  }
  const { items, counts } = parsed.data;
  if (new Set(items.map(({ session }) => session)).size < items.length) {
    return { kind: "unreadable", reason: "a session stands in it twice" };
  }
  return JSON.stringify(countItems(items)) === JSON.stringify(counts)
    ? { kind: "calibration", calibration: parsed.data }
    : { kind: "unreadable", reason: "its counts are not those of its items" };
}

/** The file's text: one session a line, so that a review shows which verdicts changed. */
export function renderCalibration(calibration: Calibration): string {
  const { items, ...head } = calibration;
  const lines = items.map((item) => `    ${renderItem(item)}`).join(",\n");
  const text = JSON.stringify(head, undefined, 2).replace(/\n\}$/, "");
  return `${text},\n  "items": [${lines === "" ? "" : `\n${lines}\n  `}]\n}\n`;
}

function renderItem({ session, digest: of, label, verdict }: CalibrationItem): string {
  return JSON.stringify({ session, digest: of, label, verdict });
}
