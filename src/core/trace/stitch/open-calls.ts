import type { ToolRequest } from "../session.ts";

/** A call that no result has answered yet. */
export type OpenCall = {
  readonly request: ToolRequest;
  /** Which agent message made it. */
  readonly message: number;
};

/** The open calls of one message under one key, in order; those before `next` have been answered. */
type Group<C> = { readonly message: number; readonly calls: C[]; next: number };

/**
 * The calls that wait for their results.
 *
 * Calls are kept under every key by which a result may ask for them, so that a log of many calls that nobody answers
 * costs no more than one of few.
 */
export class OpenCalls<C extends OpenCall> {
  readonly #groups = new Map<string, Group<C>[]>();
  readonly #answered = new Set<C>();

  add(call: C): void {
    const { callId, name } = call.request;
    const keys = [`name ${name}`, "any"];
    if (callId === undefined) keys.push(`idless name ${name}`, "idless any");
    else keys.push(`id ${callId}`);
    for (const key of keys) {
      const groups = this.#groups.get(key) ?? [];
      this.#groups.set(key, groups);
      const last = groups.at(-1);
      if (last?.message === call.message) last.calls.push(call);
      else groups.push({ message: call.message, calls: [call], next: 0 });
    }
  }

  /**
   * Finds the call that a result answers and takes it off the list.
   *
   * By id; else, among calls and results of which one lacks the id, by name; else by order. Ids repeat within one
   * session in real logs, so the latest agent message wins, and inside it the first call.
   */
  take(callId: string | undefined, name: string | undefined): C | undefined {
    const key = name === undefined ? "any" : `name ${name}`;
    if (callId === undefined) return this.#takeUnder(key);
    return this.#takeUnder(`id ${callId}`) ?? this.#takeUnder(`idless ${key}`);
  }

  #takeUnder(key: string): C | undefined {
    const groups = this.#groups.get(key) ?? [];
    for (let group = groups.at(-1); group !== undefined; group = groups.at(-1)) {
      for (let call = group.calls[group.next]; call !== undefined; call = group.calls[group.next]) {
        group.next += 1;
        if (this.#answered.has(call)) continue;
        this.#answered.add(call);
        return call;
      }
      groups.pop();
    }
    return undefined;
  }
}
