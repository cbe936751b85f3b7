/**
 * Makes every way out of this process end with the code that `codeNow` tells, and returns the way out that no
 * listener of an agent is asked about.
 *
 * An agent of `runner: module` shares the process. Its `exit` listeners may set `process.exitCode` or call
 * `process.exit(0)` after ours have run, and `process.reallyExit(0)` asks nobody. To be called before any agent is
 * loaded.
 */
export function holdExitCode(codeNow: () => number): () => void {
  const reallyExit = methodOf("reallyExit");
  const emit = methodOf("emit");
  const leave = (): void => {
    reallyExit.call(process, codeNow());
  };
  replace("reallyExit", leave);
  // Node reads `process.exitCode` again once all listeners of `exit` are done, whoever came last.
  replace("emit", (...event: readonly unknown[]): unknown => {
    try {
      return Reflect.apply(emit, process, event);
    } finally {
      if (event[0] === "exit") process.exitCode = codeNow();
    }
  });
  return leave;
}

type Method = (...args: readonly unknown[]) => unknown;

function methodOf(name: "reallyExit" | "emit"): Method {
  const method: unknown = Reflect.get(process, name);
  if (!isMethod(method)) throw new Error(`this Node has no process.${name}`);
  return method;
}

function isMethod(value: unknown): value is Method {
  return typeof value === "function";
}

/** It stays replaceable: while agents run, `reallyExit` has to tell theirs from ours. */
function replace(name: "reallyExit" | "emit", value: Method): void {
  Object.defineProperty(process, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
