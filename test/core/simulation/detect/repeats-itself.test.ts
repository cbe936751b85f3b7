import { expect, test } from "vitest";
import { repeatsItself } from "../../../../src/core/simulation/detect/repeats-itself.ts";
import { talk } from "../../../support/personas.ts";

const question = "How many days do I have to send it back?";

test("a message that was said before, after the agent has gone on, is a repetition", () => {
  const turns = talk([question, "You have 30 days."], ["Thanks.", "You are welcome."]);
  expect(repeatsItself(question, turns)).toBe(1);
  expect(repeatsItself("how many days do i have, to send it back??", turns)).toBe(1);
});

test("nearly the same words are the same message", () => {
  const long = "My parcel with the blue jug from the summer sale never arrived at my house";
  const turns = talk([long, "Which order is it?"], ["4471", "It is lost."]);
  expect(repeatsItself(`${long}!`, turns)).toBe(1);
  expect(repeatsItself(`Well, ${long}`, turns)).toBe(1);
});

test("the last message, word for word, is a repetition", () => {
  expect(repeatsItself(question, talk([question, "You have 30 days."]))).toBe(1);
});

test("who is asked the same again may answer the same again", () => {
  const turns = talk(
    ["Where is my parcel?", "What is the number of your order?"],
    ["It is order 4471 of last week.", "What is the number of your order?"],
  );
  expect(repeatsItself("It is order 4471 of last week.", turns)).toBeUndefined();
});

test("who gets the same reply again may ask the same again", () => {
  const turns = talk(
    [question, "I do not know."],
    ["Then who does know about it?", "I do not know."],
  );
  expect(repeatsItself(question, turns)).toBeUndefined();
});

test("who is asked to say it again says it again, but not for ever", () => {
  const again = "Sorry, I didn't catch that. Could you repeat it?";
  expect(repeatsItself(question, talk([question, again]))).toBeUndefined();
  const turns = talk([question, "Yes?"], [question, "What?"], [question, again]);
  expect(repeatsItself(question, turns)).toBe(1);
});

test("another question is none", () => {
  const turns = talk([question, "You have 30 days."]);
  expect(repeatsItself("How many days do I have to pay for it?", turns)).toBeUndefined();
  expect(repeatsItself("Yes, please.", turns)).toBeUndefined();
});

test("a few words are a repetition only the fourth time in a row", () => {
  const three = talk(["Yes.", "Which colour?"], ["Yes.", "Which size?"], ["Yes.", "Which one?"]);
  expect(repeatsItself("yes", three)).toBe(3);
  expect(repeatsItself("yes", three.slice(1))).toBeUndefined();
  expect(repeatsItself("no", three)).toBeUndefined();
  const circling = three.map((turn) => ({ ...turn, reply: "Are you sure?" }));
  expect(repeatsItself("yes", circling)).toBeUndefined();
});
