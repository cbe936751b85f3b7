import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Absolute path of a chat-log fixture. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/chat-log/${name}`, import.meta.url));
}

/** A chat-log fixture that is one JSON document. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(fixturePath(name), "utf8"));
}
