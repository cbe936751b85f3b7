/** As much of `fetch` as Octokit uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type FetchLimits = {
  /** Time for one answer, from the request to the last byte, redirects included. */
  readonly answerMs: number;
  /** The largest answer that is read. */
  readonly bytes: number;
};

const mostRedirects = 3;

/**
 * A `fetch` that answers with everything or rejects: Octokit takes half an answer for an empty one, and
 * an empty list of changed files would let a pull request pass.
 *
 * Redirects, as of a renamed repository, repeat the request as it is, and only on the same host: the
 * token goes nowhere else.
 */
export function carefulFetch(fetch: Fetch, { answerMs, bytes }: FetchLimits): Fetch {
  return async (url, init) => {
    const signal = AbortSignal.timeout(answerMs);
    try {
      let at = url;
      for (let redirects = 0; ; redirects += 1) {
        const response = await fetch(at, { ...init, redirect: "manual", signal });
        const target = redirectOf(response, at);
        if (target === undefined) return await complete(response, bytes);
        await response.body?.cancel();
        if (target.origin !== new URL(url).origin) throw new Error("a redirect to another host");
        if (redirects === mostRedirects) throw new Error("a redirect without end");
        at = target.href;
      }
    } catch (error) {
      if (signal.aborted)
        throw new Error(`no answer within ${answerMs / 1000} s`, { cause: error });
      throw error;
    }
  };
}

function redirectOf({ status, headers }: Response, from: string): URL | undefined {
  const location = headers.get("location");
  return [301, 302, 307, 308].includes(status) && location !== null
    ? new URL(location, from)
    : undefined;
}

/** The answer with its whole body in memory. Octokit throws at a content type that it cannot read, so it gets one it can. */
async function complete(response: Response, mostBytes: number): Promise<Response> {
  const { status, statusText, body } = response;
  const headers = new Headers([...response.headers]);
  const isJson = /^application\/json\b/i.test(headers.get("content-type") ?? "");
  headers.set("content-type", `${isJson ? "application/json" : "text/plain"}; charset=utf-8`);
  const isEmpty = body === null || status === 204 || status === 205 || status === 304;
  const text = isEmpty ? null : await readWhole(body, mostBytes);
  return new Response(text, { status, statusText, headers });
}

async function readWhole(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) throw new Error(`an answer of more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
