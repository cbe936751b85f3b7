import { isJsonObject, type JsonValue } from "../trace/json.ts";

/**
 * What a JSON value states, as texts and numbers: its strings and numbers, the keys that hold digits,
 * the lengths of its lists, and of a list of objects the total of each column and how many have a flag.
 *
 * A list of one flight's legs states the price of the flight, though no leaf holds it. An object
 * whose values are all objects is a list by another name. Deep values do not recurse.
 */
export function* leavesOf(value: JsonValue): Generator<string | number, void, undefined> {
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "string" || typeof next === "number") yield next;
    if (next === null || typeof next !== "object") continue;
    const children: readonly JsonValue[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) yield* Object.keys(next).filter((key) => /\d/.test(key));
    if (Array.isArray(next) || (children.length > 0 && children.every(isJsonObject))) {
      yield children.length;
      yield* columnTotals(children);
      yield* flagCounts(children);
    }
    for (const child of children) open.push(child);
  }
}

/** Most rows whose columns are added up: longer lists are no bill. */
const maxRows = 50;

/** Deepest column that is added up: `prices.economy` has depth 2. */
const maxDepth = 2;

/** How many rows say yes to a flag that each of them has, and how many no: of 12 variants 10 are `available`. */
function flagCounts(rows: readonly JsonValue[]): readonly number[] {
  if (!rows.every(isJsonObject)) return [];
  const flags = Object.keys(rows[0] ?? {}).filter((key) =>
    rows.every((row) => Object.hasOwn(row, key) && typeof row[key] === "boolean"),
  );
  return flags.flatMap((key) => {
    const yes = rows.filter((row) => row[key] === true).length;
    return [yes, rows.length - yes];
  });
}

/** The total of each number that every row has, in cents' precision; none where a row is no object. */
function columnTotals(rows: readonly JsonValue[]): readonly number[] {
  if (rows.length < 2 || rows.length > maxRows || !rows.every(isJsonObject)) return [];
  const totals = new Map<string, { rows: number; total: number }>();
  for (const row of rows) addColumns(row, "", totals, maxDepth);
  return [...totals.values()]
    .filter((column) => column.rows === rows.length)
    .map(({ total }) => Math.round(total * 100) / 100);
}

function addColumns(
  row: Readonly<Record<string, JsonValue>>,
  path: string,
  totals: Map<string, { rows: number; total: number }>,
  depth: number,
): void {
  for (const [key, value] of Object.entries(row)) {
    const column = `${path}/${key}`;
    if (typeof value === "number") {
      const known = totals.get(column) ?? { rows: 0, total: 0 };
      totals.set(column, { rows: known.rows + 1, total: known.total + value });
    } else if (depth > 1 && isJsonObject(value)) addColumns(value, column, totals, depth - 1);
  }
}
