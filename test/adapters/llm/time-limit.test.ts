import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TimeLimit } from "../../../src/adapters/llm/time-limit.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const forEver = new Promise<string>(() => {});

test("an answer within the time is the answer, and leaves no timer behind", async () => {
  const limit = new TimeLimit(1000, new AbortController().signal);
  expect(await limit.hold(Promise.resolve("the late fee"))).toBe("the late fee");
  limit.lift();
  expect(vi.getTimerCount()).toBe(0);
  expect(limit.signal.aborted).toBe(false);
});

test("what is waited for beyond the time is given up", async () => {
  const limit = new TimeLimit(1000, new AbortController().signal);
  const held = limit.hold(forEver).catch(String);
  await vi.advanceTimersByTimeAsync(999);
  expect(limit.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(limit.signal.aborted).toBe(true);
  expect(await held).toContain("AbortError");
});

test("whoever asked may give up before, or have given up already", async () => {
  const caller = new AbortController();
  const limit = new TimeLimit(1000, caller.signal);
  const held = limit.hold(forEver).catch(String);
  caller.abort();
  expect(await held).toContain("AbortError");
  expect(new TimeLimit(1000, caller.signal).signal.aborted).toBe(true);
});

test("once it is lifted nothing ends", async () => {
  const caller = new AbortController();
  const limit = new TimeLimit(1000, caller.signal);
  limit.lift();
  caller.abort();
  await vi.advanceTimersByTimeAsync(2000);
  expect(limit.signal.aborted).toBe(false);
});
