import { expect, test } from "vitest";
import { upstreamUrl } from "../../../src/adapters/recorder/upstream-url.ts";

const gateway = "https://gateway.example.com/openai/deployments/support/";

test.each([
  [
    "openai",
    "https://api.openai.com/v1",
    "/v1/chat/completions",
    "https://api.openai.com/v1/chat/completions",
  ],
  [
    "openai",
    "https://api.openai.com/v1/",
    "/v1/v1/responses",
    "https://api.openai.com/v1/responses",
  ],
  ["openai", "https://api.openai.com", "/v1/v1/responses", "https://api.openai.com/v1/responses"],
  [
    "openai",
    gateway,
    "/v1/chat/completions?api-version=1",
    `${gateway}chat/completions?api-version=1`,
  ],
  ["openai", "http://127.0.0.1:8000/v1", "/v1", "http://127.0.0.1:8000/v1"],
  [
    "openai",
    "http://127.0.0.1:8000/v1",
    "/v1/v1beta/models",
    "http://127.0.0.1:8000/v1/v1beta/models",
  ],
  [
    "anthropic",
    "https://api.anthropic.com",
    "/v1/messages",
    "https://api.anthropic.com/v1/messages",
  ],
  [
    "anthropic",
    "https://api.anthropic.com/v1",
    "/messages",
    "https://api.anthropic.com/v1/messages",
  ],
  [
    "anthropic",
    "http://127.0.0.1:1/token/v1",
    "/v1/messages",
    "http://127.0.0.1:1/token/v1/messages",
  ],
] as const)("%s at %s asked for %s is %s", (provider, base, path, url) => {
  expect(upstreamUrl(provider, base, path).href).toBe(url);
});
