import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import {
  aShopModel,
  programOf,
  type RecordedAgent,
  recordAgent,
  storyOf,
} from "../support/recorder/record-agent.ts";

/** Leads a framework's client past the recorder; LangChain prefers the older name. */
const direct = "OPENAI_BASE_URL=$MODEL OPENAI_API_BASE=$MODEL";

const conversation = ["Your order 1001 is in transit.", "The late fee is 3 EUR a day."];

/** What each of the agents does, whoever tells of it. */
const story = {
  policy: "You are the support agent of a shop.",
  turns: [
    turn("Where is my order 1001?", "Your order 1001 is in transit.", {
      name: "lookup_order",
      arguments: { order_id: "1001" },
      result: { id: "1001", status: "in transit" },
    }),
    turn("What is the late fee?", "The late fee is 3 EUR a day.", {
      name: "search_policies",
      arguments: { query: "late fee" },
      result: { documents: ["About late fee: 3 EUR a day."] },
    }),
  ],
};

function turn(
  user: string,
  reply: string,
  call: { readonly name: string; readonly arguments: object; readonly result: object },
): object {
  const model = "gpt-5-mini";
  const { result, ...asked } = call;
  return {
    user,
    reply,
    steps: [
      { kind: "model", model, text: "", calls: [asked] },
      { kind: "tool", ...asked, status: "ok", result },
      { kind: "model", model, text: reply, calls: [] },
    ],
  };
}

/** What came of a recording, in the parts that are the same whoever tells of the session. */
function outcomeOf({ stdout, stderr, exitCode, sessions }: RecordedAgent): object {
  const complaint = /error|warning/i.test(stderr) ? stderr : "none";
  return { stdout, exitCode, complaint, stories: sessions.map(storyOf) };
}

/** Who saw something of each recording: the model recorder, the receiver of spans, or both. */
function seenBy(recorded: readonly RecordedAgent[]): readonly (string | undefined)[] {
  return recorded.map(({ stderr }) =>
    /^Recorded (.*): 1 session\.$/m.exec(stderr)?.[1]?.replace(/[1-9]\d* spans/, "spans"),
  );
}

const seen = [
  "4 model calls",
  "0 model calls and spans of the agent's own",
  "4 model calls and spans of the agent's own",
];

const recordedStory = {
  stdout: `${conversation.join("\n")}\n`,
  exitCode: 0,
  complaint: "none",
  stories: [story],
};

describe.each(["ai-sdk", "openai-agents", "langgraph"])("an agent made with %s", (name) => {
  const program = programOf(`${name}.ts`);
  const node = process.execPath;

  test("is the same session by the model recorder, by OTLP and by both", {
    timeout: 180_000,
  }, async () => {
    const model = await aShopModel();
    const asked = { OPENAI_BASE_URL: model };
    const [recorder, otlp, both] = [
      await recordAgent([node, program], { ...asked, WITHOUT_TELEMETRY: "1" }),
      // The agent asks its model past the recorder.
      await recordAgent(["sh", "-c", `${direct} exec "${node}" "${program}"`], {
        ...asked,
        MODEL: model,
      }),
      await recordAgent([node, program], asked),
    ];
    expect([recorder, otlp, both].map(outcomeOf)).toEqual([
      recordedStory,
      recordedStory,
      recordedStory,
    ]);
    expect(seenBy([recorder, otlp, both])).toEqual(seen);
    expect(recorder.sessions[0]?.id).toMatch(/^recorded-[\d-]+T\d+-[\da-f]{6}-1$/);
  });
});

const python = "python3";

/** Whether Python is here and can import these modules. */
function hasPython(...modules: readonly string[]): boolean {
  const code = modules.map((module) => `import ${module}`).join("\n");
  return spawnSync(python, ["-c", code]).status === 0;
}

describe.each([
  { name: "plain Python, OTLP protobuf by hand", file: "plain_agent.py", needs: ["json"] },
  {
    name: "Python and the packages of OpenTelemetry",
    file: "otel_agent.py",
    needs: ["openai", "opentelemetry.instrumentation.genai.openai", "opentelemetry.exporter.otlp"],
  },
])("an agent in $name", ({ file, needs }) => {
  test.skipIf(!hasPython(...needs))(
    `is the same session by the model recorder, by OTLP and by both (skipped where ${python} cannot import ${needs.join(", ")})`,
    { timeout: 180_000 },
    async () => {
      const model = await aShopModel();
      const program = programOf(file);
      const asked = { OPENAI_BASE_URL: model, PYTHONDONTWRITEBYTECODE: "1" };
      const recorded = [
        await recordAgent([python, program], { ...asked, WITHOUT_TELEMETRY: "1" }),
        await recordAgent(["sh", "-c", `${direct} exec ${python} "${program}"`], {
          ...asked,
          MODEL: model,
        }),
        await recordAgent([python, program], asked),
      ];
      expect(recorded.map(outcomeOf)).toEqual([recordedStory, recordedStory, recordedStory]);
      expect(seenBy(recorded)).toEqual(seen);
    },
  );
});
