import {
  type AlignedMove,
  alignMoves,
  firstParting,
  type Move,
} from "../core/report/html/align-steps.ts";
import type { OpenSession } from "./blocks.ts";
import { h, link } from "./dom.ts";
import { pill, type Tone } from "./format.ts";
import { movesOf } from "./moves.ts";
import { hashOf } from "./route.ts";

export type Side = {
  readonly id: string;
  readonly name: string;
  readonly standing: { readonly word: string; readonly tone: Tone };
  readonly session: OpenSession;
};

const kinds = { user: "user", tool: "tool", reply: "reply" } as const;

/** Two sessions beside each other, step by step; what differs is marked, and where they part. */
export function comparePage(one: Side, other: Side, navigation: HTMLElement): HTMLElement {
  const aligned = alignMoves(movesOf(one.session), movesOf(other.session));
  const parting = firstParting(aligned);
  return h(
    "article",
    { class: "compare" },
    h("nav", { class: "crumbs", "aria-label": "Place" }, navigation),
    h("h1", { tabindex: -1 }, `${one.name} beside ${other.name}`),
    h("p", {}, partingText(parting, one.name, other.name)),
    h(
      "div",
      { class: "scroller", role: "region", tabindex: 0, "aria-label": "Comparison" },
      h(
        "table",
        { class: "sides" },
        h("thead", {}, h("tr", {}, sideHead(one), sideHead(other))),
        h(
          "tbody",
          {},
          ...aligned.map((row) =>
            h(
              "tr",
              { class: row === parting ? `${row.kind} parting` : row.kind },
              cell("one" in row ? row.one : undefined, one, row),
              cell("other" in row ? row.other : undefined, other, row),
            ),
          ),
        ),
      ),
    ),
  );
}

/** In a sentence where two sessions part. */
export function partingText(parting: AlignedMove | undefined, one: string, other: string): string {
  if (parting === undefined)
    return `Every call and every reply is the same in ${one} and ${other}.`;
  switch (parting.kind) {
    case "only-one":
      return `They part at ${nameOf(parting.one)} of ${one}, which ${other} does not do.`;
    case "only-other":
      return `They part where ${other} goes on with ${nameOf(parting.other)}, which ${one} does not do.`;
    case "same":
    case "changed":
      return parting.one.kind === "tool"
        ? `They part at ${nameOf(parting.one)} of ${one}, which ${other} calls with other arguments or gets another answer from.`
        : `They part at ${nameOf(parting.one)} of ${one}, where ${other} has other words.`;
  }
}

function nameOf({ at, kind, name }: Move): string {
  return kind === "tool"
    ? `step ${at} (${name})`
    : `the ${kind === "user" ? "user's words" : "reply"} of turn ${at}`;
}

function sideHead({ id, name, standing }: Side): HTMLElement {
  return h(
    "th",
    { scope: "col" },
    link(hashOf("run", id), {}, name),
    " ",
    pill(standing.word, standing.tone),
  );
}

function cell(move: Move | undefined, { id }: Side, { kind }: AlignedMove): HTMLElement {
  if (move === undefined) return h("td", { class: "absent" }, "–");
  const element = h(
    "details",
    { open: kind === "changed" && move.kind === "tool" },
    h(
      "summary",
      {},
      h("span", { class: "kind" }, kinds[move.kind]),
      move.kind === "tool"
        ? h("span", { class: "name" }, move.name)
        : h("span", { class: "words" }, firstWords(move.detail)),
      kind !== "same" && kind !== "changed" && pill("only here", "warn"),
      kind === "changed" && pill("differs", "info"),
    ),
    h("pre", { class: "detail", tabindex: 0 }, move.detail),
    h("p", {}, link(hashOf("run", id, move.at), {}, `Open at ${move.at}`)),
  );
  return h("td", {}, element);
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 140 ? `${line.slice(0, 139)}…` : line;
}
