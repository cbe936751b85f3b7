import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";

/** Knows the process groups that must not outlive us, whatever ends us. */
export type Watchdog = {
  /**
   * To be in the environment of each process that it watches: one that was started and not yet added when we died is
   * found by it (on Linux), and so is one that made a group of its own.
   */
  readonly mark: Readonly<Record<string, string>>;
  add(group: number): void;
  remove(group: number): void;
  /** Lets it end; it kills what has not been removed. */
  stop(): void;
};

/**
 * Starts a shell that reads which groups there are, and kills them once its standard input ends: after a SIGKILL
 * nobody else can. It leads a group of its own, so that a signal to ours does not reach it.
 *
 * Where there is no `/bin/sh` nothing watches, and an agent learns of our end from its own standard input alone.
 */
export function startWatchdog(): Watchdog {
  const mark = randomBytes(12).toString("hex");
  const child = spawn("/bin/sh", ["-c", script, "watchdog", `TRACEGATE_GUARD=${mark}`], {
    cwd: "/",
    env: { PATH: "/usr/bin:/bin" },
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  child.on("error", () => {}); // No shell: see above.
  child.stdin.on("error", () => {}); // Somebody killed it.
  child.unref();
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  const tell = (line: string): void => {
    if (child.stdin.writable) child.stdin.write(line);
  };
  return {
    mark: { TRACEGATE_GUARD: mark },
    add: (group) => tell(`+ ${group}\n`),
    remove: (group) => tell(`- ${group}\n`),
    stop: () => {
      tell(".\n");
      child.stdin.end();
    },
  };
}

/**
 * Reads `+ group`, `- group`, and `.` where all has ended well. SIGTERM comes first, so that an agent can put things away.
 *
 * Only numbers of ours and the mark reach it.
 */
const script = `
groups=
while read -r sign group; do
  case $sign in
    +) groups="$groups $group" ;;
    -)
      left=
      for one in $groups; do [ "$one" = "$group" ] || left="$left $one"; done
      groups=$left
      ;;
    .) [ -n "$groups" ] || exit 0 ;;
  esac
done
marked() {
  grep -lsF "$1" /proc/[0-9]*/environ | while IFS=/ read -r _ _ one _; do echo "$one"; done
}
for one in $groups; do kill -s TERM -- "-$one"; done
for one in $(marked "$1"); do kill -s TERM "$one"; done
sleep 1
for one in $groups; do kill -s KILL -- "-$one"; done
for one in $(marked "$1"); do kill -s KILL "$one"; done
`;
