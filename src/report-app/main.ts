import type { ExperimentPage, PageData, SessionRow } from "../core/report/html/page-data.ts";
import { readCase, readPage, readSession } from "./blocks.ts";
import { caseList } from "./case-list.ts";
import { casePage } from "./case-page.ts";
import { h, link } from "./dom.ts";
import { buildFrame } from "./frame.ts";
import { listenToKeys } from "./keys.ts";
import { overview } from "./overview.ts";
import { caseOf, hashOf, parseRoute, type Route } from "./route.ts";
import { compareRuns, missingRun, runPage } from "./run-page.ts";
import { sessionList, sessionTones } from "./session-list.ts";
import { sessionElement, showStep } from "./session-view.ts";
import { clusterPage, triagePage } from "./triage-page.ts";

await start();

async function start(): Promise<void> {
  const page = await readPage();
  const frame = buildFrame(page);
  let shown = "";
  let turn = 0;
  const show = async (isFirst: boolean): Promise<void> => {
    turn += 1;
    const mine = turn;
    const route = parseRoute(location.hash);
    const step = "step" in route ? route.step : undefined;
    const view = viewKey(route);
    if (view !== shown) {
      const drawn = (await draw(page, route)) ?? notFound();
      // Somebody was faster than the data.
      if (mine !== turn) return;
      frame.main.replaceChildren(drawn);
      shown = view;
      frame.mark(location.hash === "" ? "#/" : location.hash);
      document.title = titleOf(page, frame.main);
      if (step === undefined) window.scrollTo(0, 0);
      if (!isFirst && step === undefined)
        frame.main.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    }
    if (step !== undefined) showStep(step);
  };
  window.addEventListener("hashchange", () => void show(false));
  listenToKeys();
  await show(true);
  document.documentElement.setAttribute("data-ready", "");
}

function titleOf({ title }: PageData, main: HTMLElement): string {
  return `${main.querySelector("h1")?.textContent ?? ""} · ${title}`;
}

/** What is drawn anew; a step of the same session is not. */
function viewKey(route: Route): string {
  return JSON.stringify({ ...route, step: undefined });
}

async function draw(page: PageData, route: Route): Promise<HTMLElement | undefined> {
  switch (page.kind) {
    case "experiment":
      return await drawExperiment(page, route);
    case "sessions":
      return route.page === "session"
        ? await drawSession(page.sessions, route.place, "Sessions")
        : sessionList(page);
    case "triage":
      if (route.page === "session") return await drawSession(page.sessions, route.place, "Queue");
      return route.page === "cluster" ? clusterPage(page, route.place) : triagePage(page);
  }
}

async function drawExperiment(
  page: ExperimentPage,
  route: Route,
): Promise<HTMLElement | undefined> {
  const detailOf = async (run: string): ReturnType<typeof readCase> => {
    const row = page.cases.find(({ id }) => id === caseOf(run));
    return row && (await readCase(row.block, row.id));
  };
  switch (route.page) {
    case "cases":
      return caseList(page);
    case "case": {
      const row = page.cases.find(({ id }) => id === route.id);
      return row && casePage(page, row, await readCase(row.block, row.id));
    }
    case "run": {
      const detail = await detailOf(route.id);
      return detail === undefined ? missingRun(route.id) : await runPage(detail, route.id);
    }
    case "compare": {
      const detail = await detailOf(route.one);
      return detail && (await compareRuns(detail, [route.one, route.other]));
    }
    case "overview":
    case "session":
    case "cluster":
      return overview(page);
  }
}

async function drawSession(
  rows: readonly SessionRow[],
  place: number,
  home: string,
): Promise<HTMLElement | undefined> {
  const row = rows[place];
  const session = row && (await readSession(row));
  if (row === undefined || session === undefined) return undefined;
  const neighbour = (at: number, name: string, id: string): HTMLElement | false =>
    rows[at] !== undefined && link(hashOf("session", at), { id }, name);
  return sessionElement(session, {
    title: row.id === "" ? "(no id)" : row.id,
    standing: { word: row.standing, tone: sessionTones[row.standing] },
    stepHash: (at) => hashOf("session", place, at),
    navigation: [
      link("#/", {}, home),
      neighbour(place - 1, "Previous session", "previous"),
      neighbour(place + 1, "Next session", "next"),
    ],
  });
}

function notFound(): HTMLElement {
  return h(
    "article",
    {},
    h("h1", { tabindex: -1 }, "Not in this page"),
    h(
      "p",
      {},
      "The address names something that this report does not hold. ",
      link("#/", {}, "To the start"),
    ),
  );
}
