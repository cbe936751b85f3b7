import type { Event, ScalarEvent } from "js-yaml";
import { EVENT_ID, SCALAR_STYLE } from "js-yaml";
import type { ProblemText } from "./yaml-syntax-error.ts";
import { maxYamlNesting, tooDeep } from "./yaml-syntax-error.ts";

/** Something that YAML allows and that would not mean what a reviewer reads. */
export type Surprise = ProblemText & {
  /** Offset in the text. */
  readonly at: number;
};

/** More of them in one file say nothing new. */
const maxSurprises = 20;

/**
 * Finds what YAML allows and these files do not: no document or several, references, tags, and plain
 * text of which YAML would silently read only a part or another number.
 */
export function findSurprises(events: readonly Event[], text: string): readonly Surprise[] {
  const shape = findWrongShape(events, text);
  if (shape !== undefined) return [shape];
  const found: Surprise[] = [];
  // The document is one level of the parser's.
  let depth = -1;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      depth--;
      continue;
    }
    if (!isLeaf(event) && ++depth > maxYamlNesting) {
      return [...found, { ...tooDeep, at: Math.max(0, offsetOf(event)) }];
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      if (event.directives.length > 0) found.push(directive(text));
      continue;
    }
    if (event.type === EVENT_ID.ALIAS)
      found.push(reference(event.anchorStart - 1, "an alias (`*`)"));
    else if (event.anchorStart >= 0)
      found.push(reference(event.anchorStart - 1, "an anchor (`&`)"));
    if ("tagStart" in event && event.tagStart >= 0) found.push(tag(event.tagStart));
    if (event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN)
      found.push(...findMisread(event, text));
    if (found.length >= maxSurprises) break;
  }
  return found;
}

function findWrongShape(events: readonly Event[], text: string): Surprise | undefined {
  const [, root] = events;
  if (root === undefined || (isEmpty(root) && events.length === 3)) {
    return {
      code: "YAML_EMPTY",
      at: 0,
      message: "the file holds nothing",
      expected: "`key: value` lines",
    };
  }
  const second = events.findLastIndex(({ type }) => type === EVENT_ID.DOCUMENT);
  if (second === 0) return undefined;
  return {
    code: "YAML_DOCUMENTS",
    at:
      events
        .slice(second)
        .map(offsetOf)
        .find((offset) => offset >= 0) ?? text.length,
    message: "more than one document stands in the file (another begins after `---` or `...`)",
    expected: "one document a file",
  };
}

function isLeaf({ type }: Event): boolean {
  return type === EVENT_ID.SCALAR || type === EVENT_ID.ALIAS;
}

function isEmpty(event: Event): boolean {
  return event.type === EVENT_ID.SCALAR && event.valueStart < 0;
}

function offsetOf(event: Event): number {
  if ("valueStart" in event) return event.valueStart;
  return "start" in event ? event.start : -1;
}

function directive(text: string): Surprise {
  return {
    code: "YAML_DIRECTIVE",
    at: Math.max(0, text.search(/^%/m)),
    message: "`%` directives are not read",
    expected: "plain YAML 1.2 without a directive",
  };
}

function reference(at: number, what: string): Surprise {
  return {
    code: "YAML_REFERENCE",
    at,
    message: `${what} stands here; references are not followed`,
    expected:
      "the value itself, so that a reviewer sees what counts; quotes where it is part of a text",
  };
}

function tag(at: number): Surprise {
  return {
    code: "YAML_TAG",
    at,
    message: "a tag (`!`) stands here; tags are not read",
    expected: "the plain value; quotes where the `!` is part of a text",
  };
}

const commentWithoutSpace = /[ \t]+(#[^\s#!][^\r\n]*)/y;
const zerosOrPower = /^[-+]?(?:0[0-9]+|[0-9]+[eE][-+]?[0-9]+)$/;
const manyDigits = /^[-+]?[0-9]{16,}$/;

/** `Where is order #4471?` is `Where is order` to YAML; `0123` is 123. */
function findMisread(event: ScalarEvent, text: string): readonly Surprise[] {
  if (event.valueStart < 0) return [];
  commentWithoutSpace.lastIndex = event.valueEnd;
  const comment = commentWithoutSpace.exec(text)?.[1];
  if (comment !== undefined) {
    return [
      {
        code: "YAML_COMMENT",
        at: commentWithoutSpace.lastIndex - comment.length,
        message: "YAML takes the rest of this line, from ` #` on, for a comment",
        expected: "quotes around a text that holds ` #`, or a space after the `#` of a comment",
        example: 'user: "Where is order #4471?"',
      },
    ];
  }
  if (event.valueEnd - event.valueStart > 40) return [];
  const written = text.slice(event.valueStart, event.valueEnd);
  const isMisread =
    zerosOrPower.test(written) ||
    (manyDigits.test(written) && !Number.isSafeInteger(Number(written)));
  if (!isMisread) return [];
  return [
    {
      code: "YAML_NUMBER",
      at: event.valueStart,
      message: `YAML reads ${written} as the number ${Number(written)}`,
      expected: "quotes around an id, or the number as it is printed",
      example: `"${written}"`,
    },
  ];
}
