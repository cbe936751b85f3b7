import { realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** Whether a folder, or a link to one, is there; one that cannot be looked at is not. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether links on the way to `path` lead out of `folder`; a path that is not there leads nowhere. */
export function leadsOutside(folder: string, path: string): boolean {
  let way: string;
  try {
    way = relative(realpathSync(folder), realpathSync(join(folder, path)));
  } catch {
    return false;
  }
  return isAbsolute(way) || way === ".." || way.startsWith(`..${sep}`);
}
