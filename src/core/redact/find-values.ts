import { digitGroups } from "./find/digit-groups.ts";
import { findCards } from "./find/find-cards.ts";
import { findEmails } from "./find/find-emails.ts";
import { findIbans } from "./find/find-ibans.ts";
import { findIps } from "./find/find-ips.ts";
import type { PhoneFinder } from "./find/find-phones.ts";
import { findSecrets } from "./find/find-secrets.ts";
import type { FoundValue } from "./found-value.ts";
import { keepSurrogates } from "./keep-surrogates.ts";
import { secretSurrogatesIn } from "./surrogate/secret-surrogate.ts";
import type { PatternFinder } from "./user-pattern.ts";

export type Finders = {
  readonly phones: PhoneFinder;
  readonly patterns: readonly PatternFinder[];
};

export type Looking = {
  /** The key of the object that holds the text, if any: it says what some values are. */
  readonly key: string | undefined;
  /** What somebody else found in it. */
  readonly secrets: readonly FoundValue[];
  readonly finders: Finders;
};

/** Everything in a text that must not be written, overlaps and all; what wins first. Linear in the text. */
export function findValues(
  text: string,
  { key, secrets, finders: { patterns, phones } }: Looking,
): readonly FoundValue[] {
  const groups = digitGroups(text);
  const found: FoundValue[] = [];
  const add = (some: readonly FoundValue[]): void => {
    for (const one of some) found.push(one);
  };
  add(secretSurrogatesIn(text));
  add(secrets);
  add(findSecrets(text, key));
  for (const pattern of patterns) add(pattern.find(text));
  add(findEmails(text));
  if (groups.length > 0) {
    add(findIbans(text, groups));
    add(findCards(text, key, groups));
    add(phones.find(text, key, groups));
    add(findIps(text, key, groups));
  }
  return found.length === 0 ? found : keepSurrogates(text, found);
}
