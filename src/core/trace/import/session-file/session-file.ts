import { isJsonValue, maxJsonDepth } from "../../json.ts";
import type { Session } from "../../session.ts";
import { sessionSchema } from "../../session-schema.ts";
import { isFields } from "../fields.ts";
import { childPlace, DropList, type Dropped, type Place } from "../imported.ts";
import type { SessionReader } from "../session-reader.ts";

/** Lists of sessions may nest this deep. */
const maxListDepth = 4;
/** So many problems of one session are named. */
const mostProblems = 10;

/** Whether a value looks like a session in our own words: turns that have steps. */
export function isOwnSession(value: unknown): boolean {
  if (!isFields(value) || typeof value["id"] !== "string" || !Array.isArray(value["turns"])) {
    return false;
  }
  const turns: readonly unknown[] = value["turns"];
  return turns.every((turn) => isFields(turn) && Array.isArray(turn["steps"]));
}

/** Whether a value is a line of a journal: a run with its session. */
export function isRunLine(value: unknown): boolean {
  return isFields(value) && typeof value["caseId"] === "string" && isOwnSession(value["session"]);
}

/** Whether a value is the first line of a journal, which says what was run and holds no session. */
export function isJournalHeader(value: unknown): boolean {
  const schema = isFields(value) ? value["schema"] : undefined;
  return typeof schema === "string" && schema.startsWith("tracegate.experiment/");
}

/** Reads sessions as we write them: alone, in a list, or in a line of a journal. */
export class SessionFileReader implements SessionReader {
  readonly #drops: DropList;

  constructor(file: string) {
    this.#drops = new DropList(file);
  }

  add(value: unknown, place: Place): readonly Session[] {
    return this.#read(value, place, maxListDepth);
  }

  drop(place: Place, reason: string): void {
    this.#drops.add(place, reason);
  }

  end(): readonly Session[] {
    return [];
  }

  dropped(): readonly Dropped[] {
    return this.#drops.list();
  }

  #read(value: unknown, place: Place, listsLeft: number): readonly Session[] {
    if (Array.isArray(value) && value.length > 0 && listsLeft > 0) {
      return value.flatMap((item, index) =>
        this.#read(item, childPlace(place, index), listsLeft - 1),
      );
    }
    if (isJournalHeader(value)) return [];
    if (!isRunLine(value) || !isFields(value)) return this.#readSession(value, place);
    return this.#readSession(value["session"], childPlace(place, "session"));
  }

  #readSession(value: unknown, place: Place): readonly Session[] {
    // The schema walks the value to its ground: what nests too deep must not reach it.
    if (!isJsonValue(value)) {
      this.#drops.add(place, `session that nests deeper than ${maxJsonDepth}`);
      return [];
    }
    const parsed = sessionSchema.safeParse(value);
    if (parsed.success) return [parsed.data];
    for (const { path, message } of parsed.error.issues.slice(0, mostProblems)) {
      const at = path.reduce<Place>(
        (outer, key) => childPlace(outer, typeof key === "number" ? key : String(key)),
        place,
      );
      this.#drops.add(at, `session that does not hold what ours do: ${message}`);
    }
    return [];
  }
}
