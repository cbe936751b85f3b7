import type { IField, INamespace } from "protobufjs";

const attributes = (id: number): IField => ({ rule: "repeated", type: "KeyValue", id });
const many = (type: string, id: number): IField => ({ rule: "repeated", type, id });
const one = (type: string, id: number): IField => ({ type, id });

/**
 * The messages of OTLP 1.x that traces and logs are sent in, for protobufjs.
 *
 * Source: opentelemetry-proto, packages `common`, `resource`, `trace`, `logs` and `collector`. Enums stand as their
 * numbers, since OTLP/JSON writes them so too; fields that are left out here are skipped when read.
 */
export const otlpDescriptor: INamespace = {
  nested: {
    AnyValue: {
      oneofs: {
        value: {
          oneof: [
            "stringValue",
            "boolValue",
            "intValue",
            "doubleValue",
            "arrayValue",
            "kvlistValue",
            "bytesValue",
          ],
        },
      },
      fields: {
        stringValue: one("string", 1),
        boolValue: one("bool", 2),
        intValue: one("int64", 3),
        doubleValue: one("double", 4),
        arrayValue: one("ArrayValue", 5),
        kvlistValue: one("KeyValueList", 6),
        bytesValue: one("bytes", 7),
      },
    },
    ArrayValue: { fields: { values: many("AnyValue", 1) } },
    KeyValueList: { fields: { values: attributes(1) } },
    KeyValue: { fields: { key: one("string", 1), value: one("AnyValue", 2) } },
    InstrumentationScope: {
      fields: { name: one("string", 1), version: one("string", 2), attributes: attributes(3) },
    },
    Resource: { fields: { attributes: attributes(1) } },

    ExportTraceServiceRequest: { fields: { resourceSpans: many("ResourceSpans", 1) } },
    ResourceSpans: {
      fields: {
        resource: one("Resource", 1),
        scopeSpans: many("ScopeSpans", 2),
        schemaUrl: one("string", 3),
      },
    },
    ScopeSpans: {
      fields: {
        scope: one("InstrumentationScope", 1),
        spans: many("Span", 2),
        schemaUrl: one("string", 3),
      },
    },
    Span: {
      fields: {
        traceId: one("bytes", 1),
        spanId: one("bytes", 2),
        traceState: one("string", 3),
        parentSpanId: one("bytes", 4),
        name: one("string", 5),
        kind: one("int32", 6),
        startTimeUnixNano: one("fixed64", 7),
        endTimeUnixNano: one("fixed64", 8),
        attributes: attributes(9),
        events: many("Event", 11),
        links: many("Link", 13),
        status: one("Status", 15),
        flags: one("fixed32", 16),
      },
    },
    Event: {
      fields: {
        timeUnixNano: one("fixed64", 1),
        name: one("string", 2),
        attributes: attributes(3),
      },
    },
    Link: {
      fields: { traceId: one("bytes", 1), spanId: one("bytes", 2), attributes: attributes(4) },
    },
    Status: { fields: { message: one("string", 2), code: one("int32", 3) } },

    ExportLogsServiceRequest: { fields: { resourceLogs: many("ResourceLogs", 1) } },
    ResourceLogs: {
      fields: {
        resource: one("Resource", 1),
        scopeLogs: many("ScopeLogs", 2),
        schemaUrl: one("string", 3),
      },
    },
    ScopeLogs: {
      fields: {
        scope: one("InstrumentationScope", 1),
        logRecords: many("LogRecord", 2),
        schemaUrl: one("string", 3),
      },
    },
    LogRecord: {
      fields: {
        timeUnixNano: one("fixed64", 1),
        severityNumber: one("int32", 2),
        severityText: one("string", 3),
        body: one("AnyValue", 5),
        attributes: attributes(6),
        flags: one("fixed32", 8),
        traceId: one("bytes", 9),
        spanId: one("bytes", 10),
        observedTimeUnixNano: one("fixed64", 11),
        eventName: one("string", 12),
      },
    },

    // The three answers are of one shape; only the name of the count differs, which is not sent.
    ExportServiceResponse: { fields: { partialSuccess: one("PartialSuccess", 1) } },
    PartialSuccess: { fields: { rejected: one("int64", 1), errorMessage: one("string", 2) } },
  },
};
