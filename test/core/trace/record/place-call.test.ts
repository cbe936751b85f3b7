import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTraceparent, placeCall } from "../../../../src/core/trace/record/place-call.ts";

const lateFee = { sessionId: "late-fee#1", traceId: "1".repeat(32) };
const giftCard = { sessionId: "gift-card#1", traceId: "2".repeat(32) };
const foreign = "f".repeat(32);
const none: ReadonlySet<string> = new Set();

test("the only open session has the call, whatever trace it comes with", () => {
  const placed = { kind: "placed", session: lateFee };
  expect(placeCall([lateFee], {}, none)).toEqual(placed);
  expect(placeCall([lateFee], { traceId: foreign }, none)).toEqual(placed);
});

test("of several the one that the call names has it", () => {
  const open = [lateFee, giftCard];
  const placed = { kind: "placed", session: giftCard };
  expect(placeCall(open, { sessionId: giftCard.sessionId }, none)).toEqual(placed);
  expect(placeCall(open, { traceId: giftCard.traceId }, none)).toEqual(placed);
});

test("a call that names none of several is never guessed", () => {
  const open = [lateFee, giftCard];
  const ambiguous = { kind: "ambiguous", candidates: open };
  expect(placeCall(open, {}, none)).toEqual(ambiguous);
  expect(placeCall(open, { traceId: foreign }, none)).toEqual(ambiguous);
});

test("a call that names a session which never was is not guessed either", () => {
  const ambiguous = { kind: "ambiguous", candidates: [lateFee] };
  expect(placeCall([lateFee], { sessionId: giftCard.sessionId }, none)).toEqual(ambiguous);
});

test("a call of a session that is over goes to no other", () => {
  const outside = { kind: "outside" };
  const { sessionId } = giftCard;
  expect(placeCall([lateFee], { sessionId }, new Set([sessionId]))).toEqual(outside);
  expect(placeCall([], { sessionId }, none)).toEqual(outside);
  expect(placeCall([lateFee], { traceId: foreign }, new Set([foreign]))).toEqual(outside);
  expect(placeCall([], {}, none)).toEqual(outside);
});

test("a W3C traceparent is read, of later versions too", () => {
  const read = { traceId: lateFee.traceId, parentSpanId: "3".repeat(16) };
  expect(parseTraceparent(`00-${read.traceId}-${read.parentSpanId}-01`)).toEqual(read);
  expect(parseTraceparent(`42-${read.traceId}-${read.parentSpanId}-01-more`)).toEqual(read);
});

test.each([
  undefined,
  "",
  `ff-${"1".repeat(32)}-${"3".repeat(16)}-01`,
  `00-${"0".repeat(32)}-${"3".repeat(16)}-01`,
  `00-${"1".repeat(32)}-${"0".repeat(16)}-01`,
  `00-${"A".repeat(32)}-${"3".repeat(16)}-01`,
])("%s is no traceparent", (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test("any text is a traceparent or none", () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(parseTraceparent(header)?.traceId ?? foreign).toMatch(/^[\da-f]{32}$/);
    }),
  );
});
