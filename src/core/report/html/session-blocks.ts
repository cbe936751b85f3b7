import type { SessionBlock, SessionPlace, SessionView } from "./page-data.ts";
import type { PagePack } from "./page-pack.ts";

/** A session with the texts that it refers to. */
export type KeptSession = { readonly view: SessionView; readonly texts: readonly string[] };

/** Sessions that are unpacked together: a browser has them at once, and alike ones compress well. */
const sessionsInBlock = 10;
/** From here on a text that several blocks hold stands in a block of its own. */
const sharedFrom = 1_500;

type Draft = { readonly id: string; readonly sessions: KeptSession[] };

/**
 * Lays sessions out in blocks, and packs as many of these as there is room for, in the order in which they were begun.
 *
 * Where a session stands is known as soon as it is placed; whether its block found room shows in the page itself.
 */
export class SessionBlocks {
  readonly #drafts: Draft[] = [];

  /** Sessions of one call stand together, such as the runs of a case. */
  place(sessions: readonly KeptSession[]): readonly SessionPlace[] {
    return sessions.map((session, number) => {
      if (number % sessionsInBlock === 0)
        this.#drafts.push({ id: `r${this.#drafts.length}`, sessions: [] });
      const draft = this.#drafts.at(-1) ?? { id: "", sessions: [] };
      draft.sessions.push(session);
      return { block: draft.id, place: draft.sessions.length - 1 };
    });
  }

  /** Returns how many sessions found no room. */
  pack(into: PagePack): number {
    const shared = sharedTexts(this.#drafts);
    const byNumber = [...shared.keys()];
    const written = new Set<number>();
    let leftOut = 0;
    for (const { id, sessions } of this.#drafts) {
      const data = blockOf(sessions, shared);
      const parts = data.texts
        .filter((text) => typeof text === "number")
        .filter((number) => !written.has(number))
        .map((number) => ({ id: `s${number}`, number, data: { text: byNumber[number] ?? "" } }));
      if (!into.tryAdd([{ id, data }, ...parts])) leftOut += sessions.length;
      else for (const { number } of parts) written.add(number);
    }
    return leftOut;
  }
}

function sharedTexts(drafts: readonly Draft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sessions } of drafts) {
    const long = sessions.flatMap(({ texts }) =>
      texts.filter(({ length }) => length >= sharedFrom),
    );
    for (const text of new Set(long)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const several = [...counts].filter(([, count]) => count > 1);
  return new Map(several.map(([text], number) => [text, number]));
}

function blockOf(
  sessions: readonly KeptSession[],
  shared: ReadonlyMap<string, number>,
): SessionBlock {
  const places = new Map<string, number>();
  const placed = sessions.map(({ view, texts }) => ({
    view,
    texts: texts.map((text) => {
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    }),
  }));
  return { texts: [...places.keys()].map((text) => shared.get(text) ?? text), sessions: placed };
}
