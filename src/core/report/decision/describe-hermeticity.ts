import type { Hermeticity } from "../../dataset/hermeticity.ts";
import type { CaseResult, Experiment } from "../../plan/experiment.ts";
import { countOf, grouped, listText } from "../numbers.ts";
import type { Wording } from "../wording.ts";

/** Cases whose tools and models answered from the same kinds of places. */
export type HermeticGroup = Hermeticity & { readonly cases: readonly string[] };

/** The cases by where their tools and models answered from, the most shut off first; without those that say nothing. */
export function hermeticGroups({ cases }: Pick<Experiment, "cases">): readonly HermeticGroup[] {
  const groups = new Map<string, { readonly of: Hermeticity; readonly cases: string[] }>();
  for (const { id, hermeticity } of cases) {
    if (hermeticity === undefined) continue;
    const key = `${hermeticity.tools} ${hermeticity.model}`;
    const group = groups.get(key) ?? { of: hermeticity, cases: [] };
    groups.set(key, group);
    group.cases.push(id);
  }
  return [...groups.values()]
    .map(({ of, cases: ids }) => ({ ...of, cases: ids }))
    .toSorted((a, b) => openness(a) - openness(b));
}

const order = { recorded: 0, "partly-recorded": 1, scripted: 1, live: 2 } as const;

function openness({ tools, model }: Hermeticity): number {
  return order[tools] * 3 + order[model];
}

const toolWords = {
  recorded: "recorded tools",
  "partly-recorded": "recorded tools but for some that run live",
  live: "live tools",
} as const;

const modelWords = {
  recorded: "a recorded model",
  scripted: "a scripted model",
  live: "a live model",
} as const;

/** `3 cases with recorded tools and a live model: late-fee, gift-card, lost-parcel`. */
export function describeHermeticGroup(group: HermeticGroup, wording: Wording): string {
  const names = listText(
    group.cases.map((id) => wording.name(id)),
    30,
  );
  return `${countOf(group.cases.length, "case")} with ${toolWords[group.tools]} and ${modelWords[group.model]}: ${names}`;
}

/**
 * How much of what was run was recorded, in one line; `undefined` where every case had live tools and its own model,
 * or nothing is known.
 */
export function describeHermeticity(experiment: Pick<Experiment, "cases">): string | undefined {
  const told = experiment.cases.filter(({ hermeticity }) => hermeticity !== undefined);
  const shut = (is: (of: Hermeticity) => boolean): number =>
    told.filter(({ hermeticity }) => hermeticity !== undefined && is(hermeticity)).length;
  const tools = shut((of) => of.tools !== "live");
  const models = shut((of) => of.model === "recorded");
  if (tools === 0 && models === 0) return undefined;
  return `Of ${countOf(told.length, "case")}, ${grouped(tools)} had recorded tools and ${grouped(models)} a recorded model.`;
}

/** What cassettes leave untested; `undefined` where none was used. */
export function describeCassettes(
  { cases }: Pick<Experiment, "cases">,
  wording: Wording,
): string | undefined {
  const recorded = cases.filter(playsCassette).map(({ id }) => wording.name(id));
  if (recorded.length === 0) return undefined;
  return `A cassette played the model in ${listText(recorded, 8)}: a changed prompt or model is not tested there.`;
}

function playsCassette({ hermeticity }: CaseResult): boolean {
  return hermeticity?.model === "recorded";
}
