import { chatLogFiles } from "../adapters/fs/read-sessions.ts";
import type { SessionSource } from "../ports/session-source.ts";

/** Sessions in files of foreign formats, with paths seen from `folder`. */
export function composeSessionSource(folder: string): SessionSource {
  return chatLogFiles(folder);
}
