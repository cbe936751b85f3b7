import type { RedactionConfig } from "../../core/config/redaction-config.ts";
import { UserError } from "../../core/errors.ts";
import { commandRows, usageOf } from "../../core/intake/commands.ts";
import {
  type Command,
  type CommandReading,
  parseCommands,
} from "../../core/intake/parse-command.ts";
import {
  answerMarker,
  type CommandOutcome,
  type CommandResult,
  renderCommandAnswer,
} from "../../core/report/intake/command-answer.ts";
import type { ConversationHost } from "../../ports/conversation-host.ts";
import type { ProposalHost } from "../../ports/proposal-host.ts";
import type { TextRedactor } from "../../ports/redactor.ts";
import { datasetAt } from "../project/dataset-at.ts";
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
  /**
   * Makes cases of a report, or brings them up to date; over what people changed on the branch only where `writesOver`. False where
   * the report says why not.
   */
  readonly propose: (issue: number, writesOver: boolean) => Promise<boolean>;
  /** Throws `UserError` where what the project wants redacted cannot be done. */
  readonly redactorFor: (config: RedactionConfig | undefined) => Promise<TextRedactor>;
};

/**
 * Does what a comment asks for: a reaction is the receipt, and where there is something to say, one answer below.
 *
 * Only people who may write are heard, and everybody where they sign; others get a thumb down and nothing else. Doing it again
 * ends the same.
 *
 * @throws UserError where the host refuses. Where it forbids us to write, that is answered before.
 */
export async function obeyCommands(request: CommandRequest, ports: CommandPorts): Promise<void> {
  const { conversations } = ports;
  const readings = freshReadings(request);
  if (readings.length === 0) return;
  const mayAll = readings.every(isSigning) || mayCommand(await conversations.roleOf(request.login));
  if (!mayAll && !readings.some(isSigning)) {
    await conversations.react(request.commentId, "-1");
    return;
  }
  const outcomes: CommandOutcome[] = [];
  for (const reading of readings) {
    const command = usageOfReading(reading);
    try {
      const isHeard = mayAll || isSigning(reading);
      const result = isHeard ? await obey(reading, request, ports) : notAllowed;
      outcomes.push({ command, result });
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== "GITHUB_FORBIDDEN") throw error;
      const { message: reason, fix } = error;
      outcomes.push({ command, result: { kind: "forbidden", reason, fix } });
      // It may be that the answer may not be written either; what is told is why the command failed.
      await answer(outcomes, request, conversations)
        .catch(() => conversations.react(request.commentId, "confused"))
        .catch(() => {});
      throw error;
    }
  }
  await answer(outcomes, request, conversations);
}

const notAllowed: CommandResult = { kind: "not-allowed" };

/** Says what became of the commands, then reacts: the receipt comes last. */
async function answer(
  outcomes: readonly CommandOutcome[],
  { number, commentId }: CommandRequest,
  conversations: ConversationHost,
): Promise<void> {
  const marker = answerMarker(commentId);
  const body = renderCommandAnswer(outcomes, marker);
  if (body !== undefined) await mustComment(number, { marker, body }, conversations);
  const isDone = outcomes.every(({ result: { kind } }) => kind === "done" || kind === "help");
  await conversations.react(commentId, isDone ? "+1" : "confused");
}

/** Signing, also where it is written wrongly: experts need no write for it, and are told how it is written. */
function isSigning(reading: CommandReading): boolean {
  return reading.kind === "command"
    ? reading.command.name === "sign"
    : reading.usage === usageOf("sign");
}

function usageOfReading(reading: CommandReading): string {
  return reading.kind === "command" ? `/tracegate ${reading.command.name}` : reading.usage;
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
      return (await ports.propose(number, command.name === "retry"))
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
    case "quarantine": {
      const asked = { number, commentId, login, command: await cleaned(command, base, ports) };
      return await editProposedCases(asked, ports);
    }
  }
}

/** What somebody gives as a reason stands in a file then: it is redacted as the base branch asks. */
async function cleaned<C extends { readonly why?: string } | { readonly mode: string }>(
  command: C,
  base: string,
  ports: CommandPorts,
): Promise<C> {
  if (!("why" in command) || command.why === undefined) return command;
  const { readings } = await datasetAt(ports, base);
  const redactor = await ports.redactorFor(readings.config.config?.redaction);
  const { text: why } = await redactor.redactText(command.why);
  return { ...command, why };
}

function placeOf({ name }: Command): "report" | "pull request" | "both" {
  return commandRows.find((row) => row.name === name)?.on ?? "both";
}
