import { expect, test } from "vitest";
import { tellSessionsApart } from "../../../../src/core/trace/record/tell-sessions-apart.ts";
import type { Message, Span } from "../../../../src/core/trace/span.ts";

let calls = 0;

function aCall(input: readonly Message[], output: Message): Span {
  calls += 1;
  const id = `${calls}`;
  return {
    kind: "model",
    name: "chat",
    traceId: `trace ${id}`,
    spanId: id,
    input,
    output: [output],
  };
}

const user = (text: string): Message => ({ role: "user", text });
const agent = (text: string): Message => ({ role: "assistant", text });
const asks = (callId?: string): Message => ({
  role: "assistant",
  text: "",
  toolCalls: [{ name: "lookup_order", arguments: { id: 1 }, ...(callId && { callId }) }],
});
const answered = (callId?: string): Message => ({
  role: "tool",
  toolResults: [{ result: "lost", ...(callId && { callId }) }],
});

/** Which conversation each call is in, counted from 0 in the order of their beginning. */
function conversations(spans: readonly Span[]): readonly number[] {
  const ids = tellSessionsApart(spans).map(({ traceId }) => traceId);
  const order = [...new Set(ids)];
  return ids.map((id) => order.indexOf(id));
}

test("turns and the calls within them are one conversation", () => {
  const first = [user("Where is it?")];
  const second = [...first, asks("a"), answered("a")];
  const third = [...second, agent("It is lost."), user("Thanks")];
  expect(
    conversations([
      aCall(first, asks("a")),
      aCall(second, agent("It is lost.")),
      aCall(third, agent("Gladly.")),
    ]),
  ).toEqual([0, 0, 0]);
});

test("calls without ids are known by what they ask", () => {
  const first = [user("Where is it?")];
  const second = [...first, asks(), answered()];
  expect(conversations([aCall(first, asks()), aCall(second, agent("Lost."))])).toEqual([0, 0]);
});

test("conversations at the same time stay apart", () => {
  const [fee, order] = [[user("What is the late fee?")], [user("Where is it?")]];
  expect(
    conversations([
      aCall(fee, agent("3 EUR")),
      aCall(order, asks("a")),
      aCall([...fee, agent("3 EUR"), user("Why?")], agent("It is in the terms.")),
      aCall([...order, asks("a"), answered("a")], agent("Lost.")),
    ]),
  ).toEqual([0, 1, 0, 1]);
});

test("two that begin with the same words are gone on with once each", () => {
  const first = [user("Hello")];
  const second = [...first, agent("Hi, how can I help?"), user("Late fee?")];
  expect(
    conversations([
      aCall(first, agent("Hi, how can I help?")),
      aCall(first, agent("Hi, how can I help?")),
      aCall(second, agent("3 EUR")),
      aCall(second, agent("3 EUR a day")),
    ]).toSorted((a, b) => a - b),
  ).toEqual([0, 0, 1, 1]);
});

test("a history that was shortened still goes on where it left off", () => {
  const long = [user("Hello"), agent("Hi."), user("Late fee?")];
  expect(
    conversations([
      aCall([user("Hello")], agent("Hi.")),
      aCall(long, agent("3 EUR")),
      aCall([user("Late fee?"), agent("3 EUR"), user("Why?")], agent("So it is.")),
    ]),
  ).toEqual([0, 0, 0]);
});

test("a call that nothing was said before begins a conversation, and a provider's tool stays with its call", () => {
  const first = aCall([user("Late fee?")], agent("3 EUR"));
  const second = aCall([user("A title for: late fee")], agent("Late fee"));
  const goesOn = aCall([user("Late fee?"), agent("3 EUR"), user("Why?")], agent("So it is."));
  const search: Span = {
    kind: "tool",
    name: "web_search",
    traceId: goesOn.traceId,
    spanId: "search",
    parentSpanId: goesOn.spanId,
  };
  expect(conversations([first, second, goesOn, search])).toEqual([0, 1, 0, 0]);
});
