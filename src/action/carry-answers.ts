import { createHash } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ActionsCacheRequest,
  type CarriedVerdicts,
  composeCarriedVerdicts,
} from "../compose/compose-answers.ts";
import { countOf } from "../core/report/numbers.ts";
import { terminalText } from "../core/report/wording.ts";
import type { ActionIo } from "./action-io.ts";
import { askCacheProcess, type CacheProcessAnswer } from "./cache-process.ts";
import { cacheVariables } from "./cache-variables.ts";
import type { Inputs } from "./inputs.ts";
import type { JudgeAnswered } from "./run-messages.ts";

/** How long one restore or save may take, in milliseconds; then the job goes on without. */
const timeoutMs = 30_000;
/** A cache that failed no sooner than this was tried several times, and is not asked again. */
const slowMs = 4_000;

/**
 * Carries judges' answers from job to job in the cache of GitHub Actions. Whatever goes wrong there is a line in the log,
 * and judges are asked.
 *
 * `undefined` where the workflow does not want it, or the runner offers no cache.
 */
export function carryAnswers(io: ActionIo, inputs: Inputs): AnswerCarrier | undefined {
  const runtime = Object.fromEntries(
    cacheVariables.flatMap((name) => {
      const value = io.env[name] ?? "";
      return value === "" ? [] : [[name, value]];
    }),
  );
  const isOffered =
    runtime["ACTIONS_RUNTIME_TOKEN"] !== undefined &&
    (runtime["ACTIONS_RESULTS_URL"] ?? runtime["ACTIONS_CACHE_URL"]) !== undefined;
  return inputs.carriesAnswers === true && isOffered
    ? new AnswerCarrier(io, inputs, runtime)
    : undefined;
}

type Ask = Pick<ActionsCacheRequest, "act" | "key" | "restoreKeys">;

/** See `carryAnswers`. Nothing of it rejects for what the cache does. */
class AnswerCarrier {
  readonly #io: ActionIo;
  readonly #runtime: ActionsCacheRequest["runtime"];
  /** Starts of keys: of all jobs of the project, and of those that make the same part of the plan. */
  readonly #prefix: string;
  readonly #ownPrefix: string;
  readonly #ended = new AbortController();
  readonly #folders: string[] = [];
  #verdicts: CarriedVerdicts | undefined;
  #isDown = false;

  constructor(
    io: ActionIo,
    { root, config, shard }: Inputs,
    runtime: ActionsCacheRequest["runtime"],
  ) {
    this.#io = io;
    this.#runtime = runtime;
    const project = createHash("sha256").update(`${root}/${config}`).digest("hex").slice(0, 16);
    const part = shard === undefined ? "all" : `${shard.index}of${shard.count}`;
    this.#prefix = `tracegate-judges-1-${project}-`;
    this.#ownPrefix = `${this.#prefix}${part}-`;
  }

  /**
   * Looks for what earlier jobs kept, and returns a folder that it is in; an empty one where there is nothing. The folder
   * is new and outside the workspace: nothing came with the commit.
   */
  async restore(): Promise<string> {
    const verdicts = await composeCarriedVerdicts();
    this.#verdicts = verdicts;
    const folder = this.#freshFolder();
    const key = this.#ownPrefix;
    const answer = await this.#ask(folder, { act: "restore", key, restoreKeys: [this.#prefix] });
    if (answer.kind === "nothing") return folder;
    const brought = answer.kind === "done" ? verdicts.take(folder) : undefined;
    if (brought !== undefined) {
      const from = "came from the cache of GitHub Actions";
      this.#io.log(`${countOf(brought, "answer")} of judges ${from}.\n`);
      return folder;
    }
    const why = answer.kind === "done" ? "what it holds is no file of answers" : whyNot(answer);
    this.#io.log(
      `Note: no answers of judges came from the cache of GitHub Actions (${why}); judges are asked.\n`,
    );
    return answer.kind === "done" ? this.#freshFolder() : folder;
  }

  /** Takes an answer that a judge gave just now. */
  keep({ key, model, json }: JudgeAnswered): void {
    this.#verdicts?.add(key, { model, json });
  }

  /** Saves what was brought and what was added; nothing where judges were asked nothing new, or nobody could restore it. */
  async save(): Promise<void> {
    const verdicts = this.#verdicts;
    if (verdicts === undefined || verdicts.added === 0 || this.#isDown) return;
    // What a branch of the queue keeps no other branch finds, and that one is gone in a minute.
    if (this.#io.env["GITHUB_REF"]?.startsWith("refs/heads/gh-readonly-queue/")) return;
    const folder = this.#freshFolder();
    const key = `${this.#ownPrefix}${verdicts.write(folder).slice(0, 32)}`;
    const answer = await this.#ask(folder, { act: "save", key });
    const what = `${countOf(verdicts.added, "new answer")} of judges`;
    if (answer.kind === "done")
      this.#io.log(`${what} went into the cache of GitHub Actions, for later jobs.\n`);
    else if (answer.kind !== "nothing")
      this.#io.log(
        `Note: ${what} did not get into the cache of GitHub Actions (${whyNot(answer)}).\n`,
      );
  }

  /** Ends what is still under way, and takes its folders away. */
  end(): void {
    this.#ended.abort();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  async #ask(folder: string, asked: Ask): Promise<CacheProcessAnswer> {
    const { env } = this.#io;
    const { signal } = this.#ended;
    const request = { ...asked, folder, runtime: this.#runtime };
    const askedAtMs = performance.now();
    const answer = await askCacheProcess(request, { env, timeoutMs, signal });
    const isSlow = performance.now() - askedAtMs >= slowMs;
    this.#isDown = answer.kind === "timed-out" || (answer.kind === "failed" && isSlow);
    return answer;
  }

  #freshFolder(): string {
    const above = this.#io.env["RUNNER_TEMP"] || tmpdir();
    const folder = realpathSync(mkdtempSync(join(above, "tracegate-answers-")));
    this.#folders.push(folder);
    return folder;
  }
}

function whyNot(answer: Exclude<CacheProcessAnswer, { kind: "done" | "nothing" }>): string {
  if (answer.kind === "timed-out") return `no answer within ${timeoutMs / 1000} seconds`;
  return terminalText(answer.why, 300).replace(/[.:\s]+$/, "");
}
