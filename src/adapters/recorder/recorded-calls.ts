import { randomBytes } from "node:crypto";
import { DropList, type Dropped } from "../../core/trace/import/imported.ts";
import { ModelSpans } from "../../core/trace/record/model-spans.ts";
import type { WireCall } from "../../core/trace/record/wire-call.ts";
import type { ToolRequest } from "../../core/trace/session.ts";
import type { Span } from "../../core/trace/span.ts";
import { largestBodyText, type ModelCall } from "./model-call.ts";
import type { ModelPrices } from "./model-prices.ts";

/** What a call said of the span that it was made in. */
export type CallTrace = {
  readonly traceId?: string;
  readonly parentSpanId?: string;
  /** The session that the call named, where several conversations are one recording. */
  readonly sessionId?: string;
};

type PlacedCall = {
  readonly call: ModelCall;
  readonly trace: CallTrace;
  readonly fallback: string;
};

/** Bodies that wait to be read, at most, in bytes: reading them keeps each message once, however often it was sent. */
const mostWaiting = 16 * 1024 * 1024;

/** The model calls of one session, read into spans when they are asked for, or take too much room. */
export class RecordedCalls {
  readonly spans: Span[] = [];
  /** What models asked of tools, by the id of the call. */
  readonly requests = new Map<string, ToolRequest>();
  readonly #prices: ModelPrices;
  readonly #models: ModelSpans;
  readonly #drops = new DropList("");
  readonly #waiting: PlacedCall[] = [];
  #reading = Promise.resolve();

  constructor(prices: ModelPrices) {
    this.#prices = prices;
    this.#models = new ModelSpans(prices.of);
  }

  /** Takes a call that has begun; `fallback` is its trace where it names none. */
  add(call: ModelCall, trace: CallTrace, fallback: string): void {
    this.#waiting.push({ call, trace, fallback });
    void call.whenOver.then(() => {
      const bytes = this.#waiting.reduce((sum, { call: { size } }) => sum + size, 0);
      return bytes > mostWaiting ? this.readEnded() : undefined;
    });
  }

  /** Settles when no call is under way. */
  async whenIdle(): Promise<void> {
    const open = this.#waiting.filter(({ call }) => !call.isOver);
    await Promise.all(open.map(({ call }) => call.whenOver));
  }

  get isIdle(): boolean {
    return this.#waiting.every(({ call }) => call.isOver);
  }

  /** Reads the calls that are over, up to the first that is not. */
  readEnded(): Promise<void> {
    return this.#read(({ isOver }) => isOver);
  }

  /** Reads all calls; those under way as far as they have come. */
  readAll(): Promise<void> {
    return this.#read(() => true);
  }

  /** What of the calls that were read was not captured. */
  get dropped(): readonly Dropped[] {
    return this.#drops.list();
  }

  /** One after another, in the order in which they began: a later call may build on what an earlier one left behind. */
  #read(mayRead: (call: ModelCall) => boolean): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readNow(mayRead));
    return this.#reading;
  }

  async #readNow(mayRead: (call: ModelCall) => boolean): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (!mayRead(next.call)) return;
      this.#waiting.shift();
      const { call, trace, fallback } = next;
      if (call.provider !== undefined) await this.#prices.load([call.provider]);
      const spanId = randomBytes(8).toString("hex");
      const exchange = await call.exchange();
      this.#noteLosses(exchange);
      const spans = this.#models.read(exchange, {
        traceId: fallback,
        ...trace,
        spanId,
      });
      this.spans.push(...spans);
      for (const request of spans.flatMap(requestsIn)) {
        if (request.callId !== undefined) this.requests.set(request.callId, request);
      }
    }
  }

  #noteLosses({ request, response }: WireCall): void {
    if (request === undefined)
      this.#drops.add(
        { path: "" },
        `what a model was sent: the request is longer than ${largestBodyText}`,
      );
    if (response?.body.kind === "not-captured")
      this.#drops.add({ path: "" }, `what a model answered: ${response.body.reason}`);
  }
}

function requestsIn({ output = [] }: Span): readonly ToolRequest[] {
  return output.flatMap(({ toolCalls = [] }) => toolCalls);
}
