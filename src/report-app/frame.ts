import type { PageData } from "../core/report/html/page-data.ts";
import { h, link } from "./dom.ts";
import { hashOf } from "./route.ts";

const themes = ["auto", "light", "dark"] as const;

export type Frame = {
  readonly main: HTMLElement;
  /** Marks the entry of the navigation that is being looked at. */
  readonly mark: (hash: string) => void;
};

/** What stands around every view: where one is, the way to the others, and the theme. */
export function buildFrame(page: PageData): Frame {
  const main = h("main", { id: "main" });
  const links = [
    link(
      "#/",
      {},
      page.kind === "experiment" ? "Overview" : page.kind === "triage" ? "Queue" : "Sessions",
    ),
    ...(page.kind === "experiment" ? [link(hashOf("cases"), {}, "Cases")] : []),
  ];
  const keys = keysDialog(page);
  const help = h(
    "button",
    { type: "button", class: "button quiet", "aria-keyshortcuts": "?" },
    "Keys",
  );
  help.addEventListener("click", () => keys.showModal());
  const app = document.getElementById("app");
  app?.replaceChildren(
    link("#main", { class: "skip", onclick: toMain }, "Skip to the content"),
    h(
      "header",
      { class: "top" },
      h("a", { class: "brand", href: "#/" }, "Tracegate"),
      h("span", { class: "page-title" }, page.title),
      h("nav", { "aria-label": "Pages" }, ...links),
      help,
      themeButton(),
    ),
    main,
    keys,
  );
  return {
    main,
    mark: (hash) => {
      for (const one of links) {
        if (one.getAttribute("href") === hash) one.setAttribute("aria-current", "page");
        else one.removeAttribute("aria-current");
      }
    },
  };

  /** The address is the page's own, so that the link's target must not become part of it. */
  function toMain(event: Event): void {
    event.preventDefault();
    main.querySelector<HTMLElement>("h1")?.focus();
  }
}

function themeButton(): HTMLElement {
  let place = 0;
  const button = h("button", { type: "button", class: "button quiet" }, "Theme: auto");
  button.addEventListener("click", () => {
    place = (place + 1) % themes.length;
    const theme = themes[place] ?? "auto";
    button.textContent = `Theme: ${theme}`;
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
  });
  return button;
}

function keysDialog({ kind }: PageData): HTMLDialogElement {
  const keys = [
    ...(kind === "triage" ? [] : [["/", "search"]]),
    ["j, k", "next and previous step of a session"],
    ["b", "first bad step"],
    ...(kind === "experiment" ? [["[ and ]", "previous and next run of the case"]] : []),
    ["?", "this list"],
  ];
  const dialog = h(
    "dialog",
    { "aria-label": "Keys" },
    h("h2", {}, "Keys"),
    h(
      "dl",
      { class: "facts" },
      ...keys.flatMap(([key = "", text = ""]) => [h("dt", {}, key), h("dd", {}, text)]),
    ),
    h("form", { method: "dialog" }, h("button", { class: "button" }, "Close")),
  );
  dialog.id = "keys";
  return dialog;
}
