import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sessionFiles } from "../../../src/adapters/fs/read-sessions.ts";
import type { Dropped } from "../../../src/core/trace/import/imported.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { sessionSchema } from "../../../src/core/trace/session-schema.ts";

const data = "../shared/data";

type Read = { readonly sessions: readonly Session[]; readonly dropped: readonly Dropped[] };

async function read(...files: readonly string[]): Promise<Read> {
  const sessions: Session[] = [];
  const dropped: Dropped[] = [];
  for await (const item of sessionFiles(".", { format: "auto" }).read(...files)) {
    if (item.kind === "session") sessions.push(item.session);
    else if (item.kind === "dropped") dropped.push(...item.dropped);
    else if (item.kind === "unreadable") throw item.error;
  }
  return { sessions, dropped };
}

/** What user and agent said to each other. */
const told = ({ sessions }: Read): unknown =>
  sessions.map(({ turns }) => turns.map(({ user, reply }) => ({ user, reply })));

type Message = { readonly role: string; readonly tool_calls?: readonly unknown[] };

test
  .skipIf(!existsSync(`${data}/tau-retail-versions`))
  .each(globSync(`${data}/{tau-retail-versions/*,agentrx-tau-retail/failed.dev9}.json`).toSorted())(
  `every message of %s is in a session (needs ${data})`,
  async (file) => {
    const records: readonly { readonly traj: readonly Message[] }[] = JSON.parse(
      readFileSync(file, "utf8"),
    );
    const { sessions, dropped } = await read(file);
    expect(sessions).toHaveLength(records.length);
    for (const [index, { traj }] of records.entries()) {
      const session = sessions[index];
      const steps = session?.turns.flatMap((turn) => turn.steps) ?? [];
      const count = (role: string): number =>
        traj.filter((message) => message.role === role).length;
      const tools = steps.filter((step) => step.kind === "tool");
      expect({
        user: session?.turns.length,
        agent: steps.length - tools.length,
        tool: tools.filter(({ status }) => status !== "pending").length,
        calls: tools.length,
      }).toEqual({
        user: count("user"),
        agent: count("assistant"),
        tool: count("tool"),
        calls: traj.reduce((sum, { tool_calls: calls }) => sum + (calls?.length ?? 0), 0),
      });
    }
    expect(new Set(dropped.map(({ reason }) => reason))).toEqual(
      new Set(["field that a session has no place for"]),
    );
  },
);

test.skipIf(!existsSync(data))(
  `every session of every real file holds what ours do (needs ${data})`,
  async () => {
    const files = globSync([
      `${data}/{otlp-emitted,langsmith-shape,tau-airline-gpt4o,tau-retail-versions}/*.json`,
      `${data}/swe-agent-traj/*.traj`,
    ]);
    const { sessions } = await read(...files);
    expect(sessions.length).toBeGreaterThan(200);
    for (const session of sessions) expect(sessionSchema.safeParse(session).error).toBeUndefined();
  },
);

test.skipIf(!existsSync(data))(
  `spans and the logs of their words are one session, given together (needs ${data})`,
  async () => {
    const apart = await read(`${data}/otlp-emitted/otel-js-openai.traces.otlp.json`);
    const whole = await read(...globSync(`${data}/otlp-emitted/otel-js-openai.*.otlp.json`));
    const chat = await read(`${data}/otlp-emitted/openai-chat-completions.messages.json`);
    expect(told(whole)).toEqual(told(chat));
    expect(told(apart)).not.toEqual(told(chat));
  },
);
