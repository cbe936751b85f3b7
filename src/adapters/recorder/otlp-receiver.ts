import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJsonText } from "../../core/trace/json.ts";
import { readRequestBody } from "./read-request.ts";

/** Longest export, packed and unpacked, in bytes. */
const largestExport = 64 * 1024 * 1024;

/** What of an export was not taken: how many records, and why. */
type Rejected = { readonly count: number; readonly reason: string };

export type ExportIntake = {
  /** Takes an export as OTLP/JSON; `undefined` where it is none. */
  readonly take: (document: unknown) => { readonly rejected?: Rejected } | undefined;
  /** Told why an export of spans or log records was refused. */
  readonly onRefused: (reason: string) => void;
};

type Format = "json" | "protobuf";

/**
 * Receives one export of OTLP over HTTP, as JSON or protobuf, plain or packed.
 *
 * Metrics are thanked for and not read. What cannot be read is answered with a status that makes no exporter try it
 * again, since it would be no better then.
 */
export async function receiveOtlp(
  path: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  { take, onRefused }: ExportIntake,
): Promise<void> {
  const signal = /^(?:\/v1)+\/(traces|logs|metrics)\/?$/.exec(path.split("?", 1)[0] ?? "")?.[1];
  const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  const format = formats.get(type ?? "");
  if (signal === undefined || request.method !== "POST")
    return answerRefused(response, 404, "POST to /v1/traces, /v1/logs or /v1/metrics");
  const refuse = (status: number, reason: string): void => {
    if (signal !== "metrics") onRefused(reason);
    answerRefused(response, status, reason);
  };
  if (format === undefined) return refuse(415, "send application/json or application/x-protobuf");
  const body = await readRequestBody(request, largestExport);
  if (body.kind === "cut-off") return onRefused("the exporter hung up before it was whole");
  if (body.kind === "too-large") return refuse(413, "an export may hold 64 MB, unpacked");
  if (body.kind === "unreadable") return refuse(400, body.reason);
  if (signal === "metrics") return accept(response, format);
  const document = await decode(signal === "logs" ? "logs" : "traces", format, body.bytes);
  const taken = document === undefined ? undefined : take(document);
  if (taken === undefined) return refuse(400, `the body is no export of ${signal} in ${format}`);
  return accept(response, format, taken.rejected && { signal, ...taken.rejected });
}

const formats: ReadonlyMap<string, Format> = new Map([
  ["application/json", "json"],
  ["application/x-protobuf", "protobuf"],
  ["application/protobuf", "protobuf"],
]);

async function decode(signal: "traces" | "logs", format: Format, bytes: Buffer): Promise<unknown> {
  try {
    if (format === "json") return parseJsonText(bytes.toString("utf8"));
    const { decodeOtlp } = await import("./otlp-protobuf.ts");
    return decodeOtlp(signal, bytes);
  } catch {
    // The exporter is told; it logs what it is told.
    return undefined;
  }
}

async function accept(
  response: ServerResponse,
  format: Format,
  rejected?: Rejected & { readonly signal: string },
): Promise<void> {
  if (format === "protobuf") {
    const { encodeOtlpAnswer } = await import("./otlp-protobuf.ts");
    const bytes = encodeOtlpAnswer(
      rejected && { rejected: rejected.count, errorMessage: rejected.reason },
    );
    response.writeHead(200, { "content-type": "application/x-protobuf" });
    response.end(bytes);
    return;
  }
  const key = rejected?.signal === "logs" ? "rejectedLogRecords" : "rejectedSpans";
  const partialSuccess = rejected && { [key]: `${rejected.count}`, errorMessage: rejected.reason };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(rejected === undefined ? {} : { partialSuccess }));
}

function answerRefused(response: ServerResponse, status: number, message: string): void {
  if (response.destroyed) return;
  // The rest of a body that is not read would be taken for the next request.
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify({ code: status, message }));
}
