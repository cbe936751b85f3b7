import { expect, test } from "vitest";
import {
  forwardedRequestHeaders,
  forwardedResponseHeaders,
} from "../../../src/adapters/recorder/forwarded-headers.ts";

test("what is about one connection ends at it, also what `Connection` names", () => {
  const raw = [
    "Connection",
    "keep-alive, X-Hop",
    "X-Hop",
    "1",
    "Transfer-Encoding",
    "chunked",
    "ETag",
    "a",
  ];
  expect(forwardedResponseHeaders(raw)).toEqual(["ETag", "a"]);
});

test("spelling, order and repetitions stay; the host is the provider's", () => {
  const raw = [
    "host",
    "127.0.0.1:1",
    "X-b",
    "1",
    "x-A",
    "2",
    "X-b",
    "3",
    "X-Tracegate-Session",
    "s",
  ];
  expect(forwardedRequestHeaders(raw, "api.example.com")).toEqual([
    "Host",
    "api.example.com",
    "X-b",
    "1",
    "x-A",
    "2",
    "X-b",
    "3",
  ]);
});
