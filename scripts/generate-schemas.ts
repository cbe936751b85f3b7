// Writes the JSON Schemas of the files that users write into `schema/` (or `--out`); `--check` only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { jsonSchemas } from "../src/core/config/json-schemas.ts";

const { values: options } = parseArgs({
  options: { check: { type: "boolean", default: false }, out: { type: "string" } },
});
const folder = options.out ?? fileURLToPath(new URL("../schema/", import.meta.url));

const stale: string[] = [];
for (const [file, text] of jsonSchemas()) {
  if (options.check && text !== written(file)) stale.push(file);
  if (!options.check) writeFileSync(join(folder, file), text);
}
if (stale.length > 0) {
  console.error(
    `schema/ is not what the code says: ${stale.join(", ")}. Run node scripts/generate-schemas.ts`,
  );
  process.exitCode = 1;
}

function written(file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
