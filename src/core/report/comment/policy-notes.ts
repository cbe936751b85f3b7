import type { EffectivePolicy, Setting } from "../../gate/policy-of-base.ts";
import { listText } from "../numbers.ts";
import { markdownWording } from "../wording.ts";

/** Whoever weakens the policy is to be seen doing so; more than these no reader goes through. */
const mostNamed = 12;

/** Of a pull request that brings the gate in. */
export const adoptionNote =
  "The base branch has no configuration yet, so the policy is this pull request's own.";

/** What a reader must know where a change would have liked another policy; a sentence each, in Markdown. */
export function policyNotes({ added, overruled }: EffectivePolicy): readonly string[] {
  const { dimension, name } = markdownWording;
  const changed = [
    ...overruled.dimensions.map((one) => `the floor of ${dimension(one)}`),
    ...(overruled.mustPass.length > 0
      ? [
          `whether ${listText(
            overruled.mustPass.map((id) => name(id)),
            mostNamed,
          )} must pass`,
        ]
      : []),
    ...overruled.settings.map((setting) => settings[setting]),
  ];
  return [
    ...(changed.length > 0
      ? [
          `This pull request changes ${listText(changed, mostNamed)}; the base branch's policy is what counts until that is merged.`,
        ]
      : []),
    ...(added.length > 0
      ? [
          `New with this pull request, and counted already: a floor for ${listText(
            added.map((one) => dimension(one)),
            mostNamed,
          )}.`,
        ]
      : []),
  ];
}

const settings: Readonly<Record<Setting, string>> = {
  alpha: "`gate.alpha`",
  beta: "`gate.beta`",
  missing: "`gate.missing`",
  requireBaseline: "whether a baseline is required (`gate.requireBaseline`)",
  trust: "what a judge must have shown (`gate.trust`)",
  enforce: "the day from which the gate blocks (`enforce`)",
  judge: "the judge",
  simulator: "what plays users (`simulator`)",
  stop: "how runs are left out (`runs.stop`)",
  baseline: "what it is compared with (`baseline`)",
};
