import type { CaseTools } from "../../src/core/dataset/dataset.ts";
import type { Fault } from "../../src/core/dataset/faults-field.ts";
import { faultsField } from "../../src/core/dataset/faults-field.ts";
import type { Session } from "../../src/core/trace/session.ts";

/** A fault as its case file would give it. */
export function aFault(fields: Partial<Fault> & Pick<Fault, "tool" | "fault">): Fault {
  const [fault] = faultsField.parse([fields]);
  if (fault === undefined) throw new Error("no fault");
  return fault;
}

/** The tools of a case that a session answers. */
export function caseTools(session: Session, more: Partial<CaseTools> = {}): CaseTools {
  const recorded = { file: "datasets/support/sessions/late-fee.json", session };
  return { recorded, faults: [], readOnly: [], live: [], match: {}, ...more };
}

/** The tools of a case that run live and fail as planned. */
export function liveTools(faults: readonly Fault[], more: Partial<CaseTools> = {}): CaseTools {
  return { faults, readOnly: [], live: [], match: {}, ...more };
}
