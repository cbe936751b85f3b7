import { type ReadOptions, sessionFiles } from "../adapters/fs/read-sessions.ts";
import { type SessionFolderOptions, sessionFolder } from "../adapters/fs/session-folder.ts";
import type { SessionSource } from "../ports/session-source.ts";
import type { SessionStore } from "../ports/session-store.ts";

/** Sessions in files of importable formats, with paths seen from `folder`. */
export function composeSessionSource(folder: string, options: ReadOptions): SessionSource {
  return sessionFiles(folder, options);
}

/** The folder that sessions are written to. */
export function composeSessionStore(folder: string, options: SessionFolderOptions): SessionStore {
  return sessionFolder(folder, options);
}
