import { Document, isMap, isSeq } from "yaml";
import type { Session } from "../trace/session.ts";
import { toolStepsOf } from "../trace/steps.ts";
import type { CaseStatus, Expectation } from "./case-file.ts";
import type { FailureMode } from "./failure-modes.ts";

/** What a case file says that is made of a session. */
export type CaseDraft = {
  readonly id: string;
  readonly title: string;
  readonly status: CaseStatus;
  /** Those of the expectations; may be left out. */
  readonly dimensions?: readonly string[];
  readonly failureMode?: FailureMode;
  /** What the user says, turn by turn; at least one. */
  readonly conversation: readonly string[];
  /** The file of the dataset's `sessions/` that answers the tool calls; left out, the tools are live. */
  readonly session?: string;
  readonly expectations: readonly Expectation[];
  /** Where the case came from; what is left out here is not written. */
  readonly provenance?: Readonly<Record<string, string | number>>;
};

/** Limits of a case file that a recorded session may exceed. */
const mostTurns = 100;
const longestMessage = 20_000;

/**
 * What the user of a recorded session said, as a case can say it again: messages that hold something, no longer and no
 * more than a case file may hold. Empty where nothing was captured: there is then no case to make.
 */
export function conversationOf({ turns }: Session): readonly string[] {
  return turns
    .map(({ user }) => user.slice(0, longestMessage))
    .filter((user) => user.trim() !== "")
    .slice(0, mostTurns);
}

/** True where a session has tool results that a case can answer from. */
export function hasToolResults(session: Session): boolean {
  for (const { step } of toolStepsOf(session)) if (step.result !== undefined) return true;
  return false;
}

/**
 * The text of a case file: the order and the look that people write.
 *
 * @param schema address of the JSON Schema seen from the file, for editors; no such line where left out.
 */
export function writeCase(draft: CaseDraft, schema?: string): string {
  const { id, title, status, failureMode, conversation, session, provenance } = draft;
  const document = new Document({
    id,
    title,
    status,
    ...(draft.dimensions !== undefined && { dimensions: draft.dimensions }),
    ...(failureMode !== undefined && { failureMode }),
    conversation: conversation.map((user) => ({ user })),
    ...(session !== undefined && { tools: { mode: "recorded", session } }),
    expectations: draft.expectations.map(({ dimension, evaluator, with: parameters, truth }) => ({
      dimension,
      evaluator,
      ...(parameters !== undefined && { with: parameters }),
      ...(truth !== undefined && { truth }),
    })),
    ...(provenance !== undefined && { provenance }),
  });
  for (const key of ["dimensions", "tools", "provenance"]) putOnOneLine(document.get(key));
  const expectations = document.get("expectations");
  if (isSeq(expectations)) {
    for (const item of expectations.items) {
      if (isMap(item) && item.items.length === 2) putOnOneLine(item);
    }
  }
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  return schema === undefined ? text : `# yaml-language-server: $schema=${schema}\n${text}`;
}

function putOnOneLine(node: unknown): void {
  if (isMap(node) || isSeq(node)) node.flow = true;
}
