/** A value as OTLP writes it: text, whole numbers as text, lists and objects nested; text stays text. */
export function anyValue(value: unknown): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: keyValues(Object(value)) } };
}

export function keyValues(attributes: Readonly<Record<string, unknown>>): readonly object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

type SpanOptions = {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
};

/** A document of one span; ids and times are made up where the test does not say them. */
export function otlpSpan({ attributes = {}, resource, ...fields }: SpanOptions): {
  readonly resourceSpans: readonly object[];
} {
  const span = {
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    name: "chat",
    startTimeUnixNano: "1544712660000000000",
    endTimeUnixNano: "1544712661000000000",
    attributes: keyValues(attributes),
    ...fields,
  };
  return {
    resourceSpans: [
      {
        ...(resource !== undefined && { resource: { attributes: keyValues(resource) } }),
        scopeSpans: [{ scope: { name: "shop" }, spans: [span] }],
      },
    ],
  };
}

/** A document of one log record of the same span. */
export function otlpLog(
  event: string,
  body: unknown,
  fields: Readonly<Record<string, unknown>> = {},
): object {
  const record = {
    timeUnixNano: "1544712660500000000",
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    attributes: keyValues({ "event.name": event }),
    body: anyValue(body),
    ...fields,
  };
  return { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
}
