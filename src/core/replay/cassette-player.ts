import type { Cassette, ModelAnswer } from "./cassette.ts";
import { describeCassetteGap } from "./cassette-gap.ts";
import { type ModelRequest, requestKey } from "./cassette-request.ts";

/** What a cassette says to one request. A gap ends the session: nothing that follows would be the recorded session. */
export type CassetteReply =
  | { readonly kind: "recorded"; readonly answer: ModelAnswer }
  | { readonly kind: "gap"; readonly reason: string };

/** Answers the model calls of sessions from one cassette; each session starts at its beginning. */
export class CassettePlayer {
  readonly #cassette: Cassette;
  readonly #file: string;
  /** By request, in the order of the recording. */
  readonly #answers = new Map<string, ModelAnswer[]>();

  /** `file` is how messages name the cassette. */
  constructor(cassette: Cassette, file: string) {
    this.#cassette = cassette;
    this.#file = file;
    for (const { request, answer } of cassette.calls) {
      const key = requestKey(request);
      const known = this.#answers.get(key);
      if (known === undefined) this.#answers.set(key, [answer]);
      else known.push(answer);
    }
  }

  /** One session's answers. Equal requests get the recorded answers in their order, each once. */
  play(): CassetteSession {
    return new CassetteSession(this.#file, (request, asked) => this.#reply(request, asked));
  }

  #reply(request: ModelRequest, asked: number): CassetteReply {
    const answers = this.#answers.get(requestKey(request));
    if (answers === undefined) {
      const difference = describeCassetteGap(request, this.#cassette.calls);
      return { kind: "gap", reason: `${this.#file}: ${difference}` };
    }
    const answer = answers[asked];
    if (answer !== undefined) return { kind: "recorded", answer };
    const times = answers.length === 1 ? "once" : `${answers.length} times`;
    const reason = `${this.#file}: a request that is recorded ${times} was made ${asked + 1} times`;
    return { kind: "gap", reason };
  }
}

/** The model calls of one session. */
export class CassetteSession {
  readonly #file: string;
  readonly #reply: (request: ModelRequest, asked: number) => CassetteReply;
  readonly #asked = new Map<string, number>();
  #gap: string | undefined;

  constructor(file: string, reply: (request: ModelRequest, asked: number) => CassetteReply) {
    this.#file = file;
    this.#reply = reply;
  }

  /** What is wrong with a session that made no model call, in one line; `undefined` once it has made one. */
  get silence(): string | undefined {
    if (this.#asked.size > 0 || this.#gap !== undefined) return undefined;
    return `${this.#file}: the agent made no model call that could be answered; it has to ask its model at ctx.modelBaseUrl, or at OPENAI_BASE_URL`;
  }

  /** Why the run ends as `replay-gap`, once a request was not matched. */
  get gap(): string | undefined {
    return this.#gap;
  }

  /**
   * The answer to the next model call.
   *
   * @param isRetry whether the client says that it sends again what it sent before: that gets the same answer again.
   */
  answer(request: ModelRequest, isRetry = false): CassetteReply {
    if (this.#gap !== undefined) return { kind: "gap", reason: this.#gap };
    const key = requestKey(request);
    const before = this.#asked.get(key) ?? 0;
    const asked = isRetry && before > 0 ? before - 1 : before;
    const reply = this.#reply(request, asked);
    if (reply.kind === "gap") this.#gap = reply.reason;
    else this.#asked.set(key, asked + 1);
    return reply;
  }
}
