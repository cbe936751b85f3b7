import type { CaseTools } from "../../core/dataset/dataset.ts";
import type { PlannedRun } from "../../core/plan/run-record.ts";
import {
  describeUnasked,
  describeUnseen,
  unseenCalls,
} from "../../core/replay/describe-unasked.ts";
import { openSessionTools, type RunTools } from "../../core/replay/open-session-tools.ts";
import type { SessionTools } from "../../core/replay/session-tools.ts";
import { describeCatalogChange } from "../../core/replay/tool-catalog.ts";
import type { ToolDefinition } from "../../core/trace/session.ts";
import type { SessionFailure, TurnAnswer } from "../../ports/agent-runner.ts";

/** The recorded tools and faults of one run, and what they make of its turns. */
export class ReplayedTools {
  readonly #tools: CaseTools;
  readonly #run: RunTools;
  #catalog: readonly ToolDefinition[] | undefined;
  #isSeen = false;

  constructor(tools: CaseTools, run: PlannedRun) {
    this.#tools = tools;
    this.#run = openSessionTools(tools, run);
  }

  get sessionTools(): SessionTools {
    return this.#run;
  }

  /** What became of a turn: one whose calls had no recorded answer fails, even where the agent went on and replied. */
  hold(answer: TurnAnswer): TurnAnswer {
    const isReplied = answer.kind === "replied";
    this.#catalog = answer.agent?.toolCatalog ?? this.#catalog;
    const { steps, unasked } = this.#run.settle(isReplied ? answer.turn.steps : answer.steps);
    if (steps.length > 0) this.#isSeen = true;
    const { gap } = this.#run;
    if (gap !== undefined) return { kind: "replay-gap", reason: this.#withChange(gap), steps };
    const failure = describeUnasked([...unasked, ...unseenCalls(steps)], this.#tools);
    if (failure !== undefined) return { ...failure, steps };
    return isReplied ? { ...answer, turn: { ...answer.turn, steps } } : { ...answer, steps };
  }

  /** What is wrong with a session that went well to its end and of which nothing was seen. */
  complaint(): SessionFailure | undefined {
    return this.#isSeen ? undefined : describeUnseen(this.#tools);
  }

  /** How the agent's tools differ from the recorded ones, as far as both were captured; a line a change. */
  get catalogChange(): readonly string[] {
    const recorded = this.#tools.recorded?.session.agent?.toolCatalog;
    if (recorded === undefined || this.#catalog === undefined) return [];
    return describeCatalogChange(recorded, this.#catalog);
  }

  #withChange(gap: string): string {
    const change = this.catalogChange;
    return change.length === 0
      ? gap
      : `${gap}. The agent's tools changed since the recording: ${change.join("; ")}`;
  }
}
