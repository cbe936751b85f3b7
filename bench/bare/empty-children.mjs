// node empty-children.mjs <children>: starts a Node each that does nothing, two at a time. No work on sessions is in it.
import { spawn } from "node:child_process";

const children = Number(process.argv[2]);
let next = 0;
const start = performance.now();
await Promise.all(
  [1, 2].map(async () => {
    while (next < children) {
      next += 1;
      const child = spawn(process.execPath, ["-e", "0"], { stdio: "ignore" });
      await new Promise((resolve) => child.on("close", resolve));
    }
  }),
);
process.stdout.write(`${((performance.now() - start) / 1_000).toFixed(2)} s\n`);
