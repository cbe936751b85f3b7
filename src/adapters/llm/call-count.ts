import { AsyncLocalStorage } from "node:async_hooks";
import { httpFailure, isUnbilled } from "../../core/agent/provider-failure.ts";

const counting = new AsyncLocalStorage<CallCount>();

/** The calls that one question took: a library asks again by itself, and each call may be billed. */
export class CallCount {
  #made = 0;
  #refused = 0;
  #lastFailure: string | undefined;

  /** A `fetch` whose calls are counted by the question that they are made for. */
  static watching(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return (input, init) => {
      const answered = fetch(input, init);
      return counting.getStore()?.note(answered, init?.signal) ?? answered;
    };
  }

  /** What `ask` does; its calls are counted here. */
  of<T>(ask: () => T): T {
    return counting.run(this, ask);
  }

  async note(answered: Promise<Response>, signal?: AbortSignal | null): Promise<Response> {
    this.#made += 1;
    try {
      const response = await answered;
      if (!response.ok) {
        this.#lastFailure = `answered ${response.status}`;
        if (isUnbilled({ type: httpFailure(response.status), message: "" })) this.#refused += 1;
      }
      return response;
    } catch (error) {
      if (signal?.aborted !== true) this.#lastFailure = "lost the connection";
      throw error;
    }
  }

  /** What kept a question from its answer as long as there was time; nothing where no call had failed. */
  get failures(): string {
    if (this.#lastFailure === undefined) return "";
    const times = this.#made === 1 ? "once" : `${this.#made} times`;
    return `: it was asked ${times}, and the endpoint last ${this.#lastFailure}`;
  }

  /**
   * The calls of which nobody knows what they took, beside so many of which somebody does; nothing where there are none.
   * Those that the endpoint refused are billed by nobody.
   */
  lostBeside(known: number): { readonly lostCalls?: number } {
    const lostCalls = this.#made - this.#refused - known;
    return lostCalls > 0 ? { lostCalls } : {};
  }
}
