import { expect, test } from "vitest";
import { countAnswer } from "../../../src/app/run-experiment/count-answer.ts";
import type { Usage } from "../../../src/core/trace/session.ts";
import type { JudgeAnswer } from "../../../src/ports/judge-model.ts";

const usage = { inputTokens: 800, outputTokens: 40, costUsd: 0.002 };
const answered = { kind: "answered", json: {}, model: "judge" } as const;
const unavailable = { kind: "unavailable", reason: "no answer within 200 ms" } as const;

test.each<[string, JudgeAnswer, readonly (Usage | undefined)[]]>([
  ["an answer is one call", { ...answered, usage }, [usage]],
  ["an answer that tells nothing is one call all the same", answered, [{}]],
  [
    "calls that broke down before it count too",
    { ...answered, usage, lostCalls: 2 },
    [undefined, undefined, usage],
  ],
  [
    "a question that was never answered took what its calls took",
    { ...unavailable, lostCalls: 5 },
    Array(5).fill(undefined),
  ],
  ["an answer that is of no use was paid for", { ...unavailable, usage }, [usage]],
  ["a question that was refused took nothing", unavailable, []],
])("%s", (_title, answer, counted) => {
  const seen: (Usage | undefined)[] = [];
  countAnswer(answer, {
    isCapped: true,
    refuse: () => undefined,
    count: (took) => void seen.push(took),
  });
  expect(seen).toEqual(counted);
});
