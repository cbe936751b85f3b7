import type { BaselineConfig } from "../../core/config/baseline-config.ts";
import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import type { AbsentBaseline, FoundBaseline } from "../../core/gate/comparison.ts";
import { type BaselineDemand, readBaseline } from "../../core/gate/read-baseline.ts";
import type { BaselineStore } from "../../ports/baseline-store.ts";
import { nameOfCommit, nameOfRelease } from "./store-baseline.ts";

export type SidesRequest = {
  /** Absent where the configuration names no store: nothing is looked for. */
  readonly config: BaselineConfig | undefined;
  /** Asked in this order. */
  readonly stores: readonly BaselineStore[];
  /** What the change is merged into, and its branch where that is known. */
  readonly base: { readonly sha: string; readonly branch?: string } | undefined;
  /** `owner/name`: only what a push to that branch there has written counts; left out on one's own machine. */
  readonly writtenIn?: string;
  readonly nowMs: number;
};

const dayMs = 24 * 60 * 60 * 1000;
/** A release is older than what a change is compared with: that is what it is for. */
const oldestReleaseDays = 3650;

/**
 * Looks for results of the merge base and of the last release, store by store; the first that has any decides.
 *
 * A store that cannot be asked is passed over and said to be so where no other has results. What must not be used is no
 * reason to look further: it is refused, and somebody has to look at it.
 */
export async function findSides(request: SidesRequest): Promise<Sides> {
  const { config, base } = request;
  if (config === undefined) return {};
  if (base === undefined) return { baseline: { kind: "none", why: "no-merge-base" } };
  const names = [nameOfCommit(base.sha), ...(config.release === false ? [] : [nameOfRelease])];
  const found = await Promise.all(request.stores.map((store) => askStore(store, names)));
  const nowMs = request.nowMs;
  const side = (at: number, demand: Demand): FoundBaseline =>
    firstOf(found.map(({ source, answer }) => read(source, answer, { at, demand })));
  const written = {
    ...(request.writtenIn !== undefined && { repository: request.writtenIn }),
    ...(base.branch !== undefined && { branch: base.branch }),
    // Clocks differ.
    notAfter: new Date(nowMs + dayMs).toISOString(),
  };
  const baseline = side(0, {
    ...written,
    side: "merge-base",
    commit: base.sha,
    notBefore: new Date(nowMs - config.maxAgeDays * dayMs).toISOString(),
  });
  if (config.release === false) return { baseline };
  const release = side(1, {
    ...written,
    side: "release",
    notBefore: new Date(nowMs - oldestReleaseDays * dayMs).toISOString(),
  });
  const isNone = release.kind === "none" && release.why === "not-stored";
  return { baseline, release: isNone ? { kind: "none", why: "no-release" } : release };
}

type Demand = Omit<BaselineDemand, "source">;
type Answer = readonly (string | undefined)[] | UserError;

async function askStore(
  store: BaselineStore,
  names: readonly string[],
): Promise<{ readonly source: BaselineStore["source"]; readonly answer: Answer }> {
  const { source } = store;
  try {
    return { source, answer: await store.read(names) };
  } catch (error) {
    if (error instanceof UserError) return { source, answer: error };
    throw error;
  }
}

function read(
  source: BaselineStore["source"],
  answer: Answer,
  { at, demand }: { readonly at: number; readonly demand: Demand },
): FoundBaseline {
  if (answer instanceof UserError) return readFailure(answer);
  const text = answer[at];
  if (text === undefined) return { kind: "none", why: "not-stored" };
  return readBaseline(text, { ...demand, source });
}

function readFailure({ code, message }: UserError): FoundBaseline {
  const detail = message.replace(/\.$/, "");
  if (code === "BASELINE_REFUSED") return { kind: "refused", why: "other-branch", detail };
  if (code === "BASELINE_TOO_LARGE") return { kind: "refused", why: "too-large", detail };
  return { kind: "none", why: "unavailable", detail };
}

function firstOf(all: readonly FoundBaseline[]): FoundBaseline {
  const absent: { readonly why: AbsentBaseline; readonly detail?: string }[] = [];
  for (const found of all) {
    if (found.kind !== "none") return found;
    absent.push(found);
  }
  const told = absent.find(({ why }) => why !== "not-stored") ?? absent[0];
  return { kind: "none", ...(told ?? { why: "not-configured" }) };
}
