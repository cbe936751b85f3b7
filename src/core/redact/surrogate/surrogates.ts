import type { FoundValue } from "../found-value.ts";
import { KeyedDraw } from "../keyed-draw.ts";
import type { PatternFinder } from "../user-pattern.ts";
import { cardSurrogate } from "./card-surrogate.ts";
import { emailSurrogate } from "./email-surrogate.ts";
import { ibanSurrogate } from "./iban-surrogate.ts";
import { IpSurrogates } from "./ip-surrogate.ts";
import { PhoneSurrogates } from "./phone-surrogate.ts";
import { secretSurrogate } from "./secret-surrogate.ts";

/** What stands in for found values: the same for the same value, and found by nothing that finds values. */
export class Surrogates {
  readonly #draw: KeyedDraw;
  readonly #ips: IpSurrogates;
  readonly #phones: PhoneSurrogates;
  readonly #patterns: ReadonlyMap<string, PatternFinder>;

  constructor(key: Uint8Array, patterns: readonly PatternFinder[]) {
    this.#draw = new KeyedDraw(key);
    this.#ips = new IpSurrogates(this.#draw);
    this.#phones = new PhoneSurrogates(this.#draw);
    this.#patterns = new Map(patterns.map((pattern) => [pattern.name, pattern]));
  }

  /** @param written the value as it stands in the text, whose form is kept. */
  of({ kind, value }: Pick<FoundValue, "kind" | "value">, written: string): string {
    switch (kind) {
      case "email":
        return emailSurrogate(this.#draw, value, written);
      case "iban":
        return ibanSurrogate(this.#draw, value, written);
      case "card":
        return cardSurrogate(this.#draw, value, written);
      case "phone":
        return this.#phones.surrogateOf(value, written);
      case "ip":
        return this.#ips.surrogateOf(value);
      default:
        return (
          this.#patterns.get(kind)?.surrogateOf(this.#draw, value) ??
          secretSurrogate(this.#draw, value)
        );
    }
  }
}
