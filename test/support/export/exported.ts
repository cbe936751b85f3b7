import { readFileSync } from "node:fs";
import { exportSession } from "../../../src/core/trace/export/export-session.ts";
import { OtlpReader } from "../../../src/core/trace/import/otlp/otlp-reader.ts";
import type { Session } from "../../../src/core/trace/session.ts";

/** When sessions without times are said to have begun, in tests. */
export const fallbackMs = Date.UTC(2027, 0, 15);

/** A session that was exported, written as text, and imported again, and what was dropped on the way. */
export function thereAndBack(session: Session): {
  readonly sessions: readonly Session[];
  readonly dropped: readonly string[];
} {
  const reader = new OtlpReader("export.jsonl");
  const document: unknown = JSON.parse(JSON.stringify(exportSession(session, { fallbackMs })));
  const early = reader.add(document, { path: "" });
  const sessions = [...early, ...reader.end()];
  return { sessions, dropped: reader.dropped().map(({ reason }) => reason) };
}

/** A JSON Schema of the GenAI conventions among the real data; absent where there is none. */
export function genAiSchema(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(`../shared/data/otel-spec/schemas/gen-ai-${name}.json`, "utf8"));
}
