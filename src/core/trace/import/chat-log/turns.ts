import type { DropList, Place } from "../imported.ts";
import { readMessages } from "../messages/read-message.ts";
import { type ChatTurns, TurnBuilder } from "../messages/turn-builder.ts";

/** Splits a list of messages, of any dialect, into turns; `policy` is what stood beside the list. */
export function readTurns(
  messages: readonly unknown[],
  placeOf: (index: number) => Place,
  drops: DropList,
  policy?: string,
): ChatTurns {
  const builder = new TurnBuilder(drops);
  builder.addPolicy(policy);
  for (const { message, place } of readMessages(messages, placeOf, drops)) {
    builder.add(message, place);
  }
  return builder.end();
}
