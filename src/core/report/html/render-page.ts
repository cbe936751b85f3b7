import { createHash } from "node:crypto";
import { markupText } from "../markup.ts";
import type { PackedBlock } from "./page-pack.ts";
import { pageScript, pageStyle } from "./report-app.generated.ts";

export type PageFrame = {
  readonly title: string;
  /** What is said where scripts do not run. */
  readonly summary: string;
};

/**
 * A report as one file of HTML that loads nothing: no script but its own runs in it, and it may send nothing anywhere.
 *
 * Outside text stands in its data alone, which is base64, and in the two texts of `frame`, which are escaped.
 */
export function renderPage({ title, summary }: PageFrame, blocks: readonly PackedBlock[]): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(pageScript)}'`,
    `style-src '${hashOf(pageStyle)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    `<title>${markupText(title.replace(/\s+/g, " "))}</title>`,
    `<style>${pageStyle}</style>`,
    "</head>",
    "<body>",
    '<div id="app"></div>',
    `<noscript><p>${markupText(summary)}</p><p>The details of this report are shown by its own script, which is switched off here. It loads nothing and sends nothing.</p></noscript>`,
    ...blocks.map(
      ({ id, base64 }) =>
        `<script type="application/octet-stream" id="block-${id}">${base64}</script>`,
    ),
    `<script type="module">${pageScript}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** Bytes of a page without data. */
export function emptyPageBytes(frame: PageFrame): number {
  return Buffer.byteLength(renderPage(frame, []), "utf8");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}
