import { describe, expect, test } from "vitest";
import type { JudgeModel, JudgeQuestion } from "../../src/ports/judge-model.ts";

/** What is behind a judge model in one test of the contract. */
export type Situation =
  | { readonly kind: "says"; readonly text: string }
  /** Repeats the user message as `{"heard": …}`, after a moment. */
  | { readonly kind: "echoes" }
  | { readonly kind: "down" }
  | { readonly kind: "hangs" };

export type ContractJudge = (situation: Situation) => Promise<JudgeModel>;

const question: JudgeQuestion = {
  system: "You judge.",
  user: "The session.",
  schema: { type: "object" },
};
const never = new AbortController().signal;

/** What scoring relies on, whoever implements it. */
export function judgeModelContract(name: string, create: ContractJudge): void {
  describe(`${name} keeps the contract of a judge model`, () => {
    test("JSON is handed on parsed, with the model that answered", async () => {
      const judge = await create({ kind: "says", text: '{"verdict":"pass","evidence":[]}' });
      expect(await judge.ask(question, never)).toMatchObject({
        kind: "answered",
        json: { verdict: "pass", evidence: [] },
        model: "judge-2026-01",
      });
    });

    test.each(["It passes, I think.", "<html>502</html>", "", '{"verdict":"pa'])(
      "what is no JSON is handed on as it is: %j",
      async (text) => {
        const judge = await create({ kind: "says", text });
        expect(await judge.ask(question, never)).toMatchObject({ kind: "answered", json: text });
      },
    );

    test("an endpoint that is down is unavailable, and nothing is thrown", async () => {
      const judge = await create({ kind: "down" });
      expect(await judge.ask(question, never)).toMatchObject({
        kind: "unavailable",
        reason: expect.stringMatching(/./),
      });
    });

    test("each of many questions at once gets its own answer", async () => {
      const judge = await create({ kind: "echoes" });
      const users = Array.from({ length: 20 }, (_, index) => `session ${index}`);
      const answers = await Promise.all(
        users.map((user) => judge.ask({ ...question, user }, never)),
      );
      expect(answers).toMatchObject(users.map((heard) => ({ kind: "answered", json: { heard } })));
    });

    test("who cancels gets an answer at once", async () => {
      const judge = await create({ kind: "hangs" });
      const controller = new AbortController();
      const answer = judge.ask(question, controller.signal);
      setTimeout(() => controller.abort(), 50);
      expect(await answer).toMatchObject({ kind: "unavailable", reason: "cancelled" });
      expect(await judge.ask(question, AbortSignal.abort())).toMatchObject({
        kind: "unavailable",
        reason: "cancelled",
      });
    });
  });
}
