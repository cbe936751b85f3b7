import { startWatchdog } from "./watchdog.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Process groups that must not outlive us. */
export type ExitWatch = {
  /** To be in the environment of every process that is added. */
  readonly mark: Readonly<Record<string, string>>;
  add(group: number): void;
  remove(group: number): void;
  /** Stops watching; kills nothing. */
  stop(): void;
};

/**
 * Kills the added process groups on every way out that lets us act: exit, a crash, a signal.
 *
 * A signal that somebody else listens to is left to them: they close the runner or exit. After SIGKILL we cannot act:
 * then a watchdog does, within two seconds.
 */
export function watchExits(): ExitWatch {
  const groups = new Set<number>();
  // Before the first agent: else nobody would be there to end it.
  const watchdog = startWatchdog();
  const killAll = (): void => {
    for (const group of groups) signalGroup(group, "SIGKILL");
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    killAll();
    process.off(signal, onSignal);
    process.kill(process.pid, signal);
  };
  process.on("exit", killAll);
  for (const signal of signals) process.on(signal, onSignal);
  return {
    mark: watchdog.mark,
    add: (group) => {
      groups.add(group);
      watchdog.add(group);
    },
    remove: (group) => {
      groups.delete(group);
      watchdog.remove(group);
    },
    stop: () => {
      watchdog.stop();
      process.off("exit", killAll);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

/** Signals a whole process group; a group that is gone is what was wanted. */
export function signalGroup(group: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // macOS answers EPERM for a group of which only zombies are left.
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
