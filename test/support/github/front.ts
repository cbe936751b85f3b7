// What may stand between a client and GitHub: an enterprise server's path, an old name, a broken proxy.

import { bodyOf, type Exchange, type LoopbackServer, listen, send } from "./http.ts";
import type { GitHub } from "./start-github.ts";

export type FrontRequest = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
};

export type FrontAnswer =
  /** Asks GitHub for this path instead. */
  | { readonly kind: "forward"; readonly path: string }
  | { readonly kind: "redirect"; readonly status: number; readonly location: string }
  /** Sends a head and a few bytes, and then nothing for ever. */
  | { readonly kind: "stall" };

export type Front = LoopbackServer & {
  /** `method path`, in order. */
  readonly asked: readonly string[];
};

/** A server in front of GitHub that answers as `route` says; links in answers lead to it, below `prefix`. */
export async function startFront(
  github: GitHub,
  route: (request: FrontRequest) => FrontAnswer,
  prefix = "",
): Promise<Front> {
  const asked: string[] = [];
  const front = await listen(async ({ request, response }: Exchange) => {
    const { method = "GET", url: path = "/" } = request;
    asked.push(`${method} ${path}`);
    const answer = route({ method, path });
    if (answer.kind === "redirect") {
      send(response, { status: answer.status, headers: { location: answer.location } });
      return;
    }
    if (answer.kind === "stall") {
      response.writeHead(200, { "content-type": "application/json", "content-length": 1_000 });
      response.write('{"number":');
      return;
    }
    const body = await bodyOf(request);
    const { authorization = "", accept = "", "user-agent": agent = "" } = request.headers;
    const real = await fetch(github.url + answer.path, {
      method,
      headers: { authorization, accept, "user-agent": agent, "content-type": "application/json" },
      ...(body.length > 0 && { body: body.toString() }),
    });
    const link = real.headers.get("link")?.replaceAll(github.url, front.url + prefix);
    send(response, {
      status: real.status,
      headers: {
        "content-type": real.headers.get("content-type") ?? "text/plain",
        ...(link !== undefined && { link }),
      },
      body: Buffer.from(await real.arrayBuffer()),
    });
  });
  return { ...front, asked };
}
