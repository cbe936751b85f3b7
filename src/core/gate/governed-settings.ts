import type { Config } from "../config/config-file.ts";
import type { Waiver } from "../config/waiver-config.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { JsonValue } from "../trace/json.ts";
import type { GovernedChange, SettingChange } from "./governed-change.ts";

/** Where the weaker side of a number lies; `any`: each way can let a worse agent through. */
type Weaker = "up" | "down" | "any";

/** Settings of a dimension and of `gate`; one that is not named here is weaker each way, so that none is forgotten. */
const dimensionRules: Readonly<Record<string, Weaker>> = { margin: "up", allowedDrop: "up" };
const gateSettings: Readonly<Record<string, Weaker>> = { beta: "up", missing: "up" };
const toldApart = new Set(["dimensions", "mustPass", "waivers", "waiverLabel"]);

/** From the strictest to the laxest. */
const judgeRules: readonly unknown[] = ["block", "when-calibrated", "advisory"];

/** What a change does to the configuration that the gate decides by. */
export function diffSettings(base: Config, head: Config): readonly GovernedChange[] {
  return [
    ...diffDimensions(base, head),
    ...base.gate.mustPass
      .filter((id) => !head.gate.mustPass.includes(id))
      .map((caseId) => ({ kind: "must-pass-removed" as const, caseId })),
    ...diffGate(base, head),
    ...diffProject(base, head),
    ...diffWaivers(base.gate.waivers ?? [], head.gate.waivers ?? []),
  ];
}

function diffDimensions({ gate: base }: Config, { gate: head }: Config): readonly GovernedChange[] {
  return Object.entries(base.dimensions).flatMap(([dimension, was]): GovernedChange[] => {
    const is = Object.hasOwn(head.dimensions, dimension) ? head.dimensions[dimension] : undefined;
    if (is === undefined) return [{ kind: "floor-removed", dimension, from: was.floor }];
    const { floor: from, ...rules } = was;
    const { floor: to, ...newRules } = is;
    return [
      ...(to < from ? [{ kind: "floor-lowered" as const, dimension, from, to }] : []),
      ...diffFields(rules, newRules, isWeakerRule).map((change) => {
        return { kind: "floor-rule" as const, dimension, ...change };
      }),
    ];
  });
}

function isWeakerRule(rule: string, was: unknown, is: unknown): boolean {
  if (rule === "mode") return is !== "prove";
  if (rule === "judge") return judgeRules.indexOf(is) > judgeRules.indexOf(was);
  return isWeaker(dimensionRules[rule], was, is);
}

function diffGate({ gate: base }: Config, { gate: head }: Config): readonly GovernedChange[] {
  const label = base.waiverLabel !== head.waiverLabel && head.waiverLabel !== false;
  return [
    ...diffFields(without(base, toldApart), without(head, toldApart), (name, was, is) =>
      name === "requireBaseline" ? is !== true : isWeaker(gateSettings[name], was, is),
    ).map((change) => setting({ ...change, setting: `gate.${change.setting}` })),
    ...(label
      ? [setting(settingChange("gate.waiverLabel", base.waiverLabel, head.waiverLabel))]
      : []),
  ];
}

/** What lies outside of `gate` and decides all the same what is run, by whom it is judged, and when it blocks. */
function diffProject(base: Config, head: Config): readonly GovernedChange[] {
  const changes: SettingChange[] = [];
  const isLater =
    head.enforce !== true && (base.enforce === true || head.enforce.until > base.enforce.until);
  if (isLater) changes.push(settingChange("enforce", base.enforce, head.enforce));
  // One that is brought in takes nothing away.
  for (const part of ["judge", "simulator", "baseline"] as const) {
    const [was, is] = [base[part], head[part]];
    if (was !== undefined && canonicalJson(was) !== canonicalJson(is ?? null))
      changes.push(settingChange(part, was, is));
  }
  for (const folder of ["dataset", "evaluators"] as const) {
    if (base[folder] !== head[folder])
      changes.push(settingChange(folder, base[folder], head[folder]));
  }
  changes.push(
    ...diffFields(base.tools ?? {}, head.tools ?? {}, () => true).map((change) => {
      return { ...change, setting: `tools.${change.setting}` };
    }),
  );
  const { version: were } = base.agent;
  const { version: are } = head.agent;
  const isNarrower = were.length === 0 ? are.length > 0 : were.some((glob) => !are.includes(glob));
  // No glob at all makes every change relevant.
  if (isNarrower && are.length > 0) changes.push(settingChange("agent.version", were, are));
  const { concurrency: _was, ...runs } = base.runs;
  const { concurrency: _is, ...newRuns } = head.runs;
  changes.push(
    ...diffFields(runs, newRuns, (name, was, is) => {
      // Each run is made then.
      if (name === "stop" && is === "off") return false;
      return isWeaker(name === "perCase" ? "down" : undefined, was, is);
    }).map((change) => ({ ...change, setting: `runs.${change.setting}` })),
  );
  return changes.map(setting);
}

function isWeaker(weaker: Weaker | undefined, was: unknown, is: unknown): boolean {
  if (weaker === undefined || weaker === "any") return true;
  if (typeof was !== "number" || typeof is !== "number") return true;
  return weaker === "up" ? is > was : is < was;
}

/** The fields that differ, as far as the change of them is a weaker one. */
function diffFields(
  base: object,
  head: object,
  isWeakerField: (name: string, was: unknown, is: unknown) => boolean,
): readonly SettingChange[] {
  const [were, are] = [new Map(Object.entries(base)), new Map(Object.entries(head))];
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((name) => {
    const [was, is] = [were.get(name), are.get(name)];
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
    return isWeakerField(name, was, is) ? [settingChange(name, was, is)] : [];
  });
}

function without(of: object, names: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(of).filter(([name]) => !names.has(name)));
}

function setting(change: SettingChange): GovernedChange {
  return { kind: "setting", ...change };
}

type Value = JsonValue | object | undefined;

function settingChange(name: string, was: Value, is: Value): SettingChange {
  return {
    setting: name,
    ...(was !== undefined && { from: canonicalJson(was) }),
    ...(is !== undefined && { to: canonicalJson(is) }),
  };
}

function diffWaivers(base: readonly Waiver[], head: readonly Waiver[]): readonly GovernedChange[] {
  return head.flatMap((is): GovernedChange[] => {
    const { dimension, case: caseId, owner, expires } = is;
    const same = base.filter((was) => was.dimension === dimension && was.case === caseId);
    const from = same
      .map((was) => was.expires)
      .toSorted()
      .at(-1);
    if (from !== undefined && from >= expires) return [];
    const waiver = {
      ...(dimension !== undefined && { dimension }),
      ...(caseId !== undefined && { caseId }),
      owner,
      expires,
    };
    return from === undefined
      ? [{ kind: "waiver-added", ...waiver }]
      : [{ kind: "waiver-lengthened", from, ...waiver }];
  });
}
