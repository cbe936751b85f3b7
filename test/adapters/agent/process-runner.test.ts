import { chmod, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { processRunner } from "../../../src/adapters/agent/process-runner.ts";
import { anAgentProject, noAbort } from "../../support/agent-project.ts";
import {
  aNodeAgent,
  aProcessRunner,
  converse,
  hasPython,
  isGone,
  outcomeOf,
} from "../../support/protocol-agent.ts";

/** What one message to an agent of this code comes to. */
async function ask(code: string, signal: AbortSignal = noAbort): Promise<string> {
  const runner = await aProcessRunner({ "agent.mjs": aNodeAgent(code) });
  const [answer] = await converse(runner, ["What is the late fee?"], signal);
  return outcomeOf(answer);
}

describe("an agent that exits", () => {
  test("before its first turn: exit code and the last lines of stderr, safe to print", async () => {
    expect(
      await ask(
        `console.error("one\\ntwo\\n\\u001b[31mno such plan\\u001b[0m\\u0007\\nat line 3\\n"); process.exit(7);`,
      ),
    ).toBe("agent-error: the agent's process exited with code 7: two | no such plan | at line 3");
  });

  test("in the middle of a turn: by the signal that killed it, with its steps", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(
        `onTurn(() => { send({ type: "tool_call", name: "lookup_order", result: null }); setTimeout(() => process.kill(process.pid, "SIGKILL"), 100); });`,
      ),
    });
    const [answer] = await converse(runner, ["Where is my parcel?"]);
    expect(answer).toEqual({
      kind: "agent-error",
      reason: "the agent's process was killed by SIGKILL",
      steps: [{ kind: "tool", name: "lookup_order", status: "ok", result: null }],
    });
  });

  test("after its reply: the reply stands, the next turn fails", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(`onTurn(() => { reply("5 EUR"); process.exit(0); });`),
    });
    const session = await runner.open({ sessionId: "late-fee", seed: "1" });
    expect(outcomeOf(await session.send("fee?", noAbort))).toBe("5 EUR");
    expect(outcomeOf(await session.send("and?", noAbort))).toMatch(
      /^agent-error: the agent's process exited with code 0/,
    );
  });

  test("right after a reply without a line end: the reply counts", async () => {
    expect(
      await ask(
        `onTurn(() => { write(JSON.stringify({ type: "reply", session, text: "5 EUR" })); process.stdin.destroy(); });`,
      ),
    ).toBe("5 EUR");
  });

  test("again and again where one process serves many: each next session gets a fresh one", async () => {
    const runner = await aProcessRunner(
      {
        "agent.mjs": aNodeAgent(
          `let turns = 0; onTurn(({ message }) => { turns += 1; if (message === "crash") process.exit(1); reply(process.pid + ":" + turns); });`,
        ),
      },
      { sessions: "many" },
    );
    const replies: string[] = [];
    for (const message of ["count", "count", "crash", "count"]) {
      replies.push(outcomeOf((await converse(runner, [message]))[0]));
    }
    const [first = "", second = "", crash, fresh = ""] = replies.map((text) => text.split(":"));
    expect(second).toEqual([first[0], "2"]);
    expect(crash?.[0]).toBe("agent-error");
    expect(fresh[1]).toBe("1");
    expect(fresh[0]).not.toBe(first[0]);
  });
});

describe("a runner that was prepared", () => {
  const agent = `
import { writeFileSync } from "node:fs";
writeFileSync(process.pid + ".started", "");
${aNodeAgent(`onTurn(() => reply(String(process.pid)));`)}`;

  async function prepared(sessions: "one" | "many") {
    const root = await anAgentProject({ "agent.mjs": agent });
    const runner = processRunner({
      root,
      command: [process.execPath, "agent.mjs"],
      sessions,
      instances: 1,
      env: [],
      environment: process.env,
      onWarning: () => {},
    });
    onTestFinished(() => runner.close());
    await runner.prepare?.();
    const pids = async (): Promise<string[]> =>
      (await readdir(root))
        .filter((name) => name.endsWith(".started"))
        .map((name) => name.replace(".started", ""));
    await vi.waitFor(async () => expect(await pids()).toHaveLength(1), 10_000);
    return { runner, pids };
  }

  test.each(["one", "many"] as const)("%s: its first session has that process", async (kind) => {
    const { runner, pids } = await prepared(kind);
    await runner.start();
    const [answer] = await converse(runner, ["Who are you?"]);
    expect([outcomeOf(answer)]).toEqual(await pids());
  });

  test.each(["one", "many"] as const)("%s: closed unused, it leaves nothing", async (kind) => {
    const { runner, pids } = await prepared(kind);
    const [pid] = await pids();
    await runner.close();
    expect(await isGone(Number(pid))).toBe(true);
  });

  test("closing at once leaves nothing either", async () => {
    const root = await anAgentProject({ "agent.mjs": agent });
    const runner = processRunner({
      root,
      command: [process.execPath, "agent.mjs"],
      sessions: "many",
      instances: 1,
      env: [],
      environment: process.env,
      onWarning: () => {},
    });
    const preparing = runner.prepare?.();
    await runner.close();
    await preparing;
    for (const name of (await readdir(root)).filter((file) => file.endsWith(".started")))
      expect(await isGone(Number.parseInt(name, 10))).toBe(true);
    await expect(runner.open({ sessionId: "late-fee", seed: "1" })).rejects.toThrow("its end");
  });

  test("a command that is not there is told to who starts it", async () => {
    const runner = processRunner({
      root: await anAgentProject({}),
      command: ["./no-such-agent"],
      sessions: "many",
      instances: 1,
      env: [],
      environment: process.env,
      onWarning: () => {},
    });
    await runner.prepare?.();
    await expect(runner.start()).rejects.toMatchObject({ code: "AGENT_COMMAND_NOT_FOUND" });
    await runner.close();
  });
});

describe("time for the start of a process", () => {
  const agent = aNodeAgent(`onTurn(() => reply("5 EUR"));`);

  async function startUps(sessions: "one" | "many"): Promise<(number | undefined)[]> {
    const runner = await aProcessRunner({ "agent.mjs": agent }, { sessions });
    const found: (number | undefined)[] = [];
    for (const sessionId of ["late-fee.0", "late-fee.1", "late-fee.2"]) {
      const session = await runner.open({ sessionId, seed: "1" });
      found.push(session.startUpMs);
      await session.send("fee?", noAbort);
      await session.close();
    }
    return found;
  }

  test("every session has it that has a process of its own", async () => {
    expect(await startUps("one")).toEqual([10_000, 10_000, 10_000]);
  });

  test("the first session has it where one process serves many", async () => {
    expect(await startUps("many")).toEqual([10_000, 0, 0]);
  });
});

describe("an agent that hangs", () => {
  test("is killed with its whole group when the turn is aborted", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(`
import { spawn } from "node:child_process";
onTurn(() => {
  process.on("SIGTERM", () => {});
  const grandchild = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
  send({ type: "tool_call", name: "pids", result: [process.pid, grandchild.pid] });
});`),
    });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1000);
    const [answer] = await converse(runner, ["hang"], abort.signal);
    expect(outcomeOf(answer)).toBe(
      "agent-error: the agent had not answered when the turn was ended",
    );
    const step = answer?.kind === "agent-error" ? answer.steps[0] : undefined;
    const pids = step?.kind === "tool" && Array.isArray(step.result) ? step.result : [];
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await isGone(Number(pid))).toBe(true);
  });

  test("a grandchild does not outlive a session that ended well", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(`
import { spawn } from "node:child_process";
onTurn(() => {
  const grandchild = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
  grandchild.unref();
  reply(String(grandchild.pid));
});`),
    });
    const [answer] = await converse(runner, ["leave something behind"]);
    const pid = Number(outcomeOf(answer));
    expect(pid).toBeGreaterThan(0);
    expect(await isGone(pid)).toBe(true);
  });

  test("and ignores the end of its input is made to end", async () => {
    const runner = await aProcessRunner(
      {
        "agent.mjs": aNodeAgent(
          `setInterval(() => {}, 1000); onTurn(() => reply(String(process.pid)));`,
        ),
      },
      { graceMs: 100 },
    );
    const [answer] = await converse(runner, ["stay"]);
    expect(await isGone(Number(outcomeOf(answer)))).toBe(true);
  });
});

describe("an agent that floods", () => {
  test("one endless line ends at 1 MB", async () => {
    expect(
      await ask(
        `onTurn(() => { const x = "x".repeat(65536); const more = () => { while (write(x)); process.stdout.once("drain", more); }; more(); });`,
      ),
    ).toBe("agent-error: the agent printed a line of more than 1 MB");
  });

  test("many lines end at 16 MB a turn, and memory stays bounded", async () => {
    const before = process.memoryUsage().rss;
    expect(
      await ask(
        `onTurn(() => { const x = JSON.stringify({ type: "tool_call", session, name: "x", arguments: "y".repeat(60000), result: 1 }) + "\\n"; const more = () => { while (write(x)); process.stdout.once("drain", more); }; more(); });`,
      ),
    ).toMatch(
      /^agent-error: (the agent printed more than 16 MB in one turn|the steps of one turn hold more than 16 MB)$/,
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1_048_576);
  });

  test("more than 10,000 steps are too many", async () => {
    expect(
      await ask(
        `onTurn(() => { for (let i = 0; i < 10_002; i += 1) send({ type: "model_call" }); reply("done"); });`,
      ),
    ).toBe("agent-error: the agent took more than 10000 steps in one turn");
  });

  test("100 MB on stderr are drained, and their end is kept", async () => {
    expect(
      await ask(`
const x = Buffer.alloc(1_048_576, "log line ");
onTurn(async () => {
  for (let i = 0; i < 100; i += 1) await new Promise((done) => process.stderr.write(x, done));
  await new Promise((done) => process.stderr.write("\\nthe very end\\n", done));
  process.exit(1);
});`),
    ).toMatch(/exited with code 1: .*the very end$/);
  });
});

describe("an agent that breaks the protocol", () => {
  const tool = `{ type: "tool_call", name: "x", result: 1 }`;
  test.each([
    [
      "prints a log line",
      `onTurn(() => write("Loading the \\u001b[1mmodel\\u001b[0m…\\n"));`,
      `the agent printed something that is not JSON ("Loading the model…"): standard output belongs to the protocol, print logs to stderr`,
    ],
    [
      "prints JSON that is no object",
      `onTurn(() => write("42\\n"));`,
      "the agent sent a wrong message: a message must be an object",
    ],
    [
      "sends an unknown type",
      `onTurn(() => send({ type: "answer", text: "5 EUR" }));`,
      `the agent sent a wrong message: its type is "answer", not model_call, tool_call, reply or error`,
    ],
    [
      "replies without text",
      `onTurn(() => send({ type: "reply", content: "5 EUR" }));`,
      `the agent sent a wrong message: "reply" needs "text", a text`,
    ],
    [
      "reports a tool call without its result",
      `onTurn(() => send({ type: "tool_call", name: "lookup_order" }));`,
      `the agent sent a wrong message: "tool_call" needs either "result" (null where there is none) or "error"`,
    ],
    [
      "reports a negative time",
      `onTurn(() => send({ type: "model_call", durationMs: -1 }));`,
      `the agent sent a wrong message: "durationMs" of a model call must be a number of 0 or more`,
    ],
    [
      "nests deeper than anybody reads",
      `onTurn(() => write('{"type":"tool_call","session":"' + session + '","name":"x","result":' + "[".repeat(100000) + "]".repeat(100000) + "}\\n"));`,
      `the agent sent a wrong message: "result" of "tool_call" is nested deeper than 64`,
    ],
    [
      "replies for another session",
      `onTurn(() => send({ type: "reply", text: "5 EUR", session: "another" }));`,
      "the agent sent a reply message for another session than the open one",
    ],
    [
      "calls a tool for another turn",
      `onTurn(() => send({ ...${tool}, turn: 7 }));`,
      "the agent sent a tool message for turn 7 while turn 1 was open",
    ],
    [
      "prints bytes that are not UTF-8",
      `onTurn(() => write(Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a])));`,
      "the agent printed bytes that are not UTF-8",
    ],
    [
      "replies with more than 1 MB",
      `onTurn(() => reply("x".repeat(1_048_577)));`,
      "the agent printed a line of more than 1 MB",
    ],
  ])("%s: the reason says so", async (_, code, reason) => {
    expect(await ask(code)).toBe(`agent-error: ${reason}`);
  });

  test("closing its standard input and going on fails the next turn", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(
        `import { closeSync } from "node:fs"; setInterval(() => {}, 1000); onTurn(() => { reply("5 EUR"); process.stdin.pause(); setTimeout(() => closeSync(0), 50); return new Promise(() => {}); });`,
      ),
    });
    const session = await runner.open({ sessionId: "late-fee", seed: "1" });
    expect(outcomeOf(await session.send("fee?", noAbort))).toBe("5 EUR");
    await delay(300);
    expect(outcomeOf(await session.send("sure?", noAbort))).toBe(
      "agent-error: the agent closed its standard input",
    );
  });

  test("a second reply between two turns fails the next turn", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(
        `onTurn(() => { reply("5 EUR"); setTimeout(() => reply("6 EUR"), 50); });`,
      ),
    });
    const session = await runner.open({ sessionId: "late-fee", seed: "1" });
    expect(outcomeOf(await session.send("fee?", noAbort))).toBe("5 EUR");
    await delay(500);
    expect(outcomeOf(await session.send("sure?", noAbort))).toBe(
      "agent-error: the agent sent two replies to one message",
    );
  });

  test("a second reply that names its turn is never taken for the next turn's", async () => {
    const answers = await converse(
      await aProcessRunner({
        "agent.mjs": aNodeAgent(
          `onTurn(({ turn }) => { send({ type: "reply", text: "5 EUR", turn }); if (turn === 1) setTimeout(() => send({ type: "reply", text: "6 EUR", turn }), 100); return new Promise((next) => setTimeout(next, 300)); });`,
        ),
      }),
      ["fee?", "sure?"],
    );
    expect(answers.map(outcomeOf)).toEqual([
      "5 EUR",
      "agent-error: the agent sent a reply message for turn 1 while turn 2 was open",
    ]);
  });

  test("a reply before the first turn is not taken for it", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": `console.log(JSON.stringify({ type: "reply", session: "late-fee", text: "5 EUR" })); setInterval(() => {}, 1000);`,
    });
    const session = await runner.open({ sessionId: "late-fee", seed: "1" });
    await delay(500);
    expect(outcomeOf(await session.send("fee?", noAbort))).toBe(
      "agent-error: the agent sent a reply message before its first turn",
    );
  });

  describe("after its last reply", () => {
    const reply = `const text = JSON.stringify({ type: "reply", session, text: "5 EUR" }) + "\\n";`;
    const second = "the agent sent two replies to one message";
    test.each([
      ["with it", `${reply} write(text + text);`, second],
      [
        "with it, as a step",
        `${reply} write(text + JSON.stringify({ session, ...${tool} }) + "\\n");`,
        "the agent sent a tool message after its reply",
      ],
      ["with it, as nonsense", `${reply} write(text + "bye\\n");`, "not JSON"],
      [
        "when its input ends",
        `${reply} write(text); process.stdin.on("end", () => write("bye\\n"));`,
        'it printed "bye"',
      ],
    ])("what it writes %s is told once and changes no run", async (_, code, told) => {
      const warnings: string[] = [];
      const runner = await aProcessRunner(
        { "agent.mjs": aNodeAgent(`onTurn(() => { ${code} });`) },
        { onWarning: (warning) => warnings.push(warning) },
      );
      for (let run = 0; run < 3; run += 1) {
        expect((await converse(runner, ["fee?"])).map(outcomeOf)).toEqual(["5 EUR"]);
      }
      await runner.close();
      expect(warnings).toEqual([
        expect.stringContaining(told),
        "3 processes of the agent wrote outside of a turn.",
      ]);
    });

    test("a process that serves many and writes between two sessions serves no other", async () => {
      const warnings: string[] = [];
      const runner = await aProcessRunner(
        {
          "agent.mjs": aNodeAgent(
            `onTurn(({ message }) => { reply(String(process.pid)); if (message === "chatter") setTimeout(() => reply("and more"), 50); });`,
          ),
        },
        { sessions: "many", onWarning: (warning) => warnings.push(warning) },
      );
      const [first] = await converse(runner, ["chatter"]);
      await delay(500);
      const [next] = await converse(runner, ["fee?"]);
      expect(outcomeOf(next)).toMatch(/^\d+$/);
      expect(outcomeOf(next)).not.toBe(outcomeOf(first));
      expect(warnings).toEqual([expect.stringContaining("and more")]);
    });
  });

  test("a reply after the time-out reaches no session, and the process that sent it none either", async () => {
    const runner = await aProcessRunner(
      {
        "agent.mjs": aNodeAgent(
          `onTurn(({ message }) => message === "slow" ? void setTimeout(() => reply("too late"), 400) : reply("in time"));`,
        ),
      },
      { sessions: "many" },
    );
    const [late] = await converse(runner, ["slow"], AbortSignal.timeout(200));
    expect(late?.kind).toBe("agent-error");
    expect(outcomeOf((await converse(runner, ["quick"]))[0])).toBe("in time");
    await delay(500);
    expect(outcomeOf((await converse(runner, ["quick"]))[0])).toBe("in time");
  });
});

describe("an agent that keeps to the protocol", () => {
  test("may cut its output anywhere, inside a character too", async () => {
    expect(
      await ask(`
onTurn(async () => {
  const bytes = Buffer.from(JSON.stringify({ type: "reply", session, text: "Ünïcödé 🎁 5 €" }) + "\\n");
  for (const byte of bytes) { write(Buffer.from([byte])); await new Promise((next) => setTimeout(next, 1)); }
});`),
    ).toBe("Ünïcödé 🎁 5 €");
  });

  test("may end lines with CR LF, leave empty lines, and use keys of its own", async () => {
    expect(
      await ask(
        `onTurn(() => write('\\r\\n\\n{"type":"reply","session":"' + session + '","text":"5 EUR","mood":"fine"}\\r\\n'));`,
      ),
    ).toBe("5 EUR");
  });

  test("reads a message of any text and length", async () => {
    const runner = await aProcessRunner({
      "agent.mjs": aNodeAgent(
        `onTurn(({ message }) => reply(message.length + message.slice(0, 9)));`,
      ),
    });
    const message = `"\\\n\u2028\u0000é`.repeat(50_000);
    expect(outcomeOf((await converse(runner, [message]))[0])).toBe(
      `${message.length}${message.slice(0, 9)}`,
    );
  });

  test("runs in the project root and sees only the variables it is meant to see", async () => {
    const root = await anAgentProject({
      "agent.mjs": aNodeAgent(
        `onTurn(() => reply(JSON.stringify({ cwd: process.cwd(), env: Object.keys(process.env).sort() })));`,
      ),
    });
    const runner = processRunner({
      root,
      command: [process.execPath, "agent.mjs"],
      sessions: "one",
      instances: 1,
      env: ["SHOP_KEY", "UNSET"],
      onWarning: () => {},
      environment: { PATH: "/usr/bin", HOME: "/tmp", SHOP_KEY: "k", GITHUB_TOKEN: "secret" },
    });
    onTestFinished(() => runner.close());
    await runner.start();
    const [plain] = await converse(runner, ["env"]);
    const names = ["HOME", "PATH", "PYTHONUNBUFFERED", "PYTHONUTF8", "SHOP_KEY", "TRACEGATE_GUARD"];
    expect(JSON.parse(outcomeOf(plain))).toEqual({
      cwd: expect.stringContaining(root.split("/").at(-1) ?? ""),
      env: names,
    });
    const session = await runner.open({
      sessionId: "with-model",
      seed: "1",
      modelBaseUrl: "http://127.0.0.1:9/v1",
    });
    const own = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "TRACEGATE_SESSION"];
    expect(JSON.parse(outcomeOf(await session.send("env", noAbort)))).toMatchObject({
      env: [...names, ...own].toSorted(),
    });
    await session.close();
  });

  test("is told of session, seed and model endpoint before its first turn, and of the end", async () => {
    const root = await anAgentProject({
      "agent.mjs": `
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  appendFileSync("heard.jsonl", line + "\\n");
  const { type, session } = JSON.parse(line);
  if (type === "turn") console.log(JSON.stringify({ type: "reply", session, text: "yes" }));
}`,
    });
    const runner = processRunner({
      root,
      command: [process.execPath, "agent.mjs"],
      sessions: "many",
      instances: 1,
      env: [],
      environment: process.env,
      onWarning: () => {},
    });
    await runner.start();
    const session = await runner.open({ sessionId: "s1", seed: "k", modelBaseUrl: "http://h/v1" });
    await session.send("first", noAbort);
    await session.send("second", noAbort);
    await session.close();
    await runner.close();
    const heard = (await readFile(join(root, "heard.jsonl"), "utf8")).trim().split("\n");
    expect(heard.map((line): unknown => JSON.parse(line))).toEqual([
      { type: "session", session: { id: "s1", seed: "k" }, modelBaseUrl: "http://h/v1" },
      { type: "turn", session: "s1", turn: 1, message: "first" },
      { type: "turn", session: "s1", turn: 2, message: "second" },
      { type: "end", session: "s1" },
    ]);
  });

  test.skipIf(!hasPython)(
    "may be written in Python without flushing (skipped without python3)",
    async () => {
      const runner = await aProcessRunner(
        {
          "agent.py": `
import json, sys
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "turn":
        print(json.dumps({"type": "reply", "session": message["session"], "text": message["message"] + " – 5 €"}, ensure_ascii=False))
`,
        },
        { command: ["python3", "agent.py"] },
      );
      expect(outcomeOf((await converse(runner, ["Gebühr"]))[0])).toBe("Gebühr – 5 €");
    },
  );

  test.skipIf(!hasPython)(
    "a Python traceback is the reason (skipped without python3)",
    async () => {
      const runner = await aProcessRunner(
        { "agent.py": `import sys\nsys.stdin.readline()\nraise KeyError("late fee")\n` },
        { command: ["python3", "agent.py"] },
      );
      expect(outcomeOf((await converse(runner, ["fee?"]))[0])).toMatch(
        /^agent-error: the agent's process exited with code 1: .*KeyError: 'late fee'$/,
      );
    },
  );
});

describe("a command that cannot run", () => {
  test.each([
    ["is not on PATH", ["no-such-agent-program"], "AGENT_COMMAND_NOT_FOUND"],
    ["is not in the project", ["./agent"], "AGENT_COMMAND_NOT_FOUND"],
    ["is not executable", ["./agent.mjs"], "AGENT_COMMAND_NOT_EXECUTABLE"],
    ["is a folder", ["./"], "AGENT_COMMAND_NOT_FOUND"],
  ])("%s: one error before the first run", async (_, command, code) => {
    const files = { "agent.mjs": "" };
    await expect(aProcessRunner(files, { command })).rejects.toMatchObject({
      name: "UserError",
      code,
      fix: expect.stringContaining("agent.command"),
    });
  });

  test("a script whose interpreter is missing is an agent-error that says so", async () => {
    const root = await anAgentProject({ agent: "#!/no/such/interpreter\n" });
    await chmod(join(root, "agent"), 0o755);
    const runner = await aProcessRunner({}, { root, command: ["./agent"] });
    expect(outcomeOf((await converse(runner, ["hello"]))[0])).toBe(
      "agent-error: the agent's process could not be started: ENOENT",
    );
  });
});
