import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AnsweredQuestion } from "../../ports/verdict-cache.ts";
import { mostVerdictBytes, verdictsFile } from "./verdict-files.ts";

const answers = /^[0-9a-f]{64} \{/gm;
/** No answer of a judge is longer. */
const longestLine = 2 * 1024 * 1024;

/**
 * Judges' answers on their way from one job to the next: what was brought, and what was asked since. They are held
 * here, and no file is read a second time: whoever wrote to it meanwhile is believed in nothing.
 */
export class CarriedVerdicts {
  #brought = "";
  #brings = 0;
  readonly #lines = new Map<string, string>();
  #bytes = 0;

  /**
   * Takes what a restore left in the folder, and says how many answers that is. `undefined` where it is no file of its
   * own, or a larger one than is ever kept.
   */
  take(folder: string): number | undefined {
    const text = readPlain(join(folder, verdictsFile));
    if (text === undefined) return undefined;
    this.#brought = text;
    this.#brings = text.match(answers)?.length ?? 0;
    return this.#brings;
  }

  /** Adds an answer that a judge gave just now; more than is ever kept is not taken. */
  add(key: string, { model, json }: Pick<AnsweredQuestion, "model" | "json">): void {
    const line = `${key} ${JSON.stringify({ model, json })}\n`;
    const bytes = Buffer.byteLength(line);
    const instead = Buffer.byteLength(this.#lines.get(key) ?? "");
    if (bytes > longestLine || this.#bytes + bytes - instead > mostVerdictBytes) return;
    this.#bytes += bytes - instead;
    this.#lines.set(key, line);
  }

  /** How many answers were added. */
  get added(): number {
    return this.#lines.size;
  }

  /** Writes all of it into a folder, without the older half where it is too much, and returns a digest of it. */
  write(folder: string): string {
    // The same answers make the same digest, in whichever order they came.
    const lines = [...this.#lines.values()].toSorted().join("");
    let bytes = Buffer.from(`${this.#brought}\n${lines}`);
    if (bytes.length > mostVerdictBytes) {
      const from = Math.max(bytes.length >> 1, bytes.length - mostVerdictBytes);
      bytes = bytes.subarray(bytes.indexOf(10, from) + 1);
    }
    writeFileSync(join(folder, verdictsFile), bytes, { flag: "wx", mode: 0o600 });
    return createHash("sha256").update(bytes).digest("hex");
  }
}

function readPlain(path: string): string | undefined {
  let file: number;
  try {
    // A link is not followed, and nothing that somebody else would have to write is waited for.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile() || stat.size > mostVerdictBytes) return undefined;
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}
