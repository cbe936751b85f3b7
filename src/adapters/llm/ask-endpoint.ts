import type { AskEndpoint } from "../../ports/endpoint.ts";

const longestMs = 10_000;

/** Asks for the list of models, which costs nothing. A key is not carried to another address. */
export const askEndpoint: AskEndpoint = async (baseUrl, apiKey) => {
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, "")}/models`, {
      redirect: "error",
      signal: AbortSignal.timeout(longestMs),
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
    });
    await response.body?.cancel();
    return { kind: "answered", status: response.status };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
    return {
      kind: "silent",
      why: code ?? (cause instanceof Error ? cause.message : String(cause)),
    };
  }
};
