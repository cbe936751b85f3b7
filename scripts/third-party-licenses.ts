import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Plugin } from "rolldown";
import { z } from "zod";

/** Ask for no more than their notice, which the file of notices gives. */
const allowed = new Set(
  "0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC0-1.0 ISC MIT MIT-0 Unlicense Zlib".split(
    " ",
  ),
);

/**
 * Who grants a licence in the manifest alone and brings no text of it, looked at one by one: the package, and whom its
 * manifest names as the author. MIT's own text stands in for it.
 */
const grantedInManifest: Readonly<Record<string, string>> = {
  "@nodable/entities": "Amit Gupta (https://solothought.com)",
};

const mitText = (author: string): string => `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const packageFolder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
const textFile = /^(?:licen[cs]e|copying|notice)/i;
const rule = "-".repeat(80);

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  author: z.unknown().optional(),
});

type Notice = {
  /** `name@version`. */
  readonly name: string;
  readonly license: string;
  readonly text: string;
};

/**
 * Writes `third-party-licenses.txt`: the notices of every package of which a module went into the bundle.
 *
 * The build fails where a package brings no licence text, or a licence that is not on the list above:
 * such as a copyleft one, or one that nobody has looked at yet.
 */
export function thirdPartyLicenses(root: string): Plugin {
  return {
    name: "third-party-licenses",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === "chunk" ? output.moduleIds : [],
      );
      const folders = new Set(modules.flatMap((id) => folderOf(id, root)));
      const notices = [...folders].map(readNotice);
      const refused = notices.flatMap(({ objection }) => objection ?? []);
      if (refused.length > 0) {
        this.error(`These may not be bundled:\n${refused.toSorted().join("\n")}`);
      }
      this.emitFile({
        type: "asset",
        fileName: "third-party-licenses.txt",
        source: renderNotices(notices.map(({ notice }) => notice)),
      });
    },
  };
}

/** The bundler's own helpers are other people's code too. */
function folderOf(moduleId: string, root: string): readonly string[] {
  if (moduleId.startsWith("\0rolldown/")) return [join(root, "node_modules", "rolldown")];
  return packageFolder.exec(moduleId) ?? [];
}

function readNotice(folder: string): { readonly notice: Notice; readonly objection?: string } {
  const { name, version, license, author } = manifest.parse(
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
  );
  const texts = readdirSync(folder)
    .filter((file) => textFile.test(file))
    .toSorted()
    .map((file) => normalise(readFileSync(join(folder, file), "utf8")))
    .filter((text) => text !== "");
  const granted = grantedInManifest[name];
  if (texts.length === 0 && license === "MIT" && granted !== undefined && author === granted)
    texts.push(mitText(granted));
  const notice = {
    name: `${name}@${version}`,
    license: license ?? "none",
    text: texts.join("\n\n"),
  };
  const shown = folder.split(sep).slice(folder.split(sep).indexOf("node_modules")).join("/");
  if (!isAllowed(notice.license)) {
    return { notice, objection: `${notice.name} (${shown}): its licence is ${notice.license}` };
  }
  if (texts.length === 0) {
    return { notice, objection: `${notice.name} (${shown}): it brings no licence text` };
  }
  return { notice };
}

/** Of an expression in SPDX's words, in capitals or not: one of those joined by `OR`, and of it all that `AND` joins. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, "$1")
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((license) => allowed.has(license)));
}

function normalise(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+$/gm, "")
    .trim();
}

/** Packages that share a text stand above it together; the order is that of their names. */
function renderNotices(notices: readonly Notice[]): string {
  const byText = new Map<string, Set<string>>();
  for (const { name, license, text } of notices) {
    byText.set(text, (byText.get(text) ?? new Set()).add(`${name} (${license})`));
  }
  const parts = [...byText]
    .map(([text, names]) => `${[...names].toSorted().join("\n")}\n\n${text}`)
    .toSorted();
  return `${["This bundle contains code of the packages below, each under its own licence.", ...parts].join(`\n\n${rule}\n\n`)}\n`;
}
