import { statSync } from "node:fs";

/** Whether a folder, or a link to one, is there; one that cannot be looked at is not. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
