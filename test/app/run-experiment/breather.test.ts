import { setImmediate as nextLoop } from "node:timers/promises";
import { expect, test } from "vitest";
import { Breather } from "../../../src/app/run-experiment/breather.ts";

function aBreather(): { readonly breather: Breather; readonly pass: (ms: number) => void } {
  let nowMs = 1_000;
  const breather = new Breather({ nowMs: () => nowMs });
  return {
    breather,
    pass: (ms) => {
      nowMs += ms;
    },
  };
}

test("workers that never let the loop turn wait after 8 ms, all for the same turn", async () => {
  const { breather, pass } = aBreather();
  expect(breather.breathe()).toBeUndefined();
  pass(7);
  expect(breather.breathe()).toBeUndefined();
  pass(1);
  const pause = breather.breathe();
  expect(pause).toBeInstanceOf(Promise);
  expect(breather.breathe()).toBe(pause);
  await pause;
  expect(breather.breathe()).toBeUndefined();
});

test("each stretch of work is counted anew", async () => {
  const { breather, pass } = aBreather();
  for (let stretch = 0; stretch < 3; stretch += 1) {
    expect(breather.breathe()).toBeUndefined();
    pass(8);
    const pause = breather.breathe();
    expect(pause).toBeInstanceOf(Promise);
    await pause;
  }
});

test("who waited for an answer while the loop turned goes on at once", async () => {
  const { breather, pass } = aBreather();
  expect(breather.breathe()).toBeUndefined();
  await nextLoop();
  pass(300);
  expect(breather.breathe()).toBeUndefined();
});
