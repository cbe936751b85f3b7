import { z } from "zod";
import { answerReport, type ReportPorts } from "../../app/intake/answer-report.ts";
import { publishSignOff } from "../../app/intake/check-sign-off.ts";
import { obeyCommands } from "../../app/intake/obey-commands.ts";
import { composeIntake } from "../../compose/compose-intake.ts";
import { isReviewComment } from "../../core/event/project-marks.ts";
import { parseCommands } from "../../core/intake/parse-command.ts";
import { eventPayload } from "../event-payload.ts";
import type { Handler } from "../handler.ts";

const payload = eventPayload.extend({
  action: z.enum(["created", "edited", "deleted"]),
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: z.int().positive(),
    body: z.string().nullish(),
    user: z.object({ login: z.string(), type: z.string() }).nullish(),
  }),
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
});

type Payload = z.output<typeof payload>;

/**
 * Comments: commands are obeyed, and whatever may be somebody's word on a pull request has its sign-offs looked at again.
 *
 * A bot commands nothing, and an edit by somebody else than the author commands nothing either.
 */
export const obeyComments: Handler<Payload> = {
  events: ["issue_comment.created", "issue_comment.edited", "issue_comment.deleted"],
  payload,
  about: ({ issue: { number } }) => number,
  answer: async (told, desk) => {
    const { issue, comment } = told;
    const { ports, settings, defaultBranch: base, repository } = desk;
    const { place } = settings;
    const isPullRequest = issue.pull_request !== undefined;
    if (isPullRequest && mayChangeSignOffs(told))
      await publishSignOff(issue.number, { ...ports, place });
    const login = commanderOf(told);
    if (login === undefined) return;
    const before = told.changes?.body?.from;
    const intakeOf = async (): Promise<ReportPorts> =>
      await composeIntake(ports, { ...settings, repository });
    await obeyCommands(
      {
        number: issue.number,
        isPullRequest,
        commentId: comment.id,
        login,
        body: comment.body ?? "",
        base,
        ...(before !== undefined && { before }),
      },
      {
        ...ports,
        place,
        redactorFor: async (config) => (await intakeOf()).redactorFor(config),
        propose: async (number, writesOver) => {
          const intake = await intakeOf();
          const asked = { issue: number, base, isForced: true, writesOver };
          const answered = await answerReport(asked, intake);
          return answered.kind === "answered" && answered.outcome.kind === "proposed";
        },
      },
    );
  },
};

/** Whose commands a comment holds; `undefined` where nobody's count. */
function commanderOf({ action, comment, sender }: Payload): string | undefined {
  const { user } = comment;
  if (action === "deleted" || user === null || user === undefined) return undefined;
  const isPerson = user.type === "User" && sender.type === "User" && !user.login.endsWith("[bot]");
  return isPerson && user.login === sender.login ? user.login : undefined;
}

/** A sign-off that was edited or taken away, or what the action found out of the cases. */
function mayChangeSignOffs({ action, comment, changes }: Payload): boolean {
  const body = comment.body ?? "";
  if (comment.user?.type === "Bot")
    return isReviewComment(body) || body.startsWith("<!-- tracegate:signed:");
  if (action === "created") return false;
  return [body, changes?.body?.from ?? ""].some((text) => parseCommands(text).length > 0);
}
