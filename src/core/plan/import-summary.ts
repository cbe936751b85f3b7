import type { Dropped, FoundFormat } from "../trace/import/imported.ts";

/** Version of the JSON that `import --json` prints. */
export const importSchema = "tracegate.import/1";

/** What `import` did. */
export type ImportSummary = {
  readonly schema: typeof importSchema;
  /** The files that were read, and by what the format of each was known. */
  readonly files: readonly { readonly file: string; readonly formats: readonly FoundFormat[] }[];
  /** Files that could not be read at all, or no further. */
  readonly unreadable: readonly {
    readonly file: string;
    readonly code: string;
    readonly message: string;
    readonly fix: string;
  }[];
  readonly sessions: readonly ImportedSession[];
  /** What was replaced before anything was written, by kind. */
  readonly redacted: readonly { readonly kind: string; readonly count: number }[];
  readonly dropped: readonly Dropped[];
  readonly isInterrupted: boolean;
  /** `refused`: nothing was written, since something was dropped and none may be. */
  readonly written: "written" | "dry-run" | "refused";
};

export type ImportedSession = {
  readonly id: string;
  readonly turns: number;
  readonly steps: number;
  /** Name of its file in the folder; absent where nothing was written. */
  readonly name?: string;
  readonly outcome?: "written" | "unchanged" | "beside";
};
