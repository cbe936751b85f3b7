import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import config from "../../../rolldown.bot.config.ts";
import { builtOnce } from "../built-once.ts";
import { repository } from "../cruise.ts";

/**
 * A folder with `bot/action.yml` and a `dist/bot/` that is built from the source as it is now, once in a test run: the
 * committed one may be older.
 */
export function builtBot(): Promise<string> {
  return builtOnce("bot", async (folder) => {
    await mkdir(join(folder, "bot"));
    await cp(join(repository, "bot/action.yml"), join(folder, "bot/action.yml"));
    const { output, ...input } = config;
    if (Array.isArray(output)) throw new Error("rolldown.bot.config.ts has more than one output");
    const bundle = await rolldown(input);
    await bundle.write({ ...output, dir: join(folder, "dist/bot") });
    await bundle.close();
  });
}
