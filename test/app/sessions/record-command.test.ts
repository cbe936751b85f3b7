import { expect, onTestFinished, test } from "vitest";
import { startRecorder } from "../../../src/adapters/recorder/recorder.ts";
import { type Recording, recordCommand } from "../../../src/app/sessions/record-command.ts";
import { UserError } from "../../../src/core/errors.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { Redactor } from "../../../src/ports/redactor.ts";
import { aCompletion, aProvider, ask } from "../../support/recorder/providers.ts";
import { aRedactor } from "../../support/redaction/a-redactor.ts";

type Variables = Readonly<Record<string, string | undefined>>;

type Recorded = { readonly recording: Recording; readonly written: readonly Session[] };

/** Records a command that does what the test says in place of a process. */
async function record(
  command: (environment: Variables) => Promise<unknown>,
  redactor: Redactor = aRedactor(),
): Promise<Recorded> {
  const provider = await aProvider((_request, response) => {
    response.end(JSON.stringify(aCompletion("3 EUR")));
  });
  const upstreams = { openai: `${provider}/v1`, anthropic: provider };
  const recorder = await startRecorder({ upstreams, environment: {} });
  onTestFinished(() => recorder.close());
  const written: Session[] = [];
  const recording = await recordCommand(
    { command: ["agent"], cwd: ".", environment: {}, sessionId: "recorded" },
    {
      recorder,
      redactor,
      run: async ({ environment }) => {
        await command(environment);
        return { exitCode: 0 };
      },
      store: {
        write: (session) => {
          written.push(session);
          return { name: `${session.id}.json`, outcome: "written" };
        },
        commit: () => {},
        discard: () => {},
      },
    },
  );
  return { recording, written };
}

async function askModel(
  { OPENAI_BASE_URL: url = "" }: Variables,
  content: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const body = JSON.stringify({ model: "gpt-5-mini", messages: [{ role: "user", content }] });
  await (await ask(url, { body, headers })).text();
}

function send(
  { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url = "" }: Variables,
  body: string,
  type = "application/json",
): Promise<Response> {
  return fetch(url, { method: "POST", headers: { "content-type": type }, body });
}

const bareSpans = JSON.stringify({
  resourceSpans: [{ scopeSpans: [{ spans: [{ name: "chat" }, { name: "chat" }] }] }],
});

test("what the receiver could not read is listed with its reason and how often", async () => {
  const { recording } = await record(async (environment) => {
    await askModel(environment, "Late fee?");
    await send(environment, bareSpans);
    await send(environment, bareSpans, "text/plain");
    await send(environment, "{");
  });
  expect(recording.sessions).toHaveLength(1);
  expect(recording.dropped).toEqual([
    { reason: "span without the ids of its trace and its own", count: 2 },
    {
      reason: "export that was refused: send application/json or application/x-protobuf",
      count: 1,
    },
    { reason: "export that was refused: the body is no export of traces in json", count: 1 },
  ]);
});

test("also where nothing else came, since it is then the reason", async () => {
  const { recording, written } = await record((environment) => send(environment, bareSpans));
  expect(recording).toMatchObject({
    failure: { code: "RECORD_NO_MODEL_CALL" },
    dropped: [{ reason: "span without the ids of its trace and its own", count: 2 }],
  });
  expect(written).toEqual([]);
});

test("calls that name a conversation are a session of that name", async () => {
  const { written } = await record(async (environment) => {
    for (const [name, content] of [
      ["late-fee", "Is it late?"],
      ["gift-card", "Is it mine?"],
      ["late-fee", "What is the fee?"],
    ] as const)
      await askModel(environment, content, { "x-tracegate-session": name });
  });
  expect(written.map(({ id, turns }) => [id, turns.length])).toEqual([
    ["late-fee", 2],
    ["gift-card", 1],
  ]);
});

/** Refuses sessions in which somebody asks for this. */
function refusing(content: string): Redactor {
  const redactor = aRedactor();
  return {
    redact: (session) =>
      session.turns.some(({ user }) => user === content)
        ? Promise.reject(new UserError("REDACTION_TOO_LARGE", "It is too large.", "Cut it."))
        : redactor.redact(session),
  };
}

const tooLarge = "session that cannot be redacted, and so is not written: It is too large.";

test("a session that cannot be redacted is not written, and takes no other with it", async () => {
  const { recording, written } = await record(async (environment) => {
    await askModel(environment, "Late fee?");
    await askModel(environment, "Gift card?");
  }, refusing("Late fee?"));
  expect(written.map(({ turns }) => turns[0]?.user)).toEqual(["Gift card?"]);
  expect(recording.dropped).toEqual([{ reason: tooLarge, count: 1 }]);
  expect(recording).not.toHaveProperty("failure");
});

test("a recording of which no session could be written is a failure", async () => {
  const { recording, written } = await record(
    (environment) => askModel(environment, "Late fee?"),
    refusing("Late fee?"),
  );
  expect(written).toEqual([]);
  expect(recording.failure).toMatchObject({
    code: "RECORD_NOTHING_WRITTEN",
    message: `No session of the command could be written. First: ${tooLarge}`,
  });
});
