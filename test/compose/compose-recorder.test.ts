import { expect, test } from "vitest";
import { composeRecorder } from "../../src/compose/compose-recorder.ts";

test.each([
  ["OPENAI_BASE_URL", "not a url"],
  ["OPENAI_API_BASE", "127.0.0.1:8080/v1"],
  ["ANTHROPIC_BASE_URL", "file:///etc/passwd"],
])("%s=%s stops the run before the agent is blamed for it", async (name, value) => {
  await expect(composeRecorder({ environment: { [name]: value } })).rejects.toMatchObject({
    code: "MODEL_ADDRESS_INVALID",
    message: expect.stringContaining(name),
  });
});

test("an empty variable is one that is not set", async () => {
  const recorder = await composeRecorder({ environment: { OPENAI_BASE_URL: "" } });
  const endpoint = await recorder.openEndpoint();
  expect(endpoint.environment["OPENAI_BASE_URL"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  await recorder.close();
});
