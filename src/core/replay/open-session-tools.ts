import type { CaseTools } from "../dataset/dataset.ts";
import type { Fault } from "../dataset/faults-field.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonValue, type JsonValue, maxJsonDepth } from "../trace/json.ts";
import type { Step, StepError, ToolDefinition, ToolRequest } from "../trace/session.ts";
import { alterResult, type SpoilingKind } from "./alter-result.ts";
import { AskedCalls, type SettledSteps, type ToolMarks } from "./asked-calls.ts";
import { FaultPlan, type FaultSeed, needsEarlier } from "./fault-plan.ts";
import { type FoundAnswer, RecordedAnswers } from "./recorded-answers.ts";
import { type Recording, recordingOf } from "./recording.ts";
import type { AlteredResult, SessionTools, ToolDirective } from "./session-tools.ts";
import { recordedCatalog } from "./tool-catalog.ts";

/** The tools of one run, as the run loop sees them. */
export type RunTools = SessionTools & {
  /**
   * Holds the steps of a turn to the calls that were asked: marks those that a recording or a fault answered, and
   * finds those that ran without having been asked.
   */
  settle(steps: readonly Step[]): SettledSteps;
};

/**
 * The tools of one run of a case; the same for the same case and run index, whenever they are opened.
 *
 * A fault that takes the place of an answer uses up no recorded call: the tool was never reached.
 */
export function openSessionTools(tools: CaseTools, seed: FaultSeed): RunTools {
  return new PlannedSessionTools(tools, seed);
}

type Failing = "error" | "timeout" | "permission-denied" | "rate-limit";

/** What an agent sees of a tool that fails on purpose. */
const failures: Readonly<Record<Failing, { readonly type: string; readonly says: string }>> = {
  error: { type: "ToolError", says: "failed: internal error" },
  timeout: { type: "TimeoutError", says: "timed out" },
  "permission-denied": { type: "PermissionDeniedError", says: "was refused: permission denied" },
  "rate-limit": {
    type: "RateLimitError",
    says: "was refused: 429 Too Many Requests, try again later",
  },
};

const usualDelayMs = 2000;

class PlannedSessionTools implements RunTools {
  readonly catalog: readonly ToolDefinition[];
  readonly #answers: RecordedAnswers | undefined;
  readonly #plan: FaultPlan;
  readonly #live: ReadonlySet<string>;
  readonly #readOnly: ReadonlySet<string>;
  /** Tools of which an earlier answer may come again. */
  readonly #remembered: ReadonlySet<string>;
  readonly #earlier = new Map<string, JsonValue>();
  readonly #calls = new Map<string, number>();
  readonly #asked = new AskedCalls();
  #gap: string | undefined;

  constructor(tools: CaseTools, seed: FaultSeed) {
    const { recorded, faults, live, readOnly } = tools;
    const recording: Recording | undefined = recorded && recordingOf(recorded.session);
    this.catalog =
      recorded === undefined || recording === undefined
        ? []
        : recordedCatalog(recorded.session, recording);
    this.#answers = recording && new RecordedAnswers(recording, tools);
    this.#plan = new FaultPlan(faults, seed);
    this.#live = new Set(live);
    this.#readOnly = new Set(readOnly);
    this.#remembered = new Set(faults.filter(needsEarlier).map(({ tool }) => tool));
  }

  get gap(): string | undefined {
    return this.#gap;
  }

  isReadOnly(tool: string): boolean {
    return this.#readOnly.has(tool);
  }

  settle(steps: readonly Step[]): SettledSteps {
    return this.#asked.settle(steps);
  }

  answer(call: ToolRequest): ToolDirective {
    const directive = this.#decide(call);
    if (directive.kind === "gap") return directive;
    let marks = marksOf(directive);
    this.#asked.add(call, () => marks);
    if (directive.kind !== "live" || directive.alter === undefined) return directive;
    const { alter } = directive;
    return {
      ...directive,
      alter: (result) => {
        const altered = alter(result);
        if (altered.fault !== undefined) marks = { fault: altered.fault };
        return altered;
      },
    };
  }

  #decide(call: ToolRequest): ToolDirective {
    if (this.#gap !== undefined) return { kind: "gap", reason: this.#gap };
    if (call.arguments !== undefined && !isJsonValue(call.arguments)) {
      return this.#lacks(
        `the arguments of \`${call.name}\` are no JSON value, or nest deeper than ${maxJsonDepth} levels`,
      );
    }
    const number = (this.#calls.get(call.name) ?? 0) + 1;
    this.#calls.set(call.name, number);
    const key = `${call.name}\n${canonicalJson({ of: call.arguments ?? null })}`;
    const fault = this.#plan.choose(call, number, this.#earlier.has(key));
    const standIn = fault && this.#standIn(fault);
    if (standIn !== undefined) return standIn;
    const isLive = this.#answers === undefined || this.#live.has(call.name);
    if (isLive) return this.#letLive(call, key, fault);
    const found = this.#answers.find(call);
    return found.kind === "gap" ? this.#lacks(found.reason) : this.#replay(found, key, fault);
  }

  #lacks(reason: string): ToolDirective {
    this.#gap = reason;
    return { kind: "gap", reason };
  }

  /** The answer that a fault makes all alone. */
  #standIn(fault: Fault): ToolDirective | undefined {
    const marks = { ...delayOf(fault), fault: fault.fault };
    if (isFailing(fault.fault)) {
      this.#plan.strike(fault);
      return { kind: "error", error: errorOf(fault, fault.fault), ...marks };
    }
    if (fault.value === undefined) return undefined;
    this.#plan.strike(fault);
    return { kind: "result", result: fault.value, ...marks };
  }

  #replay(
    found: Extract<FoundAnswer, { kind: "found" }>,
    key: string,
    fault: Fault | undefined,
  ): ToolDirective {
    const { answer, replay } = found;
    if (answer.kind === "error") {
      const { error } = answer;
      return { kind: "error", error, replay, ...(fault?.fault === "slow" && this.#slow(fault)) };
    }
    const { result, fault: struck } = this.#spoil(answer.result, key, fault);
    const marks = struck === undefined ? {} : { ...(fault && delayOf(fault)), fault: struck };
    return { kind: "result", result, replay, ...marks };
  }

  #letLive(call: ToolRequest, key: string, fault: Fault | undefined): ToolDirective {
    if (fault?.fault === "slow") {
      const slow = { kind: "live", ...this.#slow(fault) } as const;
      return this.#remembered.has(call.name) ? { ...slow, alter: this.#listen(key) } : slow;
    }
    if (fault !== undefined) {
      const alter = (result: JsonValue): AlteredResult => this.#spoil(result, key, fault);
      return { kind: "live", ...delayOf(fault), alter };
    }
    return this.#remembered.has(call.name)
      ? { kind: "live", alter: this.#listen(key) }
      : { kind: "live" };
  }

  #listen(key: string): (result: JsonValue) => AlteredResult {
    return (result) => this.#spoil(result, key, undefined);
  }

  #slow(fault: Fault): { readonly delayMs: number; readonly fault: string } {
    this.#plan.strike(fault);
    return { delayMs: fault.delayMs ?? usualDelayMs, fault: fault.fault };
  }

  /** What a fault makes of an answer, which is remembered as it was. */
  #spoil(result: JsonValue, key: string, fault: Fault | undefined): AlteredResult {
    const earlier = this.#earlier.get(key);
    if (!this.#earlier.has(key)) this.#earlier.set(key, result);
    if (fault === undefined) return { result };
    if (fault.fault === "slow") return { result, fault: this.#slow(fault).fault };
    if (!isSpoiling(fault.fault)) return { result };
    const { merge, keep } = fault;
    const altered = alterResult(result, {
      kind: fault.fault,
      ...(merge !== undefined && { merge }),
      ...(keep !== undefined && { keep }),
      ...(earlier !== undefined && { earlier }),
    });
    const isStruck = altered !== undefined && this.#plan.strike(fault);
    return isStruck ? { result: altered, fault: fault.fault } : { result };
  }
}

function marksOf(directive: Exclude<ToolDirective, { kind: "gap" }>): ToolMarks {
  const { fault } = directive;
  const replay = directive.kind === "live" ? undefined : directive.replay;
  return { ...(replay !== undefined && { replay }), ...(fault !== undefined && { fault }) };
}

function delayOf({ delayMs, fault }: Fault): { readonly delayMs?: number } {
  const ms = delayMs ?? (fault === "slow" ? usualDelayMs : 0);
  return ms === 0 ? {} : { delayMs: ms };
}

function errorOf({ tool, message }: Fault, kind: Failing): StepError {
  const { type, says } = failures[kind];
  return { type, message: message ?? `${tool} ${says}` };
}

function isFailing(kind: Fault["fault"]): kind is Failing {
  return Object.hasOwn(failures, kind);
}

function isSpoiling(kind: Fault["fault"]): kind is SpoilingKind {
  return !isFailing(kind) && kind !== "slow";
}
