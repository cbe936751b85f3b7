// node bench/kill.ts [--times 50] [--cli dist/cli.js]: kills whole runs with SIGKILL, and looks at what is left of them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type ProjectShape, writeProject } from "./project.ts";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "50" },
    cli: { type: "string", default: join(import.meta.dirname, "..", "dist", "cli.js") },
  },
});
const cli = resolve(values.cli);
const times = Number(values.times);
/** Longer than any run is alive after its agent's last sign of life. */
const patienceMs = 15_000;

const load = { cases: 10, runs: 20, concurrency: 4 } as const;
const shapes = {
  "a process for each session": { ...load, agent: "mortal", sessions: "one" },
  "two processes for many": { ...load, agent: "mortal", sessions: "many", instances: 2 },
  "two instances of a service": { ...load, agent: "mortal-http", instances: 2 },
} as const satisfies Record<string, ProjectShape>;

/** What one kind of agent came to. */
type Tally = { kills: number; mostAliveMs: number; unreadable: number; otherDecisions: number };

/** Runs to its end, or is killed after so many milliseconds; the exit code, `null` where it was killed. */
async function run(root: string, flags: readonly string[], killAfterMs?: number): Promise<unknown> {
  const out = join(root, "out");
  const child = spawn(
    process.execPath,
    [cli, "run", "--root", root, "--out", out, "--quiet", ...flags],
    { cwd: root, stdio: "ignore" },
  );
  const ended = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs ?? 600_000);
  const [code] = await ended;
  clearTimeout(timer);
  return code;
}

/** The decision, but for when it was made. */
function decisionIn(root: string): string {
  return readFileSync(join(root, "out", "decision.json"), "utf8").replace(
    /"startedAt": "[^"]*"/,
    "",
  );
}

/** How long agents outlived the run that was killed, in milliseconds. */
async function aliveFor(root: string): Promise<number> {
  const killedAt = performance.now();
  for (;;) {
    const alive = readdirSync(root).filter((name) => name.endsWith(".alive") && isAlive(name));
    const ms = performance.now() - killedAt;
    if (alive.length === 0 || ms > patienceMs) return ms;
    await sleep(20);
  }
}

function isAlive(name: string): boolean {
  const pid = Number.parseInt(name, 10);
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    // Gone, or not even there to be asked.
    return false;
  }
}

function forgetAgents(root: string): void {
  for (const name of readdirSync(root)) if (name.endsWith(".alive")) rmSync(join(root, name));
}

/** A run that ended before its time came counts for nothing. */
async function killOnce(root: string, tally: Tally, reference: string, ms: number): Promise<void> {
  rmSync(join(root, "out"), { recursive: true, force: true });
  forgetAgents(root);
  if ((await run(root, [], ms)) !== null) return;
  tally.kills += 1;
  tally.mostAliveMs = Math.max(tally.mostAliveMs, await aliveFor(root));
  const isBegun = existsSync(join(root, "out", "journal.jsonl"));
  const code = await run(root, isBegun ? ["--resume"] : []);
  if (code !== 0 && code !== 1 && code !== 3) tally.unreadable += 1;
  else if (decisionIn(root) !== reference) tally.otherDecisions += 1;
}

async function judge(shape: ProjectShape, kills: number): Promise<Tally> {
  const root = writeProject(shape);
  const tally: Tally = { kills: 0, mostAliveMs: 0, unreadable: 0, otherDecisions: 0 };
  try {
    const startedAt = performance.now();
    await run(root, []);
    const wholeMs = performance.now() - startedAt;
    const reference = decisionIn(root);
    while (tally.kills < kills) await killOnce(root, tally, reference, Math.random() * wholeMs);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return tally;
}

process.stdout.write(
  "| agent | killed | longest an agent lived on | journals that no run could go on with | other decisions |\n|---|--:|--:|--:|--:|\n",
);
for (const [index, [name, shape]] of Object.entries(shapes).entries()) {
  const kills = Math.floor((times + index) / 3);
  const { mostAliveMs, unreadable, otherDecisions } = await judge(shape, kills);
  process.stdout.write(
    `| ${name} | ${kills} times | ${(mostAliveMs / 1000).toFixed(2)} s | ${unreadable} | ${otherDecisions} |\n`,
  );
}
