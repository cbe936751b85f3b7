import { execFile } from "node:child_process";
import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Agent } from "../../core/agent/agent.ts";
import { UserError } from "../../core/errors.ts";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import { printable } from "../../core/text/printable.ts";
import { type Owner, runOwned } from "./stray-failures.ts";

const shape = "export const agent = async (message, ctx) => `You said: ${message}`;";

/**
 * Imports the user's file and finds the agent in it: the export `agent`, else the default export.
 *
 * @throws UserError that names the file, what is wrong with it, and the fix.
 */
export async function loadAgentModule(
  root: string,
  file: string,
  options: { readonly owner: Owner; readonly timeoutMs: number },
): Promise<Agent> {
  const path = findModule(root, file);
  const exports = await importModule(root, file, { ...options, path });
  for (const name of ["agent", "default"]) {
    const candidate = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (isAgent(candidate)) return candidate;
  }
  const names = Object.keys(exports)
    .toSorted()
    .map((name) => `${printable(name, 40)} (${typeof exports[name]})`);
  throw new UserError(
    "AGENT_MODULE_EXPORT",
    `${file}: it exports no function named \`agent\`; ${names.length === 0 ? "it exports nothing" : `it exports ${names.join(", ")}`}.`,
    `Export the agent: ${shape}`,
  );
}

/**
 * The real path of an agent's file; following symbolic links may not lead out of the project either.
 *
 * @throws UserError where there is none, or it lies outside of the project.
 */
export function findModule(root: string, file: string): string {
  const realRoot = realpathSync(root);
  const path = resolve(realRoot, file);
  if (!isInside(realRoot, path)) throw outside(file);
  let realFile: string;
  try {
    realFile = realpathSync(path);
    if (!statSync(realFile).isFile()) throw new Error("it is not a file");
  } catch (cause) {
    throw new UserError(
      "AGENT_MODULE_MISSING",
      `${file}: there is no such file to load the agent from.`,
      "Set `agent.module` in tracegate.yaml to the agent's file, relative to the project root.",
      { cause },
    );
  }
  if (!isInside(realRoot, realFile)) throw outside(file);
  return realFile;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(file: string): UserError {
  return new UserError(
    "AGENT_MODULE_OUTSIDE",
    `${file}: the agent's file is outside the project.`,
    "Set `agent.module` to a file below the folder of tracegate.yaml; symbolic links may not leave it.",
  );
}

async function importModule(
  root: string,
  file: string,
  options: { readonly path: string; readonly owner: Owner; readonly timeoutMs: number },
): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(options.path).href;
  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new UserError(
          "AGENT_MODULE_HANGS",
          `${file}: importing it takes longer than ${options.timeoutMs / 1000} s.`,
          "Look for a top-level `await` that never settles; connect to services inside `agent`.",
        ),
      );
    }, options.timeoutMs);
  });
  try {
    return await Promise.race([
      runOwned<Promise<Record<string, unknown>>>(
        options.owner,
        () => import(/* @vite-ignore */ url),
      ),
      timeOut,
    ]);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw await explainImport(cause, { root, file, path: options.path });
  } finally {
    clearTimeout(timer);
  }
}

async function explainImport(
  cause: unknown,
  at: { readonly root: string; readonly file: string; readonly path: string },
): Promise<UserError> {
  const what = describeThrown(cause);
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ERR_MODULE_NOT_FOUND") {
    return new UserError(
      "AGENT_MODULE_BROKEN",
      `${at.file}: it imports something that is not there: ${what}`,
      "Install the project's dependencies, and write relative imports with their file extension.",
      { cause },
    );
  }
  if (code === "ERR_UNKNOWN_FILE_EXTENSION" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return new UserError(
      "AGENT_MODULE_BROKEN",
      `${at.file}: Node cannot run it as it is: ${what}`,
      "Node strips types and does no more: no .tsx, enums, namespaces or parameter properties. Point `agent.module` at compiled JavaScript where you need them.",
      { cause },
    );
  }
  if (cause instanceof SyntaxError) {
    const place = (await findSyntaxError(cause, at)) ?? `${at.file}, or a file that it imports`;
    return new UserError(
      "AGENT_MODULE_BROKEN",
      `${place}: ${what}`,
      "Mend the syntax; `node --check` on the file shows the place.",
      { cause },
    );
  }
  return new UserError(
    "AGENT_MODULE_BROKEN",
    `${at.file}: it threw when it was imported: ${what}`,
    "Make the file importable without side effects that can fail; do such work inside `agent`.",
    { cause },
  );
}

/**
 * File and line of a syntax error. Node puts them on the first line of the stack for TypeScript; for
 * JavaScript it prints them and does not tell, so Node is asked to check the file, without running it.
 */
async function findSyntaxError(
  error: SyntaxError,
  at: { readonly root: string; readonly file: string; readonly path: string },
): Promise<string | undefined> {
  const told = error.stack ?? "";
  const report = placePattern.test(told) ? told : await checkSyntax(at.path);
  const [, where, line] = placePattern.exec(report) ?? [];
  if (where === undefined) return undefined;
  const path = where.startsWith("file:") ? fileURLToPath(where) : where;
  return `${path === at.path ? at.file : relative(at.root, path)}:${line}`;
}

const placePattern = /^(file:\/\/\S+|\/.+):(\d+)\n/;

function checkSyntax(path: string): Promise<string> {
  return new Promise((tell) => {
    execFile(process.execPath, ["--check", path], { env: {}, timeout: 5000 }, (_, __, stderr) =>
      tell(stderr),
    );
  });
}

function isAgent(value: unknown): value is Agent {
  return typeof value === "function";
}
