import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const example = join(import.meta.dirname, "../../examples/simulated-users");

/** A copy of the gift-card desk with its three kinds of users, all played by scripts; gone after the test. */
export function aSimulatedDesk(): string {
  const root = mkdtempSync(join(tmpdir(), "tracegate-desk-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(example, root, { recursive: true, filter: (path) => !path.includes(".tracegate") });
  return root;
}
