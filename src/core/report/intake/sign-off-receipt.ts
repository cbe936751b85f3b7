import { codeName, inlineText } from "../markdown.ts";

/**
 * The receipt for `/tracegate sign`: who signed what, as it stood. Markdown below the marks that find it again.
 *
 * It is never edited: an edited one counts for nothing.
 */
export function renderReceipt(
  marks: readonly string[],
  {
    by,
    digests,
    commit,
  }: {
    readonly by: string;
    readonly digests: ReadonlyMap<string, string>;
    readonly commit: string;
  },
): string {
  const cases = [...digests].map(
    ([id, digest]) => `- ${codeName(id)} at \`${digest.slice("sha256:".length, 19)}\``,
  );
  return `${[
    ...marks,
    `${inlineText(by, 60)} signed, at commit \`${commit.slice(0, 7)}\`:`,
    "",
    ...cases,
    "",
    "It counts while these digests stand, whatever else is pushed. Delete your comment, or request changes, to take it back.",
  ].join("\n")}\n`;
}
