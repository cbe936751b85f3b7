import type { ImportedLabels } from "../../calibrate/label-import.ts";
import { countOf, listText } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import { listLines, renderDropped } from "./dropped-lines.ts";

/** What became of people's annotations in files of another system, as a terminal shows it. */
export function renderImportedLabels(
  imported: ImportedLabels,
  { dimension, names }: { readonly dimension: string; readonly names: readonly string[] },
): string {
  const { sessions, unlabelled, labels, known, contradictory, unmapped, dropped } = imported;
  const looked = listText(
    names.map((name) => terminalText(name, 60)),
    5,
  );
  const parts = [
    `${countOf(labels, "new label")} on ${dimension} from ${countOf(sessions, "session")}`,
    ...(known > 0 ? [`${countOf(known, "label")} known before`] : []),
    ...(contradictory > 0
      ? [
          `${countOf(contradictory, "label")} left out: the same person had said otherwise, which stands`,
        ]
      : []),
    ...(unlabelled > 0
      ? [`${countOf(unlabelled, "session")} without a person's annotation named ${looked}`]
      : []),
  ];
  const values = unmapped.map(({ value, count }) => `${count} × ${terminalText(value, 100)}`);
  const blocks = [
    parts.join("\n"),
    values.length === 0
      ? ""
      : `Values that mean neither pass nor fail; say so with --pass-values, --fail-values or --pass-from\n${listLines(values)}`,
    renderDropped(dropped),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
