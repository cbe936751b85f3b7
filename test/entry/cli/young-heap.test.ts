import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const module = join(import.meta.dirname, "../../../src/cli/young-heap.ts");

/** The young generation of a process of which much survives for a while, in megabytes. */
function youngMegabytes(isKeptSmall: boolean): number {
  const program = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { keepYoungHeapSmall } from ${JSON.stringify(module)};
    const held = [];
    for (let round = 0; round < 400; round += 1) {
      held[round % 40] = Array.from({ length: 2_000 }, (_, n) => ({ n, text: "late fee " + n }));
      if (${isKeptSmall}) keepYoungHeapSmall();
    }
    const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
    process.stdout.write(String(young.space_size / 1024 / 1024));
  `;
  const args = ["--input-type=module", "--eval", program];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8", stdio: "pipe" }));
}

test("the young generation stops growing, which it does not by itself", () => {
  const small = youngMegabytes(true);
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThanOrEqual(16);
  expect(youngMegabytes(false)).toBeGreaterThan(small);
});
