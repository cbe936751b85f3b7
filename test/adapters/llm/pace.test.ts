import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "../../../src/adapters/llm/pace.ts";

const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many of these have their turn by now. */
async function arrived(turns: readonly Promise<void>[]): Promise<number> {
  let count = 0;
  for (const turn of turns)
    void turn.then(
      () => (count += 1),
      () => {},
    );
  await vi.advanceTimersByTimeAsync(0);
  return count;
}

test("questions are spread over the minute", async () => {
  const pace = new Pace({ requestsPerMinute: 60 });
  const turns = Array.from({ length: 3 }, () => pace.turn(never));
  expect(await arrived(turns)).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await arrived(turns)).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await arrived(turns)).toBe(3);
});

test("without a limit nobody waits", async () => {
  const pace = new Pace({});
  expect(await arrived(Array.from({ length: 50 }, () => pace.turn(never)))).toBe(50);
});

test.each([
  ["retry-after in seconds", { "retry-after": "2" }, 2000],
  ["retry-after-ms", { "retry-after-ms": "500", "retry-after": "9" }, 500],
  ["an hour, of which a minute is waited", { "retry-after": "3600" }, 60_000],
])("a refusal makes all new questions wait: %s", async (_, headers, ms) => {
  const pace = new Pace({});
  const refuse = pace.watching(() => Promise.resolve(new Response("", { status: 429, headers })));
  await refuse("http://127.0.0.1/");
  const turn = pace.turn(never);
  await vi.advanceTimersByTimeAsync(ms - 1);
  expect(await arrived([turn])).toBe(0);
  await vi.advanceTimersByTimeAsync(2);
  expect(await arrived([turn])).toBe(1);
});

test("a refusal may name the time from which on it answers", async () => {
  vi.setSystemTime("2026-11-20T09:30:00Z");
  const pace = new Pace({});
  const headers = { "retry-after": "Fri, 20 Nov 2026 09:30:03 GMT" };
  const refuse = pace.watching(() => Promise.resolve(new Response("", { status: 503, headers })));
  await refuse("http://127.0.0.1/");
  const turn = pace.turn(never);
  await vi.advanceTimersByTimeAsync(2999);
  expect(await arrived([turn])).toBe(0);
  await vi.advanceTimersByTimeAsync(2);
  expect(await arrived([turn])).toBe(1);
});

test("a long pause is told once, whoever else is refused meanwhile; a short one is not", async () => {
  const told: number[] = [];
  const pace = new Pace({ onPause: (ms) => told.push(ms) });
  const refusals = ["1", "20", "15", "40"].map(
    (seconds) => () =>
      Promise.resolve(new Response("", { status: 429, headers: { "retry-after": seconds } })),
  );
  const [short, long, other, later] = refusals.map((refusal) => pace.watching(refusal));
  await short?.("http://127.0.0.1/");
  await vi.advanceTimersByTimeAsync(1_001);
  await long?.("http://127.0.0.1/");
  await other?.("http://127.0.0.1/");
  expect(told).toEqual([20_000]);
  await vi.advanceTimersByTimeAsync(20_001);
  await later?.("http://127.0.0.1/");
  expect(told).toEqual([20_000, 40_000]);
});

test("an answer that is no refusal makes nobody wait", async () => {
  const pace = new Pace({});
  const fine = pace.watching(() =>
    Promise.resolve(new Response("", { status: 500, headers: { "retry-after": "30" } })),
  );
  await fine("http://127.0.0.1/");
  expect(await arrived([pace.turn(never)])).toBe(1);
});

test("who is cancelled while waiting waits no longer", async () => {
  const pace = new Pace({ requestsPerMinute: 1 });
  await pace.turn(never);
  const cancel = new AbortController();
  const waiting = pace.turn(cancel.signal);
  cancel.abort();
  await expect(waiting).rejects.toThrow("aborted");
});
