import { UserError } from "../../core/errors.ts";
import {
  addTexts,
  type MapTexts,
  Redaction,
  type RedactionRules,
} from "../../core/redact/redaction.ts";
import { mapSessionTexts } from "../../core/redact/session-texts.ts";
import type { FoundKind, Redactor, TextRedactor } from "../../ports/redactor.ts";
import { secretlintFindings } from "./secretlint.ts";

/** More text than that is no session of an honest agent; searching it would take minutes. */
const mostCharacters = 64 * 1024 * 1024;

/**
 * A redactor that looks for secrets with secretlint's rules and our own, and for personal data with ours.
 *
 * It fails closed: whatever goes wrong is a `UserError` without a word of the text, and nothing is given back.
 *
 * @param rules patterns that RE2 cannot compile throw its error.
 */
export function secretlintRedactor(
  rules: RedactionRules,
  maxCharacters = mostCharacters,
): Redactor & TextRedactor {
  const redaction = new Redaction(rules);
  const redact = <T>(tree: T, mapTexts: MapTexts<T>): Promise<RedactedTree<T>> =>
    redactTree(redaction, tree, { mapTexts, maxCharacters }).catch(refuse);
  const redactText: TextRedactor["redactText"] = async (text) => {
    const { value, found } = await redact(text, (tree, mapper) => mapper.text(tree));
    return { text: value, found };
  };
  return {
    redact: async (session) => {
      const { value, found } = await redact(session, mapSessionTexts);
      return { session: value, found };
    },
    redactText,
    findLeaks: async (text) => (await redactText(text)).found,
  };
}

type RedactedTree<T> = { readonly value: T; readonly found: readonly FoundKind[] };

/** One round finds nearly everything; a later one sees what surrogates make of the words around them. */
const mostRounds = 4;

/** Looks again at what came out until nothing is found in it, so that doing it twice changes nothing more. */
async function redactTree<T>(
  redaction: Redaction,
  tree: T,
  { mapTexts, maxCharacters }: { readonly mapTexts: MapTexts<T>; readonly maxCharacters: number },
): Promise<RedactedTree<T>> {
  const scan = redaction.scan();
  if (addTexts(tree, mapTexts, scan) > maxCharacters) throw tooLarge(maxCharacters);
  let value = tree;
  const found = new Map<string, number>();
  for (let round = 0; round < mostRounds; round += 1) {
    const secrets = await secretlintFindings(scan.unsearched());
    if (scan.search((text) => secrets.get(text) ?? []).length === 0) {
      return { value, found: sorted(found) };
    }
    const replaced = redaction.replace(value, mapTexts, scan);
    for (const [kind, count] of replaced.counts) if (!found.has(kind)) found.set(kind, count);
    value = replaced.value;
  }
  throw new RangeError("surrogates are found again and again");
}

function sorted(counts: ReadonlyMap<string, number>): readonly FoundKind[] {
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

function tooLarge(maxCharacters: number): UserError {
  return new UserError(
    "REDACTION_TOO_LARGE",
    `A session or text of more than ${maxCharacters} characters was not searched for secrets, and nothing of it was written.`,
    "Leave it out, or cut what its tools returned before you import it.",
  );
}

/** Messages of what went wrong may quote what was searched: only the place in the code is kept. */
function refuse(error: unknown): never {
  if (error instanceof UserError) throw error;
  const where = error instanceof Error ? frames(error) : "";
  throw new UserError(
    "REDACTION_FAILED",
    "A session or text could not be searched for secrets and personal data, so nothing of it was written.",
    "Run it again with TRACEGATE_DEBUG=1 and report the place in the code; your text is not part of it.",
    { cause: `${error instanceof Error ? error.constructor.name : typeof error}\n${where}` },
  );
}

function frames({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
