import { planRuns } from "../../core/plan/plan-runs.ts";
import type { PlannedCase } from "../../core/plan/planned-case.ts";
import { roundMs } from "../../core/plan/recorded-session.ts";
import { type PlannedRun, type RunRecord, runId } from "../../core/plan/run-record.ts";
import { Breather } from "./breather.ts";
import { type Deadline, Deadlines } from "./deadlines.ts";
import type { ExperimentRequest } from "./experiment-request.ts";
import { LiveRun } from "./live-run.ts";
import { failedRun, recordRun } from "./record-run.ts";
import { ReplayedTools } from "./replayed-tools.ts";
import { RunMeter } from "./run-meter.ts";
import { Spending } from "./spending.ts";

const beatMs = 1_000;

/** Executes the runs of a plan, so many at a time. For one use. */
export class Pool {
  readonly #request: ExperimentRequest;
  readonly #cases: ReadonlyMap<string, PlannedCase>;
  readonly #plan: Iterator<PlannedRun, void>;
  /** By place; kept in arrays, since sets and maps that churn outlive the garbage collector's young generation. */
  readonly #live: (LiveRun | undefined)[] = [];
  readonly #deadlines: Deadlines;
  readonly #breather: Breather;
  readonly #resumed: number;
  readonly #startedAtMs: number;
  /** Cases of which it was said that their tools changed. */
  readonly #changed = new Set<string>();
  readonly #spending: Spending;
  /** Planned runs that are not made here: they do not count, or are made elsewhere. */
  #left = 0;
  #isUnseenTold = false;
  /** A run that was due and could not be paid for. */
  #putBack: PlannedRun | undefined;
  /** Set once the budget kept a run from being made. */
  #refusal: string | undefined;
  #running = 0;
  #isStopped = false;

  constructor(request: ExperimentRequest) {
    this.#request = request;
    this.#cases = new Map(request.cases.map((planned) => [planned.id, planned]));
    this.#plan = planRuns(request.cases, request.orderSeed);
    this.#deadlines = new Deadlines(request.clock);
    this.#breather = new Breather(request.clock);
    this.#resumed = request.fold.recorded;
    this.#spending = new Spending(request.budget ?? {}, {
      usage: request.fold.usage(),
      asked: request.fold.asked(),
      runs: request.fold.recorded,
    });
    this.#startedAtMs = request.clock.nowMs();
  }

  /** Why runs that count were not made; `undefined` where the budget sufficed. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Ends when every run is recorded, or at once when the signal aborts or a run cannot be recorded. */
  async run(): Promise<void> {
    const { signal } = this.#request;
    const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
    const onAbort = (): void => abort();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await Promise.race([this.#work(), aborted]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#stop();
    }
  }

  async #work(): Promise<void> {
    const { runner, concurrency, fold } = this.#request;
    this.#startClock();
    await runner.start();
    this.#beat(this.#deadlines.create());
    const workers = Math.min(concurrency, runner.maxSessions, fold.planned - fold.recorded);
    await Promise.all(
      Array.from({ length: Math.max(1, workers) }, (_, place) => this.#workOff(place)),
    );
  }

  /** One place in the pool: takes one run after another until the plan is empty. */
  async #workOff(place: number): Promise<void> {
    const setting = { ...this.#request, deadline: this.#deadlines.create() };
    for (;;) {
      const pause = this.#breather.breathe();
      if (pause !== undefined) await pause;
      if (this.#isStopped) return;
      const run = this.#next();
      if (run === undefined) return;
      const planned = this.#cases.get(run.caseId);
      if (planned === undefined) throw new Error(`${run.caseId} is planned and is no case`);
      const tools = planned.tools && { tools: new ReplayedTools(planned.tools, run) };
      const meter = new RunMeter(this.#spending, (reason) => this.#endAll(reason));
      const live = new LiveRun(run, planned.user, { ...setting, ...tools, meter });
      this.#live[place] = live;
      this.#running += 1;
      const record = await this.#execute(run, planned, { live, meter });
      this.#live[place] = undefined;
      this.#running -= 1;
      meter.close();
      if (tools !== undefined) this.#tellChange(run.caseId, tools.tools.catalogChange);
      if (record === undefined || live.isCancelled) return;
      this.#tellUnseen(record);
      this.#keep(record);
      this.#tellProgress();
    }
  }

  #next(): PlannedRun | undefined {
    const { fold, watch, isOurs } = this.#request;
    for (;;) {
      const run = this.#takeNext();
      if (run === undefined) return undefined;
      if (fold.has(run)) continue;
      if (isOurs?.(run) === false || watch?.needs(run) === false) {
        this.#left += 1;
        continue;
      }
      const refusal = this.#spending.refuses(this.#running);
      if (refusal === undefined) return run;
      // Those in flight may cost less than runs did so far; then one of their places goes on.
      this.#putBack = run;
      if (this.#running === 0) this.#refusal = refusal;
      return undefined;
    }
  }

  #takeNext(): PlannedRun | undefined {
    const putBack = this.#putBack;
    this.#putBack = undefined;
    if (putBack !== undefined) return putBack;
    const next = this.#plan.next();
    return next.done === true ? undefined : next.value;
  }

  /** Beyond the budget nothing goes on. */
  #endAll(reason: string): void {
    for (const live of this.#live) live?.exceed(reason);
  }

  #startClock(): void {
    const minutes = this.#request.budget?.minutes;
    if (minutes === undefined) return;
    this.#deadlines.create().set(minutes * 60_000, () => {
      this.#spending.endTime();
      const exceeded = this.#spending.exceeded();
      if (exceeded !== undefined) this.#endAll(exceeded);
    });
  }

  /** What is to be recorded of the run; nothing where it was cancelled. */
  async #execute(
    run: PlannedRun,
    planned: PlannedCase,
    { live, meter }: { readonly live: LiveRun; readonly meter: RunMeter },
  ): Promise<RunRecord | undefined> {
    const { clock, score } = this.#request;
    const startedAtMs = clock.nowMs();
    const end = await live.hold();
    if (end.kind === "cancelled") return undefined;
    const result = await recordRun(planned, end, {
      score,
      signal: live.signal,
      meter: meter.judges,
      overBudget: () => live.overBudget,
    });
    return {
      ...run,
      durationMs: roundMs(clock.nowMs() - startedAtMs),
      ...result,
      ...meter.asked(),
    };
  }

  #keep(record: RunRecord): void {
    const { journal, fold } = this.#request;
    const appended = journal.append(record);
    if (appended.kind === "refused") {
      const empty = { id: record.session.id, turns: [] };
      this.#keep({ ...record, ...failedRun("agent-error", appended.reason, empty) });
      return;
    }
    const folded = fold.add(record);
    if (folded === "duplicate" || folded === "foreign") {
      throw new Error(`run ${runId(record)} was recorded and is ${folded} to the fold`);
    }
  }

  /** Says once for each case that its recording is of an agent with other tools. */
  #tellChange(caseId: string, change: readonly string[]): void {
    if (change.length === 0 || this.#changed.has(caseId)) return;
    this.#changed.add(caseId);
    this.#request.onWarning?.(
      `${caseId}: the agent's tools changed since its session was recorded: ${change.join("; ")}.`,
    );
  }

  /** Says once where a cap cannot hold, since the agent calls its model past us. */
  #tellUnseen({ session, outcome }: RunRecord): void {
    if (this.#isUnseenTold || !this.#spending.isCapped || outcome !== "completed") return;
    const isSeen = session.turns.some(({ steps }) => steps.some(({ kind }) => kind === "model"));
    if (isSeen) return;
    this.#isUnseenTold = true;
    this.#request.onWarning?.(
      `No model call of the agent was seen in ${session.id}: the budget holds only calls that are seen, and lets any others begin. docs/stopping.md says which are.`,
    );
  }

  #stop(): void {
    this.#isStopped = true;
    for (const live of this.#live) live?.cancel();
    this.#deadlines.close();
  }

  /** Tells the progress every second too: where runs take minutes, the time left should not stand still. */
  #beat(deadline: Deadline): void {
    this.#tellProgress();
    if (this.#request.onProgress !== undefined) deadline.set(beatMs, () => this.#beat(deadline));
  }

  #tellProgress(): void {
    const { fold, clock, onProgress } = this.#request;
    if (onProgress === undefined || this.#isStopped) return;
    onProgress({
      planned: fold.planned - this.#left,
      recorded: fold.recorded,
      resumed: this.#resumed,
      running: this.#running,
      standings: fold.standings(),
      elapsedMs: clock.nowMs() - this.#startedAtMs,
    });
  }
}
