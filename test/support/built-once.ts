import { existsSync, writeFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";

/** Far above what a busy machine needs. */
const mostMs = 300_000;

/**
 * A folder that is filled once in a test run, by whoever needs it first; the others wait for it. It is gone after the run.
 *
 * @throws Error where filling it failed.
 */
export async function builtOnce(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const built = join(inject("builtFolder"), name);
  const failed = `${built}.failed`;
  if (isFirst(`${built}.building`)) {
    try {
      await mkdir(`${built}.part`);
      await fill(`${built}.part`);
      await rename(`${built}.part`, built);
    } catch (error) {
      writeFileSync(failed, "");
      throw error;
    }
  }
  for (let waited = 0; !existsSync(built); waited += 50) {
    if (waited > mostMs || existsSync(failed))
      throw new Error(`Another test was to build ${name}, and did not.`);
    await sleep(50);
  }
  return built;
}

function isFirst(flag: string): boolean {
  try {
    writeFileSync(flag, "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}
