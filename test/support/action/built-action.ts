import { existsSync, writeFileSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { buildBundle } from "../bundle.ts";
import { repository } from "../cruise.ts";

/**
 * A folder with `action.yml` and a `dist/` that is built from the source as it is now, once in a test run: the
 * committed `dist/` may be older.
 */
export async function builtAction(): Promise<string> {
  const folder = inject("builtFolder");
  const action = join(folder, "action");
  if (isFirst(join(folder, "building"))) await build(`${action}.part`, action);
  for (let waited = 0; !existsSync(action); waited += 50) {
    if (waited > 60_000) throw new Error("Another test was to build the action, and did not.");
    await sleep(50);
  }
  return action;
}

function isFirst(flag: string): boolean {
  try {
    writeFileSync(flag, "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

async function build(part: string, action: string): Promise<void> {
  const bundle = await buildBundle();
  await mkdir(part);
  await cp(join(repository, "action.yml"), join(part, "action.yml"));
  await cp(bundle, join(part, "dist"), { recursive: true });
  await rm(bundle, { recursive: true });
  await rename(part, action);
}
