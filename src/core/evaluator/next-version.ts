/**
 * The text of an evaluator's next version, made of the text of one: comments and layout stay as they are.
 *
 * The `version:` line counts one up, and `changed:` says what differs, or goes where nothing was said: the text of the
 * version before says nothing about this one.
 *
 * @throws RangeError where the text has no top-level `version:` line.
 */
export function nextVersion(text: string, version: number, changed?: string): string {
  if (!versionLine.test(text)) throw new RangeError("the text has no `version:` line");
  const counted = text.replace(versionLine, `$1${version}$2`);
  const without = counted.replace(changedBlock, "");
  if (changed === undefined) return without;
  const line = `changed: ${JSON.stringify(changed)}`;
  return without.endsWith("\n") ? `${without}${line}\n` : `${without}\n${line}\n`;
}

const versionLine = /^(version:[ \t]*)\d+([ \t]*(?:#.*)?)$/m;
/** The key with all that is indented below it. */
const changedBlock = /^changed:.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n[ \t])))*\n?/m;

/**
 * A case file's text with every expectation of `name@from` held to `name@to`, and how many there were.
 */
export function withVersion(
  text: string,
  { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
): { readonly text: string; readonly count: number } {
  let count = 0;
  const reference = new RegExp(`(\\bevaluator:[ \\t]*["']?)${name}@${from}(?![0-9])`, "g");
  const next = text.replace(reference, (_, before: string) => {
    count += 1;
    return `${before}${name}@${to}`;
  });
  return { text: next, count };
}
