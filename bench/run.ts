// node bench/run.ts [name…] [--times 5] [--cli dist/cli.js]: prints a table in Markdown.
import { existsSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Cost, measureSideBySide } from "./measure.ts";
import { type Workload, workloads } from "./workloads.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "5" },
    cli: { type: "string", default: join(import.meta.dirname, "..", "dist", "cli.js") },
  },
});
const cli = resolve(values.cli);
const times = Number(values.times);

function chosen(): readonly Workload[] {
  if (!existsSync(cli)) throw new Error(`${cli} is not there: run \`npm run build\` first.`);
  if (!Number.isInteger(times) || times < 1) throw new Error("--times: a whole number from 1.");
  const unknown = positionals.filter((name) => !workloads.some((one) => one.name === name));
  if (unknown.length > 0) {
    const names = workloads.map(({ name }) => name).join(", ");
    throw new Error(`No such workload: ${unknown.join(", ")}. Choose from: ${names}.`);
  }
  if (positionals.length === 0) return workloads;
  return workloads.filter(({ name }) => positionals.includes(name));
}

async function measure({ name, title, aim, prepare }: Workload): Promise<string> {
  const { folder, ours, bare, note, stop } = await prepare(cli);
  try {
    const [cost, base] = await measureSideBySide([ours, bare], times);
    if (cost === undefined || base === undefined) throw new Error(`${name} was not measured`);
    return row([name, title, ...figures(cost, base), aim, note?.() ?? ""]);
  } finally {
    stop?.();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(ours: Cost, bare: Cost): string[] {
  return [
    `${seconds(bare.wallMs)} s`,
    `${seconds(ours.wallMs)} s`,
    `${(ours.wallMs / bare.wallMs).toFixed(2)} ×`,
    `${seconds(ours.cpuMs)} s`,
    `${Math.round(ours.peakMb)} MB`,
  ];
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(ms < 100 ? 3 : 2);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

print(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, median of ${times}\n`,
);
print(row(["name", "work", "bare", "ours", "ratio", "CPU", "peak", "aim", "note"]));
print("|---|---|--:|--:|--:|--:|--:|---|---|");
for (const workload of chosen()) print(await measure(workload));
