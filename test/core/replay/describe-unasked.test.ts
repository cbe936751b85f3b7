import { expect, test } from "vitest";
import {
  describeUnasked,
  describeUnseen,
  unseenCalls,
} from "../../../src/core/replay/describe-unasked.ts";
import { aFault, caseTools, liveTools } from "../../support/replay.ts";
import { called, oneTurn, thought } from "../../support/sessions.ts";

const step = called("lookup_order", { order_id: "4471" }, { status: "packed" });
const session = oneTurn("Where is it?", [step]);

test("a live tool in a case whose tools are recorded is a gap, and the reason says how to mend it", () => {
  const failure = describeUnasked([step], caseTools(session));
  expect(failure?.kind).toBe("replay-gap");
  expect(failure?.reason).toMatch(
    /^the live tool ran for `lookup_order \{"order_id":"4471"\}`, and the tools of this case are recorded: let the agent call its tools through `ctx\.callTool`/,
  );
});

test("a call that nobody saw answered ran somewhere, where the model went on from it", () => {
  const asked = thought("", { toolCalls: [{ callId: "1", name: "lookup_order" }] });
  const answered = { ...step, callId: "1" };
  expect(unseenCalls([asked, thought("It is packed.")])).toMatchObject([{ name: "lookup_order" }]);
  expect(unseenCalls([asked, answered, thought("It is packed.")])).toEqual([]);
  expect(unseenCalls([thought("Hello."), asked])).toEqual([]);
});

test("a tool that is listed as live may run", () => {
  expect(describeUnasked([step], caseTools(session, { live: ["lookup_order"] }))).toBeUndefined();
});

test("a fault that could not strike leaves the run without a meaning, and it is not the agent's failure", () => {
  const faults = [aFault({ tool: "lookup_order", fault: "timeout" })];
  expect(describeUnasked([step], liveTools(faults))).toMatchObject({
    kind: "infra-error",
    reason: expect.stringMatching(/^no fault could strike `lookup_order/),
  });
  const ofOther = [aFault({ tool: "search_policies", fault: "timeout" })];
  expect(describeUnasked([step], liveTools(ofOther))).toBeUndefined();
});

test("of a session in which nothing was seen nobody knows whether its tools were the recorded ones", () => {
  expect(describeUnseen(caseTools(session))).toMatchObject({
    kind: "replay-gap",
    reason: expect.stringMatching(/^not one model call or tool call .* whether `lookup_order` ran/),
  });
  const faults = [aFault({ tool: "lookup_order", fault: "timeout" })];
  expect(describeUnseen(liveTools(faults))?.kind).toBe("infra-error");
  expect(describeUnseen(caseTools(session, { live: ["lookup_order"] }))).toBeUndefined();
  expect(describeUnseen(caseTools(oneTurn("Hello", [])))).toBeUndefined();
  expect(describeUnseen(liveTools([]))).toBeUndefined();
});
