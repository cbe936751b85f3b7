import { expect, test } from "vitest";
import { openAiEmbedder } from "../../../src/adapters/llm/openai-embedder.ts";
import { chatEndpoint, type Way } from "../../support/chat-endpoint.ts";

const signal = new AbortController().signal;

function saying(value: unknown, status = 200): Way {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
}

function options(baseUrl: string): Parameters<typeof openAiEmbedder>[0] {
  return {
    model: "small",
    baseUrl,
    apiKey: "key-1",
    apiKeyEnv: "OPENAI_API_KEY",
    timeoutMs: 5000,
    maxRetries: 0,
  };
}

test("vectors come back in the order of the texts, whatever the order of the answer", async () => {
  const endpoint = await chatEndpoint(
    saying({
      data: [
        { index: 1, embedding: [0, 2] },
        { index: 0, embedding: [1, 0] },
      ],
    }),
  );
  const vectors = await openAiEmbedder(options(endpoint.baseUrl)).embed(
    ["late fee", "lost parcel"],
    signal,
  );
  expect(vectors.map((vector) => [...vector])).toEqual([
    [1, 0],
    [0, 2],
  ]);
  expect(endpoint.requests[0]).toMatchObject({
    path: "/v1/embeddings",
    authorization: "Bearer key-1",
    body: { model: "small", input: ["late fee", "lost parcel"] },
  });
});

test.each<[string, unknown, number]>([
  ["fewer vectors than texts", { data: [{ embedding: [1] }] }, 200],
  ["vectors of two lengths", { data: [{ embedding: [1] }, { embedding: [1, 2] }] }, 200],
  ["what are no numbers", { data: [{ embedding: ["1"] }, { embedding: [null] }] }, 200],
  ["no list", { data: "none" }, 200],
  ["an error", { error: { message: "no such model" } }, 404],
])("an endpoint that answers %s is an error with its fix", async (_, answer, status) => {
  const { baseUrl } = await chatEndpoint(saying(answer, status));
  await expect(
    openAiEmbedder(options(baseUrl)).embed(["late fee", "lost parcel"], signal),
  ).rejects.toMatchObject({
    code: "EMBEDDINGS_UNAVAILABLE",
    fix: expect.stringContaining("triage.embeddings"),
  });
});

test("without a key nothing is asked", async () => {
  const endpoint = await chatEndpoint(saying({}));
  const { apiKey: _key, ...rest } = options(endpoint.baseUrl);
  await expect(openAiEmbedder(rest).embed(["late fee"], signal)).rejects.toThrow(
    "set OPENAI_API_KEY",
  );
  expect(endpoint.requests).toEqual([]);
});
