import type { Logger } from "probot";
import { terminalText } from "../core/report/wording.ts";

/** As much of a logger as Probot calls. */
type Level = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

/**
 * A log that never writes what an event holds: issues may show secrets, and Probot's own log prints the whole payload with
 * every error.
 *
 * @param write one line a call, without its end.
 */
export function probotLog(write: (line: string) => void): Logger {
  const say =
    (level: Level) =>
    (...said: readonly unknown[]): void => {
      const text = said.map(describe).filter((part) => part !== "");
      if (text.length > 0) write(terminalText(`${level}: ${text.join(" ")}`, 1_000));
    };
  const log = {
    level: "warn",
    trace: silent,
    debug: silent,
    info: silent,
    warn: say("warn"),
    error: say("error"),
    fatal: say("fatal"),
    child: () => log,
  };
  // Pino's type has two dozen members more, which Probot does not touch.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return log as unknown as Logger;
}

function silent(): void {}

/** Of an error what went wrong and where in our code, and of any other object nothing. */
function describe(said: unknown): string {
  if (typeof said === "string") return said;
  if (said instanceof AggregateError) return said.errors.map(describe).join("; ");
  if (said instanceof Error) return `${said.name}: ${said.message}`;
  if (typeof said === "object" && said !== null && "err" in said) return describe(said.err);
  return "";
}
