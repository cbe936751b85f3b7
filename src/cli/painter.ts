import pc from "picocolors";
import type { Painter } from "../core/report/terminal/terminal-summary.ts";
import { type CliIo, mayColour } from "./io.ts";

/** Colours for standard output, or none where none are wanted. */
export function painterFor(options: { readonly color: boolean }, io: CliIo): Painter {
  return pc.createColors(options.color && mayColour(io.stdout, io.env));
}
