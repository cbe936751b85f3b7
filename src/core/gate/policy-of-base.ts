import type { Config } from "../config/config-file.ts";
import type { GatePolicy } from "../config/gate-policy.ts";
import type { StopMode } from "../config/runs-config.ts";

/** What decides about a change, and what the change itself would have liked otherwise. */
export type EffectivePolicy = {
  readonly policy: GatePolicy;
  readonly enforce: Config["enforce"];
  /** The model that judges are to ask; absent where neither side names one. */
  readonly judge?: NonNullable<Config["judge"]>;
  /** What plays users; absent where neither side names it. */
  readonly simulator?: NonNullable<Config["simulator"]>;
  /** How runs may be left out. */
  readonly stop: StopMode;
  /** Dimensions that only the change names; they take its floor. */
  readonly added: readonly string[];
  readonly overruled: Overruled;
};

/** Where the change says something else than the base branch, which counts. */
export type Overruled = {
  /** Dimensions whose floor it changes or removes. */
  readonly dimensions: readonly string[];
  /** Cases that it takes off the must-pass list. */
  readonly mustPass: readonly string[];
  readonly settings: readonly Setting[];
};

export type Setting =
  | "alpha"
  | "beta"
  | "missing"
  | "requireBaseline"
  | "trust"
  | "enforce"
  | "judge"
  | "simulator"
  | "stop"
  | "baseline";

type Ruling = Pick<Config, "gate" | "enforce" | "judge" | "simulator" | "baseline"> & {
  readonly runs: Pick<Config["runs"], "stop">;
};

/**
 * Lays the change's policy under the base branch's: nothing that the base branch demands can be weakened by
 * the change that is being judged, and a new dimension can still be added.
 *
 * Must-pass cases of both count. A base branch without a judge or a simulator takes the change's: else none could ever
 * be brought in.
 */
export function policyOfBase(base: Ruling, head: Ruling): EffectivePolicy {
  const judge = base.judge ?? head.judge;
  const simulator = base.simulator ?? head.simulator;
  return {
    policy: {
      ...base.gate,
      dimensions: { ...head.gate.dimensions, ...base.gate.dimensions },
      mustPass: [...new Set([...base.gate.mustPass, ...head.gate.mustPass])],
    },
    enforce: base.enforce,
    stop: base.runs.stop,
    ...(judge !== undefined && { judge }),
    ...(simulator !== undefined && { simulator }),
    added: Object.keys(head.gate.dimensions).filter(
      (name) => !Object.hasOwn(base.gate.dimensions, name),
    ),
    overruled: {
      dimensions: Object.keys(base.gate.dimensions).filter(
        (name) => !isSame(base.gate.dimensions[name], head.gate.dimensions[name]),
      ),
      mustPass: base.gate.mustPass.filter((id) => !head.gate.mustPass.includes(id)),
      settings: overruledSettings(base, head),
    },
  };
}

/** The policy of a tree that nothing stands above. */
export function policyOfItsOwn({ gate, enforce, judge, simulator, runs }: Ruling): EffectivePolicy {
  return {
    policy: gate,
    enforce,
    stop: runs.stop,
    ...(judge !== undefined && { judge }),
    ...(simulator !== undefined && { simulator }),
    added: [],
    overruled: { dimensions: [], mustPass: [], settings: [] },
  };
}

function overruledSettings(base: Ruling, head: Ruling): readonly Setting[] {
  const levels = (["alpha", "beta", "missing"] as const).filter(
    (name) => base.gate[name] !== head.gate[name],
  );
  const isRequired = base.gate.requireBaseline ?? false;
  return [
    ...levels,
    ...(isRequired === (head.gate.requireBaseline ?? false) ? [] : ["requireBaseline" as const]),
    ...(isSame(base.gate.trust, head.gate.trust) ? [] : ["trust" as const]),
    ...(isSame(base.enforce, head.enforce) ? [] : ["enforce" as const]),
    ...(base.runs.stop === head.runs.stop ? [] : ["stop" as const]),
    ...(base.judge === undefined || isSame(base.judge, head.judge) ? [] : ["judge" as const]),
    ...(base.simulator === undefined || isSame(base.simulator, head.simulator)
      ? []
      : ["simulator" as const]),
    ...(isSame(base.baseline, head.baseline) ? [] : ["baseline" as const]),
  ];
}

/** Both sides went through one schema, which fixes the order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
