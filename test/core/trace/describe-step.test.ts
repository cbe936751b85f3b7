import { expect, test } from "vitest";
import { describeCall, describeStep } from "../../../src/core/trace/describe-step.ts";
import type { Step } from "../../../src/core/trace/session.ts";

const tool = { kind: "tool", name: "search_policies", status: "ok" } as const;

test.each<[Step, string]>([
  [{ ...tool, result: { documents: [] } }, "search_policies → 0 documents"],
  [{ ...tool, result: { documents: [{}] } }, "search_policies → 1 document"],
  [{ ...tool, result: [] }, "search_policies → 0 results"],
  [{ ...tool, result: "" }, "search_policies → nothing"],
  [{ ...tool, result: "valid\nfor 3 years" }, "search_policies → valid for 3 years"],
  [{ ...tool, result: { state: "sent" } }, 'search_policies → {"state":"sent"}'],
  [tool, "search_policies → result not captured"],
  [{ ...tool, status: "pending" }, "search_policies → no answer seen"],
  [
    { ...tool, status: "error", error: { type: "timeout", message: "timed out" } },
    "search_policies → error: timed out",
  ],
  [{ kind: "model", text: "Yes." }, "model said “Yes.”"],
  [{ kind: "model" }, "model → text not captured"],
  [
    { kind: "model", text: "", toolCalls: [{ name: "search_policies" }, { name: "think" }] },
    "model called search_policies, think",
  ],
  [{ kind: "model", error: { type: "refused", message: "no key" } }, "model → error: no key"],
])("%j", (step, line) => {
  expect(describeStep(step)).toBe(line);
});

test("long texts are cut with a mark and never inside a character", () => {
  const line = describeStep({ ...tool, result: `${"a".repeat(98)}😀${"b".repeat(1000)}` });
  expect(line).toBe(`search_policies → ${"a".repeat(98)}…`);
});

test("a call is shown with what it asked for", () => {
  expect(describeCall({ ...tool, arguments: { query: "late fee" } })).toBe(
    'search_policies {"query":"late fee"}',
  );
  expect(describeCall(tool)).toBe("search_policies");
});
