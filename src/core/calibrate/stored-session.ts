import type { Problem } from "../errors.ts";
import { parseJsonText } from "../trace/json.ts";
import type { Session } from "../trace/session.ts";
import { sessionSchema } from "../trace/session-schema.ts";

/** Largest session that a dataset holds, in bytes. */
export const maxSessionBytes = 8 * 1024 * 1024;

export type StoredSession =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "problem"; readonly problem: Problem };

/** Reads `datasets/<name>/sessions/<id>.json`: one session in our own form. */
export function parseStoredSession(file: string, text: string): StoredSession {
  let value: unknown;
  try {
    value = parseJsonText(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return refuse(file, "the file is no JSON", "");
  }
  const parsed = sessionSchema.safeParse(value);
  if (parsed.success) return { kind: "session", session: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse(
    file,
    `the file is no session: ${issue?.message ?? "unknown"}`,
    issue?.path.join(".") ?? "",
  );
}

function refuse(file: string, message: string, path: string): StoredSession {
  return {
    kind: "problem",
    problem: {
      code: "SESSION_INVALID",
      file,
      path,
      message,
      expected: "a session as `tracegate label --import` and the proposals write it",
    },
  };
}
