/** What the first bytes of a file say that it is. */
export type TraceKind = "text" | "archive" | "web-page" | "binary";

/** Zip, gzip, 7z, rar, xz, zstandard, bzip2. */
const archiveMarks: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x42, 0x5a, 0x68],
];

/** Where a tar archive says so. */
const tarPlace = 257;

/** Looks at the bytes, whatever the name and the server say. Empty bytes are text. */
export function sniffTrace(bytes: Uint8Array): TraceKind {
  if (archiveMarks.some((mark) => mark.every((byte, index) => bytes[index] === byte)))
    return "archive";
  if (textOf(bytes.subarray(tarPlace, tarPlace + 5)) === "ustar") return "archive";
  const start = textOf(bytes.subarray(0, 1024)).replace(/^\u{feff}|^ï»¿/u, "");
  if (/^\s*(?:<!doctype\s+html|<html|<head|<\?xml)/i.test(start)) return "web-page";
  return bytes.subarray(0, 4096).includes(0) ? "binary" : "text";
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
