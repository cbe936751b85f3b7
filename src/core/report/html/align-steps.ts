/** One thing that happens in a session, as far as two sessions are compared by it. */
export type Move = {
  /** Such as `3.5`, or `3` for what stands beside the steps of a turn. */
  readonly at: string;
  readonly kind: "user" | "tool" | "reply";
  /** What makes two moves the same call, such as the tool's name. */
  readonly name: string;
  /** What makes them the same in every detail. */
  readonly detail: string;
};

/** `same` in every detail, `changed` where the call is the same and something in it is not. */
export type AlignedMove =
  | { readonly kind: "same" | "changed"; readonly one: Move; readonly other: Move }
  | { readonly kind: "only-one"; readonly one: Move }
  | { readonly kind: "only-other"; readonly other: Move };

/** Longer sessions are compared as far as this. */
const mostMoves = 600;

/**
 * Lays the moves of two sessions beside each other, so that as many as possible are the same and, of the rest, as many as
 * possible the same call: the longest common subsequence with weights (Needleman and Wunsch 1970, without penalties).
 */
export function alignMoves(ones: readonly Move[], others: readonly Move[]): readonly AlignedMove[] {
  const [a, b] = [ones.slice(0, mostMoves), others.slice(0, mostMoves)];
  const width = b.length + 1;
  const best = new Int32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i * width + j] = Math.max(
        at(i + 1, j),
        at(i, j + 1),
        at(i + 1, j + 1) + likeness(a[i], b[j]),
      );
  const aligned: AlignedMove[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [one, other] = [a[i], b[j]];
    if (one === undefined && other === undefined) return aligned;
    const gain = likeness(one, other);
    if (
      one !== undefined &&
      other !== undefined &&
      gain > 0 &&
      at(i, j) === at(i + 1, j + 1) + gain
    ) {
      aligned.push({ kind: gain === same ? "same" : "changed", one, other });
      [i, j] = [i + 1, j + 1];
    } else if (one !== undefined && (other === undefined || at(i, j) === at(i + 1, j))) {
      aligned.push({ kind: "only-one", one });
      i += 1;
    } else if (other !== undefined) {
      aligned.push({ kind: "only-other", other });
      j += 1;
    }
  }
}

/**
 * Where two sessions part: the first tool call that is not the same in both. Words of an agent differ from run to run
 * and part nothing, unless all calls are the same: then the first reply that differs. `undefined` where nothing does.
 */
export function firstParting(aligned: readonly AlignedMove[]): AlignedMove | undefined {
  const differing = aligned.filter(({ kind }) => kind !== "same");
  const kindOf = (row: AlignedMove): Move["kind"] =>
    row.kind === "only-other" ? row.other.kind : row.one.kind;
  return differing.find((row) => kindOf(row) === "tool") ?? differing[0];
}

const same = 1_000;
const sameCall = 1;

function likeness(one: Move | undefined, other: Move | undefined): number {
  if (one === undefined || other === undefined) return 0;
  if (one.kind !== other.kind || one.name !== other.name) return 0;
  return one.detail === other.detail ? same : sameCall;
}
