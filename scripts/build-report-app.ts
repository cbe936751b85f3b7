import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * Bundles the browser's part of the report into a module of text, which the renderer puts into each page:
 *
 *     node scripts/build-report-app.ts [--check]
 *
 * With `--check` nothing is written and the exit code says whether the module is what the source makes.
 */
const root = join(import.meta.dirname, "..");
const target = join(root, "src/core/report/html/report-app.generated.ts");

const made = await renderModule();
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== made) {
    process.stderr.write("The report's script is stale: run `npm run report-app` and commit it.\n");
    process.exitCode = 1;
  }
} else writeFileSync(target, made);

async function renderModule(): Promise<string> {
  const script = await bundle();
  const style = readFileSync(join(root, "src/report-app/style.css"), "utf8");
  // Either would end its own element in the page.
  if (/<\/script|<!--/i.test(script)) throw new Error("The script holds what ends an element.");
  if (/<\/style|@import|url\(/i.test(style))
    throw new Error("The style ends its element or loads something.");
  return [
    "// Made by scripts/build-report-app.ts from src/report-app; do not edit.",
    `export const pageScript: string = ${JSON.stringify(script)};`,
    `export const pageStyle: string = ${JSON.stringify(compact(style))};`,
    "",
  ].join("\n");
}

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: join(root, "src/report-app/main.ts"),
    platform: "browser",
    tsconfig: join(root, "src/report-app/tsconfig.json"),
  });
  try {
    const { output } = await build.generate({ format: "esm", minify: true });
    const [chunk, ...rest] = output;
    if (rest.length > 0) throw new Error("The report's script must be one piece.");
    return chunk.code.trim();
  } finally {
    await build.close();
  }
}

function compact(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};:,>]) ?/g, "$1")
    .trim();
}
