import type { AskedTotal } from "../../core/plan/call-total.ts";
import { UsageSum } from "../../core/plan/usage-sum.ts";
import type { Step, Usage } from "../../core/trace/session.ts";
import type { CallMeter } from "../../ports/call-meter.ts";
import type { Spending } from "./spending.ts";
import { SpentSum } from "./spent-sum.ts";

type Asked = keyof AskedTotal;

/**
 * The model calls of one run, held to what the whole experiment may take.
 *
 * A turn's calls are counted as they end, as far as they go through us; when the turn is over, by its steps, which also
 * tell of calls that were only reported. A call that ends after its turn counts until the next one's steps tell of it.
 */
export class RunMeter {
  /** Of the agent's own calls. */
  readonly agent: CallMeter;
  readonly judges: CallMeter;
  readonly simulator: CallMeter;
  readonly #spending: Spending;
  /** Told when nothing may go on. */
  readonly #onExceeded: (reason: string) => void;
  #turn: SpentSum;
  #isClosed = false;
  #refusal: string | undefined;
  readonly #asked: Readonly<Record<Asked, UsageSum>> = {
    judges: new UsageSum(),
    simulator: new UsageSum(),
  };

  constructor(spending: Spending, onExceeded: (reason: string) => void) {
    this.#spending = spending;
    this.#onExceeded = onExceeded;
    this.#turn = spending.open();
    const { isCapped } = spending;
    const refuse = (): string | undefined => {
      this.#refusal = this.#look() ?? this.#refusal;
      return this.#refusal;
    };
    const asking = (spender: Asked): CallMeter => ({
      isCapped,
      refuse,
      count: (usage) => this.#countAsked(spender, usage),
    });
    this.agent = {
      isCapped,
      refuse,
      count: (usage) => {
        if (this.#isClosed) spending.addCall("agent", usage);
        else this.#turn.addCall(usage);
        this.#look();
      },
    };
    this.judges = asking("judges");
    this.simulator = asking("simulator");
  }

  /** Why a call of the run was refused; `undefined` where none was. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** What the turn did by all that was seen of it. */
  endTurn(steps: readonly Step[]): void {
    const turn = new SpentSum();
    turn.addSteps(steps);
    // A turn that was ended may tell of fewer calls than were made.
    this.#spending.close(this.#turn, turn.calls < this.#turn.calls ? this.#turn : turn);
    this.#turn = this.#spending.open();
    this.#look();
  }

  /** What the run asked so far beside the agent's own calls; nothing where nobody was asked. */
  asked(): { readonly asked?: AskedTotal } {
    const judges = this.#asked.judges.calls();
    const simulator = this.#asked.simulator.calls();
    const asked = {
      ...(judges.modelCalls > 0 && { judges }),
      ...(simulator.modelCalls > 0 && { simulator }),
    };
    return Object.keys(asked).length === 0 ? {} : { asked };
  }

  /** The run is over: what was not told by a turn's steps was paid for all the same. */
  close(): void {
    this.#isClosed = true;
    this.#spending.close(this.#turn);
    this.#spending.endRun();
  }

  #countAsked(spender: Asked, usage: Usage | undefined): void {
    this.#asked[spender].addCall(usage);
    this.#spending.addCall(spender, usage);
    this.#look();
  }

  #look(): string | undefined {
    const reason = this.#spending.exceeded();
    if (reason !== undefined) this.#onExceeded(reason);
    return reason;
  }
}
