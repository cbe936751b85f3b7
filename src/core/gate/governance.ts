import type { Config } from "../config/config-file.ts";
import { asLogin } from "../dataset/as-login.ts";
import { compareText } from "../text/compare-text.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { diffCase, digestOf, type GovernedCase } from "./governed-cases.ts";
import type { GovernedChange } from "./governed-change.ts";
import { diffSettings } from "./governed-settings.ts";

/** What one side of a change says of the gate, as far as the change touches it. */
export type GovernedSide = {
  readonly config: Config;
  /** Logins and teams of `dataset.yaml`. */
  readonly experts: readonly string[];
  /** The cases whose files the change touches, by id. */
  readonly cases: ReadonlyMap<string, GovernedCase>;
  /** Texts of the calibrations that it touches, by path. */
  readonly calibrations: ReadonlyMap<string, string>;
  /** Texts of the recorded sessions, cassettes, references and scripts of users that it touches, by path. */
  readonly recordings: ReadonlyMap<string, string>;
};

/**
 * Everything by which a change could let a worse agent through, sorted so that the same change gives the same list.
 *
 * Nothing that makes the gate stricter is in it, and nothing that is new: a case, a floor or a dimension that is added
 * takes nothing away. Where the base branch names no expert, naming the first ones is not in it either, since nobody
 * could approve of it.
 */
export function diffGovernance(base: GovernedSide, head: GovernedSide): readonly GovernedChange[] {
  const changes = [
    ...diffSettings(base.config, head.config),
    ...[...base.cases].flatMap(([id, was]) => diffCase(id, was, head.cases.get(id))),
    ...diffExperts(base.experts, head.experts),
    ...diffFiles("recording-changed", base.recordings, head.recordings),
    ...diffFiles("calibration-changed", base.calibrations, head.calibrations),
  ];
  return changes.toSorted((a, b) => rankOf(a) - rankOf(b) || compareText(textOf(a), textOf(b)));
}

/** `sha256:…` of a list of changes: what an approval is about. */
export function digestChanges(changes: readonly GovernedChange[]): string {
  return digestOf(changes.map(textOf));
}

/** Files of the base branch that say something else now, or nothing any more. */
function diffFiles(
  kind: "calibration-changed" | "recording-changed",
  base: ReadonlyMap<string, string>,
  head: ReadonlyMap<string, string>,
): readonly GovernedChange[] {
  return [...base].flatMap(([file, was]): GovernedChange[] => {
    const is = head.get(file);
    return is === was ? [] : [{ kind, file, digest: digestOf(is ?? "") }];
  });
}

function diffExperts(base: readonly string[], head: readonly string[]): readonly GovernedChange[] {
  if (base.length === 0) return [];
  const [were, are] = [base.map(asLogin), head.map(asLogin)];
  const added = are.filter((one) => !were.includes(one));
  const removed = were.filter((one) => !are.includes(one));
  return added.length + removed.length === 0 ? [] : [{ kind: "experts-changed", added, removed }];
}

/** The gravest first. */
const order: readonly GovernedChange["kind"][] = [
  "case-deleted",
  "case-unguarded",
  "case-unreadable",
  "must-pass-removed",
  "floor-removed",
  "floor-lowered",
  "floor-rule",
  "expectation-removed",
  "expectation-changed",
  "case-rewritten",
  "recording-changed",
  "setting",
  "waiver-added",
  "waiver-lengthened",
  "experts-changed",
  "judge-lapses",
  "calibration-changed",
  "runs-lowered",
  "unlisted-files",
];

function rankOf({ kind }: GovernedChange): number {
  return order.indexOf(kind);
}

function textOf(change: GovernedChange): string {
  return canonicalJson(change);
}
