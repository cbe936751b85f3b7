// Appends runs to a journal until the disk refuses; prints the codes of what append and close threw.
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { openJournal } from "../../../src/adapters/journal/journal-file.ts";
import { UserError } from "../../../src/core/errors.ts";
import { experimentSchema } from "../../../src/core/plan/experiment.ts";
import { digestPlan } from "../../../src/core/plan/experiment-subject.ts";
import { aPlannedCase, aRecord, aSubject } from "./planned-cases.ts";

const cases = [aPlannedCase()];
const { journal } = await openJournal({
  path: process.argv[2] ?? "",
  header: {
    schema: experimentSchema,
    subject: aSubject(),
    startedAt: "2026-11-22T20:00:00.000Z",
    planned: 20,
    plan: digestPlan(cases),
  },
  resume: false,
  onRecord: () => "foreign",
});

async function appendUntilRefused(): Promise<unknown> {
  for (let runIndex = 0; runIndex < 20; runIndex++) {
    const turns = [{ user: "Hi", steps: [], reply: "x".repeat(1_500) }];
    try {
      journal.append(aRecord({ runIndex, session: { id: `late-fee.${runIndex}`, turns } }));
    } catch (error) {
      return error;
    }
    await turnOfTheLoop();
  }
  return undefined;
}

const appendError = await appendUntilRefused();
const closeError: unknown = await journal.close().catch((error: unknown) => error);
const codeOf = (error: unknown): unknown => (error instanceof UserError ? error.code : error);
process.stdout.write(JSON.stringify({ append: codeOf(appendError), close: codeOf(closeError) }));
