import type { Problem } from "../errors.ts";
import { fileTooLarge } from "./parse-yaml.ts";

/** One file as it came from the disk: its text, or why there is none. Paths are relative to the project root, with `/`. */
export type SourceFile =
  | { readonly kind: "text"; readonly path: string; readonly text: string }
  | {
      readonly kind: "unreadable";
      readonly path: string;
      readonly reason: UnreadableReason;
      /** The system's own code for it, such as `EIO`. */
      readonly detail?: string;
    };

export type UnreadableFile = Extract<SourceFile, { kind: "unreadable" }>;

export type UnreadableReason =
  | "missing"
  | "too-large"
  | "not-utf8"
  | "not-a-file"
  | "not-a-folder"
  | "leaves-project"
  | "linked-folder"
  | "denied"
  | "too-many-files"
  | "nested-too-deep";

/** More files than this in one folder are a mistake, such as a folder that holds something else. */
export const maxProjectFiles = 20_000;

/** Says what is wrong with a file or folder that could not be read, and what to do. */
export function unreadableProblem({ path, reason, detail }: UnreadableFile): Problem {
  if (reason === "too-large") return fileTooLarge(path);
  const [code, message, expected] = texts[reason];
  const why = detail === undefined ? "" : ` (${detail})`;
  return { code, file: path, message: `${message}${why}`, expected };
}

type Text = readonly [code: string, message: string, expected: string];

const texts: Readonly<Record<Exclude<UnreadableReason, "too-large">, Text>> = {
  missing: ["FILE_MISSING", "there is no such file or folder", "a file or folder of this name"],
  "not-utf8": ["FILE_NOT_UTF8", "the file is not valid UTF-8", "text saved as UTF-8"],
  "not-a-file": ["FILE_UNREADABLE", "this is not a regular file", "a YAML file of this name"],
  "not-a-folder": ["FILE_UNREADABLE", "this is not a folder", "a folder of this name"],
  "leaves-project": [
    "FILE_OUTSIDE",
    "this leads out of the project",
    "the file itself: what counts must stand in the repository that is reviewed",
  ],
  "linked-folder": [
    "FILE_UNREADABLE",
    "a symbolic link to a folder is not followed",
    "the folder itself",
  ],
  denied: ["FILE_UNREADABLE", "it cannot be read", "a file or folder that this user may read"],
  "too-many-files": [
    "TOO_MANY_FILES",
    `the folder holds more than ${maxProjectFiles} files`,
    "a folder of its own for the dataset or the evaluators, or several datasets",
  ],
  "nested-too-deep": [
    "FILE_UNREADABLE",
    "the folder is nested too deep to be read",
    "cases, scenarios and evaluators in the folders that are made for them",
  ],
};
