import { expect, test } from "vitest";
import { revealsHidden } from "../../../../src/core/simulation/detect/reveals-hidden.ts";
import { aModelUser, talk } from "../../../support/personas.ts";

const present = aModelUser({ hides: ["that it was a present"] });
const pin = aModelUser({ knows: ["order 4471"], hides: ["card number 4111 1111 2222"] });
const cousin = aModelUser({ hides: ["the parcel was damaged by my own cousin"] });

test.each([
  [present, "Well, it was a present for my sister."],
  [present, "I bought it because that was a present for my wife."],
  [present, "The card was a present."],
  [present, "IT WAS A PRÉSENT."],
  [present, "It was a\nPresent."],
  [pin, "My card number is 4111-1111-2222."],
  [pin, "It is 411111112222, take it."],
  [cousin, "My cousin has damaged the parcel."],
  [aModelUser({ hides: [{ what: "the occasion", words: ["birthday"] }] }), "It's for a birthday."],
])("%#: %s", (user, message) => {
  expect(revealsHidden(message, { user, turns: [] })).toBe(`“${user.persona.hides[0]?.what}”`);
});

test.each([
  [present, "At present I have no answer."],
  [present, "I would rather not say whether it was a present."],
  [present, "Does it matter if the card was a present?"],
  [present, "Tell me whether that was a present."],
  [present, "I want to buy a present."],
  [present, "It was expensive."],
  [pin, "My order is 4471."],
  [pin, "I do not want to give you my card number."],
  [cousin, "The parcel was damaged."],
  [cousin, "My cousin told me about this shop."],
])("%#: %s tells nothing", (user, message) => {
  expect(revealsHidden(message, { user, turns: [] })).toBeUndefined();
});

test("what the agent has said is no secret any more", () => {
  const turns = talk(["Hi.", "I see that it was a present, paid with 4111 1111 2222."]);
  expect(revealsHidden("Yes, it was a present.", { user: present, turns })).toBeUndefined();
  expect(revealsHidden("Yes, 4111 1111 2222.", { user: pin, turns })).toBeUndefined();
});

test("who hides nothing tells nothing", () => {
  expect(revealsHidden("It was a present.", { user: aModelUser(), turns: [] })).toBeUndefined();
});
