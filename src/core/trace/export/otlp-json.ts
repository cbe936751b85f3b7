import type { JsonValue } from "../json.ts";

/** A value as OTLP's JSON writes it; whole numbers are text, since they may have 64 bits. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } };

export type KeyValue = { readonly key: string; readonly value: AnyValue };

export type OtlpEvent = {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly KeyValue[];
};

export type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 is internal, 3 a client's call. */
  readonly kind: 1 | 3;
  readonly startTimeUnixNano: string;
  /** "0" where it was never seen to end. */
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly events?: readonly OtlpEvent[];
  /** 0 is unset, 2 an error. */
  readonly status: { readonly code: 0 | 2; readonly message?: string };
};

/** `TracesData` of OTLP 1.x, as a line of the collector's files and as the body of a request. */
export type OtlpTraces = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
};

/** What an attribute may be given as; one that is `undefined` is left out. */
export type AttributeValue = string | number | boolean | readonly string[] | undefined;

/** Attributes in the order of their keys in `values`. */
export function attributesOf(
  values: Readonly<Record<string, AttributeValue>>,
): readonly KeyValue[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : { key, value: anyValue(value) },
  );
}

function anyValue(value: NonNullable<AttributeValue>): AnyValue {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value !== "number") return { arrayValue: { values: value.map(anyValue) } };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** What a tool was given or gave back as an attribute: text as it is, all else as JSON. */
export function jsonAttribute(value: JsonValue | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

/** Epoch milliseconds as nanoseconds, exact to the microsecond. */
export function nanosOf(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}
