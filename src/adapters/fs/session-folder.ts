import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { Session } from "../../core/trace/session.ts";
import { sessionFileName, shortDigest } from "../../core/trace/session-file-name.ts";
import type { SessionStore, WrittenSession } from "../../ports/session-store.ts";

export type SessionFolderOptions = {
  /** Whether nothing is seen in the folder before it is committed. */
  readonly holdsBack: boolean;
  /** Whether git is to leave the folder alone, where it has to be made. */
  readonly isIgnored: boolean;
};

/** A folder of session files, one `<id>.json` each. It is made with the first session. */
export function sessionFolder(folder: string, options: SessionFolderOptions): SessionStore {
  return new SessionFolder(folder, options);
}

/** Another name for a session whose own name another one has. */
function besideName(own: string, text: string, attempt: number): string {
  return `${own}.${shortDigest(text)}${attempt === 2 ? "" : `-${attempt}`}`;
}

class SessionFolder implements SessionStore {
  readonly #folder: string;
  readonly #holdsBack: boolean;
  readonly #isIgnored: boolean;
  /** Where files are written before they are renamed. */
  #draft: string | undefined;
  /** What is held back, by name without regard to case: some file systems have none. */
  readonly #held = new Map<string, { readonly name: string; readonly digest: string }>();

  constructor(folder: string, { holdsBack, isIgnored }: SessionFolderOptions) {
    this.#folder = folder;
    this.#holdsBack = holdsBack;
    this.#isIgnored = isIgnored;
  }

  write(session: Session): WrittenSession {
    const text = `${JSON.stringify(session, undefined, 2)}\n`;
    const own = sessionFileName(session.id);
    for (let attempt = 1; ; attempt++) {
      const name = `${attempt === 1 ? own : besideName(own, text, attempt)}.json`;
      const there = this.#attempt(() => this.#contentOf(name, text));
      if (there === "other") continue;
      const outcome = attempt === 1 ? "written" : "beside";
      if (there === "same") return { name, outcome: "unchanged" };
      this.#attempt(() => this.#put(name, text));
      return { name, outcome };
    }
  }

  commit(): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    this.#attempt(() => {
      for (const { name } of this.#held.values()) {
        renameSync(join(draft, name), join(this.#folder, name));
      }
    });
    this.#held.clear();
    this.discard();
  }

  discard(): void {
    if (this.#draft !== undefined) rmSync(this.#draft, { recursive: true, force: true });
    this.#draft = undefined;
    this.#held.clear();
  }

  #put(name: string, text: string): void {
    if (this.#draft === undefined) {
      const made = mkdirSync(this.#folder, { recursive: true });
      if (made !== undefined && this.#isIgnored) {
        writeFileSync(join(this.#folder, ".gitignore"), "*\n");
      }
      this.#draft = mkdtempSync(join(this.#folder, ".import-"));
    }
    const path = join(this.#draft, name);
    writeFileSync(path, text);
    if (this.#holdsBack) {
      this.#held.set(name.toLowerCase(), { name, digest: shortDigest(text) });
    } else renameSync(path, join(this.#folder, name));
  }

  #contentOf(name: string, text: string): "none" | "same" | "other" {
    const held = this.#held.get(name.toLowerCase());
    if (held !== undefined) return held.digest === shortDigest(text) ? "same" : "other";
    const path = join(this.#folder, name);
    const facts = lstatSync(path, { throwIfNoEntry: false });
    if (facts === undefined) return "none";
    // A link or a folder is nobody's session, and is not followed.
    if (!facts.isFile()) return "other";
    return readFileSync(path, "utf8") === text ? "same" : "other";
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new UserError(
        "SESSIONS_UNWRITABLE",
        `Sessions cannot be written to ${this.#folder}: ${why}`,
        "Name a folder that can be written with `--out`.",
        { cause },
      );
    }
  }
}
