import { grouped } from "../numbers.ts";

/** The comment while the runs are made: nothing is decided yet. */
export function renderRunning(
  { recorded, planned }: { readonly recorded: number; readonly planned: number },
  { marker }: { readonly marker?: string } = {},
): string {
  const lines = [
    `### ⏳ Running: ${grouped(recorded)} of ${grouped(planned)} runs are made`,
    "Nothing is decided yet. This comment is written over when the runs are done.",
    "",
  ];
  return [...(marker === undefined ? [] : [marker]), ...lines].join("\n");
}
