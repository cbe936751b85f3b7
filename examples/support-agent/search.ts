import { readdirSync, readFileSync } from "node:fs";
import MiniSearch from "minisearch";

export type Article = { readonly id: string; readonly title: string; readonly text: string };

const folder = new URL("./knowledge/", import.meta.url);

const fillWords = new Set(
  "a about an and any are at be before by can do does for from get give has have how i if in is it me my of on or our that the there to us what when which will with you your".split(
    " ",
  ),
);

const index = new MiniSearch<Article>({
  fields: ["title", "text"],
  storeFields: ["title", "text"],
  processTerm: (term) => {
    const word = term.toLowerCase();
    return fillWords.has(word) ? null : word.replace(/(?:'s|s)$/, "");
  },
});
index.addAll(readArticles());

/**
 * The articles that contain every word of the query, best first, three at most.
 *
 * An article with only some of the words is about something else: better to find nothing.
 */
export function searchArticles(query: string): readonly Article[] {
  return index
    .search(query, { combineWith: "AND", boost: { title: 3 } })
    .slice(0, 3)
    .map(({ id, title, text }) => ({ id, title, text }));
}

/** One Markdown file an article: its first line is the title. */
function readArticles(): readonly Article[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => {
      const [heading = "", ...body] = readFileSync(new URL(name, folder), "utf8").split("\n");
      return {
        id: name.replace(/\.md$/, ""),
        title: heading.replace(/^#\s*/, ""),
        text: body.join("\n").trim(),
      };
    });
}
