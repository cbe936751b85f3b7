/** How much of a nonce stands in an answer: enough to tell questions apart, short enough for a weak model to copy. */
const shown = 8;

/** What an answer carries in `session` to say which question it answers, such as `session-3f2a9c01`. */
export function answeredSession(nonce: string): string {
  return `session-${nonce.slice(0, shown)}`;
}

/** The part of a schema that asks for it. */
export const answeredSessionSchema = {
  type: "string",
  description: "The id that the instructions give, such as session-3f2a9c01.",
} as const;

/**
 * Whether an answer says that it was given to another question: a gateway took it from its own cache, a batch was
 * put together wrongly, or the model followed a text in the session.
 *
 * An answer that carries no id says nothing about it: endpoints that take no schema leave it out. Models that copy more
 * of the mark, or in capitals, copy the same id.
 */
export function isOfAnotherSession(said: string | null | undefined, nonce: string): boolean {
  return typeof said === "string" && !said.toLowerCase().includes(nonce.slice(0, shown));
}

/** An answer as it is kept: the next time the same question is asked it has another id. */
export function withoutAnsweredSession(json: unknown): unknown {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== "session"));
}

/** What is said of such an answer. */
export const ofAnotherSession =
  "The judge answered for another session: the id in its answer is not the one that it was given.";
