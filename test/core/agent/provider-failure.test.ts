import { expect, test } from "vitest";
import { brokenConnection, describeTurnFailure } from "../../../src/core/agent/provider-failure.ts";
import type { Step } from "../../../src/core/trace/session.ts";

const exited = "the agent's process exited with code 1";

function aModelCall(type: string, message = "Please try again: req_8731"): Step {
  return { kind: "model", model: "demo", error: { type, message } };
}

test.each([
  ["http-503", "x", `the model provider answered 503; ${exited}`],
  ["http-429", "req_8731", `the model provider answered 429; ${exited}`],
  [
    "connection",
    "Error: connect ECONNREFUSED\n127.0.0.1:1\u001b[31m",
    `the model provider failed: Error: connect ECONNREFUSED 127.0.0.1:1; ${exited}`,
  ],
])(
  "a turn that ended on %s says why it is the infrastructure's failure",
  (type, message, reason) => {
    expect(describeTurnFailure(exited, [aModelCall(type, message)])).toEqual({
      kind: "infra-error",
      reason,
    });
  },
);

test.each([
  ["no model call", []],
  ["a request that the provider refused", [aModelCall("http-400")]],
  ["a call that worked after one that did not", [aModelCall("http-503"), { kind: "model" }]],
] as const)("with %s it is the agent's, and the reason stays as it is", (_, steps) => {
  expect(describeTurnFailure(exited, steps)).toEqual({ kind: "agent-error", reason: exited });
});

test.each([
  ["ECONNREFUSED", false, "api.openai.com could not be reached: Error: connect"],
  ["ECONNRESET", false, "api.openai.com closed the connection before it answered"],
  ["ECONNRESET", true, "api.openai.com broke off in the middle of its answer"],
  ["HPE_INVALID_CONSTANT", false, "what api.openai.com answered is no HTTP: Error: connect"],
])("%s is told in words", (code, isAnswering, message) => {
  const error = Object.assign(new Error("connect"), { code });
  expect(brokenConnection("api.openai.com", error, { isAnswering })).toEqual({
    type: "connection",
    message,
  });
});
