/**
 * The end of one question: its time is up, or whoever asked wants no answer any more.
 *
 * One timer that is taken back with the answer. `AbortSignal.timeout` and `any` leave both behind until the time is up,
 * for each question, and cost a sixth of it.
 */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #ended = Promise.withResolvers<never>();
  readonly #caller: AbortSignal;
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number, caller: AbortSignal) {
    this.#caller = caller;
    this.#ended.promise.catch(() => {}); // Nobody may be waiting.
    this.#timer = setTimeout(this.#end, ms);
    if (caller.aborted) this.#end();
    else caller.addEventListener("abort", this.#end, { once: true });
  }

  /** Aborted at the end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** As `promise`, but rejects at the end, whatever becomes of it: the library may go on waiting for a body. */
  hold<T>(promise: PromiseLike<T>): Promise<T> {
    return Promise.race([promise, this.#ended.promise]);
  }

  /** The question is answered: nothing ends any more. */
  lift(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener("abort", this.#end);
  }

  readonly #end = (): void => {
    this.#controller.abort();
    this.#ended.reject(this.#controller.signal.reason);
  };
}
