import OpenAI from "openai";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type CassetteAddress,
  startCassetteServer,
} from "../../../src/adapters/cassette/cassette-server.ts";
import type { Cassette } from "../../../src/core/replay/cassette.ts";
import { CassettePlayer } from "../../../src/core/replay/cassette-player.ts";
import { comparableRequest } from "../../../src/core/replay/cassette-request.ts";
import type { JsonObject } from "../../../src/core/trace/json.ts";
import { aCassette, asks, callsSearch, saysLateFee } from "../../support/cassettes.ts";

type Served = CassetteAddress & { readonly gaps: readonly string[] };

async function serve(cassette: Cassette): Promise<Served> {
  const server = await startCassetteServer();
  onTestFinished(() => server.close());
  const gaps: string[] = [];
  const session = new CassettePlayer(cassette, "late-fee.json").play();
  return { ...server.open(session, (reason) => gaps.push(reason)), gaps };
}

function clientOf({ baseUrl }: Served): OpenAI {
  return new OpenAI({ baseURL: baseUrl, apiKey: "none" });
}

async function post(url: string, body: string, headers = {}): Promise<[number, JsonObject]> {
  const response = await fetch(url, { method: "POST", body, headers });
  return [response.status, JSON.parse(await response.text())];
}

const lateFee = asks("Is there a late fee?");
const messages = [
  { role: "system" as const, content: "You are the desk of a gift shop." },
  { role: "user" as const, content: "Is there a late fee?" },
];

describe("through the openai package", () => {
  test("a recorded completion", async () => {
    const client = clientOf(await serve(aCassette([lateFee, saysLateFee("None.")])));
    const answer = await client.chat.completions.create({ model: "gpt-5-mini", messages });
    expect(answer).toEqual(saysLateFee("None."));
  });

  test("a stream of what was recorded whole", async () => {
    const served = await serve(aCassette([lateFee, callsSearch("late fee")]));
    const streamed = await clientOf(served)
      .chat.completions.stream({ model: "gpt-5-mini", messages, stream: true })
      .finalChatCompletion();
    expect(streamed.choices[0]?.message.tool_calls).toMatchObject([
      { id: "call_9", function: { name: "search_policies", arguments: '{"query":"late fee"}' } },
    ]);
  });

  test("the Responses API, whole and as a stream", async () => {
    const body = {
      id: "resp_1",
      object: "response",
      status: "completed",
      model: "gpt-5-mini",
      output: [
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: "There is none.", annotations: [] }],
        },
      ],
    };
    const asked = { model: "gpt-5-mini", input: "Is there a late fee?" };
    const call = {
      request: comparableRequest("/v1/responses", asked),
      answer: { status: 200, body },
    };
    const client = clientOf(await serve({ calls: [call, call] }));
    expect((await client.responses.create(asked)).output_text).toBe("There is none.");
    const streamed = await client.responses.stream(asked).finalResponse();
    expect(streamed.output_text).toBe("There is none.");
  });

  test("an answer that refused the request is that refusal", async () => {
    const refusal = { error: { message: "too many tokens", type: "invalid_request_error" } };
    const request = comparableRequest("/v1/chat/completions", lateFee);
    const answer = { status: 400, body: refusal };
    const client = clientOf(await serve({ calls: [{ request, answer }] }));
    await expect(
      client.chat.completions.create({ model: "gpt-5-mini", messages }),
    ).rejects.toMatchObject({ status: 400, message: "400 too many tokens" });
  });

  test("a request that was not recorded is an error that is not tried again", async () => {
    const served = await serve(aCassette([asks("Where is my parcel?"), saysLateFee("Lost.")]));
    await expect(
      clientOf(served).chat.completions.create({ model: "gpt-5-mini", messages }),
    ).rejects.toMatchObject({ status: 422, code: "replay_gap" });
    expect(served.gaps).toHaveLength(1);
    expect(served.gaps[0]).toContain("recorded “Where is my parcel?”, now “Is there a late fee?”");
  });
});

describe("Anthropic's messages", () => {
  const asked = { model: "claude", max_tokens: 100, messages: [{ role: "user", content: "Hi" }] };
  const body = {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude",
    content: [{ type: "text", text: "Hello." }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 2 },
  };

  test("are served whole, and as named events", async () => {
    const call = {
      request: comparableRequest("/v1/messages", asked),
      answer: { status: 200, body },
    };
    const { baseUrl } = await serve({ calls: [call, call] });
    expect(await post(`${baseUrl}/messages`, JSON.stringify(asked))).toEqual([200, body]);
    const streamed = await fetch(`${baseUrl}/messages`, {
      method: "POST",
      body: JSON.stringify({ ...asked, stream: true }),
    });
    expect(streamed.headers.get("content-type")).toBe("text/event-stream");
    const names = (await streamed.text()).match(/^event: .*/gm);
    expect(names).toEqual(
      ["message_start", "content_block_start", "content_block_delta", "content_block_stop"]
        .concat("message_delta", "message_stop")
        .map((name) => `event: ${name}`),
    );
  });
});

describe("an attempt that the SDK counts", () => {
  test("gets the answer of the call that it repeats", async () => {
    const served = await serve(
      aCassette([lateFee, saysLateFee("None.")], [lateFee, saysLateFee("Still none.")]),
    );
    const url = `${served.baseUrl}/chat/completions`;
    const text = JSON.stringify(lateFee);
    await post(url, text);
    const again = { "x-stainless-retry-count": "1" };
    expect((await post(url, text, again))[1]).toEqual(saysLateFee("None."));
    expect((await post(url, text))[1]).toEqual(saysLateFee("Still none."));
  });
});

describe("what is no model call", () => {
  test.each([
    ["not JSON", "late fee"],
    ["a list", "[]"],
    ["nothing", ""],
    ["nested too deep", `{"a":${"[".repeat(90)}${"]".repeat(90)}}`],
  ])("a body that is %s is refused, and no gap", async (_, body) => {
    const served = await serve(aCassette([lateFee, saysLateFee("None.")]));
    const [status] = await post(`${served.baseUrl}/chat/completions`, body);
    expect({ status, gaps: served.gaps }).toEqual({ status: 400, gaps: [] });
  });

  test("a list of models is not recorded, and no gap", async () => {
    const served = await serve(aCassette([lateFee, saysLateFee("None.")]));
    const response = await fetch(`${served.baseUrl}/models`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("not GET /v1/models");
    expect(served.gaps).toEqual([]);
  });

  test("a body above 32 MB is refused and told why", async () => {
    const served = await serve(aCassette([lateFee, saysLateFee("None.")]));
    const body = JSON.stringify({ text: "x".repeat(33 * 1024 * 1024) });
    const [status, answer] = await post(`${served.baseUrl}/chat/completions`, body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ error: { message: expect.stringContaining("32 MB") } });
  });
});

test("another session's address, or a closed one, answers nothing", async () => {
  const served = await serve(aCassette([lateFee, saysLateFee("None.")]));
  const elsewhere = served.baseUrl.replace(/[\w-]{22}/, "A".repeat(22));
  const text = JSON.stringify(lateFee);
  expect((await post(`${elsewhere}/chat/completions`, text))[0]).toBe(404);
  served.close();
  expect((await post(`${served.baseUrl}/chat/completions`, text))[0]).toBe(404);
});
