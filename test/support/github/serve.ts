import { answerRequest, type Gateway, type Incoming } from "./gateway.ts";
import { bodyOf, type Exchange, send } from "./http.ts";
import { shaped } from "./shaped.ts";

/** One request to the API. */
export async function serveApi(gateway: Gateway, { request, response }: Exchange): Promise<void> {
  try {
    const headers = shaped<Incoming["headers"]>(request.headers);
    const url = new URL(request.url ?? "/", gateway.world.url);
    const body = await bodyOf(request);
    const method = request.method ?? "GET";
    const outcome = await answerRequest(gateway, { method, url, headers, body });
    if (outcome.kind === "cut") response.destroy();
    else send(response, { ...outcome.answer, isCut: outcome.isCut });
  } catch {
    // The client went away while it was sending; there is nobody left to answer.
    response.destroy();
  }
}

/** The storage behind artifacts: it takes signed addresses, and refuses GitHub's own tokens. */
export function serveStorage(gateway: Gateway, { request, response }: Exchange): void {
  if (request.headers.authorization !== undefined) {
    const name = `${request.method} ${request.url}`;
    const problems = ["The token was sent to the storage, which is not GitHub"];
    gateway.violations.push({ kind: "leak", request: name, problems });
    send(response, { status: 400, body: Buffer.from("InvalidAuthenticationInfo") });
    return;
  }
  const [, id] = /^\/artifacts\/(\d+)\?sig=loopback$/.exec(request.url ?? "") ?? [];
  const artifact = gateway.world.artifacts.find((one) => String(one.id) === id);
  send(
    response,
    artifact === undefined
      ? { status: 403, body: Buffer.from("AuthenticationFailed") }
      : { status: 200, headers: { "content-type": "application/zip" }, body: artifact.zip },
  );
}
