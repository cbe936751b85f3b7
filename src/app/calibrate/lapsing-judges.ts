import type { Config } from "../../core/config/config-file.ts";
import type { GovernedChange } from "../../core/gate/governed-change.ts";
import { type JudgedCases, type TrustSource, trustJudges } from "./trust-judges.ts";

/**
 * The judges of an experiment that decide by the base branch's `gate.trust`, and would not by that which a change asks: a
 * floor that such a judge holds falls away with its word. None where the change asks the same.
 */
export async function lapsingJudges(
  { cases, subject }: JudgedCases,
  { base, head }: { readonly base: Config; readonly head?: Config },
  calibrations: Omit<TrustSource, "rule">,
): Promise<readonly GovernedChange[]> {
  if (head === undefined || isSameRule(base, head)) return [];
  const { dimensions, trust: rule } = base.gate;
  const deciding = cases.map((one) => ({
    dimensions: Object.fromEntries(
      Object.entries(one.dimensions).filter(([name]) => {
        const floor = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
        return floor !== undefined && floor.judge !== "advisory";
      }),
    ),
  }));
  const asked = { cases: deciding, subject };
  const now = await trustJudges(asked, { ...calibrations, rule });
  const then = await trustJudges(asked, { ...calibrations, rule: head.gate.trust });
  return [...now].flatMap(([judge, { state }]): GovernedChange[] => {
    const known = then.get(judge);
    if (state !== "calibrated" || known === undefined || known.state === "calibrated") return [];
    return [{ kind: "judge-lapses", judge, reason: known.reason }];
  });
}

function isSameRule({ gate: { trust: was } }: Config, { gate: { trust: is } }: Config): boolean {
  return was.tpr === is.tpr && was.tnr === is.tnr && was.labels === is.labels;
}
