import { expect, test } from "vitest";
import { cusum } from "../../../src/core/stats/cusum.ts";

const stream = (pattern: string): boolean[] => pattern.split("").map((one) => one === "+");

test("six disagreements in a row raise the alarm, five do not", () => {
  expect(cusum(stream("-----"))).toEqual({
    sum: expect.closeTo(4.5815),
    highest: expect.closeTo(4.5815),
  });
  expect(cusum(stream("------"))).toMatchObject({ sum: expect.closeTo(5.4978), alarmAt: 6 });
});

test("agreement lowers the sum and never below nothing", () => {
  expect(cusum(stream("++++++++++"))).toEqual({ sum: 0, highest: 0 });
  expect(cusum(stream("++++-")).sum).toBeCloseTo(0.9163, 12);
  expect(cusum(stream("-+")).sum).toBeCloseTo(0.734, 12);
});

test("an alarm stays one, though the stream recovers", () => {
  expect(cusum(stream(`------${"+".repeat(40)}`))).toMatchObject({ sum: 0, alarmAt: 6 });
});

test("no label at all is no alarm", () => {
  expect(cusum([])).toEqual({ sum: 0, highest: 0 });
});
