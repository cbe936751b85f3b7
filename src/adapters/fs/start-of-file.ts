import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** The first bytes of a file as text; "" where there is none, or it is no file. For telling what something is. */
export function startOfFile(path: string, bytes: number): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    // Whoever reads it in earnest says what is wrong.
    return "";
  }
  try {
    if (!fstatSync(file).isFile()) return "";
    const buffer = Buffer.alloc(bytes);
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}
