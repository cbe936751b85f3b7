import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseChatLog } from "../../../../src/core/trace/import/chat-log/parse-chat-log.ts";
import type { Session, Step, Turn } from "../../../../src/core/trace/session.ts";
import { thereAndBack } from "../../../support/export/exported.ts";

const file = "../shared/data/tau-airline-gpt4o/gpt-4o-airline.tasks-00-24.json";

/** What a chat log tells of a session: no ids of spans and traces, and not which call repeats another. */
function told({ turns }: Session): readonly unknown[] {
  return turns.map((turn: Turn) => {
    const { traceId: _, ...rest } = turn;
    return { ...rest, steps: turn.steps.map(toldOf) };
  });
}

function toldOf(step: Step): Step {
  const { spanId: _, attempt: _attempt, ...rest } = step;
  return rest;
}

test.skipIf(!existsSync(file))(
  "100 real sessions come back as they went, without times since they had none (skipped without ../shared/data)",
  () => {
    const { sessions } = parseChatLog(JSON.parse(readFileSync(file, "utf8")), file);
    expect(sessions).toHaveLength(100);
    for (const session of sessions) {
      const [back] = thereAndBack(session).sessions;
      expect(told(back!)).toEqual(told(session));
      expect(back?.policy).toBe(session.policy);
    }
  },
);
