import { expect, test } from "vitest";
import { z } from "zod";
import { tracegate } from "../support/command-line.ts";
import { aSimulatedDesk } from "../support/simulated-desk.ts";

const decisionSchema = z.looseObject({ kind: z.string() });

test("the three kinds of users are run and decided on, without a key and without the network", async () => {
  const root = aSimulatedDesk();
  const valid = await tracegate(root, ["validate"]);
  expect(valid).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("3 scenarios") });
  const run = await tracegate(root, ["run", "--json", "--quiet", "--out", "results"]);
  expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(decisionSchema.parse(JSON.parse(run.stdout)).kind).toBe("pass");
});
