import type { Event } from "js-yaml";
import {
  CORE_SCHEMA,
  constructFromEvents,
  floatCoreTag,
  mapTag,
  NOT_RESOLVED,
  parseEvents,
  YAMLException,
} from "js-yaml";
import type { Problem } from "../errors.ts";
import { formatPath } from "./json-path.ts";
import type { Locate } from "./yaml-positions.ts";
import { positionInText, YamlPositions } from "./yaml-positions.ts";
import type { Surprise } from "./yaml-surprises.ts";
import { findSurprises } from "./yaml-surprises.ts";
import { describeSyntaxError, maxYamlNesting, refusedKeys } from "./yaml-syntax-error.ts";

/** No file that people write by hand is larger; a larger one never reaches the parser. */
export const maxYamlBytes = 256 * 1024;

/** One parsed file. */
export type YamlDocument = {
  /** Relative to the project root. */
  readonly file: string;
  /** What JSON can carry. */
  readonly value: unknown;
  /** Builds its table at the first call: only files with a problem pay for positions. */
  readonly locate: Locate;
};

export type YamlResult =
  | { readonly kind: "document"; readonly document: YamlDocument }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

/**
 * YAML 1.2 core values that JSON can carry as well: dates stay text, and so do `.inf`, `.nan` and `yes`.
 *
 * Keys that would not mean what they look like (`<<`, `__proto__`, `1.0`) are refused instead of being stored
 * under another name.
 */
const jsonSchema = CORE_SCHEMA.withTags(
  {
    ...floatCoreTag,
    resolve: (source, isExplicit, tagName) => {
      const value = floatCoreTag.resolve(source, isExplicit, tagName);
      return typeof value === "number" && !Number.isFinite(value) ? NOT_RESOLVED : value;
    },
  },
  {
    ...mapTag,
    addPair: (map, key, value) => {
      if (typeof key !== "string") return refusedKeys.notText;
      if (key === "<<") return refusedKeys.merge;
      if (key === "__proto__") return refusedKeys.prototype;
      return mapTag.addPair(map, key, value);
    },
  },
);

/** Reads one YAML file: its value and a way to find positions in it, or everything that is wrong with its text. */
export function parseYaml(file: string, source: string): YamlResult {
  if (Buffer.byteLength(source) > maxYamlBytes) return refuse([fileTooLarge(file)]);
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  let events: Event[] = [];
  try {
    events = readEvents(text);
    const surprises = findSurprises(events, text);
    if (surprises.length > 0) return refuse(surprises.map((one) => place(file, text, one)));
    // One document: several and none are among the surprises.
    const [value] = constructFromEvents(events, { source: text, schema: jsonSchema });
    return { kind: "document", document: yamlDocument(file, value, text) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason === "duplicated mapping key") return refuse(duplicateKeys(file, events, text));
    const at = positionInText(text, offsetOf(error, text));
    return refuse([{ file, ...at, ...describeSyntaxError(error.reason, text, at) }]);
  }
}

/**
 * The parser stops at a depth of its own, which also counts a text and what may become its map: two levels
 * more than ours, which is counted exactly in what it read.
 */
function readEvents(text: string): Event[] {
  return parseEvents(text, { maxDepth: maxYamlNesting + 2 });
}

/** Where the parser stopped; of a key in quotes it names the text, and we the quote. */
function offsetOf({ mark, reason }: YAMLException, text: string): number {
  const offset = mark?.position ?? 0;
  const isKey = Object.values<string>(refusedKeys).includes(reason);
  return isKey && /["']/.test(text[offset - 1] ?? "") ? offset - 1 : offset;
}

function refuse(problems: readonly Problem[]): YamlResult {
  return { kind: "problems", problems };
}

function place(file: string, text: string, { at, ...problem }: Surprise): Problem {
  return { file, ...positionInText(text, at), ...problem };
}

function yamlDocument(file: string, value: unknown, text: string): YamlDocument {
  let positions: YamlPositions | undefined;
  const locate: Locate = (path, part) => {
    // Read again instead of kept: the events of a thousand files weigh more than all their values.
    positions ??= new YamlPositions(readEvents(text), text);
    return positions.locate(path, part);
  };
  return { file, value, locate };
}

function duplicateKeys(file: string, events: readonly Event[], text: string): readonly Problem[] {
  return new YamlPositions(events, text).duplicateKeys().map(({ path, position, first }) => ({
    code: "DUPLICATE_KEY",
    file,
    ...position,
    path: formatPath(path),
    message: `the key \`${path.at(-1)}\` stands here a second time; the first is in line ${first.line}`,
    expected: "each key once",
  }));
}

/** The problem of a file over the cap, also for readers that stop before they have all of it. */
export function fileTooLarge(file: string): Problem {
  return {
    code: "FILE_TOO_LARGE",
    file,
    message: `the file is larger than ${maxYamlBytes / 1024} KB`,
    expected: "one case, scenario or evaluator a file, short enough to review",
  };
}
