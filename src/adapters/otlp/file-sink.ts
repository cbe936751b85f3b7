import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { UserError } from "../../core/errors.ts";
import type { OtlpTraces } from "../../core/trace/export/otlp-json.ts";
import type { TraceSink } from "../../ports/trace-sink.ts";

/**
 * Writes OTLP as JSON Lines, one session a line, as the OpenTelemetry Collector's file exporter does. The file stands
 * under its name once it is whole; one that was there is replaced.
 *
 * @param path absolute.
 */
export function fileSink(path: string): TraceSink {
  const draft = `${path}.${process.pid}.partial`;
  let file: number | undefined;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return {
    write: async (traces) => {
      attempt(() => {
        file ??= openSync(draft, "w");
        writeSync(file, traceLine(traces));
      });
    },
    end: async () => {
      attempt(() => {
        close();
        renameSync(draft, path);
      });
      return { rejected: 0, reasons: [] };
    },
    discard: () => {
      close();
      rmSync(draft, { force: true });
    },
  };
}

/** Writes OTLP as JSON Lines to a stream that nobody takes back. */
export function textSink(write: (text: string) => unknown): TraceSink {
  return {
    write: async (traces) => {
      write(traceLine(traces));
    },
    end: async () => ({ rejected: 0, reasons: [] }),
    discard: () => {},
  };
}

function traceLine(traces: OtlpTraces): string {
  return `${JSON.stringify(traces)}\n`;
}

function unwritable(path: string, cause: unknown): UserError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UserError(
    "EXPORT_UNWRITABLE",
    `The spans cannot be written to ${path}: ${why}`,
    "Name a file in a folder that can be written with `--out`.",
    { cause },
  );
}
