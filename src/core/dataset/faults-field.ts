import { z } from "zod";

/** How a tool can be made to fail on purpose. */
export const faultKinds = [
  "error",
  "timeout",
  "slow",
  "empty",
  "malformed-json",
  "schema-violation",
  "stale",
  "truncated-page",
  "duplicate",
  "permission-denied",
  "rate-limit",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What each kind can be told beside when it strikes; `delayMs` goes with all of them. */
const parametersOf: Readonly<Record<FaultKind, readonly Parameter[]>> = {
  error: ["message"],
  timeout: ["message"],
  slow: [],
  empty: ["value"],
  "malformed-json": ["value"],
  "schema-violation": ["value", "merge"],
  stale: ["value", "merge"],
  "truncated-page": ["keep"],
  duplicate: [],
  "permission-denied": ["message"],
  "rate-limit": ["message"],
};
const parameters = ["message", "value", "merge", "keep"] as const;
type Parameter = (typeof parameters)[number];

const callNumber = z.int().min(1).max(10_000);

/** One planned failure of one tool. */
export const fault = z
  .strictObject({
    tool: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: "The tool that fails.", examples: ["search_policies"] }),
    fault: z.enum(faultKinds).meta({ description: "How it fails.", examples: ["timeout"] }),
    call: callNumber.optional().meta({
      description: "Only this call of the tool, counted from 1 in the session.",
      examples: [1],
    }),
    after: callNumber.optional().meta({
      description: "Only calls of the tool that come after this one.",
      examples: [2],
    }),
    times: callNumber.optional().meta({
      description: "How many calls of a session it strikes at most; all where left out.",
      examples: [2],
    }),
    arguments: z
      .record(z.string(), z.json())
      .optional()
      .meta({
        description: "Only calls with these arguments, whatever others they have.",
        examples: [{ order_id: "4471" }],
      }),
    probability: z
      .number()
      .gt(0)
      .lte(1)
      .default(1)
      .meta({
        description:
          "The chance that it strikes a call; drawn anew for each, the same in run 7 as in every run 7.",
        examples: [0.2],
      }),
    seed: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({ description: "Another number draws other calls.", examples: [1] }),
    delayMs: z
      .int()
      .min(0)
      .max(3_600_000)
      .optional()
      .meta({
        description: "How long the answer takes longer, in milliseconds; 2000 for `slow`, else 0.",
        examples: [5000],
      }),
    message: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .meta({
        description: "What `error`, `timeout`, `permission-denied` and `rate-limit` say.",
        examples: ["The order service is not available."],
      }),
    value: z
      .json()
      .optional()
      .meta({
        description:
          "What `empty`, `malformed-json` (a text), `schema-violation` and `stale` answer instead; made from the tool's own answer where left out.",
        examples: [{ documents: [] }],
      }),
    merge: z
      .record(z.string(), z.json())
      .optional()
      .meta({
        description:
          "Fields that `stale` and `schema-violation` lay over the tool's own answer; null takes one away.",
        examples: [{ status: "packed" }],
      }),
    keep: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .meta({
        description:
          "How many items (of a text: characters) `truncated-page` keeps; half where left out.",
        examples: [1],
      }),
  })
  .check(({ value, issues }) => {
    for (const { path, message, expected } of wrongTogether(value)) {
      issues.push({
        code: "custom",
        input: value,
        path: [path],
        message,
        params: { expected },
      });
    }
  })
  .meta({
    description: "A planned failure of a tool.",
    examples: [{ tool: "search_policies", call: 1, fault: "empty" }],
  });

/** `faults:` of a case or scenario. */
export const faultsField = z
  .array(fault)
  .min(1)
  .max(100)
  .meta({
    description:
      "Tools that fail on purpose; the first that fits a call strikes it. They work on live tools and on recorded ones.",
    examples: [[{ tool: "search_policies", call: 1, fault: "empty" }]],
  });

export type Fault = z.output<typeof fault>;

type Wrong = { readonly path: string; readonly message: string; readonly expected: string };

/** What no single field shows: parameters of another kind, and plans that can never strike. */
function wrongTogether(one: Fault): readonly Wrong[] {
  const known = parametersOf[one.fault];
  const foreign = parameters.filter((name) => one[name] !== undefined && !known.includes(name));
  return [
    ...foreign.map((path) => ({
      path,
      message: `means nothing to a fault \`${one.fault}\``,
      expected:
        known.length === 0
          ? "no such key"
          : `${known.map((name) => `\`${name}\``).join(" or ")} there, or another fault`,
    })),
    ...(one.value !== undefined && one.merge !== undefined && foreign.length === 0
      ? [
          {
            path: "merge",
            message: "stands beside `value`, which is the whole answer already",
            expected: "one of the two",
          },
        ]
      : []),
    ...(one.call !== undefined && one.after !== undefined
      ? [
          {
            path: "after",
            message: "stands beside `call`, which names one call already",
            expected: "one of the two",
          },
        ]
      : []),
    ...(one.fault === "malformed-json" && one.value !== undefined && typeof one.value !== "string"
      ? [{ path: "value", message: "is JSON", expected: "a text that is not" }]
      : []),
    ...(one.fault === "malformed-json" && typeof one.value === "string" && isJson(one.value)
      ? [
          {
            path: "value",
            message: "is JSON, so that nothing would fail",
            expected: "a text that is no JSON",
          },
        ]
      : []),
    ...(one.fault === "stale" &&
    one.call === 1 &&
    one.value === undefined &&
    one.merge === undefined
      ? [
          {
            path: "call",
            message: "is 1, and a first answer has no older one that could come instead",
            expected: "`value` or `merge` beside it, or a later call",
          },
        ]
      : []),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
