import { z } from "zod";
import {
  type BaselineEntry,
  type BaselineOrigin,
  baselineFile,
  baselineSchema,
  countsOf,
  mostPooled,
} from "../plan/baseline-file.ts";
import type { Experiment } from "../plan/experiment.ts";
import { experimentSchema } from "../plan/experiment.ts";
import type { FoundBaseline, RefusedBaseline } from "./comparison.ts";

/** What results of a store must be, to be compared with. */
export type BaselineDemand = {
  readonly source: BaselineOrigin["source"];
  readonly side: BaselineOrigin["side"];
  /** Absent for a release, which a tag names. */
  readonly commit?: string;
  /** `owner/name` that must have written them by a push; not asked where it is left out, as on one's own machine. */
  readonly repository?: string;
  /** The branch that must have written them, where the repository is asked for. */
  readonly branch?: string;
  /** ISO 8601 in UTC; older results are not compared with. */
  readonly notBefore: string;
  /** The same; what claims to be of later would never be too old. */
  readonly notAfter: string;
};

/**
 * Reads what a store keeps for a commit, which a stranger may have written: whoever can name a branch `main` must not be
 * able to choose what a change is compared with.
 */
export function readBaseline(text: string, demand: BaselineDemand): FoundBaseline {
  const value = parsed(text);
  if (value === undefined) return refuse("unreadable", "it is no JSON");
  const { schema, entries } = outline.safeParse(value).data ?? {};
  const majors = [schema, ...(entries ?? []).map((entry) => entry.experiment?.schema)];
  const foreign = majors.find((one) => one !== undefined && isOtherMajor(one));
  if (foreign !== undefined) return { kind: "none", why: "other-major", detail: foreign };
  const met = baselineFile.safeParse(value);
  if (!met.success) {
    const [issue] = met.error.issues;
    return refuse("invalid", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "no entry"}`);
  }
  const objection = met.data.entries
    .map(({ writtenBy }) => objectionTo(writtenBy, demand))
    .find((one) => one !== undefined);
  if (objection !== undefined) return refuse(...objection);
  const { commit } = demand;
  if (
    commit !== undefined &&
    met.data.entries.every(({ writtenBy }) => writtenBy.commit !== commit)
  )
    return refuse("other-commit", `none of its entries is of ${commit}`);
  const late = met.data.entries.find(({ experiment }) => experiment.startedAt > demand.notAfter);
  if (late !== undefined)
    return refuse("invalid", `its runs began in the future, at ${late.experiment.startedAt}`);
  const fresh = met.data.entries.filter(
    ({ experiment }) => experiment.startedAt >= demand.notBefore,
  );
  if (fresh.length === 0) return { kind: "none", why: "expired" };
  return {
    kind: "found",
    experiments: fresh.map(({ experiment }) => experiment),
    origin: originOf(demand, met.data),
  };
}

function originOf(
  { source, side, branch, commit }: BaselineDemand,
  { entries, tag }: z.output<typeof baselineFile>,
): BaselineOrigin {
  const of = commit ?? entries[0]?.writtenBy.commit;
  return {
    side,
    source,
    ...(of !== undefined && { commit: of }),
    ...(branch !== undefined && { branch }),
    ...(side === "release" && tag !== undefined && { tag }),
  };
}

function refuse(why: RefusedBaseline, detail: string): FoundBaseline {
  return { kind: "refused", why, detail };
}

/** As much of it as tells the version. */
const outline = z.object({
  schema: z.string().optional().catch(undefined),
  entries: z
    .array(
      z.object({
        experiment: z.object({ schema: z.string().optional().catch(undefined) }).optional(),
      }),
    )
    .max(1000)
    .optional()
    .catch(undefined),
});

function isOtherMajor(schema: string): boolean {
  const ours = [baselineSchema, experimentSchema] as readonly string[];
  return /^tracegate\.(?:baseline|experiment)\/\d{1,4}$/.test(schema) && !ours.includes(schema);
}

function objectionTo(
  { repository, branch, event }: BaselineEntry["writtenBy"],
  demand: BaselineDemand,
): readonly [RefusedBaseline, string] | undefined {
  if (demand.repository !== undefined && !isSameName(repository, demand.repository))
    return ["other-repository", repository ?? "it does not say by which"];
  const isForeign = demand.branch !== undefined && branch !== demand.branch;
  if (demand.repository !== undefined && isForeign)
    return ["other-branch", branch ?? "it does not say by which"];
  const mustBePushed = demand.repository !== undefined;
  if (mustBePushed && event !== "push") return ["other-event", event ?? "it does not say by which"];
  return undefined;
}

/** GitHub's names are the same in any case. */
function isSameName(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/**
 * The text to keep once an execution is added to what is kept of the same experiment: the newest `mostPooled` of them.
 *
 * What is kept and cannot be read, or is of another key, is left behind: the main branch writes anew. An execution that
 * is there already is not added again.
 */
export function addToBaseline(kept: string | undefined, entry: BaselineEntry): string {
  const added = asRead({ ...entry, experiment: countsOf(entry.experiment) });
  const before = kept === undefined ? undefined : baselineFile.safeParse(parsed(kept)).data;
  const { key } = entry.experiment.subject;
  const same = (before?.entries ?? []).filter(({ experiment }) => experiment.subject.key === key);
  const isKnown = same.some((one) => JSON.stringify(one) === JSON.stringify(added));
  const entries = [...same, ...(isKnown ? [] : [added])]
    .toSorted((a, b) => (startOf(a.experiment) < startOf(b.experiment) ? 1 : -1))
    .slice(0, mostPooled);
  return `${JSON.stringify({ schema: baselineSchema, entries })}\n`;
}

/** What is kept of a commit as that of a release; `undefined` where nothing that can be read is kept. */
export function asRelease(kept: string | undefined, tag: string): string | undefined {
  const met = kept === undefined ? undefined : baselineFile.safeParse(parsed(kept)).data;
  return met && `${JSON.stringify({ ...met, tag })}\n`;
}

function startOf({ startedAt }: Experiment): string {
  return startedAt;
}

/** The same keys in the same order as what is read, so that the same is the same text. */
function asRead(entry: BaselineEntry): BaselineEntry {
  return baselineFile.shape.entries.element.parse(JSON.parse(JSON.stringify(entry)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
