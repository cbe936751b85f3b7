import type { RunOptions } from "./options.ts";

/** The command that goes on with an interrupted run: of the same project, plan and folder. */
export function resumeCommand(options: RunOptions): string {
  const { root, config, out, case: caseIds = [], runs, stop, shard, timings } = options;
  const words = [
    "tracegate",
    "run",
    "--resume",
    ...(root === "." ? [] : ["--root", root]),
    ...(config === "tracegate.yaml" ? [] : ["--config", config]),
    ...(out === undefined ? [] : ["--out", out]),
    ...(caseIds.length === 0 ? [] : ["--case", ...caseIds]),
    ...(runs === undefined ? [] : ["--runs", String(runs)]),
    ...(stop === undefined ? [] : ["--stop", stop]),
    ...(shard === undefined ? [] : ["--shard", `${shard.index}/${shard.count}`]),
    ...(timings === undefined ? [] : ["--timings", timings]),
  ];
  return words.map(quote).join(" ");
}

/** As a POSIX shell takes it for one word. */
function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
