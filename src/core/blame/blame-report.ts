import type { ModeFinding } from "../modes/mode-finding.ts";
import type { Session } from "../trace/session.ts";
import type { Blame, BlamedPlace, FactRole } from "./blame.ts";
import type { ConfidenceCurve } from "./confidence-curve.ts";
import type { EarlyWarning } from "./early-warning.ts";
import { FactTable, type Support } from "./fact-table.ts";
import type { StatedKind } from "./stated-facts.ts";

/** Version of what `blame --json` prints. */
export const blameSchema = "tracegate.blame/1";

/** All that is said of one session: which step broke it, what it shows, and where its facts came from. */
export type BlameReport = {
  readonly schema: typeof blameSchema;
  readonly session: string;
  /** How many runs that are right it was held against. */
  readonly heldAgainst: { readonly reference: boolean; readonly siblings: number };
  /** Absent where nothing speaks against any step. */
  readonly blame?: Blame;
  readonly modes: readonly ModeFinding[];
  readonly confidence: ConfidenceCurve;
  readonly earlyWarning?: EarlyWarning;
  readonly facts: readonly ReportedFact[];
};

/** A fact that the agent states, what supports it, and the place where that stands. */
export type ReportedFact = {
  readonly at: BlamedPlace;
  readonly role: FactRole;
  readonly kind: StatedKind;
  readonly text: string;
  readonly key?: string;
  readonly support: Support;
  readonly from?: BlamedPlace;
};

const mostFacts = 500;

/** The facts that the agent states, in the order of the story, at most 500. */
export function reportFacts(session: Session): readonly ReportedFact[] {
  const { rows } = new FactTable(session);
  return rows
    .flatMap(({ at, role, facts }) =>
      facts.map(({ kind, text, key, support, from }): ReportedFact => {
        const source = from === undefined ? undefined : rows[from]?.at;
        return {
          at,
          role,
          kind,
          text,
          ...(key !== undefined && { key }),
          support,
          ...(source !== undefined && { from: source }),
        };
      }),
    )
    .slice(0, mostFacts);
}
