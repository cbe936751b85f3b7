/** Headers that are about one connection and not about the message (RFC 9110, 7.6.1). */
const ofConnection = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Ours, or about the hop between the agent and us: Node has answered `Expect` by then. */
const ofRequest = new Set(["host", "expect", "x-tracegate-session"]);

/**
 * The headers of a request as they go on, a flat list as `rawHeaders` is one: spelling, order and repetitions are kept.
 */
export function forwardedRequestHeaders(raw: readonly string[], host: string): string[] {
  return ["Host", host, ...keep(raw, (name) => !ofRequest.has(name))];
}

/** The same for a response. */
export function forwardedResponseHeaders(raw: readonly string[]): string[] {
  return keep(raw, () => true);
}

function keep(raw: readonly string[], mayPass: (name: string) => boolean): string[] {
  const named = namedByConnection(raw);
  const kept: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? "";
    const key = name.toLowerCase();
    if (!ofConnection.has(key) && !named.has(key) && mayPass(key))
      kept.push(name, raw[at + 1] ?? "");
  }
  return kept;
}

/** `Connection` may name more headers that end here. */
function namedByConnection(raw: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    if (raw[at]?.toLowerCase() !== "connection") continue;
    for (const name of (raw[at + 1] ?? "").split(",")) names.add(name.trim().toLowerCase());
  }
  return names;
}
