import type { Session, StepRef } from "../../trace/session.ts";
import { countOf } from "../numbers.ts";
import { describeSession } from "../session-facts.ts";
import { terminalText } from "../wording.ts";
import type { SessionRow, SessionsPage } from "./page-data.ts";
import { type PackedBlock, PagePack, packedBytes } from "./page-pack.ts";
import { type KeptSession, SessionBlocks } from "./session-blocks.ts";
import { SessionTexts } from "./session-texts.ts";
import { type Judged, sessionView } from "./session-view.ts";

/** Sessions that one page lists. */
export const mostListed = 1_000;

/** A session that stands in a page for itself, with what is known of it. */
export type ShownSession = {
  readonly row: Omit<SessionRow, "block" | "place">;
  readonly kept: KeptSession;
};

/** Makes a session ready for a page; no more of it is kept than is shown. */
export function shownSession(session: Session, judged: Judged = {}, mark?: StepRef): ShownSession {
  const texts = new SessionTexts();
  const view = sessionView(
    session,
    { ...judged, ...(mark !== undefined && { firstBad: mark }) },
    texts,
  );
  return {
    row: {
      id: view.id,
      about: describeSession(session)[0] ?? "",
      standing: standingOf(session, judged),
    },
    kept: { view, texts: texts.all },
  };
}

function standingOf(session: Session, { verdicts = [], outcome }: Judged): SessionRow["standing"] {
  const hasError = session.turns.some(({ error }) => error !== undefined);
  const isFailed = verdicts.some(({ result }) => result === "fail");
  if (isFailed || hasError || outcome === "agent-error") return "failed";
  if (session.reward !== undefined) return session.reward >= 1 ? "passed" : "failed";
  return verdicts.some(({ result }) => result === "pass") ? "passed" : "unknown";
}

/** The data of a page of sessions within a number of bytes; the first sessions come first. */
export function packSessions(
  all: readonly ShownSession[],
  {
    title,
    leftOut: before,
    budgetBytes,
  }: { readonly title: string; readonly leftOut: number; readonly budgetBytes: number },
): readonly PackedBlock[] {
  const shown = all.slice(0, mostListed);
  const { rows, blocks } = placeSessions(shown);
  const page = (leftOut: number): SessionsPage => ({
    kind: "sessions",
    title: terminalText(title, 200) || countOf(all.length, "session"),
    sessions: rows,
    leftOut,
  });
  const room = new PagePack(budgetBytes - packedBytes(page(0)) - 100);
  const unpacked = blocks.pack(room);
  const pack = new PagePack(budgetBytes);
  pack.add("page", page(before + all.length - shown.length + unpacked));
  return [...pack.blocks, ...room.blocks];
}

/** Rows of a list, and the blocks that their sessions stand in. */
export function placeSessions(shown: readonly ShownSession[]): {
  readonly rows: readonly SessionRow[];
  readonly blocks: SessionBlocks;
} {
  const blocks = new SessionBlocks();
  const places = blocks.place(shown.map(({ kept }) => kept));
  const rows = shown.flatMap(({ row }, number) => {
    const place = places[number];
    return place === undefined ? [] : [{ ...row, ...place }];
  });
  return { rows, blocks };
}
