import type { Session } from "../session.ts";
import type { Dropped, Place } from "./imported.ts";

/**
 * Turns the values of files into sessions, piece by piece: a line, an item of a list, a whole document.
 *
 * Never throws, whatever the values are: what cannot be read stands in `dropped` with its place.
 */
export interface SessionReader {
  /** Takes the next value and returns the sessions that are complete with it. */
  add(value: unknown, place: Place): readonly Session[];
  /** Notes a piece of a file that was no value at all, such as a line that is not JSON. */
  drop(place: Place, reason: string): void;
  /** Returns the sessions that only the end of the files completes. */
  end(): readonly Session[];
  /** All that did not reach a session so far. */
  dropped(): readonly Dropped[];
}
