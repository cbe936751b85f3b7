import type { CommentOptions } from "./comment.ts";

/** The comment where the gate has nothing to decide; `reason` is a sentence of ours. */
export function renderNotApplicable(
  reason: string,
  { marker }: Pick<CommentOptions, "marker"> = {},
): string {
  const lines = ["### ➖ Not applicable: nothing was run and nothing decided", reason, ""];
  return [...(marker === undefined ? [] : [marker]), ...lines].join("\n");
}
