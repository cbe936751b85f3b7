import { RE2JS } from "re2js";
import type { FoundValue } from "./found-value.ts";
import type { KeyedDraw } from "./keyed-draw.ts";
import { secretSurrogate } from "./surrogate/secret-surrogate.ts";

/** What a project looks for besides: the name is its kind. */
export type UserPattern = {
  readonly name: string;
  /** RE2 syntax. With a capturing group, the first group is the value and the rest its context. */
  readonly pattern: string;
  /** How surrogates look: `#` is a digit, `?` a lower-case and `^` an upper-case letter, all else stands for itself. */
  readonly surrogate?: string | undefined;
};

const mostDraws = 8;

/** One pattern of a project, compiled. Its time is linear in the text. */
export class PatternFinder {
  readonly name: string;
  readonly #regex: RE2JS;
  readonly #form: string | undefined;

  /** Throws what RE2 says of a pattern that it cannot compile. */
  constructor({ name, pattern, surrogate }: UserPattern) {
    this.name = name;
    this.#regex = RE2JS.compile(pattern);
    this.#form = surrogate;
  }

  find(text: string): readonly FoundValue[] {
    const group = this.#regex.groupCount() > 0 ? 1 : 0;
    const found: FoundValue[] = [];
    const matcher = this.#regex.matcher(text);
    while (matcher.find()) {
      const [start, end] = [matcher.start(group), matcher.end(group)];
      if (start < 0 || end <= start) continue;
      const value = text.slice(start, end);
      found.push({ start, end, kind: this.name, value, isByContext: group === 1 });
    }
    return found;
  }

  /** Whether it matches where there is nothing; it would match everywhere. */
  matchesEmpty(): boolean {
    return this.#regex.matcher("").find();
  }

  /** Whether it takes surrogates of the form that the project asked for to be values. */
  findsItsSurrogates(): boolean {
    const form = this.#form;
    if (form === undefined) return false;
    return ["00", "13", "25", "07", "99"].some(
      (digits) => this.find(fill(form, digits.repeat(form.length))).length > 0,
    );
  }

  /** A text of the form that the project asked for, which the pattern does not find; without such, as for a secret. */
  surrogateOf(draw: KeyedDraw, value: string): string {
    const form = this.#form;
    if (form === undefined) return secretSurrogate(draw, value);
    for (let turn = 0; turn < mostDraws; turn += 1) {
      const surrogate = fill(form, draw.digits(this.name, value, { count: 2 * form.length, turn }));
      if (this.find(surrogate).length === 0) return surrogate;
    }
    return secretSurrogate(draw, value);
  }
}

/** Puts two digits' worth of a draw into each place of a form. */
function fill(form: string, digits: string): string {
  let next = 0;
  return form.replaceAll(/[#?^]/g, (place) => {
    const drawn = Number(digits.slice(next, next + 2));
    next += 2;
    if (place === "#") return String(drawn % 10);
    return String.fromCharCode((place === "?" ? "a" : "A").charCodeAt(0) + (drawn % 26));
  });
}
