import { existsSync } from "node:fs";
import { join } from "node:path";
import { type JournalRun, readRuns } from "../adapters/journal/read-runs.ts";
import { fileSink, textSink } from "../adapters/otlp/file-sink.ts";
import { resultFiles } from "../app/results/result-files.ts";
import { UserError } from "../core/errors.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { TraceSink } from "../ports/trace-sink.ts";

/** Where spans are to go: a file, a backend, or the standard output where neither is named. */
export type ExportPlace = {
  /** Absolute path. */
  readonly out?: string;
  /** An OTLP/HTTP address; `true` for the one that the OpenTelemetry variables name. */
  readonly to?: string | true;
  /** `name=VARIABLE` each: a header and the environment variable that holds its value. */
  readonly headers: readonly string[];
};

type Surroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => unknown;
  readonly signal: AbortSignal;
};

/** Builds the sink that spans go to. Throws a `UserError` for an address or a header that cannot be meant. */
export async function composeSink(
  { out, to, headers }: ExportPlace,
  { environment, write, signal }: Surroundings,
): Promise<TraceSink> {
  if (out !== undefined) return fileSink(out);
  if (to === undefined) return textSink(write);
  const url = to === true ? urlFromEnvironment(environment) : tracesUrl(to);
  const { httpSink } = await import("../adapters/otlp/http-sink.ts");
  return httpSink({ url, headers: headersOf(headers, environment), signal });
}

/** The runs that a folder's journal holds. Throws `RESULTS_MISSING` where it has none. */
export function composeRuns(folder: RunFolder): AsyncIterable<JournalRun> {
  const journal = join(folder.path, resultFiles.journal);
  if (existsSync(journal)) return readRuns(journal);
  throw new UserError(
    "RESULTS_MISSING",
    `${folder.path} holds no ${resultFiles.journal}.`,
    "Name the folder of a run with `--results`, or run `tracegate run` first.",
  );
}

function urlFromEnvironment(environment: Surroundings["environment"]): string {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own = "", OTEL_EXPORTER_OTLP_ENDPOINT: base = "" } =
    environment;
  if (own !== "") return checkedUrl(own).href;
  if (base !== "") return tracesUrl(base);
  throw new UserError(
    "EXPORT_NO_ADDRESS",
    "`--to` names no address, and OTEL_EXPORTER_OTLP_ENDPOINT is not set.",
    "Name the backend's OTLP/HTTP address, such as `--to http://127.0.0.1:4318`.",
  );
}

/** A base address gets the path that the OTLP specification gives traces. */
function tracesUrl(text: string): string {
  const url = checkedUrl(text);
  if (!/\/v1\/traces\/?$/.test(url.pathname)) {
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
  }
  return url.href;
}

function checkedUrl(text: string): URL {
  const url = URL.parse(text);
  const isHttp = url !== null && /^https?:$/.test(url.protocol);
  if (isHttp && url.username === "" && url.password === "") return url;
  throw new UserError(
    "EXPORT_ADDRESS_INVALID",
    isHttp
      ? "The address holds a user name or a password, which would stand in logs."
      : "The address is no `http://` or `https://` address.",
    isHttp
      ? "Put the credentials into an environment variable: `--header authorization=MY_VARIABLE`."
      : "Name one such as `http://127.0.0.1:4318`; port 4317 speaks gRPC, which is not spoken here.",
  );
}

/** Headers of the OpenTelemetry variables, and those of the command line over them. */
function headersOf(
  named: readonly string[],
  environment: Surroundings["environment"],
): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  const { OTEL_EXPORTER_OTLP_TRACES_HEADERS: own, OTEL_EXPORTER_OTLP_HEADERS: all } = environment;
  for (const pair of (own ?? all ?? "").split(",")) {
    const [, name = "", value = ""] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (name !== "") headers.set(name.toLowerCase(), decoded(value));
  }
  for (const pair of named) {
    const [, name = "", variable = ""] = /^([!#$%&'*+.^_`|~\w-]+)=([A-Za-z_]\w*)$/.exec(pair) ?? [];
    const value = environment[variable] ?? "";
    if (name === "" || value === "") throw wrongHeader(name, variable);
    headers.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(headers);
}

/** Values are percent-encoded as in W3C baggage; one that is not is taken as it stands. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

function wrongHeader(name: string, variable: string): UserError {
  return name === ""
    ? new UserError(
        "EXPORT_HEADER_INVALID",
        "A `--header` is not a header's name, `=` and the name of an environment variable.",
        "Write `--header authorization=MY_VARIABLE`, and put the value into MY_VARIABLE: a key on the command line is seen by all.",
      )
    : new UserError(
        "EXPORT_HEADER_EMPTY",
        `\`--header ${name}\` takes its value from ${variable}, which is not set.`,
        `Set ${variable}, or name another variable.`,
      );
}
