import { expect, test } from "vitest";
import { warnEarly } from "../../../src/core/blame/early-warning.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { called, oneTurn } from "../../support/sessions.ts";

function calls(...orders: readonly number[]): Session {
  return oneTurn(
    "Hi",
    orders.map((order) => called("get_order", { order }, {})),
    "Done.",
  );
}

test("the first early call that no passing run made is warned of", () => {
  expect(warnEarly(calls(1, 2, 9), [calls(1), calls(2, 3)])).toEqual({
    at: { turn: 1, step: 3 },
    what: 'get_order {"order":9}',
    call: 3,
  });
});

test.each<[string, Session, readonly Session[]]>([
  ["where there is no passing run", calls(1), []],
  ["of what some passing run did too", calls(2, 1), [calls(1), calls(2)]],
  ["of what comes after the eighth call", calls(1, 1, 1, 1, 1, 1, 1, 1, 9), [calls(1)]],
  ["of a thought", oneTurn("Hi", [called("think", { thought: "Hm" }, "")], "Hi."), [calls(1)]],
])("nothing is warned %s", (_, session, passing) => {
  expect(warnEarly(session, passing)).toBeUndefined();
});
