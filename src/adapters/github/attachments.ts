import { lookup as dnsLookup } from "node:dns";
import { type ClientRequest, request as requestHttp } from "node:http";
import { type RequestOptions, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import type { FetchedTrace, TraceFetcher } from "../../ports/trace-fetcher.ts";

export type AttachmentRules = {
  /** Hosts whose files may be read, beside GitHub's own. A host alone: no scheme, no port. */
  readonly hosts: readonly string[];
  /** Origins that are asked as they are, over whatever scheme and at whatever address: an enterprise server's own. */
  readonly trustedOrigins: readonly string[];
  readonly maxBytes?: number;
  /** For everything together, redirects included. */
  readonly timeoutMs?: number;
};

/** Where GitHub keeps what people attach, and the storage that it redirects to. */
const gitHubHosts = [
  "github.com",
  "raw.githubusercontent.com",
  "gist.githubusercontent.com",
  "user-images.githubusercontent.com",
  "private-user-images.githubusercontent.com",
  "objects.githubusercontent.com",
  "release-assets.githubusercontent.com",
  "github-production-user-asset-6210df.s3.amazonaws.com",
  "github-production-repository-file-5c1aeb.s3.amazonaws.com",
];

const mostRedirects = 3;
const mebibyte = 1024 * 1024;

/**
 * Fetches files of GitHub's own hosts and of those that the rules name, without any token.
 *
 * No address of a private network is ever asked, whatever a name resolves to: the address that was looked at is the one that
 * is connected to. Redirects are followed by hand, each held to the same rules.
 */
export function gitHubAttachments(rules: AttachmentRules): TraceFetcher {
  return {
    fetchTrace: async (url) => {
      const { timeoutMs = 20_000 } = rules;
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await follow(url, rules, signal);
      } catch {
        if (signal.aborted) return refused(`it did not arrive within ${timeoutMs / 1000} s`, later);
        return refused("the connection failed", later);
      }
    },
  };
}

const later = "Try again later with `/tracegate retry`, or paste the trace into the report.";
const paste = "Paste the trace into the report, or commit it to the repository and name its path.";

function refused(reason: string, fix: string): Extract<FetchedTrace, { kind: "refused" }> {
  return { kind: "refused", reason, fix };
}

async function follow(
  start: string,
  rules: AttachmentRules,
  signal: AbortSignal,
): Promise<FetchedTrace> {
  let url = start;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const target = checkAddress(url, rules);
    if (target.kind === "refused") return target;
    const step = await ask(target, rules, signal);
    if (step.kind !== "redirect") return step;
    if (!URL.canParse(step.location, target.url.href))
      return refused("its server sends us to what is no address", paste);
    url = new URL(step.location, target.url.href).href;
  }
  return refused(`it is redirected more than ${mostRedirects} times`, paste);
}

type Target = { readonly kind: "address"; readonly url: URL; readonly isTrusted: boolean };

/** Whether an address may be asked at all, by nothing but its text. */
function checkAddress(
  text: string,
  { hosts, trustedOrigins }: AttachmentRules,
): Target | Extract<FetchedTrace, { kind: "refused" }> {
  if (!URL.canParse(text)) return refused("it is no address", paste);
  const url = new URL(text);
  if (url.username !== "" || url.password !== "")
    return refused("its address carries a name or a password", paste);
  const trusted = trustedOrigins.flatMap((origin) =>
    URL.canParse(origin) ? new URL(origin).origin : [],
  );
  if (trusted.includes(url.origin)) return { kind: "address", url, isTrusted: true };
  const host = url.hostname.replace(/\.$/, "");
  if (ipaddr.isValid(host.replace(/^\[|\]$/g, "")))
    return refused("its address is a number and not a name", paste);
  if (url.protocol !== "https:" || url.port !== "")
    return refused("only `https` addresses at the usual port are read", paste);
  if (![...gitHubHosts, ...hosts.map((one) => one.toLowerCase())].includes(host))
    return refused(
      "its host is none that the bot may read",
      `${paste} A maintainer may allow the host under \`bot.traceHosts\` in tracegate.yaml.`,
    );
  return { kind: "address", url, isTrusted: false };
}

type Step = FetchedTrace | { readonly kind: "redirect"; readonly location: string };

function ask(
  { url, isTrusted }: Target,
  { maxBytes = 25 * mebibyte }: AttachmentRules,
  signal: AbortSignal,
): Promise<Step> {
  const { promise, resolve, reject } = Promise.withResolvers<Step>();
  const options: RequestOptions = {
    method: "GET",
    signal,
    // No connection is kept: the next one looks its address up again.
    agent: false,
    headers: { accept: "application/json, text/plain, */*;q=0.1", "user-agent": "tracegate" },
    ...(!isTrusted && { lookup: publicLookup }),
  };
  const request: ClientRequest =
    url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
  request.on("error", (error) => {
    if (error instanceof PrivateAddress)
      resolve(refused("its name leads into a private network", paste));
    else reject(error);
  });
  request.on("response", (response) => {
    const { statusCode: status = 0, headers } = response;
    const end = (step: Step): void => {
      resolve(step);
      response.destroy();
    };
    if ([301, 302, 303, 307, 308].includes(status) && headers.location !== undefined)
      return end({ kind: "redirect", location: headers.location });
    if (status !== 200) return end(describeStatus(status));
    const tooLarge = refused(
      `it is larger than ${Math.floor(maxBytes / mebibyte)} MB`,
      "Cut it to the session that failed, and report it again.",
    );
    if (Number(headers["content-length"] ?? 0) > maxBytes) return end(tooLarge);
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) end(tooLarge);
      else chunks.push(chunk);
    });
    response.on("error", reject);
    response.on("close", () => reject(new Error("cut")));
    return response.on("end", () => resolve({ kind: "fetched", bytes: Buffer.concat(chunks) }));
  });
  request.end();
  return promise;
}

function describeStatus(status: number): FetchedTrace {
  if (status === 404 || status === 401 || status === 403)
    return refused(
      `its server answered ${status}: files uploaded to a private repository cannot be read by bots`,
      "Paste the trace into the field “Trace as text” of the report, or commit it to the repository and name its path.",
    );
  return refused(`its server answered ${status}`, later);
}

class PrivateAddress extends Error {}

/** Looks a name up and gives only addresses of the public internet; one that is none refuses them all. */
const publicLookup: LookupFunction = (host, options, callback) => {
  dnsLookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, "", 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublic(address)))
      return callback(new PrivateAddress(host), "", 0);
    return options.all === true
      ? callback(null, addresses)
      : callback(null, first.address, first.family);
  });
};

/** Loopback, private, link-local, multicast and reserved ranges are none; neither are they in IPv6's clothes. */
export function isPublic(text: string): boolean {
  const address = ipaddr.parse(text);
  if (address.kind() === "ipv4") return address.range() === "unicast";
  if ("isIPv4MappedAddress" in address && address.isIPv4MappedAddress())
    return address.toIPv4Address().range() === "unicast";
  return address.range() === "unicast";
}
