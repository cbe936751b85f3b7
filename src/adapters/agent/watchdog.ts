import { spawn } from "node:child_process";

/** Knows the process groups that must not outlive us, whatever ends us. */
export type Watchdog = {
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
  const child = spawn("/bin/sh", ["-c", script], {
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
    add: (group) => tell(`+ ${group}\n`),
    remove: (group) => tell(`- ${group}\n`),
    stop: () => child.stdin.end(),
  };
}

/** Only numbers of ours reach it. SIGTERM first, so that an agent can put things away. */
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
  esac
done
[ -n "$groups" ] || exit 0
for one in $groups; do kill -s TERM -- "-$one"; done
sleep 1
for one in $groups; do kill -s KILL -- "-$one"; done
`;
