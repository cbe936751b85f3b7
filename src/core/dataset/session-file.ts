import { parseJsonText } from "../trace/json.ts";
import type { Session } from "../trace/session.ts";
import { sessionSchema } from "../trace/session-schema.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import { unreadableProblem } from "../yaml/source-file.ts";

/** A recorded session that is larger holds things that no replay needs. */
export const maxSessionBytes = 16 * 1024 * 1024;

export type SessionReading =
  | { readonly kind: "session"; readonly session: Session }
  | {
      readonly kind: "wrong";
      readonly code: string;
      readonly message: string;
      readonly expected: string;
    };

/** Reads a file of a dataset's `sessions/`: a session as the journal keeps it, alone in one JSON document. */
export function readSessionFile(source: SourceFile): SessionReading {
  if (source.kind === "unreadable") {
    const { reason, path } = source;
    if (reason === "too-large") {
      return {
        kind: "wrong",
        code: "SESSION_TOO_LARGE",
        message: `\`${path}\` is larger than ${maxSessionBytes / 1024 / 1024} MB`,
        expected: "one session, without what no tool call and no reply holds",
      };
    }
    const { code, message, expected } = unreadableProblem(source);
    return {
      kind: "wrong",
      code: reason === "missing" ? "SESSION_MISSING" : code,
      message: `\`${path}\`: ${message}`,
      expected: expected ?? "a file that can be read",
    };
  }
  const { path, text } = source;
  const expected =
    'one session as JSON: `{ "id": …, "turns": [ … ] }`, such as a journal\'s line holds under `session`';
  let json: unknown;
  try {
    json = parseJsonText(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { kind: "wrong", code: "SESSION_NOT_JSON", message: `\`${path}\` is no JSON`, expected };
  }
  const parsed = sessionSchema.safeParse(json, { jitless: true });
  if (parsed.success) return { kind: "session", session: parsed.data };
  const [issue] = parsed.error.issues;
  const place = (issue?.path ?? []).join("/");
  return {
    kind: "wrong",
    code: "SESSION_INVALID",
    message: `\`${path}\` is no session: ${place === "" ? "" : `\`/${place}\`: `}${issue?.message ?? "it has another shape"}`,
    expected,
  };
}
