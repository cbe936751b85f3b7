import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { streamOfAnswer } from "../../../src/core/replay/cassette-stream.ts";
import { renderEventStream } from "../../../src/core/replay/cassette-stream-event.ts";
import { aCassette, asks, readBack, saysLateFee } from "../../support/cassettes.ts";
import { chatEndpoint, type Way } from "../../support/chat-endpoint.ts";
import { type CommandLineResult, tracegate } from "../../support/command-line.ts";
import { projectDir } from "../../support/project-dir.ts";

/** Says that there is no late fee, whole or as a stream. */
const answers: Way = (response, { body }) => {
  const answer = saysLateFee("There is none.");
  const isStream = body["stream"] === true;
  const events = streamOfAnswer("/chat/completions", answer, {
    stream_options: { include_usage: true },
  });
  response.writeHead(200, { "content-type": isStream ? "text/event-stream" : "application/json" });
  response.end(isStream ? renderEventStream(events ?? []) : JSON.stringify(answer));
};

const isTooBusy: Way = (response) => void response.writeHead(429).end("{}");

/** A program that asks its model one thing. */
function asking(question: string, more: object = {}): string {
  const body = JSON.stringify(asks(question, { ...more }));
  return `await (await fetch(process.env.OPENAI_BASE_URL + "/chat/completions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: ${JSON.stringify(body)},
  })).text();`;
}

async function record(
  root: string,
  script: string,
  way: Way = answers,
): Promise<CommandLineResult> {
  const { baseUrl } = await chatEndpoint(way);
  const env = { PATH: process.env["PATH"] ?? "", OPENAI_BASE_URL: baseUrl };
  const program = [process.execPath, "--input-type=module", "-e", script];
  return tracegate(root, ["record", "--cassette", "cassettes/late-fee.json", "--", ...program], {
    env,
  });
}

describe("tracegate record --cassette", () => {
  test("writes the model's answers for cases whose model they are to play", async () => {
    const root = projectDir({});
    const { exitCode, stderr } = await record(root, asking("Is there a late fee?"));
    expect(exitCode).toBe(0);
    expect(stderr).toContain("Cassette cassettes/late-fee.json: 1 model call.\n");
    expect(readBack(readFileSync(join(root, "cassettes/late-fee.json"), "utf8"))).toEqual(
      aCassette([asks("Is there a late fee?"), saysLateFee("There is none.")]),
    );
    expect(readdirSync(join(root, "cassettes"))).toEqual(["late-fee.json"]);
  });

  test("joins a stream to the answer that it is the parts of", async () => {
    const root = projectDir({});
    const stream = { stream: true, stream_options: { include_usage: true } };
    await record(root, asking("Is there a late fee?", stream));
    expect(readBack(readFileSync(join(root, "cassettes/late-fee.json"), "utf8"))).toEqual(
      aCassette([asks("Is there a late fee?"), saysLateFee("There is none.")]),
    );
  });

  test("redacts, and says that the case has to say what the cassette says", async () => {
    const root = projectDir({});
    const { stderr } = await record(root, asking("I am maria.k@gmail.com."));
    expect(stderr).toContain("1 request held redacted values");
    expect(readFileSync(join(root, "cassettes/late-fee.json"), "utf8")).not.toContain("maria");
  });

  test("says which calls are not on it, and writes nothing where none can be", async () => {
    const root = projectDir({ "cassettes/late-fee.json": "{}" });
    const { exitCode, stderr } = await record(root, asking("Hello"), isTooBusy);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("CASSETTE_EMPTY");
    expect(stderr).toContain("the answer was 429");
    expect(readFileSync(join(root, "cassettes/late-fee.json"), "utf8")).toBe("{}");
  });

  test("a file that cannot be written is told, and costs only the cassette", async () => {
    const root = projectDir({ "cassettes/late-fee.json/not-a-file.txt": "" });
    const { exitCode, stderr } = await record(root, asking("Hello"));
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("CASSETTE_UNWRITABLE"),
    });
    expect(readdirSync(join(root, "cassettes"))).toEqual(["late-fee.json"]);
    expect(readdirSync(join(root, ".tracegate/sessions"))).toHaveLength(2);
  });

  test("a program that asks no model leaves no cassette", async () => {
    const root = projectDir({});
    expect((await record(root, "console.error('nothing to do')")).exitCode).toBe(2);
    expect(existsSync(join(root, "cassettes"))).toBe(false);
  });
});
