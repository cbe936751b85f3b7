import { spawn } from "node:child_process";
import { z } from "zod";
import type { ActionsCacheAnswer, ActionsCacheRequest } from "../compose/compose-answers.ts";
import { environmentWithoutOurs } from "./environment-without-ours.ts";
import { cacheArgument } from "./run-argument.ts";
import { signalGroup } from "./signal-group.ts";

const cacheAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done") }),
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("failed"), why: z.string() }),
]);

export type CacheProcessOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  /** Ends it at once. */
  readonly signal: AbortSignal;
};

/** An answer of the cache, or that none came in time. */
export type CacheProcessAnswer = ActionsCacheAnswer | { readonly kind: "timed-out" };

/**
 * Asks the cache of GitHub Actions in a process of its own, of whose output nothing reaches the log, and which is gone
 * with all that it started when this settles. The job's token goes there in a message, so that it stands in no
 * environment. Never rejects.
 */
export async function askCacheProcess(
  request: ActionsCacheRequest,
  { env, timeoutMs, signal }: CacheProcessOptions,
): Promise<CacheProcessAnswer> {
  if (signal.aborted) return { kind: "timed-out" };
  const [script = ""] = process.argv.slice(1);
  const child = spawn(process.execPath, [...process.execArgv, script, cacheArgument], {
    cwd: request.folder,
    // With it the library would say all that it sends and is sent.
    env: { ...environmentWithoutOurs(env), RUNNER_DEBUG: undefined },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    detached: process.platform !== "win32",
  });
  const { promise, resolve } = Promise.withResolvers<CacheProcessAnswer>();
  const giveUp = (): void => resolve({ kind: "timed-out" });
  const timer = setTimeout(giveUp, timeoutMs);
  const fail = (why: string): void => resolve({ kind: "failed", why });
  signal.addEventListener("abort", giveUp);
  child
    .once("error", (error) => fail(error.message))
    // Its answer may still be on its way when it is gone, but not when its channel is.
    .once("disconnect", () => fail("its process ended without an answer"))
    .on("message", (message) => {
      const { data } = cacheAnswer.safeParse(message);
      if (data !== undefined) resolve(data);
    });
  child.send(request, () => {});
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    signalGroup(child, "SIGKILL");
  }
}
