import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder of this test run, for what is built once and used by many tests. */
    readonly builtFolder: string;
  }
}

/** Before all tests: a folder that is gone after them. What goes into it is built by whoever needs it first. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-built-"));
  project.provide("builtFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
