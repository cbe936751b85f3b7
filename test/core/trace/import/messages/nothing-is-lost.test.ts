import fc from "fast-check";
import { expect, test } from "vitest";
import { importValue } from "../../../../support/import-files.ts";

const text = fc.string({ minLength: 1 });
const callId = fc.constantFrom("c1", "c2", "c3", undefined);
const name = fc.constantFrom("search_policies", "lookup_order");

/** One message and what of it a session must hold. */
type Counted = { readonly message: unknown; readonly is: Partial<Record<Kind, number>> };
type Kind = "user" | "agent" | "policy" | "answers" | "calls" | "dropped";

const chat: fc.Arbitrary<Counted> = fc.oneof(
  text.map((content) => ({ message: { role: "user", content }, is: { user: 1 } })),
  text.map((content) => ({ message: { role: "assistant", content }, is: { agent: 1 } })),
  fc.array(fc.record({ id: callId, name }), { minLength: 1, maxLength: 3 }).map((calls) => ({
    message: {
      role: "assistant",
      content: null,
      tool_calls: calls.map((call) => ({
        ...(call.id !== undefined && { id: call.id }),
        type: "function",
        function: { name: call.name, arguments: "{}" },
      })),
    },
    is: { agent: 1, calls: calls.length },
  })),
  fc.record({ content: text, id: callId, name }).map(({ content, id, name: tool }) => ({
    message: { role: "tool", content, name: tool, ...(id !== undefined && { tool_call_id: id }) },
    is: { answers: 1 },
  })),
  fc.uuid().map((content) => ({ message: { role: "system", content }, is: { policy: 1 } })),
  fc
    .constantFrom(7, null, "late fee", { role: "narrator", content: "Meanwhile" })
    .map((message) => ({
      message,
      is: { dropped: 1 },
    })),
);

const blocks: fc.Arbitrary<Counted> = fc.oneof(
  fc.array(name, { minLength: 1, maxLength: 3 }).map((tools) => ({
    message: {
      role: "assistant",
      content: tools.map((tool, index) => ({
        type: "tool_use",
        id: `toolu_${index}`,
        name: tool,
        input: {},
      })),
    },
    is: { agent: 1, calls: tools.length },
  })),
  fc
    .record({ answers: fc.array(text, { minLength: 1, maxLength: 3 }), said: fc.boolean() })
    .map(({ answers, said }) => ({
      message: {
        role: "user",
        content: [
          ...answers.map((content, index) => ({
            type: "tool_result",
            tool_use_id: `toolu_${index}`,
            content,
          })),
          ...(said ? [{ type: "text", text: "And?" }] : []),
        ],
      },
      is: { answers: answers.length, ...(said && { user: 1 }) },
    })),
);

test("every message is in the session or among what was dropped, whatever their order and dialect", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(chat, blocks), { minLength: 1 }), (list) => {
      const { sessions, dropped } = importValue({ messages: list.map(({ message }) => message) });
      const total = (kind: Kind): number => list.reduce((sum, { is }) => sum + (is[kind] ?? 0), 0);
      const [session] = sessions;
      const turns = session?.turns ?? [];
      const steps = turns.flatMap((turn) => turn.steps);
      const tools = steps.filter((step) => step.kind === "tool");
      const [first] = turns;
      const opens = first?.user === "" ? 1 : 0;
      const lost = dropped.filter(({ reason }) => /no role|unknown role/.test(reason));
      expect({
        user: turns.length - opens,
        agent: steps.length - tools.length,
        answers: tools.filter(({ status }) => status !== "pending").length,
        policy: session?.policy?.split("\n\n").length ?? 0,
        dropped: lost.reduce((sum, { count }) => sum + count, 0),
      }).toEqual({
        user: total("user"),
        agent: total("agent"),
        answers: total("answers"),
        policy: total("policy"),
        dropped: total("dropped"),
      });
      const pending = tools.filter(({ status }) => status === "pending").length;
      expect(pending).toBeLessThanOrEqual(total("calls"));
      const asked = steps.flatMap((step) => (step.kind === "model" ? (step.toolCalls ?? []) : []));
      expect(asked).toHaveLength(total("calls"));
    }),
    { numRuns: 300 },
  );
});
