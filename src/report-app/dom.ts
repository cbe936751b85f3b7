type Child = Node | string | undefined | false;
type Listener = (event: Event) => void;

/** Attributes by name; `false` and `undefined` leave one out, functions listen to the event of the name behind `on`. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>;

const svgNamespace = "http://www.w3.org/2000/svg";

/** An element of HTML. Strings become text and nothing else, whatever stands in them. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** An element of SVG. */
export function svg(
  tag: keyof SVGElementTagNameMap,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElement {
  const element = document.createElementNS(svgNamespace, tag);
  fill(element, attributes, children);
  return element;
}

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
}

/** A link within the page. */
export function link(
  hash: string,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLAnchorElement {
  return h("a", { ...attributes, href: hash }, ...children);
}
