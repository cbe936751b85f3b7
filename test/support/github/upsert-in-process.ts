// A process of its own that writes the comment once, as a job does; started with node, it prints the result.

import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gitHubHost } from "../../../src/adapters/github/pull-request-host.ts";
import type { CommentResult, StickyComment } from "../../../src/ports/pull-request-host.ts";
import { shaped } from "./shaped.ts";

type Job = {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly number: number;
  readonly comment: StickyComment;
  /** How long it waits before it looks again; a millisecond where left out. */
  readonly pauseMs?: number;
  /** Beside `GITHUB_API_URL`; nothing else is handed on but the path. */
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts the process with this Node and waits for its end. */
export async function upsertInProcess({ env = {}, ...job }: Job): Promise<CommentResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [fileURLToPath(import.meta.url), JSON.stringify(job)],
    { env: { PATH: process.env["PATH"], GITHUB_API_URL: job.apiUrl, ...env }, timeout: 15_000 },
  );
  return shaped<CommentResult>(JSON.parse(stdout));
}

if (import.meta.main) {
  const {
    number,
    comment,
    pauseMs = 1,
    ...address
  } = shaped<Job>(JSON.parse(process.argv[2] ?? ""));
  const patience = { answerMs: 5_000, retries: 1, pauseMs, longestMs: pauseMs, sleep };
  const result = await gitHubHost(address, patience).upsertComment(number, comment);
  process.stdout.write(JSON.stringify(result));
}
