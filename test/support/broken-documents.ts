import fc from "fast-check";

/** Under this key stands what was JSON text, so that a change reaches into it. */
const inText = "\0text";

const kinds = ["delete", "double", "reverse", "swap", "replace"] as const;

/** One change of a document: of the value at a place, counted through the whole of it. */
type Change = {
  readonly at: number;
  readonly how: (typeof kinds)[number];
  readonly other: number;
  readonly junk: unknown;
};

const junk = fc.constantFrom(null, true, 0, -1, 1.5, "", "x", [], {}, [null], { a: 1 });

/** Changes of documents that exporters, disks and hands make. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ at: fc.nat(), how: fc.constantFrom(...kinds), other: fc.nat(), junk }),
  { minLength: 1, maxLength: 3 },
);

/** A copy of a document with all changes made, one after the other. */
export function withChanges(document: unknown, all: readonly Change[]): unknown {
  const root = { document: opened(document) };
  for (const change of all) apply(root, change);
  return closed(root.document);
}

type Slot = { readonly holder: object; readonly key: string };

function apply(root: { document: unknown }, { at, how, other, junk: instead }: Change): void {
  const slots = slotsIn(root.document);
  const slot = slots[at % Math.max(1, slots.length)];
  if (slot === undefined) return;
  const { holder, key } = slot;
  const value: unknown = Reflect.get(holder, key);
  const isList = Array.isArray(holder);
  switch (how) {
    case "delete":
      if (isList) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    case "double":
      if (isList) holder.splice(Number(key), 0, structuredClone(value));
      else Reflect.set(holder, key, [value, structuredClone(value)]);
      break;
    case "reverse":
      if (isList) holder.reverse();
      break;
    case "swap": {
      const partner = slots[other % slots.length];
      // Whole records change places; words in another's place would be told there.
      if (!isList || partner === undefined || partner.holder !== holder) break;
      holder[Number(key)] = Reflect.get(holder, partner.key);
      holder[Number(partner.key)] = value;
      break;
    }
    case "replace":
      // Under another key an attribute is another one, which is not ours to know.
      if (key !== "key" || typeof instead !== "string")
        Reflect.set(holder, key, structuredClone(instead));
  }
}

function slotsIn(value: unknown, slots: Slot[] = []): Slot[] {
  if (typeof value !== "object" || value === null) return slots;
  for (const [key, child] of Object.entries(value)) {
    slots.push({ holder: value, key });
    slotsIn(child, slots);
  }
  return slots;
}

function opened(value: unknown): unknown {
  if (typeof value === "string")
    return /^[[{]/.test(value) ? { [inText]: opened(JSON.parse(value)) } : value;
  return mapped(value, opened);
}

function closed(value: unknown): unknown {
  if (typeof value === "object" && value !== null && inText in value)
    return JSON.stringify(closed(value[inText])) ?? null;
  return mapped(value, closed);
}

function mapped(value: unknown, map: (child: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child)]));
}
