import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { builtOnce } from "../built-once.ts";
import { buildBundle } from "../bundle.ts";
import { repository } from "../cruise.ts";

/**
 * A folder with `action.yml` and a `dist/` that is built from the source as it is now, once in a test run: the
 * committed `dist/` may be older.
 */
export function builtAction(): Promise<string> {
  return builtOnce("action", async (folder) => {
    const bundle = await buildBundle();
    await cp(join(repository, "action.yml"), join(folder, "action.yml"));
    await cp(bundle, join(folder, "dist"), { recursive: true });
    await rm(bundle, { recursive: true });
  });
}
