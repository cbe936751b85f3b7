import { z } from "zod";
import { slug } from "../dataset/case-file.ts";
import { policyDefaults } from "./policy-defaults.ts";
import { waiverLabel, waivers } from "./waiver-config.ts";

/** Below it every agent stands, so that a floor would say nothing. */
const leastFloor = 0.05;

/** Further below the floor is another floor. */
const widestMargin = 0.3;

/** A tighter level is never reached, and at a wider one a coin decides. */
const level = z.number().min(0.001).max(0.5);

/** At one half for both, a judge is a coin. */
const trustedRate = z.number().gt(0.5).lt(1);

export const floorPolicy = z
  .strictObject({
    floor: z
      .number()
      .min(leastFloor)
      .lt(1)
      .meta({
        description: "Lowest accepted pass rate, between 0 and 1.",
        examples: [0.9],
      }),
    margin: z
      .number()
      .gt(0)
      .max(widestMargin)
      .default(policyDefaults.margin)
      .meta({
        description:
          "A rate this far below the floor must be told apart from it; smaller than the floor.",
        examples: [0.1],
      }),
    allowedDrop: z
      .number()
      .min(0)
      .max(0.5)
      .default(policyDefaults.allowedDrop)
      .meta({
        description:
          "Largest fall against the baseline's pass rate that is let through although it is no chance.",
        examples: [0.02],
      }),
    mode: z
      .enum(["significant", "point", "prove"])
      .default(policyDefaults.mode)
      .meta({
        description:
          "How the floor is tested: exact test (`significant`), point estimate (`point`), or lower bound above the floor (`prove`).",
        examples: ["significant"],
      }),
    judge: z
      .enum(["when-calibrated", "advisory", "block"])
      .default("when-calibrated")
      .meta({
        description:
          "Whether judges decide: once they are calibrated against human labels (`when-calibrated`), never (`advisory`), or always, so that one that is not calibrated keeps the gate from passing (`block`).",
        examples: ["advisory"],
      }),
  })
  .meta({ description: "What one dimension must reach.", examples: [{ floor: 0.9 }] });

/** `gate:` of tracegate.yaml. */
export const gatePolicy = z
  .strictObject({
    dimensions: z
      .record(slug, floorPolicy)
      .refine((floors) => Object.keys(floors).length > 0, {
        message: "names no dimension",
        params: {
          expected: "a floor for every dimension that a guarding case measures",
          example: "gate:\n  dimensions:\n    abstention: { floor: 0.9 }",
        },
      })
      .meta({
        description: "The floor of every dimension that a guarding case measures.",
        examples: [{ faithfulness: { floor: 0.95 }, "tool-use": { floor: 0.9 } }],
      }),
    mustPass: z
      .array(slug)
      .max(1000)
      .default([])
      .meta({
        description: "Cases of which a single failed run blocks.",
        examples: [["refund-policy-unknown-area"]],
      }),
    alpha: level.default(policyDefaults.alpha).meta({
      description: "Chance of a false block that the whole gate may have.",
      examples: [0.05],
    }),
    beta: level.default(policyDefaults.beta).meta({
      description: "Chance that a rate one margin below the floor is called met.",
      examples: [0.1],
    }),
    trust: z
      .strictObject({
        tpr: trustedRate.default(policyDefaults.trust.tpr).meta({
          description: "Least lower bound of the share of human passes that a judge passes.",
          examples: [0.8],
        }),
        tnr: trustedRate.default(policyDefaults.trust.tnr).meta({
          description: "Least lower bound of the share of human fails that a judge fails.",
          examples: [0.7],
        }),
        labels: z
          .int()
          .min(10)
          .max(10_000)
          .default(policyDefaults.trust.labels)
          .meta({
            description: "Fewest human labels of each class that a judge is measured on.",
            examples: [50],
          }),
      })
      .prefault({})
      .meta({
        description: "What a judge must have shown on human labels before it may decide.",
        examples: [{ tpr: 0.8, tnr: 0.7, labels: 50 }],
      }),
    missing: z
      .number()
      .min(0)
      .max(0.5)
      .default(policyDefaults.missing)
      .meta({
        description: "Largest share of runs lost to infrastructure, simulator and judge errors.",
        examples: [0.05],
      }),
    requireBaseline: z
      .boolean()
      .exactOptional()
      .meta({
        description:
          "Whether a change without results of the branch that it is merged into is blocked, instead of decided by its floors alone; not so where left out.",
        examples: [true],
      }),
    waivers: waivers.exactOptional(),
    waiverLabel: waiverLabel.exactOptional(),
  })
  .meta({
    description: "When a change may be merged.",
    examples: [{ dimensions: { faithfulness: { floor: 0.95 } } }],
  });

export type GatePolicy = z.output<typeof gatePolicy>;
export type FloorPolicy = z.output<typeof floorPolicy>;

/** The dimensions whose judges never decide, whatever is known of them. */
export function advisoryDimensions({
  dimensions,
}: Pick<GatePolicy, "dimensions">): ReadonlySet<string> {
  const advisory = Object.entries(dimensions).filter(([, { judge }]) => judge === "advisory");
  return new Set(advisory.map(([name]) => name));
}
