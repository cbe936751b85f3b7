import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type AttachmentRules,
  gitHubAttachments,
  isPublic,
} from "../../../src/adapters/github/attachments.ts";
import type { FetchedTrace } from "../../../src/ports/trace-fetcher.ts";
import { shaped } from "../../support/github/shaped.ts";

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback; it is closed with the test. */
async function serve(answer: Serve): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${shaped<AddressInfo>(server.address()).port}`, asked };
}

function fetchTrace(url: string, rules: Partial<AttachmentRules> = {}): Promise<FetchedTrace> {
  return gitHubAttachments({ hosts: [], trustedOrigins: [], ...rules }).fetchTrace(url);
}

function reasonOf(fetched: FetchedTrace): string {
  return fetched.kind === "refused" ? fetched.reason : "fetched";
}

test("a file of a trusted origin is fetched whole, without any token", async () => {
  const { url, asked } = await serve((_, response) => response.end('{"turns": []}'));
  const fetched = await fetchTrace(`${url}/late-fee.json`, { trustedOrigins: [url] });
  expect(fetched).toEqual({ kind: "fetched", bytes: Buffer.from('{"turns": []}') });
  expect(asked[0]?.headers).not.toHaveProperty("authorization");
  expect(asked[0]?.headers).not.toHaveProperty("cookie");
});

describe("an address is refused by its text alone", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["http://github.com/a/b/raw/main/x.json", "only `https`"],
    ["https://github.com:8443/x.json", "only `https`"],
    ["https://lee:secret@github.com/x.json", "a name or a password"],
    ["https://127.0.0.1/x.json", "a number and not a name"],
    ["https://2130706433/x.json", "a number and not a name"],
    ["https://0x7f.1/x.json", "a number and not a name"],
    ["https://[::1]/x.json", "a number and not a name"],
    ["https://[::ffff:169.254.169.254]/latest/meta-data", "a number and not a name"],
    ["https://169.254.169.254/latest/meta-data", "a number and not a name"],
    ["https://evil.example/x.json", "none that the bot may read"],
    ["https://github.com.evil.example/x.json", "none that the bot may read"],
    ["https://evil.example/github.com/x.json", "none that the bot may read"],
    ["file:///etc/passwd", "only `https`"],
    ["no address", "it is no address"],
  ];
  test.each(rows)("%s", async (url, reason) => {
    expect(reasonOf(await fetchTrace(url))).toContain(reason);
  });
});

test("a host that the project allows is still refused where its name leads into a private network", async () => {
  const { asked } = await serve((_, response) => response.end("{}"));
  const reason = reasonOf(await fetchTrace("https://localhost/x.json", { hosts: ["localhost"] }));
  expect(reason).toContain("a private network");
  expect(asked).toEqual([]);
});

test("addresses that are not of the public internet are told from those that are", () => {
  for (const text of [
    "10.1.2.3",
    "127.0.0.1",
    "0.0.0.0",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
  ])
    expect([text, isPublic(text)]).toEqual([text, false]);
  for (const text of ["140.82.121.3", "2606:50c0:8000::153"])
    expect([text, isPublic(text)]).toEqual([text, true]);
});

describe("redirects", () => {
  test("are followed by hand, three at most, each held to the rules", async () => {
    const { url } = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("{}");
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const rules = { trustedOrigins: [url] };
    expect(reasonOf(await fetchTrace(`${url}/3`, rules))).toBe("fetched");
    expect(reasonOf(await fetchTrace(`${url}/4`, rules))).toContain("more than 3 times");
  });

  test("into a private network are not followed", async () => {
    const inner = await serve((_, response) => response.end('{"secret": 1}'));
    const outer = await serve((_, response) =>
      response.writeHead(302, { location: inner.url }).end(),
    );
    const reason = reasonOf(await fetchTrace(outer.url, { trustedOrigins: [outer.url] }));
    expect(reason).toContain("a number and not a name");
    expect(inner.asked).toEqual([]);
  });
});

describe("an answer", () => {
  test("that says it is larger than allowed is not read", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { "content-length": 60 * 1024 * 1024 });
      response.write("{");
    });
    expect(reasonOf(await fetchTrace(url, { trustedOrigins: [url] }))).toContain(
      "larger than 25 MB",
    );
  });

  test("that turns out larger is dropped on the way", async () => {
    let sent = 0;
    const { url } = await serve((_, response) => {
      const piece = Buffer.alloc(64 * 1024, " ");
      const more = (): void => {
        while (sent < 60 * 1024 * 1024 && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) {
            response.once("drain", more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const rules = { trustedOrigins: [url], maxBytes: 1024 * 1024 };
    expect(reasonOf(await fetchTrace(url, rules))).toContain("larger than 1 MB");
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  test("of a private upload says what to do instead", async () => {
    const { url } = await serve((_, response) => response.writeHead(404).end());
    const fetched = await fetchTrace(url, { trustedOrigins: [url] });
    expect(fetched).toMatchObject({
      kind: "refused",
      fix: expect.stringContaining("Trace as text"),
    });
    expect(reasonOf(fetched)).toContain("404");
  });

  test("that never comes, or is cut, is a reason and no crash", async () => {
    const slow = await serve(() => {});
    const rules = { trustedOrigins: [slow.url], timeoutMs: 50 };
    expect(reasonOf(await fetchTrace(slow.url, rules))).toContain("did not arrive");
    const cut = await serve((_, response) => {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("{", () => response.destroy());
    });
    expect(reasonOf(await fetchTrace(cut.url, { trustedOrigins: [cut.url] }))).toContain("failed");
  });
});
