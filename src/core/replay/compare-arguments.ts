import type { ArgumentMatch, ArgumentMatcher } from "../dataset/tools-field.ts";
import { canonicalJson } from "../trace/canonical-json.ts";
import { isJsonList, isJsonObject, type JsonValue, maxJsonDepth, ownField } from "../trace/json.ts";
import { type FoldedText, isFreeText, textSimilarity } from "./folded-text.ts";

/** Free texts are taken for the same from this similarity on, where no matcher says another. */
const usualSimilarity = 0.6;

/** How near a call is to a recorded one. */
export type Comparison = {
  /** Whether it is the same call, as far as the matchers ask. */
  readonly isMatch: boolean;
  /** The mean over all arguments, from 0 to 1. */
  readonly score: number;
  readonly differences: readonly ArgumentDifference[];
};

/** One argument that keeps two calls apart. An absent side was not given. */
export type ArgumentDifference = {
  /** The argument, such as `order_id` or `filters.city`; empty for the arguments as a whole. */
  readonly path: string;
  readonly recorded?: JsonValue;
  readonly asked?: JsonValue;
  /** Of two free texts: how alike they are, and how alike they would have to be. */
  readonly similarity?: number;
  readonly needed?: number;
};

export type ComparisonRules = {
  readonly match: ArgumentMatch;
  readonly fold: (text: string) => FoldedText;
};

/**
 * Holds the arguments of a call against those of a recorded one, argument by argument.
 *
 * What no matcher names is compared by its kind: a text of several words by `similar`, everything else by `exact`, a
 * number and its text being the same. Objects are compared field by field, lists item by item in their order. An
 * argument that is null and one that is left out are the same.
 */
export function compareArguments(
  recorded: JsonValue | undefined,
  asked: JsonValue | undefined,
  rules: ComparisonRules,
): Comparison {
  const comparing = new Comparing(rules);
  comparing.compare({ recorded, asked, path: "", matcher: undefined, depth: 0 });
  return comparing.comparison();
}

type Pair = {
  readonly recorded: JsonValue | undefined;
  readonly asked: JsonValue | undefined;
  readonly path: string;
  /** Of the argument, or of the one that it stands in. */
  readonly matcher: ArgumentMatcher | undefined;
  readonly depth: number;
};

class Comparing {
  readonly #rules: ComparisonRules;
  readonly #differences: ArgumentDifference[] = [];
  #sum = 0;
  #count = 0;

  constructor(rules: ComparisonRules) {
    this.#rules = rules;
  }

  comparison(): Comparison {
    return {
      isMatch: this.#differences.length === 0,
      score: this.#count === 0 ? 1 : this.#sum / this.#count,
      differences: this.#differences,
    };
  }

  compare(pair: Pair): void {
    const { recorded = null, asked = null, path, depth } = pair;
    const own = Object.hasOwn(this.#rules.match, path) ? this.#rules.match[path] : undefined;
    const matcher = own ?? pair.matcher;
    if (matcher === "ignore") return;
    const isDeep = matcher !== "exact" && depth < maxJsonDepth;
    if (isDeep && isJsonObject(recorded) && isJsonObject(asked)) {
      const names = new Set([...Object.keys(recorded), ...Object.keys(asked)]);
      for (const name of names) {
        this.compare({
          recorded: ownField(recorded, name),
          asked: ownField(asked, name),
          path: path === "" ? name : `${path}.${name}`,
          matcher,
          depth: depth + 1,
        });
      }
    } else if (
      isDeep &&
      isJsonList(recorded) &&
      isJsonList(asked) &&
      recorded.length === asked.length
    ) {
      for (const [index, item] of recorded.entries()) {
        const place = { path: `${path}[${index}]`, matcher, depth: depth + 1 };
        this.compare({ recorded: item, asked: asked[index], ...place });
      }
    } else this.#compareLeaf({ ...pair, recorded, asked, matcher });
  }

  #compareLeaf(pair: Pair & { readonly recorded: JsonValue; readonly asked: JsonValue }): void {
    const { recorded, asked, matcher } = pair;
    if (typeof recorded === "string" && typeof asked === "string") {
      this.#compareTexts(pair, recorded, asked);
    } else {
      const within = withinOf(matcher);
      const isSame =
        within === undefined
          ? isSameValue(recorded, asked, matcher)
          : isNear(recorded, asked, within);
      this.#settle(pair, isSame ? 1 : 0, 1);
    }
  }

  #compareTexts(pair: Pair, recorded: string, asked: string): void {
    const { matcher } = pair;
    const { fold } = this.#rules;
    const within = withinOf(matcher);
    if (recorded === asked) this.#settle(pair, 1, 1);
    else if (matcher === "exact") this.#settle(pair, 0, 1);
    else if (matcher === "text") {
      this.#settle(pair, fold(recorded).plain === fold(asked).plain ? 1 : 0, 1);
    } else if (within !== undefined) {
      this.#settle(pair, isNear(recorded, asked, within) ? 1 : 0, 1);
    } else if (matcher !== undefined || isFreeText(recorded) || isFreeText(asked)) {
      const least = typeof matcher === "object" ? matcher.similar : undefined;
      const needed = least ?? usualSimilarity;
      this.#settle(pair, textSimilarity(fold(recorded), fold(asked)), needed);
    } else this.#settle(pair, 0, 1);
  }

  #settle({ path, recorded, asked, matcher }: Pair, score: number, needed: number): void {
    this.#sum += score;
    this.#count += 1;
    if (score >= needed) return;
    const isText = typeof recorded === "string" && typeof asked === "string";
    const isFree = isText && needed < 1 && matcher !== "exact";
    this.#differences.push({
      path,
      ...(recorded !== undefined && recorded !== null && { recorded }),
      ...(asked !== undefined && asked !== null && { asked }),
      ...(isFree && { similarity: score, needed }),
    });
  }
}

function withinOf(matcher: ArgumentMatcher | undefined): number | undefined {
  return typeof matcher === "object" ? matcher.within : undefined;
}

/** Models write an id as a number or as text, as they please; `exact` takes them at their word. */
function isSameValue(
  recorded: JsonValue,
  asked: JsonValue,
  matcher: ArgumentMatcher | undefined,
): boolean {
  if (canonicalJson({ value: recorded }) === canonicalJson({ value: asked })) return true;
  const isLoose = matcher !== "exact";
  if (isLoose && typeof recorded === "number") return String(recorded) === asked;
  return isLoose && typeof asked === "number" && String(asked) === recorded;
}

function isNear(recorded: JsonValue, asked: JsonValue, within: number): boolean {
  const [a, b] = [numberOf(recorded), numberOf(asked)];
  if (a === undefined || b === undefined) return false;
  // Decimal fractions are no binary ones: 62.86 - 62.85 is a little more than 0.01.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));
  return Math.abs(a - b) <= within + rounding;
}

function numberOf(value: JsonValue): number | undefined {
  if (typeof value === "number") return value;
  const isNumeric = typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value);
  return isNumeric ? Number(value) : undefined;
}
