import { expect, test } from "vitest";
import {
  readReceipt,
  receiptDigests,
  receiptMarker,
  signOffContext,
  signOffMarker,
} from "../../../src/core/event/sign-off-marks.ts";

const root = { folder: "", configPath: "tracegate.yaml" };
const below = { folder: "agents/shop", configPath: "tracegate.yaml" };
const digests = new Map([
  ["late-fee", `sha256:${"9c1e".repeat(16)}`],
  ["lost-parcel", `sha256:${"07d0".repeat(16)}`],
]);

test("a receipt says again what was written", () => {
  const body = [receiptMarker(31), receiptDigests(digests), "maria-policy signed"].join("\r\n");
  expect(readReceipt(body)).toEqual({ commentId: 31, digests });
});

test.each([
  ["another comment", "maria-policy signed"],
  ["no list", receiptMarker(31)],
  ["a list below", `${receiptMarker(31)}\n\n${receiptDigests(digests)}`],
  ["half a digest", `${receiptMarker(31)}\n<!-- tracegate:digests late-fee=sha256:9c1e -->`],
  [
    "a name that is none",
    `${receiptMarker(31)}\n${receiptDigests(new Map([["Late/../fee", digests.get("late-fee") ?? ""]]))}`,
  ],
  ["a number that is none", `<!-- tracegate:signed:0 -->\n${receiptDigests(digests)}`],
])("%s is no receipt", (_, body) => {
  expect(readReceipt(body)).toBeUndefined();
});

test("two projects of one repository have a status and a comment each", () => {
  expect(signOffContext(root)).toBe("tracegate/sign-off");
  expect(signOffContext(below)).toBe("tracegate/sign-off (agents/shop/tracegate.yaml)");
  expect(signOffMarker(root)).not.toBe(signOffMarker(below));
});
