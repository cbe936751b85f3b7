import { type ReadOptions, sessionFiles } from "../adapters/fs/read-sessions.ts";
import type { SessionSource } from "../ports/session-source.ts";

/** Sessions in files of importable formats, with paths seen from `folder`. */
export function composeSessionSource(folder: string, options: ReadOptions): SessionSource {
  return sessionFiles(folder, options);
}
