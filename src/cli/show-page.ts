import { relative } from "node:path";
import { openPage } from "../compose/compose-pages.ts";
import type { CliIo } from "./io.ts";

/** Says where a page was written, and opens it where that is asked for and somebody is there to look. */
export async function showPage(path: string, isOpened: boolean, io: CliIo): Promise<void> {
  io.stdout.write(`${shownPath(path, io)}\n`);
  if (!isOpened) return;
  if (isOnCi(io)) io.stderr.write("On CI no browser is opened.\n");
  else await openPage(path);
}

/** As short as it can be typed from here. */
export function shownPath(path: string, { cwd }: CliIo): string {
  const way = relative(cwd, path);
  return way === "" || way.startsWith("..") ? path : way;
}

function isOnCi({ env }: CliIo): boolean {
  const { CI: ci = "" } = env;
  return ci !== "" && ci !== "0" && ci !== "false";
}
