import { isAbsolute, relative } from "node:path";
import type { ActionCommand } from "./commands.ts";

export type AnnotationLevel = "error" | "warning" | "notice";
export type Annotation = {
  readonly level: AnnotationLevel;
  /** Masked, and cut after 4,096 characters. */
  readonly message: string;
  readonly title?: string;
  /** Relative to the workspace where it lies inside. */
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
};

/** The runner sends no more than this many of each level on from one step. */
export const keptPerLevel = 10;
export const messageLimit = 4096;

function numberIn(properties: Readonly<Record<string, string>>, key: string): number | undefined {
  const text = properties[key];
  return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
}

type Place = Pick<Annotation, "line" | "endLine" | "col" | "endColumn">;

/** Lines and columns that contradict each other are dropped, as in `ValidateLinesAndColumns`. */
function placeOf(properties: Readonly<Record<string, string>>): Place {
  const endLine = numberIn(properties, "endLine");
  const line = numberIn(properties, "line") ?? endLine;
  const endColumn = numberIn(properties, "endColumn");
  const col = numberIn(properties, "col") ?? endColumn;
  const spansLines = endLine !== undefined && line !== endLine;
  const isBackwards = endColumn !== undefined && col !== undefined && endColumn < col;
  const hasColumns = line !== undefined && !spansLines && !isBackwards;
  const hasLines = line !== undefined && (endLine === undefined || endLine >= line);
  return {
    ...(hasLines ? { line, ...(endLine === undefined ? {} : { endLine }) } : {}),
    ...(hasColumns && col !== undefined ? { col } : {}),
    ...(hasColumns && endColumn !== undefined ? { endColumn } : {}),
  };
}

/** What an `error`, `warning` or `notice` command points at. */
export function annotationPlace(
  { properties }: ActionCommand,
  workspace: string,
): Omit<Annotation, "level" | "message"> {
  const { file, title } = properties;
  const inside = file === undefined || !isAbsolute(file) ? file : relative(workspace, file);
  return {
    ...(title === undefined || title === "" ? {} : { title }),
    ...(inside === undefined || inside === ""
      ? {}
      : { file: inside.startsWith("..") ? file : inside }),
    ...placeOf(properties),
  };
}
