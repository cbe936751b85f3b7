import { httpFailure, isUnbilled } from "../../core/agent/provider-failure.ts";

/** The calls that one question took: a library asks again by itself, and each call may be billed. */
export class AskedCalls {
  #made = 0;

  /** A `fetch` whose calls are counted, but for those that the endpoint refused, which nobody bills. */
  watching(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (input, init) => {
      this.#made += 1;
      const response = await fetch(input, init);
      if (!response.ok && isUnbilled({ type: httpFailure(response.status), message: "" }))
        this.#made -= 1;
      return response;
    };
  }

  /** The calls of which nobody knows what they took, beside so many of which somebody does; nothing where there are none. */
  lostBeside(known: number): { readonly lostCalls?: number } {
    const lostCalls = this.#made - known;
    return lostCalls > 0 ? { lostCalls } : {};
  }
}
