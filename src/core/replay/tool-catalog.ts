import { printable } from "../text/printable.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonObject, type JsonValue, ownField } from "../trace/json.ts";
import type { Session, ToolDefinition } from "../trace/session.ts";
import type { Recording } from "./recording.ts";

/**
 * The tools of a recorded session, for seams that offer them: as they were captured, else made from their calls.
 *
 * A schema that is made from calls names the arguments that were seen and their types, and requires none.
 */
export function recordedCatalog(session: Session, recording: Recording): readonly ToolDefinition[] {
  const captured = session.agent?.toolCatalog;
  if (captured !== undefined) return captured;
  return [...recording].map(([name, { calls }]) => ({
    name,
    parameters: {
      type: "object",
      properties: seenProperties(calls.map((call) => call.arguments)),
    },
  }));
}

function seenProperties(
  calls: readonly (JsonValue | undefined)[],
): Readonly<Record<string, JsonValue>> {
  const types = new Map<string, Set<string>>();
  for (const given of calls) {
    if (typeof given !== "object" || given === null || Array.isArray(given)) continue;
    for (const [name, value] of Object.entries(given)) {
      const known = types.get(name) ?? new Set<string>();
      types.set(name, known.add(typeOf(value)));
    }
  }
  const properties = [...types].map(([name, known]): [string, JsonValue] => {
    const [only, ...others] = known;
    return [name, { type: others.length === 0 && only !== undefined ? only : [...known] }];
  });
  return Object.fromEntries(properties);
}

function typeOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const mostChanges = 12;

/**
 * How the agent's tools differ from those of the recording, a line a change: `+` a new tool, `-` one that is gone, `~`
 * one that is described otherwise. Empty where nothing changed. Safe to print.
 */
export function describeCatalogChange(
  recorded: readonly ToolDefinition[],
  current: readonly ToolDefinition[],
): readonly string[] {
  const before = new Map(recorded.map((tool) => [tool.name, tool]));
  const after = new Map(current.map((tool) => [tool.name, tool]));
  const changes = [
    ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `+ ${shown(name)}`),
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `- ${shown(name)}`),
    ...[...after].flatMap(([name, tool]) => {
      const old = before.get(name);
      const parts = old === undefined ? [] : changedParts(old, tool);
      return parts.length === 0 ? [] : [`~ ${shown(name)}: ${parts.join(", ")}`];
    }),
  ];
  const more = changes.length - mostChanges;
  return more > 0 ? [...changes.slice(0, mostChanges), `and ${more} more`] : changes;
}

const mostParts = 6;

function changedParts(before: ToolDefinition, after: ToolDefinition): readonly string[] {
  const isReworded = before.description !== after.description;
  const parts = [
    ...(isReworded ? ["description"] : []),
    ...differingPaths(before.parameters, after.parameters, "parameters"),
  ];
  return parts.length > mostParts ? [...parts.slice(0, mostParts), "…"] : parts;
}

/** Where two JSON values differ, as deep as both are objects. */
function differingPaths(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
): readonly string[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [`${shown(path)} ${before === undefined ? "is new" : "is gone"}`];
  }
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return canonicalJson({ of: before }) === canonicalJson({ of: after }) ? [] : [shown(path)];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differingPaths(ownField(before, name), ownField(after, name), `${path}.${name}`),
  );
}

function shown(name: string): string {
  return printable(name, 120);
}
