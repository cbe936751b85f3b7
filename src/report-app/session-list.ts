import type { SessionRow, SessionsPage } from "../core/report/html/page-data.ts";
import { h, link } from "./dom.ts";
import { countText, pill, type Tone } from "./format.ts";
import { hashOf } from "./route.ts";

export const sessionTones: Readonly<Record<SessionRow["standing"], Tone>> = {
  passed: "good",
  failed: "bad",
  unknown: "muted",
};

/** Sessions to be looked at, to be searched. */
export function sessionList({ title, sessions, leftOut }: SessionsPage): HTMLElement {
  const list = h("ul", { class: "session-list" });
  const count = h("p", { class: "counts", role: "status" });
  const box = h("input", {
    type: "search",
    id: "search",
    placeholder: "Search by id",
    "aria-label": "Search sessions",
    "aria-keyshortcuts": "/",
  });
  const draw = (): void => {
    const found = sessions.flatMap((row, place) =>
      row.id.toLowerCase().includes(box.value.toLowerCase()) ? [sessionItem(row, place)] : [],
    );
    count.textContent =
      found.length === 0 ? "No session is like that." : countText(found.length, "session");
    list.replaceChildren(...found);
  };
  box.addEventListener("input", draw);
  draw();
  return h(
    "div",
    {},
    h("h1", { tabindex: -1 }, title),
    h("search", { class: "filters" }, box),
    count,
    list,
    leftOut > 0 &&
      h(
        "p",
        { class: "note" },
        `${countText(leftOut, "more session")} found no room in this page.`,
      ),
  );
}

/** A line with a link to its session. */
function sessionItem({ id, about, standing }: SessionRow, place: number): HTMLElement {
  return h(
    "li",
    {},
    link(hashOf("session", place), {}, id === "" ? "(no id)" : id),
    pill(standing, sessionTones[standing]),
    h("span", { class: "about" }, about),
  );
}
