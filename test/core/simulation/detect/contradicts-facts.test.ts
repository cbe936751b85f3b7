import { expect, test } from "vitest";
import { contradictsFacts } from "../../../../src/core/simulation/detect/contradicts-facts.ts";
import { aModelUser, talk } from "../../../support/personas.ts";

const user = aModelUser({
  knows: [
    "order 4471",
    { "gift card bought": "2026-10-02" },
    { "left on the card": "15 EUR" },
    "2 mugs",
    { "customer id": "ANNA-77" },
  ],
});

test.each([
  ["It is order 4417.", "order 4417, known as 4471"],
  ["My order number is 9912, thanks", "order 9912, known as 4471"],
  ["Order #5588 please", "order #5588, known as 4471"],
  ["I bought the gift card on 3 October 2026.", "3 October 2026, known as 2026-10-02"],
  ["There are 25 EUR left on the card.", "25 EUR, known as 15 EUR"],
  ["I ordered 3 mugs.", "3"],
  ["My customer id is ANNA-78.", "ANNA-78, known as ANNA-77"],
])("%s", (message, clash) => {
  expect(contradictsFacts(message, { user, turns: [] })).toContain(clash);
});

test.each([
  "It is order 4471.",
  "It's order no. #4471!",
  "I bought the gift card on 2 October 2026.",
  "On October 2nd, I think.",
  "There are 15.00 euros left on the card.",
  "I ordered 300 napkins last year.",
  "I have another order, 5512.",
  "It is not order 4417.",
  "Please answer within 3 days.",
  "I paid 99 EUR for shipping.",
  "Two mugs, to be exact.",
  "My customer id is anna-77.",
  "I live at 12 Elm Street.",
  "I have waited for 20 minutes.",
])("contradicts nothing: %s", (message) => {
  expect(contradictsFacts(message, { user, turns: [] })).toBeUndefined();
});

test("a value that the agent named may be repeated", () => {
  const turns = talk(["Hi.", "I found your order 5512."]);
  expect(contradictsFacts("Yes, order 5512.", { user, turns })).toBeUndefined();
});

test("who knows nothing contradicts nothing", () => {
  expect(contradictsFacts("Order 4417.", { user: aModelUser(), turns: [] })).toBeUndefined();
});
