import { expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { aShop, shopConfig } from "../../support/shop.ts";

test("run and gate show what tracegate.yaml waives, and let it pass", async () => {
  const expires = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const waived = `${shopConfig}  waivers: [{ dimension: abstention, owner: dana, reason: see issue 12, expires: ${expires} }]\n`;
  const root = aShop("inventive", { "tracegate.yaml": waived });
  const run = await tracegate(root, ["run", "--quiet"]);
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("PASS  Not blocked, by a waiver: abstention is below its floor");
  expect(run.stdout).toContain(`dana, until ${expires}: see issue 12`);
  const { stdout } = await tracegate(root, ["gate", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "pass",
    reasons: [],
    waivers: { waived: [{ reason: { kind: "floor-missed" }, waiver: { owner: "dana" } }] },
  });
});
