import fc from "fast-check";
import { expect, test } from "vitest";
import { orderByLesson } from "../../../src/core/calibrate/label-order.ts";

const none = { pass: 0, fail: 0 };

test("the classes are taken in turn, the uncertain first in each", () => {
  const order = orderByLesson(
    [
      { session: "clear-pass", passShare: 1 },
      { session: "clear-fail", passShare: 0 },
      { session: "leans-pass", passShare: 0.6 },
      { session: "leans-fail", passShare: 0.4 },
    ],
    none,
  );
  expect(order).toEqual(["leans-fail", "leans-pass", "clear-fail", "clear-pass"]);
});

test("the class that lacks labels comes first", () => {
  const sessions = [
    { session: "a", passShare: 0.9 },
    { session: "b", passShare: 0.8 },
    { session: "c", passShare: 0.1 },
  ];
  expect(orderByLesson(sessions, { pass: 0, fail: 2 })[0]).toBe("b");
  expect(orderByLesson(sessions, { pass: 5, fail: 2 })[0]).toBe("c");
});

test("where nothing is known the names decide, so that a second sitting goes on where the first ended", () => {
  const sessions = ["gift-card", "late-fee", "damaged-bell"].map((session) => ({ session }));
  expect(orderByLesson(sessions, none)).toEqual(["damaged-bell", "gift-card", "late-fee"]);
});

test("every session comes up exactly once", () => {
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(share), fc.nat(9), fc.nat(9), (shares, pass, fail) => {
      const sessions = shares.map((passShare, place) => ({
        session: `s-${place}`,
        ...(passShare !== undefined && { passShare }),
      }));
      const order = orderByLesson(sessions, { pass, fail });
      expect(order.toSorted()).toEqual(sessions.map(({ session }) => session).toSorted());
    }),
  );
});
