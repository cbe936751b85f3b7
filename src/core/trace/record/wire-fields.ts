import { printable } from "../../text/printable.ts";
import type { Fields } from "../import/fields.ts";
import { isFields, textField } from "../import/fields.ts";
import { isJsonValue, type JsonValue, parseJsonText } from "../json.ts";
import type { StepError } from "../session.ts";
import { mostDollars, mostTokens } from "../session-schema.ts";

/** The object that a text holds as JSON; `undefined` where it holds none. */
export function parseFields(text: string): Fields | undefined {
  try {
    const value = parseJsonText(text);
    return isFields(value) ? value : undefined;
  } catch {
    // Not JSON, such as a stream's closing `[DONE]`: the callers say what that means.
    return undefined;
  }
}

/** The object of a field; `undefined` where it holds none. */
export function fieldsAt(fields: Fields | undefined, key: string): Fields | undefined {
  const value = fields?.[key];
  return isFields(value) ? value : undefined;
}

/** The objects of a list; anything else in it is left out. */
export function listAt(fields: Fields | undefined, key: string): readonly Fields[] {
  const value = fields?.[key];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The value of a field; `undefined` where it is null, or nothing that JSON can hold. */
export function jsonAt(fields: Fields | undefined, key: string): JsonValue | undefined {
  const value = fields?.[key];
  return value !== undefined && value !== null && isJsonValue(value) ? value : undefined;
}

/** A count of tokens. What no provider can mean, such as -1 or 1e300, counts as not reported. */
export function tokensAt(fields: Fields | undefined, key: string): number | undefined {
  const value = fields?.[key];
  const isCount = typeof value === "number" && Number.isInteger(value) && value >= 0;
  return isCount && value <= mostTokens ? value : undefined;
}

/** An amount in US dollars. What no call can cost, such as -1 or 1e300, counts as not reported. */
export function dollarsAt(fields: Fields | undefined, key: string): number | undefined {
  const value = fields?.[key];
  return typeof value === "number" && value >= 0 && value <= mostDollars ? value : undefined;
}

/** What a body says went wrong at the provider. Gateways send errors with status 200 too. */
export function readProviderError(body: Fields): StepError | undefined {
  const { error } = body;
  if (typeof error === "string") return { type: "provider", message: beginningOf(error) };
  if (!isFields(error)) return undefined;
  const code = error["code"] ?? error["status"];
  const isStatus = typeof code === "number" && code >= 400 && code <= 599;
  const message = textField(error, "message") ?? textField(error, "type") ?? "no message";
  return { type: isStatus ? `http-${code}` : "provider", message: beginningOf(message) };
}

/** The beginning of what a provider sent. A word that would be cut is left out whole: nobody knows half a secret again. */
export function beginningOf(text: string, maxChars = 300): string {
  return printable(text, maxChars).replace(/[^\s"'`,;:=<>(){}[\]]+…$/, "…");
}

/** The object without the fields that are `undefined`: those were not captured. */
export function captured<T extends object>(draft: T): Captured<T>;
export function captured(draft: object): object {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

type Captured<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
