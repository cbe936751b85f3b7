import { describe, expect, test } from "vitest";
import { fixtureValues, importValue, importValues } from "../../../support/import-files.ts";

/** A copy of a document with another value at a path. */
function withValue(document: unknown, path: string, value: unknown): unknown {
  const [key, ...rest] = path.split("/").slice(1);
  if (key === undefined) return value;
  const tail = rest.length === 0 ? "" : `/${rest.join("/")}`;
  if (Array.isArray(document))
    return document.map((item, at) => (String(at) === key ? withValue(item, tail, value) : item));
  const fields = Object(document);
  return { ...fields, [key]: withValue(fields[key], tail, value) };
}

/** What is told of a fixture in which one value is another. */
function told(name: string, path: string, value: unknown): readonly (readonly string[])[] {
  const [first, ...rest] = fixtureValues(name);
  const { dropped } = importValues([[withValue(first, path, value), ...rest]]);
  const known = importValues([fixtureValues(name)]).dropped.map(({ path: at }) => at);
  return dropped
    .filter(({ path: at }) => !known.includes(at))
    .map((drop) => [drop.path, drop.reason]);
}

describe("a time that cannot be read is told", () => {
  test.each([
    ["langsmith-tree.json", "/start_time"],
    ["langsmith-tree.json", "/child_runs/0/end_time"],
    ["langfuse-trace.json", "/timestamp"],
    ["langfuse-trace.json", "/observations/0/startTime"],
    ["langfuse-trace.json", "/observations/1/endTime"],
    ["langfuse-blob.jsonl", "/start_time"],
    ["langfuse-blob.jsonl", "/end_time"],
    ["atif.json", "/steps/1/timestamp"],
    ["tau2-results.json", "/simulations/0/messages/0/timestamp"],
    ["responses-chain.jsonl", "/response/created_at"],
  ])("%s %s", (name, path) => {
    const reason = "time that cannot be read: neither ISO 8601 nor a number since 1970";
    for (const value of ["yesterday", "2026-13-45", -5, true])
      expect(told(name, path, value)).toEqual([[path, reason]]);
  });

  test.each([null, ""])("but %j is none", (value) => {
    expect(told("langsmith-tree.json", "/child_runs/0/start_time", value)).toEqual([]);
    expect(told("langfuse-trace.json", "/observations/0/endTime", value)).toEqual([]);
  });

  test("and so are an end before the start and a length that is none", () => {
    expect(told("langfuse-trace.json", "/observations/0/endTime", "2026-10-01T00:00:00Z")).toEqual([
      ["/observations/0", "end of a span before its start"],
    ]);
    expect(told("langsmith-tree.json", "/child_runs/0/end_time", "2026-10-01T00:00:00Z")).toEqual([
      ["/child_runs/0", "end of a span before its start"],
    ]);
    const seconds = "length of time that is no number of seconds from 0";
    for (const value of [-1, "long", 1e308]) {
      expect(told("command-agent.traj", "/trajectory/0/execution_time", value)).toEqual([
        ["/trajectory/0/execution_time", seconds],
      ]);
      const path = "/simulations/0/messages/2/generation_time_seconds";
      expect(told("tau2-results.json", path, value)).toEqual([[path, seconds]]);
    }
  });
});

describe("a count of tokens that is none is told", () => {
  test.each([
    ["langsmith-tree.json", "/child_runs/0/outputs/llm_output/token_usage/prompt_tokens"],
    ["langsmith-tree.json", "/child_runs/0/completion_tokens"],
    ["langfuse-trace.json", "/observations/0/usageDetails/input"],
    ["langfuse-trace.json", "/observations/0/usageDetails/input_cached_tokens"],
    ["langfuse-blob.jsonl", "/usage_details/output"],
    ["atif.json", "/steps/2/metrics/prompt_tokens"],
    ["tau2-results.json", "/simulations/0/messages/2/usage/prompt_tokens"],
    ["responses-chain.jsonl", "/response/usage/input_tokens"],
    ["responses-chain.jsonl", "/response/usage/input_tokens_details/cached_tokens"],
    ["anthropic.json", "/messages/1/usage/cache_read_input_tokens"],
  ])("%s %s", (name, path) => {
    for (const value of [-3, 1.5, "many", true])
      expect(told(name, path, value)).toEqual([
        [path, "number of tokens that is no whole number from 0"],
      ]);
  });

  test("and so is a cost", () => {
    for (const [name, path] of [
      ["langsmith-tree.json", "/child_runs/0/total_cost"],
      ["langfuse-trace.json", "/observations/0/totalCost"],
      ["langfuse-blob.jsonl", "/cost_details/total"],
      ["tau2-results.json", "/simulations/0/messages/2/cost"],
      ["responses-chain.jsonl", "/response/usage/cost"],
    ] as const)
      expect(told(name, path, -0.5)).toEqual([[path, "cost that is no amount of dollars"]]);
  });

  test("usage that is no object is told", () => {
    const message = { role: "assistant", content: "3 EUR.", usage: "much" };
    expect(importValue([{ role: "user", content: "Late fee?" }, message]).dropped).toMatchObject([
      { path: "/1/usage", reason: "usage that is no object" },
    ]);
  });

  test("words are no counts, even where they are digits", () => {
    const generation = {
      id: "g",
      traceId: "t",
      type: "GENERATION",
      startTime: "2026-10-02T09:00:00Z",
      input: "2000",
      output: "42",
    };
    const { sessions, dropped } = importValue(generation);
    expect(dropped).toEqual([]);
    expect(sessions[0]?.turns[0]).toMatchObject({ user: "2000", reply: "42" });
    expect(sessions[0]?.turns[0]?.steps[0]).not.toHaveProperty("usage");
  });
});

test("a trial that is no number is told", () => {
  expect(told("tau2-results.json", "/simulations/0/trial", "first")).toEqual([
    ["/simulations/0/trial", "trial that is no whole number"],
  ]);
});
