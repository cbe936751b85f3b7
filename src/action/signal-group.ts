import type { ChildProcess } from "node:child_process";

/** Sends a signal to a process that leads a group, and to all of the group; to the process alone on Windows. */
export function signalGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // Nobody is left, or only what has ended already.
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
