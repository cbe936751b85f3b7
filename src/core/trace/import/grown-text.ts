/** One text of a file that was read before; nothing but itself says which. */
export type TextMark = object;

/** What is known of a text beside its characters: whether it is an earlier one with more at its end. */
export type TextOrigin = {
  /** The text itself, for those that grow from it. */
  readonly mark: TextMark;
  /** An earlier text, known to be a list, and the items that this one has behind those, as a list in JSON. */
  readonly grown?: { readonly from: TextMark; readonly items: string };
};

/** Under what an object keeps the origin of its text; no key of JSON, so that nobody else sees it. */
const origin: unique symbol = Symbol("origin of a text");

/** Notes where the text of an OTLP value comes from. */
export function setTextOrigin(value: object, from: TextOrigin): void {
  Object.defineProperty(value, origin, { value: from });
}

/** Where the text of an OTLP value comes from; `undefined` where nobody noted it. */
export function textOriginOf(value: object): TextOrigin | undefined {
  return hasOrigin(value) ? value[origin] : undefined;
}

function hasOrigin(value: object): value is { readonly [origin]: TextOrigin } {
  return origin in value;
}
