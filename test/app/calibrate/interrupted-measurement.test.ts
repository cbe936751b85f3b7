import { expect, test } from "vitest";
import { calibrateJudge } from "../../../src/app/calibrate/calibrate-judge.ts";
import { chooseJudges } from "../../../src/app/calibrate/choose-judges.ts";
import { watchDrift } from "../../../src/app/calibrate/watch-drift.ts";
import { loadJudgedProject } from "../../../src/app/project/load-judged-project.ts";
import { judgingWith } from "../../../src/app/score/judging.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { answering, FakeJudge } from "../../support/fake-judge.ts";
import { halfAndHalf, labelledShop } from "../../support/labelled-shop.ts";

/** A judge of 100 labelled sessions, asked one after the other, and what is written meanwhile. */
async function aMeasurement(verdict: (session: string) => string) {
  const root = labelledShop(halfAndHalf(100));
  const project = await loadJudgedProject(projectRequest({ root, configPath: "tracegate.yaml" }));
  const [judge] = chooseJudges(project, ["honesty"]);
  if (judge === undefined) throw new Error("no judge");
  const judging = judgingWith({
    model: new FakeJudge(({ user }) =>
      answering({ verdict: verdict(user), explanation: "It looked.", evidence: [] }),
    ),
    digest: "sha256:gpt-5-mini",
    votes: 1,
    concurrency: 1,
    nonce: () => "0123456789abcdef0123456789abcdef",
  });
  const written: string[] = [];
  const writer = { write: (path: string) => void written.push(path) };
  return { project, judge, judging, written, writer, nowMs: () => 0 };
}

const asPeopleSay = (session: string): string => (session.includes('"fail') ? "fail" : "pass");

/** Aborts as soon as so many sessions are answered. */
function abortingAt(count: number) {
  const controller = new AbortController();
  const onAnswer = (answered: number): void => {
    if (answered === count) controller.abort();
  };
  return { signal: controller.signal, onAnswer };
}

test("a calibration that is interrupted at the last sessions is not written", async () => {
  const { writer, written, ...request } = await aMeasurement(asPeopleSay);
  const cut = await calibrateJudge({ ...request, ...abortingAt(96) }, writer);
  const { unscored } = cut.calibration.counts;
  // Fewer than what alone keeps a calibration from being written.
  expect([unscored > 0, unscored <= 5]).toEqual([true, true]);
  expect(cut).not.toHaveProperty("written");
  expect(written).toEqual([]);
  const whole = await calibrateJudge({ ...request, ...abortingAt(101) }, writer);
  expect(whole.calibration.counts.unscored).toBe(0);
  expect(written).toEqual(["evaluators/honesty/v1.calibration.json"]);
});

test("an alarm of a watch that is interrupted is not written", async () => {
  const { writer, written, ...request } = await aMeasurement(asPeopleSay);
  const { calibration } = await calibrateJudge({ ...request, ...abortingAt(101) }, writer);
  const { judging } = await aMeasurement(() => "pass");
  const asking = { ...request, judging, calibration };
  const cut = await watchDrift({ ...asking, ...abortingAt(98) }, writer);
  expect(cut.drift.kind).toBe("drifted");
  expect(cut).not.toHaveProperty("marked");
  expect(written).toHaveLength(1);
  const whole = await watchDrift({ ...asking, ...abortingAt(101) }, writer);
  expect(whole.marked).toBe("evaluators/honesty/v1.calibration.json");
  expect(written).toHaveLength(2);
});
