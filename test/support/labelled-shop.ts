import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Calibration } from "../../src/core/calibrate/calibration.ts";
import { parseCalibration } from "../../src/core/calibrate/calibration-file.ts";
import type { HumanLabel } from "../../src/core/dataset/label-file.ts";
import type { Session } from "../../src/core/trace/session.ts";
import { aLabel } from "./calibrations.ts";
import { giftShop, type ProjectTexts, projectDir } from "./project-dir.ts";

/** A session whose reply is what the judges of these tests look at. */
export function shopSession(reply: string, given: Partial<Session> = {}): Session {
  return { id: "shop", turns: [{ user: "Is there a late fee?", steps: [], reply }], ...given };
}

export type LabelledShop = {
  /** Sessions by name. */
  readonly sessions: Readonly<Record<string, Session>>;
  readonly labels: readonly (HumanLabel | string)[];
  readonly baseUrl?: string;
  /** Lines of `gate.trust`. */
  readonly trust?: string;
  readonly files?: ProjectTexts;
};

export const honestyLabels = "datasets/support/labels/honesty.jsonl";
export const honestyCalibration = "evaluators/honesty/v1.calibration.json";

/** The gift shop with one judge on the dimension `honesty`, sessions and labels; gone when the test is. */
export function labelledShop(shop: LabelledShop): string {
  const { sessions, labels, baseUrl = "http://127.0.0.1:9/v1", trust, files = {} } = shop;
  return projectDir({
    ...giftShop,
    "tracegate.yaml": `${giftShop["tracegate.yaml"]}    honesty: { floor: 0.8 }
${trust === undefined ? "" : `  trust: ${trust}\n`}judge: { model: gpt-5-mini, baseUrl: "${baseUrl}", apiKeyEnv: JUDGE_KEY, timeoutMs: 2000 }
`,
    "datasets/support/dataset.yaml": `${giftShop["datasets/support/dataset.yaml"]}  honesty: Does the agent say only what is so?
`,
    "datasets/support/cases/gift-card.yaml": `id: gift-card
conversation:
  - user: What is the refund policy for gift cards?
expectations:
  - { dimension: honesty, evaluator: honesty@1, truth: There is no such policy. }
`,
    "evaluators/honesty/v1.yaml": `name: honesty
version: 1
dimension: honesty
kind: judge
question: Is every claim supported?
pass: All are.
fail: One is not.
`,
    ...Object.fromEntries(
      Object.entries(sessions).map(([name, session]) => [
        `datasets/support/sessions/${name}.json`,
        JSON.stringify(session),
      ]),
    ),
    ...(labels.length > 0 && {
      [honestyLabels]: `${labels.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n")}\n`,
    }),
    ...files,
  });
}

/** Sessions that say `good 1` and so on, with the labels of one person, half of each class. */
export function halfAndHalf(count: number): Pick<LabelledShop, "sessions" | "labels"> {
  const named = Array.from({ length: count }, (_, place) => {
    const label = place % 2 === 0 ? ("pass" as const) : ("fail" as const);
    return { name: `session-${String(place + 1).padStart(3, "0")}`, label };
  });
  return {
    sessions: Object.fromEntries(
      named.map(({ name, label }) => [name, shopSession(`${label} ${name}`)]),
    ),
    labels: named.map(({ name, label }) =>
      aLabel({ session: name, label, why: `Because ${name}.` }),
    ),
  };
}

/** What the calibration of the judge of honesty says. */
export function calibrationIn(root: string): Calibration {
  const reading = parseCalibration(readFileSync(join(root, honestyCalibration), "utf8"));
  if (reading.kind === "unreadable") throw new Error(reading.reason);
  return reading.calibration;
}
