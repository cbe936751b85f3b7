import { type AlignedMove, alignMoves, firstParting } from "../core/report/html/align-steps.ts";
import type { CaseDetail, RunRow } from "../core/report/html/page-data.ts";
import { type OpenSession, readSession } from "./blocks.ts";
import { comparePage, partingText, type Side } from "./compare-page.ts";
import { h, link } from "./dom.ts";
import { runTones } from "./format.ts";
import { movesOf } from "./moves.ts";
import { caseOf, hashOf } from "./route.ts";
import { describeRun } from "./run-strip.ts";
import { sessionElement } from "./session-view.ts";

/** The session of a run, with its neighbours and what sets it apart from a run that passed. */
export async function runPage(detail: CaseDetail, id: string): Promise<HTMLElement> {
  const { run, siblings } = findRun(detail, id);
  const session = run && (await readSession(run));
  if (run === undefined || session === undefined) return missingRun(id);
  const place = siblings.indexOf(run);
  return sessionElement(session, {
    title: nameOf(id),
    standing: { word: run.standing, tone: runTones[run.standing] },
    stepHash: (at) => hashOf("run", id, at),
    navigation: [
      link(hashOf("cases"), {}, "Cases"),
      link(hashOf("case", detail.id), {}, detail.id),
      neighbour(siblings[place - 1], "Previous run", "previous"),
      neighbour(siblings[place + 1], "Next run", "next"),
    ],
    remarks: await remarksOf(detail, run, session),
  });
}

/** Two runs of a case beside each other. */
export async function compareRuns(
  detail: CaseDetail,
  ids: readonly [string, string],
): Promise<HTMLElement> {
  const [one, other] = await Promise.all(ids.map((id) => sideOf(detail, id)));
  if (one === undefined) return missingRun(ids[0]);
  if (other === undefined) return missingRun(ids[1]);
  return comparePage(one, other, link(hashOf("case", detail.id), {}, detail.id));
}

async function sideOf(detail: CaseDetail, id: string): Promise<Side | undefined> {
  const { run } = findRun(detail, id);
  const session = run && (await readSession(run));
  if (run === undefined || session === undefined) return undefined;
  const standing = { word: run.standing, tone: runTones[run.standing] };
  return { id, name: nameOf(id), standing, session };
}

function findRun(
  { runs, baseline }: CaseDetail,
  id: string,
): { readonly run: RunRow | undefined; readonly siblings: readonly RunRow[] } {
  const siblings = id.startsWith("base:") ? baseline : runs;
  return { run: siblings.find((one) => one.id === id), siblings };
}

function nameOf(id: string): string {
  return id.startsWith("base:") ? `${id.slice(5)} of the baseline` : id;
}

function neighbour(run: RunRow | undefined, name: string, id: string): HTMLElement | false {
  if (run === undefined) return false;
  return link(hashOf("run", run.id), { id, title: describeRun(run) }, name);
}

/** Where it parts from a run that passed, and what else it can be laid beside. */
async function remarksOf(
  { runs, baseline }: CaseDetail,
  run: RunRow,
  session: OpenSession,
): Promise<readonly HTMLElement[]> {
  const others = [...runs, ...baseline].filter(({ id }) => id !== run.id);
  if (others.length === 0) return [];
  const passing = others.filter(({ standing }) => standing === "passed");
  const told: HTMLElement[] = [];
  const nearest = run.standing === "passed" ? undefined : await nearestOf(passing, session);
  if (nearest !== undefined) {
    const { sibling, parting } = nearest;
    told.push(
      h(
        "p",
        { class: "parting-note" },
        `${nameOf(sibling.id)} passed. `,
        partingText(parting, "this run", nameOf(sibling.id)),
        " ",
        link(hashOf("compare", run.id, sibling.id), {}, "Compare side by side"),
      ),
    );
  }
  return [...told, chooser(run, others)];
}

/** Runs that passed which are looked at: of more, the next one is hardly any nearer. */
const mostSiblings = 8;

type Nearest = { readonly sibling: RunRow; readonly parting: AlignedMove | undefined };

/** The run that goes the same way for longest. */
async function nearestOf(
  passing: readonly RunRow[],
  session: OpenSession,
): Promise<Nearest | undefined> {
  const moves = movesOf(session);
  let nearest: (Nearest & { readonly shared: number }) | undefined;
  for (const sibling of passing.slice(0, mostSiblings)) {
    const beside = await readSession(sibling);
    if (beside === undefined) continue;
    const aligned = alignMoves(moves, movesOf(beside));
    const parting = firstParting(aligned);
    const shared = parting === undefined ? aligned.length : aligned.indexOf(parting);
    if (nearest === undefined || shared > nearest.shared) nearest = { sibling, parting, shared };
  }
  return nearest;
}

function chooser(run: RunRow, others: readonly RunRow[]): HTMLElement {
  const choice = h(
    "select",
    { "aria-label": "Compare with another run" },
    h("option", { value: "" }, "Compare with …"),
    ...others.map((other) => {
      const side = other.id.startsWith("base:") ? "baseline, " : "";
      return h("option", { value: other.id }, `${side}${describeRun(other)}`);
    }),
  );
  choice.addEventListener("change", () => {
    if (choice.value !== "") location.hash = hashOf("compare", run.id, choice.value);
  });
  return h("p", {}, choice);
}

/** Of a run that is not in the page. */
export function missingRun(id: string): HTMLElement {
  const run = id.replace(/^base:/, "");
  return h(
    "article",
    {},
    h(
      "nav",
      { class: "crumbs", "aria-label": "Place" },
      link(hashOf("case", caseOf(id)), {}, caseOf(id)),
    ),
    h("h1", { tabindex: -1 }, run),
    h(
      "p",
      { class: "note" },
      "The session of this run is not in this page, which holds as many as 2 MB have room for. The folder of the results has it:",
    ),
    h(
      "pre",
      { tabindex: 0 },
      `tracegate view --run ${/^[\w.-]+$/.test(run) ? run : "<case.n>"} --results <folder>`,
    ),
  );
}
