import { expect, test } from "vitest";
import type { Session } from "../../../src/core/trace/session.ts";
import { stepsOf, toolStepsOf } from "../../../src/core/trace/steps.ts";

const session: Session = {
  id: "lost-parcel",
  turns: [
    { user: "", steps: [{ kind: "model", text: "Welcome." }] },
    {
      user: "Where is it?",
      steps: [
        { kind: "model", text: "" },
        { kind: "tool", name: "search_parcels", status: "ok", result: [] },
        { kind: "tool", name: "think", status: "ok", result: "" },
      ],
    },
  ],
};

test("steps come in the order of the story, counted from 1", () => {
  expect([...stepsOf(session)].map(({ ref, turn, step }) => [ref, turn.user, step.kind])).toEqual([
    [{ turn: 1, step: 1 }, "", "model"],
    [{ turn: 2, step: 1 }, "Where is it?", "model"],
    [{ turn: 2, step: 2 }, "Where is it?", "tool"],
    [{ turn: 2, step: 3 }, "Where is it?", "tool"],
  ]);
});

test("tool steps keep their place among all steps", () => {
  expect([...toolStepsOf(session)].map(({ ref }) => ref.step)).toEqual([2, 3]);
  expect([...toolStepsOf(session, ["think"])].map(({ step }) => step.name)).toEqual(["think"]);
});
