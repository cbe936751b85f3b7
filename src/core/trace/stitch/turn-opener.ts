import type { DropList } from "../import/imported.ts";
import type { Span } from "../span.ts";
import type { SpanTree } from "./span-tree.ts";
import { placeOf } from "./span-tree.ts";
import type { Talk } from "./talk.ts";

/**
 * Opens turns where no model call says what the user said: one for each outermost agent span, else for each trace.
 *
 * The user's message is what the spans around say it was; where none does it was not captured, which stands in `drops`.
 */
export class TurnOpener {
  readonly #tree: SpanTree;
  readonly #talk: Talk;
  readonly #drops: DropList;
  readonly #told: ReadonlySet<string>;
  readonly #opened = new Set<Span | string>();

  constructor(tree: SpanTree, models: readonly Span[], to: { talk: Talk; drops: DropList }) {
    this.#tree = tree;
    this.#talk = to.talk;
    this.#drops = to.drops;
    this.#told = new Set(models.flatMap((span) => (span.input === undefined ? [] : span.traceId)));
  }

  /** Is shown every span in the order in which they began, before it is read. */
  see(span: Span): void {
    if (this.#told.has(span.traceId) || !this.#mayOpen(span)) return;
    const line = [span, ...this.#tree.ancestorsOf(span)];
    const unit = line.findLast(({ kind }) => kind === "agent") ?? span.traceId;
    if (this.#opened.has(unit)) return;
    this.#opened.add(unit);
    const text = line.findLast(({ userText }) => userText !== undefined)?.userText;
    if (text === undefined) {
      this.#drops.add(placeOf(span), "user message of a turn: it was not captured");
    }
    const around = line.findLast(({ kind }) => kind === "agent" || kind === "other");
    const { traceId } = span;
    this.#talk.openTurn(text, { traceId, ...(around !== undefined && { around }) });
  }

  #mayOpen({ kind, userText }: Span): boolean {
    if (kind === "model") return true;
    if (kind === "tool" || kind === "retriever") return this.#told.size === 0;
    return userText !== undefined;
  }
}
