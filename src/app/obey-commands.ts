import { commandRows } from "../core/intake/commands.ts";
import { type Command, type CommandReading, parseCommands } from "../core/intake/parse-command.ts";
import {
  answerMarker,
  type CommandResult,
  renderCommandAnswer,
} from "../core/report/command-answer.ts";
import type { ConversationHost } from "../ports/conversation-host.ts";
import type { ProposalHost } from "../ports/proposal-host.ts";
import { closeReport } from "./close-report.ts";
import { editProposedCases } from "./edit-proposed-cases.ts";
import { mustComment } from "./must-comment.ts";
import { mayCommand } from "./report-words.ts";
import { signCase } from "./sign-case.ts";
import type { SignOffPorts } from "./sign-off-evidence.ts";
import { splitProposal } from "./split-proposal.ts";

export type CommandRequest = {
  /** The issue or pull request. */
  readonly number: number;
  readonly isPullRequest: boolean;
  readonly commentId: number;
  /** Who wrote the comment. */
  readonly login: string;
  readonly body: string;
  /** What the comment said before its author edited it: what stood there already is not done again. */
  readonly before?: string;
  /** The branch that cases are merged into. */
  readonly base: string;
};

export type CommandPorts = SignOffPorts & {
  readonly conversations: ConversationHost;
  readonly proposals: ProposalHost;
  /** Makes cases of a report, or brings them up to date, whatever was there before. False where the report says why not. */
  readonly propose: (issue: number) => Promise<boolean>;
};

/**
 * Does what a comment asks for: a reaction is the receipt, and where there is something to say, one answer below.
 *
 * Only people who may write are heard, and experts where they sign; others get a thumb down and nothing else. Doing it again
 * ends the same.
 *
 * @throws UserError where the host refuses.
 */
export async function obeyCommands(request: CommandRequest, ports: CommandPorts): Promise<void> {
  const { conversations } = ports;
  const readings = freshReadings(request);
  if (readings.length === 0) return;
  const isSigning = readings.every((one) => one.kind === "command" && one.command.name === "sign");
  if (!isSigning && !mayCommand(await conversations.roleOf(request.login))) {
    await conversations.react(request.commentId, "-1");
    return;
  }
  const results: CommandResult[] = [];
  for (const reading of readings) results.push(await obey(reading, request, ports));
  const marker = answerMarker(request.commentId);
  const body = renderCommandAnswer(results, marker);
  if (body !== undefined) await mustComment(request.number, { marker, body }, conversations);
  const isDone = results.every(({ kind }) => kind === "done" || kind === "help");
  await conversations.react(request.commentId, isDone ? "+1" : "confused");
}

function freshReadings({ body, before }: CommandRequest): readonly CommandReading[] {
  const known = new Set(parseCommands(before ?? "").map((one) => JSON.stringify(one)));
  return parseCommands(body).filter((one) => !known.has(JSON.stringify(one)));
}

async function obey(
  reading: CommandReading,
  request: CommandRequest,
  ports: CommandPorts,
): Promise<CommandResult> {
  if (reading.kind === "wrong") return reading;
  const { command } = reading;
  const { number, isPullRequest, commentId, login, base } = request;
  const place = placeOf(command);
  if (place === "report" && isPullRequest) return { kind: "misplaced", on: place };
  if (place === "pull request" && !isPullRequest) return { kind: "misplaced", on: place };
  switch (command.name) {
    case "help":
      return { kind: "help" };
    case "add":
    case "retry":
    case "truth":
      return (await ports.propose(number))
        ? { kind: "done" }
        : { kind: "impossible", reason: "my comment about this report says why" };
    case "close":
      return await closeReport({ number, isPullRequest }, ports);
    case "duplicate of":
      return await closeReport({ number, isPullRequest, duplicateOf: command.issue }, ports);
    case "sign": {
      const { digest } = command;
      const asked = { number, commentId, ...(digest !== undefined && { digest }) };
      const result = await signCase(asked, ports);
      return result.kind === "signed" ? { kind: "done" } : { kind: "not-signed", why: result.why };
    }
    case "split":
      return await splitProposal({ number, base }, ports);
    case "label":
    case "failure-mode":
    case "quarantine":
      return await editProposedCases({ number, commentId, login, command }, ports);
  }
}

function placeOf({ name }: Command): "report" | "pull request" | "both" {
  return commandRows.find((row) => row.name === name)?.on ?? "both";
}
