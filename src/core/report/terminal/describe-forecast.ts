import type { Budget } from "../../config/runs-config.ts";
import type { Forecast } from "../../plan/forecast.ts";
import { countOf, durationText, listText, moneyText, roundCount } from "../numbers.ts";

/** What a run is going to take, before its first call: a sentence or two. */
export function describeForecast(forecast: Forecast, budget: Budget = {}): string {
  const { runs, usd, tokens, minutes, basis, countsAsked } = forecast;
  const head = `At most ${countOf(runs, "run")}`;
  const caps = describeBudget(budget);
  if (basis === undefined)
    return `${head}; without earlier results cost and time are unknown.${caps}`;
  const known = [
    ...(usd === "unknown" ? [] : [moneyText(usd)]),
    ...(tokens === "unknown" ? [] : [`${roundCount(Math.round(tokens))} tokens`]),
    ...(minutes === "unknown" ? [] : [durationText(minutes * 60_000)]),
  ];
  const unknown = [
    ...(usd === "unknown" ? ["cost"] : []),
    ...(tokens === "unknown" ? ["tokens"] : []),
    ...(minutes === "unknown" ? ["time"] : []),
  ];
  const took = `as the ${countOf(basis.runs, "run")} of ${basis.startedAt.slice(0, 10)} took`;
  const whose = countsAsked === true ? ", judges and simulated users included" : "";
  const likely = known.length === 0 ? "" : `: about ${known.join(", ")}${whose}, ${took}`;
  const open = unknown.length === 0 ? "" : ` Not known: ${listText(unknown)}.`;
  const beyond = [
    ...(usd !== "unknown" && budget.usd !== undefined && usd > budget.usd ? ["usd"] : []),
    ...(tokens !== "unknown" && budget.tokens !== undefined && tokens > budget.tokens
      ? ["tokens"]
      : []),
    ...(minutes !== "unknown" && budget.minutes !== undefined && minutes > budget.minutes
      ? ["minutes"]
      : []),
  ].map((name) => `budget.${name}`);
  const warning =
    beyond.length === 0
      ? ""
      : ` That is beyond ${listText(beyond)}: it may end before all that counts has been run.`;
  return `${head}${likely}.${open}${caps}${warning}`;
}

function describeBudget({ usd, tokens, minutes }: Budget): string {
  const caps = [
    ...(usd === undefined ? [] : [moneyText(usd)]),
    ...(tokens === undefined ? [] : [`${roundCount(tokens)} tokens`]),
    ...(minutes === undefined ? [] : [durationText(minutes * 60_000)]),
  ];
  return caps.length === 0 ? "" : ` Budget: ${caps.join(", ")}.`;
}
