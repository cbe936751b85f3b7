import { z } from "zod";
import { unknownPlaceholders } from "../agent/request-template.ts";
import { agentFields, captureField, commandField } from "./agent-fields.ts";
import { milliseconds } from "./scalars.ts";

const known =
  "{{message}}, {{history}}, {{messages}}, {{turn}}, {{session}}, {{agentSession}}, {{seed}} or {{modelBaseUrl}}";

const placeholders = {
  message: "holds a placeholder that stands for nothing",
  params: { expected: known, example: 'body: { message: "{{message}}" }' },
};

const pointer = z
  .string()
  .max(500)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, "a JSON Pointer, such as `/choices/0/message/content`");

const headerName = z
  .string()
  .max(200)
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "the name of a header, such as `x-api-key`");

/** Keeps what a header cannot hold out of it; values of the session go into the body. */
const headerValue = z
  .string()
  .max(2000)
  .regex(/^[\t\u0020-\u007e]*$/, "printable ASCII")
  .refine((text) => unknownPlaceholders(text).length === 0, placeholders)
  .refine((text) => !/\{\{\s*(?:message|messages|history)\s*\}\}/.test(text), {
    message: "would put what the user says into a header",
    params: { expected: "the message in `body` or in `url`" },
  });

const start = z
  .strictObject({
    command: commandField.meta({
      description:
        "Program and arguments; no shell reads them. `${PORT}` stands for a free port, which is in the variable `PORT` too.",
      examples: [["python3", "server.py", "--port", "${PORT}"]],
    }),
    ready: z
      .string()
      .max(500)
      .regex(/^\/[\u0021-\u007e]*$/, "a path, such as `/health`")
      .optional()
      .meta({
        description:
          "A path that answers with a status from 200 to 299 once the service can be used. Without it, a port that takes connections is enough.",
        examples: ["/health"],
      }),
    readyTimeoutMs: milliseconds.default(30_000).meta({
      description: "How long the service may take until it is ready, in milliseconds.",
      examples: [30_000],
    }),
  })
  .meta({
    description: "How the service is started. Without it, it runs elsewhere already.",
    examples: [{ command: ["node", "server.mjs"], ready: "/health" }],
  });

const request = z
  .strictObject({
    method: z
      .enum(["POST", "PUT", "PATCH", "GET"])
      .default("POST")
      .meta({ description: "The method of a turn's request.", examples: ["POST"] }),
    headers: z
      .record(headerName, headerValue)
      .default({})
      .meta({
        description:
          "Headers of every request. `${NAME}` stands for an environment variable, `{{session}}` and its like for values of the turn.",
        examples: [{ authorization: "Bearer ${SHOP_TOKEN}", "x-session-id": "{{session}}" }],
      }),
    body: z
      .json()
      .refine((body) => unknownPlaceholders(body).length === 0, placeholders)
      .default({ message: "{{message}}", session: "{{session}}", turn: "{{turn}}" })
      .meta({
        description: `The JSON body of a turn's request; texts in it may hold ${known}. GET has none.`,
        examples: [{ messages: "{{messages}}", conversation_id: "{{session}}" }],
      }),
  })
  .prefault({})
  .meta({
    description: "How a turn becomes a request.",
    examples: [{ body: { text: "{{message}}", chat: "{{session}}" } }],
  });

const response = z
  .strictObject({
    reply: pointer.default("/reply").meta({
      description:
        "Where the JSON answer holds the reply, as a JSON Pointer. An answer of type text/plain is the reply itself.",
      examples: ["/choices/0/message/content"],
    }),
    delta: pointer.optional().meta({
      description: "Of an event stream: where an event holds the next piece of the reply.",
      examples: ["/choices/0/delta/content"],
    }),
    done: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({
        description:
          "Of an event stream: the data that ends it. A stream that ends without it is an agent error.",
        examples: ["[DONE]"],
      }),
    session: pointer.optional().meta({
      description:
        "Where the answer names its session; another one than that of the request is refused.",
      examples: ["/conversation_id"],
    }),
    sessionHeader: headerName.optional().meta({
      description: "The header in which the answer names its session, instead of `session`.",
      examples: ["x-session-id"],
    }),
    finalState: pointer.optional().meta({
      description: "Where the answer holds the agent's world after the turn, for checks on it.",
      examples: ["/state"],
    }),
    toolCalls: pointer.optional().meta({
      description:
        "Where the answer lists its tool calls, each with `name`, `arguments`, and `result` or `error`.",
      examples: ["/tool_calls"],
    }),
    policy: pointer.optional().meta({
      description: "Where the answer holds the policy text that the agent works under.",
      examples: ["/policy"],
    }),
  })
  .refine(({ session, sessionHeader }) => session === undefined || sessionHeader === undefined, {
    path: ["sessionHeader"],
    message: "stands beside `session`, and an answer names its session once",
    params: { expected: "one of the two" },
  })
  .prefault({})
  .meta({
    description: "How a response becomes a turn.",
    examples: [{ reply: "/answer/text" }],
  });

/** An agent that is a service: `runner: http`. */
export const httpAgent = z
  .strictObject({
    runner: z.literal("http"),
    url: z
      .string()
      .max(2000)
      .regex(/^https?:\/\/[^\s/?#]/, "an address that begins with http:// or https://")
      .refine(
        (text) => URL.canParse(text.replaceAll("${PORT}", "1").replaceAll(/\{\{.*?\}\}/g, "x")),
        {
          message: "is no address",
          params: { expected: "an address such as `http://127.0.0.1:${PORT}/chat`" },
        },
      )
      .refine((text) => unknownPlaceholders(text).length === 0, placeholders)
      .meta({
        description:
          "Where a turn is sent. `${PORT}` stands for the port of the service that `start` started; values of the turn are encoded.",
        examples: ["http://127.0.0.1:${PORT}/chat"],
      }),
    start: start.optional(),
    instances: z
      .int()
      .min(1)
      .max(256)
      .default(1)
      .meta({
        description: "How many instances of the service are started.",
        examples: [4],
      }),
    sessionsAtOnce: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta({
        description:
          "How many sessions one instance holds at once: 1 where `start` is given, else as many as `runs.concurrency`. More than 1 needs an agent that forwards `traceparent` or `x-tracegate-session` with its calls.",
        examples: [1],
      }),
    request,
    response,
    ...agentFields,
    ...captureField,
  })
  .refine(({ start: given, instances }) => given !== undefined || instances === 1, {
    path: ["instances"],
    message: "counts only where `start` starts them",
    params: { expected: "`start` beside it, or a load balancer behind `url`" },
  })
  .refine(({ url, start: given }) => given !== undefined || !url.includes("${PORT}"), {
    path: ["url"],
    message: "names ${PORT}, and no service is started that would have it",
    params: { expected: "the port itself, or `start` beside it" },
  })
  .refine(({ url, instances }) => instances === 1 || url.includes("${PORT}"), {
    path: ["instances"],
    message: "would all listen on the same port",
    params: { expected: "`${PORT}` in `url` and in `start.command`" },
  });
