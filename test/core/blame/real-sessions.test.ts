import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { composeSessionSource } from "../../../src/compose/compose-session-source.ts";
import type { Blame } from "../../../src/core/blame/blame.ts";
import { blameSession } from "../../../src/core/blame/blame-session.ts";
import type { Session, StepRef } from "../../../src/core/trace/session.ts";
import { injectFaults } from "../../support/injected-faults.ts";

const airline = "../shared/data/tau-airline-gpt4o/gpt-4o-airline.tasks-00-24.json";

describe.skipIf(!existsSync(airline))(
  "faults put into real sessions (needs ../shared/data)",
  async () => {
    const sessions = existsSync(airline) ? await readAll() : [];
    const faults = sessions.flatMap((original) =>
      injectFaults(original).map((fault) => ({ ...fault, original })),
    );

    test("with the reference their origin is found in 95 of 100", () => {
      const found = faults.filter(({ session, origin, verdict, original }) =>
        isAt(blameSession(session, { verdicts: [verdict], reference: original }), origin),
      );
      expect(faults.length).toBeGreaterThan(200);
      expect(found.length / faults.length).toBeGreaterThanOrEqual(0.95);
    });

    test("with passing runs of the same task alone in 70 of 100", () => {
      const known = faults.flatMap(({ original, ...fault }) => {
        const siblings = sessions.filter(
          (other) =>
            other !== original && other.task?.id === original.task?.id && other.reward === 1,
        );
        return siblings.length === 0 ? [] : [{ ...fault, siblings }];
      });
      const found = known.filter(({ session, origin, verdict, siblings }) =>
        isAt(blameSession(session, { verdicts: [verdict], siblings }), origin),
      );
      expect(known.length).toBeGreaterThan(100);
      expect(found.length / known.length).toBeGreaterThanOrEqual(0.7);
    });
  },
);

async function readAll(): Promise<readonly Session[]> {
  const sessions: Session[] = [];
  for await (const item of composeSessionSource(process.cwd(), { format: "auto" }).read(airline))
    if (item.kind === "session") sessions.push(item.session);
  return sessions;
}

function isAt(blame: Blame | undefined, origin: StepRef): boolean {
  return blame?.at.turn === origin.turn && blame.at.step === origin.step;
}
