import { secretlintRedactor } from "../../src/adapters/redactor/secretlint-redactor.ts";
import type { TriageRequest } from "../../src/app/triage/triage-sessions.ts";
import { redactionConfig } from "../../src/core/config/redaction-config.ts";
import type { Session } from "../../src/core/trace/session.ts";
import type { Redactor, TextRedactor } from "../../src/ports/redactor.ts";
import type { SessionSource } from "../../src/ports/session-source.ts";

/** The redactor that a project has which says nothing of redaction. */
function usualRedactor(): Redactor & TextRedactor {
  return secretlintRedactor({ ...redactionConfig.parse({}), key: new Uint8Array(32) });
}

/** Sessions that stand in one file. */
export function sourceOf(sessions: readonly Session[], file = "sessions.json"): SessionSource {
  return {
    // biome-ignore lint/suspicious/useAwait: a source is asynchronous whatever it reads from.
    read: async function* () {
      for (const session of sessions) yield { kind: "session", session, file };
    },
  };
}

/** A triage of sessions without a project. */
export function triageOf(source: SessionSource, more: Partial<TriageRequest> = {}): TriageRequest {
  return {
    files: ["sessions.json"],
    source,
    redactor: usualRedactor(),
    floors: new Map(),
    known: [],
    cases: [],
    clustering: {},
    signal: new AbortController().signal,
    ...more,
  };
}
