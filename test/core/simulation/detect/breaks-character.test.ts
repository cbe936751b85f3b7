import { expect, test } from "vitest";
import { breaksCharacter } from "../../../../src/core/simulation/detect/breaks-character.ts";

test.each([
  ["As an AI language model, I have no orders.", "speaks as a model"],
  ["I'm an AI assistant, so I cannot own a gift card.", "speaks as a model"],
  ["I’m just an AI, I have no parcel.", "speaks as a model"],
  ["Als Sprachmodell habe ich keine Bestellung.", "speaks as a model"],
  ["My training data does not cover this shop.", "speaks as a model"],
  ["I'm sorry, but I can't assist with that.", "speaks as a model"],
  ["Staying in character: I am angry.", "speaks of its part"],
  ["I am playing the customer here.", "speaks of its part"],
  ["How can I help you today?", "speaks as the assistant"],
  ["Is there anything else I can help you with?", "speaks as the assistant"],
  ["Thank you for contacting Wrenfield.", "speaks as the assistant"],
  ["I've processed your refund.", "speaks as the assistant"],
  ["Let me look that up for you.", "speaks as the assistant"],
  ["Assistant: your order is on its way.", "writes whose turn it is"],
  ["User: where is my parcel?", "writes whose turn it is"],
  ["*sighs* Where is my parcel?", "narrates"],
  ["(sounding impatient) I want my money.", "narrates"],
  ["The user asks where the parcel is.", "narrates"],
])("%s", (message, what) => {
  expect(breaksCharacter(message)).toContain(what);
});

test.each([
  "Are you an AI or a person?",
  "As an AI, you should know that.",
  "I'd rather talk to a person than to an AI.",
  "I am an AI engineer, so I know how this works.",
  "How can I get help with my order?",
  "Can you help me?",
  "Is there anything else I need to do?",
  "Thank you for your help.",
  "Could you look that up for me?",
  "You said that you've processed my refund.",
  "I apologize, I mistyped it: 4471.",
  "*please* hurry (it is a present)",
  "I bought two things: a jug and a runner.",
  "My user name is anna.",
  "The customer service was rude to me yesterday.",
  "Order: 4471",
])("people write: %s", (message) => {
  expect(breaksCharacter(message)).toBeUndefined();
});

test("what it quotes is short, whatever the message", () => {
  const message = `${"I want my money back. ".repeat(900)}How can I help you?`;
  expect(breaksCharacter(message)?.length).toBeLessThan(130);
});

test("white space without end is nothing to say, and is looked through once", () => {
  expect(breaksCharacter(`${"\n".repeat(19_000)}Where is it?`)).toBeUndefined();
  expect(breaksCharacter(`Hm.\n${" ".repeat(19_000)}*sighs*`)).toContain("narrates");
});
