import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tracegate } from "../support/command-line.ts";

const root = join(import.meta.dirname, "../..");
const pages = globSync(["*.md", "docs/**/*.md", "examples/**/*.md"], { cwd: root }).toSorted();

type Shown = {
  readonly place: string;
  readonly words: readonly string[];
  readonly options: readonly string[];
};

/** What a page tells its reader to type: in a block a line that begins with it, else a text in back ticks. */
function commandsOf(path: string): readonly Shown[] {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  return lines.flatMap((line, index) => {
    const inBlock = /^\s*(?:npx )?tracegate ([a-z].*)$/.exec(line)?.[1];
    const texts =
      inBlock === undefined
        ? [...line.matchAll(/`(?:npx )?tracegate ([a-z][^`]*)`/g)].map(([, text = ""]) => text)
        : [inBlock.replace(/\s{2,}\S.*$|\s#.*$/, "")];
    return texts.map((text) => {
      // What `record` runs has options of its own.
      const [own = ""] = text.split(" -- ");
      return {
        place: `${path}:${index + 1}: tracegate ${text}`,
        words: /^[a-z]+(?: [a-z]+)?/.exec(own)?.[0].split(" ") ?? [],
        options: [...own.matchAll(/(?<=\s)--[a-z][a-z-]*/g)].map(([option]) => option),
      };
    });
  });
}

/** The commands that a help lists, and all options that it names. */
async function readHelp(
  words: readonly string[],
): Promise<{ readonly commands: readonly string[]; readonly options: readonly string[] }> {
  const { stdout } = await tracegate("/", [...words, "--help"]);
  const [, list = ""] = stdout.split("\nCommands:\n");
  const [listed = ""] = list.split("\n\n");
  return {
    commands: [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name),
    options: [...stdout.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option),
  };
}

test("every command that a page shows exists, with the options that it is shown with", async () => {
  const shown = pages.flatMap(commandsOf);
  expect(shown.length).toBeGreaterThan(80);
  const top = await readHelp([]);
  const known = new Map<string, Awaited<ReturnType<typeof readHelp>>>();
  for (const name of top.commands) known.set(name, await readHelp([name]));
  const wrong: string[] = [];
  for (const { place, words, options } of shown) {
    const [name = "", below = ""] = words;
    const command = known.get(name);
    const isParent = command !== undefined && command.commands.length > 0;
    if (command === undefined || (isParent && !command.commands.includes(below))) {
      wrong.push(place);
      continue;
    }
    const help = isParent ? await readHelp([name, below]) : command;
    if (options.some((option) => !help.options.includes(option))) wrong.push(place);
  }
  expect(wrong).toEqual([]);
});
