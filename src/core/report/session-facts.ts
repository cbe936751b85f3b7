import type { Session, Step, Usage } from "../trace/session.ts";
import { countOf, durationText, moneyText, roundCount } from "./numbers.ts";
import { terminalText } from "./wording.ts";

/** What is known of a whole session, a line each: how long it is, what it cost, who the agent was. */
export function describeSession(session: Session): readonly string[] {
  const steps = session.turns.flatMap((turn) => turn.steps);
  const usages = steps.flatMap((step) =>
    step.kind === "model" && step.usage !== undefined ? [step.usage] : [],
  );
  const spentMs = session.turns.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
  const { agent, task, reward } = session;
  const size = [
    countOf(session.turns.length, "turn"),
    countOf(steps.length, "step"),
    describeUsage(totalOf(usages)),
    spentMs > 0 && describeSpent(spentMs),
    reward !== undefined && `reward ${reward}`,
    task !== undefined && `task ${terminalText(task.id, 60)} run ${task.runIndex}`,
  ];
  const who = [agent?.name, agent?.version, agent?.model].flatMap((part) =>
    part === undefined ? [] : [terminalText(part, 60)],
  );
  return [
    size.filter((part) => part !== false && part !== "").join(" · "),
    ...(who.length === 0 ? [] : [`agent ${who.join(" · ")}`]),
    ...(steps.some(({ agent: name }) => name !== undefined)
      ? [`sub-agents ${[...new Set(steps.flatMap(subAgent))].join(", ")}`]
      : []),
  ];
}

function subAgent({ agent }: Step): readonly string[] {
  return agent === undefined ? [] : [terminalText(agent, 40)];
}

/** `1,200 → 300 tokens · $0.01`; "" where nothing was reported. */
export function describeUsage(usage: Usage): string {
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, costUsd } = usage;
  const isKnown = inputTokens !== undefined || outputTokens !== undefined;
  const notes = [
    cachedInputTokens !== undefined &&
      cachedInputTokens > 0 &&
      `${tokens(cachedInputTokens)} cached`,
    reasoningTokens !== undefined && reasoningTokens > 0 && `${tokens(reasoningTokens)} thought`,
  ].filter((note) => note !== false);
  const more = notes.length === 0 ? "" : ` (${notes.join(", ")})`;
  return [
    isKnown && `${tokens(inputTokens)} → ${tokens(outputTokens)} tokens${more}`,
    costUsd !== undefined && moneyText(costUsd),
  ]
    .filter((part) => part !== false)
    .join(" · ");
}

function tokens(count: number | undefined): string {
  return count === undefined ? "?" : roundCount(count);
}

function totalOf(usages: readonly Usage[]): Usage {
  const keys = ["inputTokens", "outputTokens", "cachedInputTokens", "reasoningTokens", "costUsd"];
  const sums = keys.flatMap((key) => {
    const values = usages.flatMap(
      (usage) => Object.entries(usage).find(([name]) => name === key)?.[1] ?? [],
    );
    return values.length === 0
      ? []
      : [[key, values.reduce((sum, value) => sum + value, 0)] as const];
  });
  return Object.fromEntries(sums);
}

/** `12:03:59`, in UTC; "" where the time is not known. */
export function timeOfDay(epochMs: number | undefined): string {
  if (epochMs === undefined) return "";
  const seconds = Math.floor(epochMs / 1000) % 86_400;
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) =>
    String(Math.floor(part)).padStart(2, "0"),
  );
  return parts.join(":");
}

/** `340 ms`, `1.2 s`, then as other durations; "" where it is not known. */
export function describeSpent(durationMs: number | undefined): string {
  if (durationMs === undefined) return "";
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  return durationMs < 60_000 ? `${(durationMs / 1000).toFixed(1)} s` : durationText(durationMs);
}
