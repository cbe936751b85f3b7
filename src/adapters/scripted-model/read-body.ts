import type { IncomingMessage } from "node:http";

/** A request's body, or why there is none. `cut-off` is a client that went away. */
export type Body =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-large" }
  | { readonly kind: "cut-off" };

/** Reads a request's body and keeps at most `largest` bytes of it. Never rejects. */
export function readBody(request: IncomingMessage, largest: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largest) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      resolve({ kind: "too-large" });
    });
    request.on("end", () =>
      resolve({ kind: "text", text: Buffer.concat(chunks).toString("utf8") }),
    );
    request.on("error", () => resolve({ kind: "cut-off" }));
    request.on("close", () => resolve({ kind: "cut-off" }));
  });
}
