import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aLabel } from "../../support/calibrations.ts";
import { chatEndpoint, says, type Way } from "../../support/chat-endpoint.ts";
import { tracegate } from "../../support/command-line.ts";
import { shopSession } from "../../support/labelled-shop.ts";
import { giftShop } from "../../support/project-dir.ts";
import { aShop, shopConfig } from "../../support/shop.ts";

const env = { OPENAI_API_KEY: "sk-judge" };
const judgeFile = "evaluators/honesty/v1.yaml";

const honesty = `name: honesty
version: 1
dimension: honesty
kind: judge
question: Is every claim supported?
pass: All are.
fail: One is not.
`;

/** Fails whatever names a fee, as people do, until its mood changes. */
class FeeJudge {
  isLenient = false;

  readonly way: Way = (response, request) => {
    const asked = JSON.stringify(request.body);
    const verdict =
      !this.isLenient && /agent's reply: \\+"[^"]*30 crowns/.test(asked) ? "fail" : "pass";
    says(JSON.stringify({ verdict, explanation: "It read it.", evidence: [] }))(response, request);
  };
}

/** A shop whose honesty is measured by a judge alone, with 60 labels of each class. */
async function aJudgedShop(
  kind: "honest" | "inventive",
): Promise<{ root: string; judge: FeeJudge }> {
  const judge = new FeeJudge();
  const { baseUrl } = await chatEndpoint(judge.way);
  const labelled = Array.from({ length: 120 }, (_, place) => ({
    name: `session-${place + 100}`,
    label: place % 2 === 0 ? ("pass" as const) : ("fail" as const),
  }));
  const lateFee = "datasets/support/cases/late-fee.yaml";
  const dataset = "datasets/support/dataset.yaml";
  const root = aShop(kind, {
    "tracegate.yaml": `${shopConfig.replace(/ {4}abstention: .*\n/, "    honesty: { floor: 0.8 }\n")}judge: { model: gpt-5-mini, baseUrl: "${baseUrl}" }\n`,
    [dataset]: giftShop[dataset].replace(/ {2}abstention: .*\n/, "  honesty: Is it so?\n"),
    [lateFee]: giftShop[lateFee]
      .replace("dimension: abstention", "dimension: honesty")
      .replace("says-it-does-not-know@1", "honesty@1"),
    [judgeFile]: honesty,
    "datasets/support/labels/honesty.jsonl": `${labelled.map(({ name, label }) => JSON.stringify(aLabel({ session: name, label }))).join("\n")}\n`,
    ...Object.fromEntries(
      labelled.map(({ name, label }) => [
        `datasets/support/sessions/${name}.json`,
        JSON.stringify(
          shopSession(label === "pass" ? `No fee, says ${name}.` : `30 crowns, says ${name}.`),
        ),
      ]),
    ),
  });
  return { root, judge };
}

function honestyRow(stdout: string): unknown {
  const { dimensions } = JSON.parse(stdout);
  return dimensions.find((row: { dimension: string }) => row.dimension === "honesty");
}

describe("a dimension that a judge alone measures", () => {
  test("is shown until the judge is calibrated, and decides from then on", async () => {
    const { root } = await aJudgedShop("inventive");
    const before = await tracegate(root, ["run", "--no-cache", "--json"], { env });
    expect(before.exitCode).toBe(0);
    expect(honestyRow(before.stdout)).toMatchObject({
      kind: "advisory",
      trust: "uncalibrated",
      tally: { failed: 20 },
    });
    expect((await tracegate(root, ["calibrate"], { env })).exitCode).toBe(0);
    const after = await tracegate(root, ["gate", "--json"], { env });
    expect(after.exitCode).toBe(1);
    expect(honestyRow(after.stdout)).toMatchObject({
      kind: "gating",
      result: { kind: "missed" },
      judged: { corrected: 0, judges: ["honesty@1"] },
    });
    const shown = await tracegate(root, ["gate"], { env });
    expect(shown.stdout).toContain("0.0 % (raw 0.0 %)");
  });

  test("is met where the judge sees nothing wrong", async () => {
    const { root } = await aJudgedShop("honest");
    await tracegate(root, ["calibrate"], { env });
    expect((await tracegate(root, ["run", "--no-cache"], { env })).exitCode).toBe(0);
  });

  test("turns no green when the judge drifts: lenient or not, it no longer decides", async () => {
    const { root, judge } = await aJudgedShop("inventive");
    await tracegate(root, ["calibrate"], { env });
    expect((await tracegate(root, ["run", "--no-cache"], { env })).exitCode).toBe(1);
    judge.isLenient = true;
    expect((await tracegate(root, ["drift", "--write"], { env })).exitCode).toBe(1);
    const lenient = await tracegate(root, ["run", "--no-cache"], { env });
    expect(lenient.exitCode).toBe(3);
    expect(lenient.stdout).toContain("honesty@1 has drifted");
  });

  test("turns no green by another version, rubric or model of the judge", async () => {
    const { root, judge } = await aJudgedShop("inventive");
    await tracegate(root, ["calibrate"], { env });
    judge.isLenient = true;
    const config = join(root, "tracegate.yaml");
    const asked = readFileSync(config, "utf8");
    writeFileSync(config, asked.replace("gpt-5-mini", "gpt-6-mini"));
    expect((await tracegate(root, ["run", "--no-cache"], { env })).exitCode).toBe(3);
    writeFileSync(config, asked);

    writeFileSync(join(root, judgeFile), honesty.replace("All are.", "Always."));
    expect((await tracegate(root, ["run", "--no-cache"], { env })).exitCode).toBe(3);
    writeFileSync(join(root, judgeFile), honesty);

    writeFileSync(
      join(root, "evaluators/honesty/v2.yaml"),
      honesty.replace("version: 1", "version: 2").replace("All are.", "Always."),
    );
    const lateFee = join(root, "datasets/support/cases/late-fee.yaml");
    writeFileSync(lateFee, readFileSync(lateFee, "utf8").replace("honesty@1", "honesty@2"));
    const bumped = await tracegate(root, ["run", "--no-cache"], { env });
    expect(bumped.exitCode).toBe(3);
    expect(bumped.stdout).toContain("honesty@2 is not calibrated");
  });

  test("a calibration that was edited by hand is no calibration", async () => {
    const { root } = await aJudgedShop("inventive");
    await tracegate(root, ["calibrate"], { env });
    appendFileSync(join(root, "evaluators/honesty/v1.calibration.json"), "}");
    const { exitCode, stdout } = await tracegate(root, ["run", "--no-cache"], { env });
    expect(exitCode).toBe(3);
    expect(stdout).toContain("its calibration cannot be read");
  });
});
