import { createServer, type IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";

/** What a backend was sent in one request. */
export type SeenSpans = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly resourceSpans: readonly unknown[] };
};

/** An answer: a status, headers and a body. */
export type BackendAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** An OTLP/HTTP backend on loopback; the n-th request gets the n-th answer, the last one serves all that follow. */
export async function otlpBackend(
  ...answers: readonly BackendAnswer[]
): Promise<{ readonly url: string; readonly batches: readonly SeenSpans[] }> {
  const batches: SeenSpans[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(gunzipSync(Buffer.concat(chunks)).toString("utf8"));
      const answer = answers[Math.min(batches.length, answers.length - 1)] ?? { status: 200 };
      batches.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, batches };
}
