import { z } from "zod";

export const userText = z.string().min(1).max(20_000);

const phrase = z.string().min(1).max(1000);
const toolName = z.string().min(1).max(200);
const turnCount = z.int().min(1).max(100);

/** The name that ends the conversation where a state goes there. */
export const stopState = "stop";

const stopWhen = z
  .strictObject({
    replyContains: z
      .array(phrase)
      .min(1)
      .max(100)
      .meta({
        description: "Texts of which one in a reply ends the session.",
        examples: [["hand you over"]],
      }),
  })
  .meta({
    description: "Ends the session early once a reply contains one of these.",
    examples: [{ replyContains: ["hand you over"] }],
  });

const scriptedUser = z.strictObject({
  kind: z.literal("scripted").meta({
    description: "Says its turns in order.",
    examples: ["scripted"],
  }),
  turns: z
    .array(userText)
    .min(1)
    .max(100)
    .meta({
      description: "What the user says, turn by turn.",
      examples: [["Can I get money back on a gift card?", "It is partly used."]],
    }),
  stopWhen: stopWhen.optional(),
});

const branchCondition = z
  .strictObject({
    replyContains: z
      .array(phrase)
      .min(1)
      .max(100)
      .optional()
      .meta({
        description: "The reply contains one of these, in upper or lower case.",
        examples: [["which order", "order number"]],
      }),
    replyMatches: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .meta({
        description: "The reply matches this regular expression, in RE2 syntax.",
        examples: ["(?i)which order|order number"],
      }),
    calls: toolName.optional().meta({
      description: "The agent called this tool in the turn.",
      examples: ["lookup_order"],
    }),
    callsNot: toolName.optional().meta({
      description: "The agent did not call this tool in the turn.",
      examples: ["issue_refund"],
    }),
    emptyResult: toolName.optional().meta({
      description: "This tool answered with nothing in the turn.",
      examples: ["search_policies"],
    }),
    failedCall: toolName.optional().meta({
      description: "This tool failed in the turn.",
      examples: ["lookup_order"],
    }),
  })
  .refine((condition) => Object.keys(condition).length > 0, {
    message: "asks nothing",
    params: {
      expected: "at least one condition, or `otherwise` instead of `when` and `go`",
      example: "when: { replyContains: [which order] }",
    },
  })
  .meta({
    description: "What the agent said or did in the turn; all that stands here must hold.",
    examples: [{ replyContains: ["which order"] }],
  });

const branch = z
  .strictObject({
    when: branchCondition.optional(),
    go: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .meta({
        description: "The state that follows where `when` holds; `stop` ends the session.",
        examples: ["gives-the-number"],
      }),
    otherwise: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .meta({
        description:
          "The state that follows where nothing above holds; `stop` ends the session. Stands alone.",
        examples: ["stop"],
      }),
  })
  .refine(
    ({ when, go, otherwise }) =>
      otherwise === undefined
        ? when !== undefined && go !== undefined
        : when === undefined && go === undefined,
    {
      message: "is neither `when` with `go` nor `otherwise` alone",
      params: {
        expected: "one of the two",
        example: "- { when: { calls: lookup_order }, go: thanks }\n- { otherwise: stop }",
      },
    },
  )
  .meta({
    description: "Where the conversation goes; the first that fits is taken.",
    examples: [{ otherwise: "stop" }],
  });

const stateName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    "a name of lower-case letters, digits and dashes, at most 60 characters",
  );

const machineState = z
  .strictObject({
    say: z.union([userText, z.array(userText).min(1).max(50)]).meta({
      description: "What the user says here; of several texts each run draws one.",
      examples: ["It is order 4471.", ["Order 4471.", "4471, I think."]],
    }),
    next: z
      .array(branch)
      .min(1)
      .max(50)
      .meta({
        description:
          "Where the conversation goes after the agent's reply; the last is `otherwise`.",
        examples: [[{ otherwise: "stop" }]],
      }),
  })
  .meta({
    description: "One state of the user.",
    examples: [{ say: "Where is my parcel?", next: [{ otherwise: "stop" }] }],
  });

const machineUser = z.strictObject({
  kind: z.literal("machine").meta({
    description: "Goes from state to state by what the agent said or did.",
    examples: ["machine"],
  }),
  start: stateName.meta({ description: "The first state.", examples: ["asks"] }),
  states: z
    .record(stateName, machineState)
    .refine((states) => Object.keys(states).length > 0, {
      message: "names no state",
      params: { expected: "at least one state with what the user says in it" },
    })
    .meta({
      description: "The states by name.",
      examples: [{ asks: { say: "Where is my parcel?", next: [{ otherwise: "stop" }] } }],
    }),
  maxTurns: turnCount.default(20).meta({
    description: "The session ends after so many turns, wherever the user is.",
    examples: [20],
  }),
  stopWhen: stopWhen.optional(),
});

const modelUser = z.strictObject({
  kind: z.literal("model").meta({
    description: "A model plays the persona; `simulator` in tracegate.yaml names it.",
    examples: ["model"],
  }),
  opening: userText.optional().meta({
    description: "What the user says first; left out, the model begins.",
    examples: ["Can I get money back on a gift card?"],
  }),
  maxTurns: turnCount.default(10).meta({
    description: "The session ends after so many turns.",
    examples: [8],
  }),
  stop: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({
      description: "When the user has nothing more to say; the model reads it.",
      examples: ["The agent answered clearly or handed over."],
    }),
  stopWhen: stopWhen.optional(),
});

/** `user:` of a scenario. */
export const userField = z.discriminatedUnion("kind", [scriptedUser, machineUser, modelUser]).meta({
  description:
    "Who plays the user: `scripted` turns, a `machine` of states, or a `model` with a persona.",
  examples: [{ kind: "scripted", turns: ["Can I get money back on a gift card?"] }],
});

export type UserField = z.output<typeof userField>;
export type BranchCondition = z.output<typeof branchCondition>;
