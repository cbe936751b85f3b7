import { captureJson } from "../../core/agent/capture-json.ts";
import { describeTurnFailure } from "../../core/agent/provider-failure.ts";
import type { JsonValue } from "../../core/trace/json.ts";
import type { Step, ToolDefinition } from "../../core/trace/session.ts";
import type { TurnAnswer } from "../../ports/agent-runner.ts";

/** Longest reply, and longest line of an agent process, in bytes. */
export const maxReplyBytes = 1_048_576;

const maxSteps = 10_000;
const maxChars = 16 * 1_048_576;
const maxPolicyChars = 131_072;

/**
 * Collects the steps of one turn, in the order in which they began, in bounded memory.
 *
 * A step is added as a function that tells it as far as it has got; all are asked once, when the
 * turn is over, and whatever happens later is not seen.
 */
export class TurnRecorder {
  readonly startedAtMs = Date.now();
  readonly #started = performance.now();
  readonly #sources: (() => Step)[] = [];
  #charsLeft = maxChars;
  #policy: string | undefined;
  #overflow: string | undefined;
  #toolCatalog: readonly ToolDefinition[] | undefined;

  /** Why the turn cannot be recorded whole; such a turn has failed. */
  get overflow(): string | undefined {
    return this.#overflow;
  }

  /** The system prompt of the turn's first model call that had one. */
  get policy(): string | undefined {
    return this.#policy;
  }

  /** The tools that the turn's first model call offered. */
  get toolCatalog(): readonly ToolDefinition[] | undefined {
    return this.#toolCatalog;
  }

  /** Keeps the tools that `read` finds, unless some are known; a huge catalog counts as not captured. */
  noteTools(read: () => readonly ToolDefinition[] | undefined): void {
    if (this.#toolCatalog !== undefined) return;
    const catalog = read();
    const isKept = catalog !== undefined && JSON.stringify(catalog).length <= maxPolicyChars;
    if (isKept) this.#toolCatalog = catalog;
  }

  /** Keeps the system prompt that `read` finds, unless one is known; a huge one counts as not captured. */
  notePolicy(read: () => string | undefined): void {
    if (this.#policy !== undefined) return;
    const policy = read();
    if (policy !== undefined && policy.length <= maxPolicyChars) this.#policy = policy;
  }

  add(source: () => Step): void {
    if (this.#sources.length < maxSteps) this.#sources.push(source);
    else this.#overflow ??= `the agent took more than ${maxSteps} steps in one turn`;
  }

  /** Counts what is kept; false once the turn holds more than it may. */
  mayKeep(chars: number): boolean {
    this.#charsLeft -= chars;
    if (this.#charsLeft >= 0) return true;
    this.#overflow ??= "the steps of one turn hold more than 16 MB";
    return false;
  }

  /** A JSON copy of a value of this turn; `onLossy` is told what could not be copied as it is. */
  capture(value: unknown, onLossy: (lossy: readonly string[]) => void): JsonValue {
    const captured = captureJson(value);
    if (captured.lossy.length > 0) onLossy(captured.lossy);
    return this.mayKeep(captured.chars) ? captured.value : "[lost: the turn is over 16 MB]";
  }

  durationMs(): number {
    return elapsedMs(this.#started);
  }

  steps(): readonly Step[] {
    return this.#sources.map((source) => source());
  }
}

/** Milliseconds since a `performance.now()`, to the hundredth: finer is noise and costs journal bytes. */
export function elapsedMs(started: number): number {
  return Math.round((performance.now() - started) * 100) / 100;
}

/** A turn without a reply, laid at the door of whoever failed last. */
export function failedTurn(reason: string, steps: readonly Step[] = []): TurnAnswer {
  return { ...describeTurnFailure(reason, steps), steps };
}

/** Why a reply cannot be taken, or undefined where it can. */
export function refuseReply(text: string): string | undefined {
  if (text.length * 3 <= maxReplyBytes) return undefined;
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxReplyBytes) return undefined;
  return `the agent's reply is ${(bytes / 1_048_576).toFixed(1)} MB long; 1 MB is the most`;
}

/** The reason of every turn that `signal` ended; who aborted knows why, and says so beside it. */
export const interrupted = "the agent had not answered when the turn was ended";
