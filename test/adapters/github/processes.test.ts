import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startFront } from "../../support/github/front.ts";
import { aGitHub, commentsOn, gatePermissions } from "../../support/github/hosts.ts";
import { shaped } from "../../support/github/shaped.ts";
import type { GitHub } from "../../support/github/start-github.ts";
import { upsertInProcess } from "../../support/github/upsert-in-process.ts";

const marker = "<!-- tracegate:gate:1 -->";

function jobOn(
  github: GitHub,
  number: number,
  text: string,
): Omit<Parameters<typeof upsertInProcess>[0], "env"> {
  return {
    repository: github.repository,
    apiUrl: github.url,
    token: github.token(gatePermissions),
    number,
    comment: { marker, body: `${marker}\n${text}` },
  };
}

test("five processes at once that all find no comment leave one", async () => {
  const github = await aGitHub();
  const { number } = await github.seed.openPullRequest();
  const { promise: allHere, resolve } = Promise.withResolvers<void>();
  let come = 0;
  const happen = (): Promise<void> => {
    come += 1;
    if (come === 5) resolve();
    return allHere;
  };
  github.fault({ kind: "meanwhile", operation: "issues/list-comments", times: 5, happen });
  const results = await Promise.all(
    Array.from({ length: 5 }, (_, i) => upsertInProcess(jobOn(github, number, `job ${i}`))),
  );
  expect(results.map(({ kind }) => kind)).not.toContain("not-published");
  const comments = await commentsOn(github, number);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toMatch(/job [0-4]$/);
});

test("five projects at once share one comment, and none of their sections gets lost", async () => {
  const github = await aGitHub();
  const { number } = await github.seed.openPullRequest();
  const results = await Promise.all(
    Array.from({ length: 5 }, (_, index) => {
      const own = `<!-- tracegate:gate:${index} -->`;
      const body = `${own}\n### ✅ project ${index}\n`;
      const comment = { marker: own, body, isSection: true } as const;
      return upsertInProcess({ ...jobOn(github, number, ""), comment, pauseMs: 2_500 });
    }),
  );
  expect(results.map(({ kind }) => kind)).not.toContain("not-published");
  const [only, ...others] = await commentsOn(github, number);
  expect(others).toEqual([]);
  expect(only?.body.match(/project \d/g)?.toSorted()).toEqual(
    Array.from({ length: 5 }, (_, index) => `project ${index}`),
  );
});

type Proxy = { readonly url: string; readonly tunnels: readonly string[] };

/** Takes whatever host it is asked for to `target`, as only a tunnel to that host would. */
async function aProxy(target: string): Promise<Proxy> {
  const tunnels: string[] = [];
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on("connect", (request, socket) => {
    const user = request.headers["proxy-authorization"] ?? "nobody";
    tunnels.push(`${request.url} for ${user}`);
    const { hostname, port } = new URL(target);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = shaped<AddressInfo>(server.address());
  return { url: `http://127.0.0.1:${port}`, tunnels };
}

const apiUrl = "http://ghe.example/api/v3";

/** A GitHub that only the proxy knows how to reach. */
async function hidden(): Promise<{ readonly github: GitHub; readonly proxy: Proxy }> {
  const github = await aGitHub();
  const front = await startFront(github, ({ path }) => ({
    kind: "forward",
    path: path.replace("/api/v3", ""),
  }));
  onTestFinished(() => front.close());
  return { github, proxy: await aProxy(front.url) };
}

describe("a proxy between the runner and GitHub", () => {
  test.each(["http_proxy", "HTTP_PROXY"])("is used as %s says", async (name) => {
    const { github, proxy } = await hidden();
    const { number } = await github.seed.openPullRequest();
    const job = { ...jobOn(github, number, "through the proxy"), apiUrl };
    const address = proxy.url.replace("//", "//job:secret@");
    expect(await upsertInProcess({ ...job, env: { [name]: address } })).toMatchObject({
      kind: "created",
    });
    const basic = `Basic ${Buffer.from("job:secret").toString("base64")}`;
    expect(new Set(proxy.tunnels)).toEqual(new Set([`ghe.example:80 for ${basic}`]));
    expect(await commentsOn(github, number)).toHaveLength(1);
  });

  test("is passed by where no_proxy names the host", async () => {
    const { github, proxy } = await hidden();
    const { number } = await github.seed.openPullRequest();
    const env = { http_proxy: proxy.url, no_proxy: "ghe.example" };
    const job = { ...jobOn(github, number, "past the proxy"), apiUrl, env };
    expect(await upsertInProcess(job)).toMatchObject({ kind: "not-published" });
    expect(proxy.tunnels).toEqual([]);
  });
});
