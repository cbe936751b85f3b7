import { UserError } from "../core/errors.ts";
import type { AbsentBaseline, FoundBaseline } from "../core/gate/comparison.ts";
import { readBaseline } from "../core/gate/read-baseline.ts";
import type { BaselineSide } from "../core/plan/baseline-file.ts";
import type { BaselineStore } from "../ports/baseline-store.ts";

const dayMs = 24 * 60 * 60 * 1000;

export type BaselineSearch = {
  /** Asked in this order. */
  readonly stores: readonly BaselineStore[];
  readonly side: BaselineSide;
  readonly commit: string;
  /** The release's tag. */
  readonly tag?: string;
  /** The branch that it stands on, for people; results must have been written by it where `writtenIn` is given. */
  readonly branch?: string;
  /** `owner/name`: only results that a push in this repository wrote count; left out on one's own machine. */
  readonly writtenIn?: string;
  readonly maxAgeDays: number;
  readonly nowMs: number;
};

/** The name under which results of a commit are kept. */
export function nameOfCommit(commit: string): string {
  return `commits/${commit}`;
}

/**
 * Looks for results of a commit, store by store; the first that has any decides.
 *
 * A store that cannot be asked is passed over and said to be so where no other has results. What must not be used is no
 * reason to look further: it is refused, and somebody has to look at it.
 */
export async function findBaseline(search: BaselineSearch): Promise<FoundBaseline> {
  const { stores, commit } = search;
  if (stores.length === 0) return { kind: "none", why: "not-configured" };
  const absent: { readonly why: AbsentBaseline; readonly detail?: string }[] = [];
  for (const store of stores) {
    const found = await askStore(store, search, commit);
    if (found.kind !== "none") return found;
    absent.push(found);
  }
  const told = absent.find(({ why }) => why !== "not-stored") ?? absent[0];
  return { kind: "none", ...(told ?? { why: "not-stored" }) };
}

async function askStore(
  store: BaselineStore,
  { side, tag, branch, writtenIn, maxAgeDays, nowMs }: BaselineSearch,
  commit: string,
): Promise<FoundBaseline> {
  let text: string | undefined;
  try {
    text = await store.read(nameOfCommit(commit));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code === "BASELINE_REFUSED")
      return { kind: "refused", why: "other-branch", detail: error.message };
    if (error.code === "BASELINE_TOO_LARGE")
      return { kind: "refused", why: "too-large", detail: error.message };
    return { kind: "none", why: "unavailable", detail: error.message };
  }
  if (text === undefined) return { kind: "none", why: "not-stored" };
  return readBaseline(text, {
    origin: {
      side,
      source: store.source,
      commit,
      ...(tag !== undefined && { tag }),
      ...(branch !== undefined && { branch }),
    },
    commit,
    ...(writtenIn !== undefined && {
      repository: writtenIn,
      ...(branch !== undefined && { branch }),
    }),
    notBefore: new Date(nowMs - maxAgeDays * dayMs),
  });
}
