import type { JsonValue } from "../../json.ts";
import type { Attributes } from "./attributes.ts";

/** Deepest path that is followed: no convention has half as many dots. */
const maxDepth = 12;

/**
 * Attributes whose keys are paths, such as `llm.input_messages.0.message.role`, as a tree. Values that are objects or
 * lists already are branches too, as in exports that unfold the paths themselves.
 */
export class AttributeTree {
  readonly #children = new Map<string, AttributeTree>();
  #value: JsonValue | undefined;

  static of(attributes: Attributes): AttributeTree {
    const tree = new AttributeTree();
    for (const key of attributes.keys()) {
      const value = attributes.value(key);
      if (value === undefined) continue;
      tree.#branch(key.split(".", maxDepth)).#put(value, maxDepth);
    }
    return tree;
  }

  /** The value at a path, a leaf or a whole branch as it was written; `undefined` where there is none. */
  value(path: string): JsonValue | undefined {
    const node = this.at(path);
    return node === undefined ? undefined : node.#value;
  }

  /** Text at a path; a number is its text. */
  text(path: string): string | undefined {
    const value = this.value(path);
    return typeof value === "number"
      ? String(value)
      : typeof value === "string"
        ? value
        : undefined;
  }

  at(path: string): AttributeTree | undefined {
    const dot = path.indexOf(".");
    if (dot === -1) return this.#children.get(path);
    return this.#children.get(path.slice(0, dot))?.at(path.slice(dot + 1));
  }

  /** The numbered branches at a path, in the order of their numbers. */
  items(path: string): readonly AttributeTree[] {
    const node = this.at(path);
    if (node === undefined) return [];
    return [...node.#children]
      .filter(([step]) => /^\d+$/.test(step))
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([, child]) => child);
  }

  #branch([step, ...rest]: readonly string[]): AttributeTree {
    return step === undefined ? this : this.#child(step).#branch(rest);
  }

  #child(step: string): AttributeTree {
    const known = this.#children.get(step);
    if (known !== undefined) return known;
    const child = new AttributeTree();
    this.#children.set(step, child);
    return child;
  }

  #put(value: JsonValue, depthLeft: number): void {
    this.#value = value;
    if (depthLeft === 0 || typeof value !== "object" || value === null) return;
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [step, child] of entries) {
      this.#branch(String(step).split(".", depthLeft)).#put(child, depthLeft - 1);
    }
  }
}
