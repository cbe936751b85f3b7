import { spawn } from "node:child_process";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

/** A program to be measured as a whole process: a script for Node and its arguments. */
export type Program = {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Laid over our own environment. */
  readonly env?: Readonly<Record<string, string>>;
};

/** What one process took. */
export type Cost = {
  readonly wallMs: number;
  /** User and system time of the process alone, without its children. */
  readonly cpuMs: number;
  readonly peakMb: number;
};

const reportUsage = join(import.meta.dirname, "report-usage.mjs");

/**
 * Runs a program to its end. Wall time counts from before the process is made until it is gone.
 *
 * @throws Error where it exits with anything but 0: a program that fails early would seem fast.
 */
async function runOnce({ args, cwd, env }: Program): Promise<Cost> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", reportUsage, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [, stdout, stderr, usage] = child.stdio;
  const [code, out, err, told] = await Promise.all([
    ended,
    read(stdout),
    read(stderr),
    read(usage),
  ]);
  const wallMs = performance.now() - start;
  if (code !== 0) throw new Error(`${args.join(" ")} exited with ${code}\n${out}\n${err}`);
  const [cpuMs = Number.NaN, peakMb = Number.NaN] = told.split(" ").map(Number);
  return { wallMs, cpuMs, peakMb };
}

async function read(stream: unknown): Promise<string> {
  return stream instanceof Readable ? text(stream) : "";
}

/** The median of each figure. The middle one, not the mean: another process may have held the machine up. */
function medianCost(costs: readonly Cost[]): Cost {
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakMb: median(costs.map(({ peakMb }) => peakMb)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Measures programs side by side, `times` times each after one run to warm up caches.
 *
 * They take turns, so that whatever else the machine does hits all of them alike and their ratio stays true.
 */
export async function measureSideBySide(
  programs: readonly Program[],
  times: number,
): Promise<readonly Cost[]> {
  const costs = programs.map((): Cost[] => []);
  for (let round = 0; round <= times; round++) {
    for (const [index, program] of programs.entries()) {
      const cost = await runOnce(program);
      if (round > 0) costs[index]?.push(cost);
    }
  }
  return costs.map(medianCost);
}
