import { describe, expect, test } from "vitest";
import { runCode, runPrinting } from "./tiny-action.ts";

describe("commands", () => {
  test.each(["stdout", "stderr"] as const)("are read on %s", async (stream) => {
    const { annotations, log } = await runPrinting(
      "::error file=datasets/late-fee.yaml,line=3,title=Late fee::missed 2%25 of%0Aall\n",
      stream,
    );
    expect(annotations).toEqual([
      {
        level: "error",
        message: "missed 2% of\nall",
        title: "Late fee",
        file: "datasets/late-fee.yaml",
        line: 3,
      },
    ]);
    expect(log).toBe("##[error]missed 2% of\nall");
  });

  test("stand at the start of a line, white space before them or not", async () => {
    const { annotations } = await runPrinting(
      "  \t::warning::lost parcel\nthe agent said ::error::no\n--error::no\n",
    );
    expect(annotations).toEqual([{ level: "warning", message: "lost parcel" }]);
  });

  test("in their old spelling stand anywhere in a line", async () => {
    const { annotations } = await runPrinting("the agent said ##[warning]gift card\n");
    expect(annotations).toEqual([{ level: "warning", message: "gift card" }]);
  });

  test("begin after a carriage return too", async () => {
    const { annotations } = await runPrinting("the agent said\r::error::no\r\n::notice::yes");
    expect(annotations.map(({ message }) => message)).toEqual(["no", "yes"]);
  });

  test("do not begin after other separators of lines", async () => {
    const { annotations } = await runPrinting("the agent said\u2028::error::no\v::error::no\n");
    expect(annotations).toEqual([]);
  });

  test("that the runner does not know are text", async () => {
    const { commands, log } = await runPrinting("::refund::all\n##[refund]all\n");
    expect(commands).toEqual([]);
    expect(log).toBe("::refund::all\n##[refund]all");
  });

  test("that are no longer allowed fail the step, whatever its exit code", async () => {
    const result = await runPrinting("::set-env name=PATH::/evil\n");
    expect(result).toMatchObject({ exitCode: 0, conclusion: "failure", env: {} });
    expect(result.annotations[1]?.message).toContain("`set-env` command is disabled");
  });
});

describe("stop-commands", () => {
  const token = "5f1c0e5cbb1c4a7f";

  test("keeps everything up to its token from being obeyed", async () => {
    const { annotations, commands, log } = await runPrinting(
      `::stop-commands::${token}\n::error::no\n##[warning]no\n::stop-commands::other\n::${token}::\n::notice::yes\n`,
    );
    expect(annotations).toEqual([{ level: "notice", message: "yes" }]);
    expect(commands.map(({ name }) => name)).toEqual(["stop-commands", "notice"]);
    expect(log).toContain("::error::no\n##[warning]no");
    expect(log.split("\n").at(-2)).toBe("::***::");
  });

  test("said on one stream holds for the other", async () => {
    const { annotations } = await runCode(`
      process.stdout.write("::stop-commands::${token}\\n");
      await new Promise((resolve) => setTimeout(resolve, 300));
      process.stderr.write("::error::no\\n##[warning]no\\n");
    `);
    expect(annotations).toEqual([]);
  });

  test("never ends by a token that is guessed wrong", async () => {
    const { annotations } = await runPrinting(
      `::stop-commands::${token}\n::pause-logging::\n::5f1c::\n::error::no\n`,
    );
    expect(annotations).toEqual([]);
  });

  test.each(["", "error", "pause-logging"])("with the token %o fails the step", async (poor) => {
    expect((await runPrinting(`::stop-commands::${poor}\n`)).conclusion).toBe("failure");
  });
});

describe("masks", () => {
  test("strike a value out of the log and the annotations, in every usual spelling", async () => {
    const secret = 'sk-"late fee"-77';
    const { log, annotations, masks } = await runPrinting(
      `::add-mask::${secret}\n${secret}\n${JSON.stringify(secret)}\n${encodeURIComponent(secret)}\n::error::${secret}\n`,
    );
    expect(log.split("\n")).toEqual(["***", '"***"', "***", "##[error]***"]);
    expect(annotations).toEqual([{ level: "error", message: "***" }]);
    expect(masks).toContain(secret);
  });

  test.each(["", "a", "ab"])("find a value in base64, with %o before it", async (before) => {
    const encoded = Buffer.from(`${before}sk-late-fee-77`).toString("base64");
    const { log } = await runPrinting(`::add-mask::sk-late-fee-77\n${encoded}\n`);
    expect(log).toContain("***");
  });

  test("do not reach back to what was already said", async () => {
    expect((await runPrinting("refund\n::add-mask::refund\nrefund\n")).log).toBe("refund\n***");
  });
});

test("ten annotations of each level are kept, each up to 4,096 characters; the log has all", async () => {
  const text = "::error::x\n".repeat(12) + `::warning::${"y".repeat(5_000)}\n`;
  const { annotations, log } = await runPrinting(text);
  expect(annotations.filter(({ level }) => level === "error")).toHaveLength(10);
  expect(annotations.at(-1)?.message).toHaveLength(4_096);
  expect(log.split("\n")).toHaveLength(13);
});

test("places that contradict themselves are dropped", async () => {
  const { annotations } = await runPrinting(
    "::error file=a,line=9,endLine=3::x\n::error file=a,col=2::x\n::error file=a,line=1,endLine=2,col=3::x\n",
  );
  expect(annotations.map(({ level: _level, message: _message, ...place }) => place)).toEqual([
    { file: "a" },
    { file: "a" },
    { file: "a", line: 1, endLine: 2 },
  ]);
});
