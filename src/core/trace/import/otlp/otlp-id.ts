/** How many bytes an id of a trace and of a span have. */
const traceBytes = 16;
const spanBytes = 8;

/**
 * An id in one spelling, so that spans and logs meet: hex in lower case. Exporters write hex in either case, and those
 * that follow protobuf's own JSON write base64. Any other text stays as it is.
 *
 * `undefined` where there is none; nothing but zeros is how OTLP writes "none".
 */
export function readTraceId(value: unknown): string | undefined {
  return readId(value, traceBytes);
}

/** The same for an id of a span. */
export function readSpanId(value: unknown): string | undefined {
  return readId(value, spanBytes);
}

function readId(value: unknown, bytes: number): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== "string" || value === "") return undefined;
  if (value.length === 2 * bytes && isHex.test(value)) {
    if (value.startsWith("0") && isZero.test(value)) return undefined;
    return isUpper.test(value) ? value.toLowerCase() : value;
  }
  const length = Math.ceil(bytes / 3) * 4;
  if (value.length !== length || !isBase64.test(value)) return value;
  const hex = Buffer.from(value, "base64").toString("hex");
  return hex.length === 2 * bytes ? hex : value;
}

const isHex = /^[\da-f]+$/i;
const isUpper = /[A-F]/;
const isZero = /^0+$/;
const isBase64 = /^[\w+/-]+={0,2}$/;
