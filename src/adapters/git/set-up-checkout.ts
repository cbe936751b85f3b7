import { spawn } from "node:child_process";
import { UserError } from "../../core/errors.ts";
import { printable } from "../../core/text/printable.ts";
import type { SetUp } from "../../ports/worktrees.ts";

const tailBytes = 8192;

/**
 * Runs a command in a checkout until it ends; no shell reads it.
 *
 * @throws UserError `SETUP_FAILED` with the end of what it wrote, where it cannot be started or ends with anything
 *   but 0.
 */
export function setUpCheckout(
  root: string,
  { command, environment, signal }: SetUp,
): Promise<void> {
  const [program = "", ...args] = command;
  return new Promise((resolve, reject) => {
    let tail = "";
    const fail = (why: string, cause?: unknown): void => {
      const said = printable(tail.slice(-1000), 600);
      reject(
        new UserError(
          "SETUP_FAILED",
          `\`${command.join(" ")}\` did not make the checkout ready: ${why}${said === "" ? "" : `. It said: ${said}`}`,
          "Mend `agent.setup` in tracegate.yaml, or leave it out to link the dependencies of the working tree.",
          { cause },
        ),
      );
    };
    const child = spawn(program, args, {
      cwd: root,
      env: { ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString("utf8")).slice(-tailBytes);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => fail(error.message, error));
    child.on("close", (code, killedBy) => {
      if (code === 0) resolve();
      else fail(code === null ? `it was ended by ${killedBy}` : `it ended with ${code}`);
    });
  });
}
