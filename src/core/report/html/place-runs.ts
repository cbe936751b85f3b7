import type { SessionPlace } from "./page-data.ts";
import type { RunView } from "./run-views.ts";
import type { SessionBlocks } from "./session-blocks.ts";

/** Two runs of each case that failed and one that passed find room before all others, of whichever case. */
const firstFailed = 2;
const firstPassed = 1;

/** Where each session stands; each list holds the runs of one case. */
export function placeRuns(
  lists: readonly (readonly RunView[])[],
  sessions: SessionBlocks,
): ReadonlyMap<RunView, SessionPlace> {
  const places = new Map<RunView, SessionPlace>();
  const place = (views: readonly RunView[]): void => {
    const kept = views.map(({ session, texts }) => ({ view: session, texts }));
    for (const [number, found] of sessions.place(kept).entries()) {
      const view = views[number];
      if (view !== undefined) places.set(view, found);
    }
  };
  for (const views of lists) {
    const passed = views.filter(({ row }) => row.standing === "passed");
    const others = views.filter(({ row }) => row.standing !== "passed");
    place([...others.slice(0, firstFailed), ...passed.slice(0, firstPassed)]);
  }
  for (const views of lists) place(views.filter((view) => !places.has(view)));
  return places;
}
