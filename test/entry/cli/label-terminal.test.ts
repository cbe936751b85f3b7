import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { repository } from "../../support/cruise.ts";
import { honestyLabels, labelledShop, shopSession } from "../../support/labelled-shop.ts";

/** `script` of util-linux gives a program a terminal of its own; macOS has another one of that name. */
const hasScript =
  spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;

test.skipIf(!hasScript)(
  "at a real terminal each key counts at once, unechoed, and the terminal is left as it was (needs util-linux `script`)",
  async () => {
    const root = labelledShop({
      sessions: {
        "gift-card": shopSession("You have 30 days."),
        "late-fee": shopSession("There is no late fee."),
      },
      labels: [],
    });
    const command = `${process.execPath} ${join(repository, "src/cli/main.ts")} label honesty --by maria; stty -a`;
    const child = spawn("script", ["-qefc", command, "/dev/null"], {
      cwd: root,
      env: { ...process.env, TERM: "xterm", NO_COLOR: "1" },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let seen = "";
    const shown = new Set<() => void>();
    child.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      for (const look of shown) look();
    });
    const untilShown = (text: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!seen.includes(text)) return;
          shown.delete(look);
          resolve();
        };
        shown.add(look);
        look();
      });
    const ended = new Promise((resolve) => child.on("close", resolve));

    await untilShown("2 sessions left");
    expect(seen).toContain("You have 30 days.");
    child.stdin.write("f");
    await untilShown("1 session left");
    child.stdin.write("q");
    await ended;
    expect(seen).toContain("1 label given.");
    const [line = ""] = readFileSync(join(root, honestyLabels), "utf8").split("\n");
    expect(JSON.parse(line)).toMatchObject({ session: "gift-card", label: "fail", by: "maria" });
    expect(seen).toMatch(/(?<!-)icanon/);
    expect(seen).toMatch(/(?<!-)echo\b/);
  },
  30_000,
);
