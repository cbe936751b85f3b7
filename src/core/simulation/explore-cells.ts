import { noToolRules } from "../dataset/case-tools.ts";
import type { Case, CaseUser } from "../dataset/dataset.ts";
import type { ExploreField } from "../dataset/explore-field.ts";
import type { Fault } from "../dataset/faults-field.ts";
import type { Persona } from "../dataset/persona-field.ts";
import { personaOf } from "../dataset/persona-field.ts";
import type { ToolRules } from "../dataset/tools-field.ts";
import { shortDigest } from "../trace/session-file-name.ts";
import { exploreGrid } from "./explore-grid.ts";

/** One cell of an exploration: a case of its own, and what makes it one. */
export type ExploreCell = {
  /** `polite / vague / search-is-down`, without the axes that the scenario does not vary. */
  readonly name: string;
  readonly persona?: string;
  readonly opening?: string;
  readonly faults?: string;
  readonly case: Case;
};

/** Leaves room for a digest in a name of 60 characters. */
const longestStem = 51;

/**
 * The cells that a scenario's exploration tries, at most `cap`. A cell has the same name, and with it the same seeds, in
 * every exploration that it is drawn in.
 */
export function exploreCells(
  scenario: Case,
  explore: ExploreField,
  {
    cap = explore.cap,
    seed = explore.seed,
    toolRules = noToolRules,
  }: { readonly cap?: number; readonly seed?: number; readonly toolRules?: ToolRules } = {},
): readonly ExploreCell[] {
  const { personas = {}, openings = {}, faults = {} } = explore;
  const axes = [
    { name: "persona", values: Object.keys(personas).toSorted() },
    { name: "opening", values: Object.keys(openings).toSorted() },
    { name: "faults", values: Object.keys(faults).toSorted() },
  ];
  const places = axes.filter(({ values }) => values.length > 0).map(({ name }) => name);
  return exploreGrid(axes, { cap, seed }).map((values) => {
    const valueOf = (axis: string): string | undefined => values[places.indexOf(axis)];
    const [persona, opening, fault] = [valueOf("persona"), valueOf("opening"), valueOf("faults")];
    const name = values.join(" / ");
    const user = playedBy(scenario.user, {
      ...(persona !== undefined && { persona: personaOf(personas[persona]) }),
      ...(opening !== undefined && { opening: openings[opening] ?? "" }),
    });
    const failing = fault === undefined ? [] : (faults[fault] ?? []);
    return {
      name,
      ...(persona !== undefined && { persona }),
      ...(opening !== undefined && { opening }),
      ...(fault !== undefined && { faults: fault }),
      case: cellCase(scenario, { name, user, failing, toolRules }),
    };
  });
}

type CellParts = {
  readonly name: string;
  readonly user: CaseUser;
  readonly failing: readonly Fault[];
  readonly toolRules: ToolRules;
};

function cellCase(scenario: Case, { name, user, failing, toolRules }: CellParts): Case {
  const { explore: _, tools, id, ...rest } = scenario;
  const stem = id.slice(0, longestStem).replace(/-+$/, "");
  // The cell's own faults come first: the first that fits strikes.
  const faults = [...failing, ...(tools?.faults ?? [])];
  return {
    ...rest,
    id: `${stem}-${shortDigest(name)}`,
    title: name,
    user,
    ...((tools !== undefined || faults.length > 0) && {
      tools: { ...(tools ?? toolRules), faults },
    }),
  };
}

/** The same user with another persona laid over its own, or with other first words. */
function playedBy(
  user: CaseUser,
  { persona, opening }: { readonly persona?: Persona; readonly opening?: string },
): CaseUser {
  switch (user.kind) {
    case "model":
      return {
        ...user,
        ...(persona !== undefined && { persona: laidOver(user.persona, persona) }),
        ...(opening !== undefined && { opening }),
      };
    case "machine": {
      const start = user.states[user.start];
      if (opening === undefined || start === undefined) return user;
      const states = { ...user.states, [user.start]: { ...start, say: [opening] } };
      return { ...user, states };
    }
    case "conversation":
    case "scripted":
      return opening === undefined ? user : { ...user, turns: [opening, ...user.turns.slice(1)] };
  }
}

/** What a persona of the grid does not say stays the scenario's. */
function laidOver(own: Persona, other: Persona): Persona {
  return {
    ...own,
    ...other,
    knows: other.knows.length > 0 ? other.knows : own.knows,
    hides: other.hides.length > 0 ? other.hides : own.hides,
  };
}
