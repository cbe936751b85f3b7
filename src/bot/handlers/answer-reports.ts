import { z } from "zod";
import { answerReport } from "../../app/intake/answer-report.ts";
import { composeIntake } from "../../compose/compose-intake.ts";
import type { Desk } from "../desk.ts";
import { eventPayload } from "../event-payload.ts";
import type { Handler } from "../handler.ts";

const payload = eventPayload.extend({
  action: z.enum(["labeled", "edited"]),
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }),
  label: z.object({ name: z.string() }).optional(),
});

/** A label, or an edit of what has it, has the report answered. */
export const answerReports: Handler<z.output<typeof payload>> = {
  events: ["issues.labeled", "issues.edited"],
  payload,
  about: ({ issue }) => issue.number,
  answer: async ({ action, issue, label, sender }, desk: Desk) => {
    if (issue.pull_request !== undefined) return;
    const ports = await composeIntake(desk.ports, {
      ...desk.settings,
      repository: desk.repository,
    });
    await answerReport(
      {
        issue: issue.number,
        base: desk.defaultBranch,
        sender: sender.login,
        ...(action === "labeled" && { label: label?.name ?? "" }),
      },
      ports,
    );
  },
};
