import { AsyncLocalStorage } from "node:async_hooks";
import { describeThrown } from "../../core/text/describe-thrown.ts";
import { printable } from "../../core/text/printable.ts";

/** Whoever's code broke outside any call that we could have awaited. */
export type Owner = { strayed(reason: string): void };

const owners = new AsyncLocalStorage<Owner>();
let catchers = 0;
/** Two ways out; the second is what the first comes to, and asks no listener. */
const exits = ["exit", "reallyExit"] as const;
let putExitsBack: (() => void) | undefined;

/** Runs an agent's code so that whatever it starts, and breaks later, is known to be the owner's. */
export function runOwned<Result>(owner: Owner, run: () => Result): Result {
  return owners.run(owner, run);
}

/**
 * Keeps an agent that shares our process from ending it: rejections that nobody awaits, exceptions
 * in timers and callbacks, `process.exit()` and `process.reallyExit()` are handed to the owner of the code.
 *
 * Everything that is not an agent's still ends the process, with its stack. Returns the function
 * that puts things back; catching ends with the last of several.
 */
export function catchStrayFailures(): () => void {
  catchers += 1;
  if (catchers === 1) {
    process.on("unhandledRejection", onRejection);
    process.on("uncaughtException", onException);
    putExitsBack = guardExits();
  }
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    catchers -= 1;
    if (catchers > 0) return;
    process.off("unhandledRejection", onRejection);
    process.off("uncaughtException", onException);
    putExitsBack?.();
  };
}

function onRejection(thrown: unknown): void {
  const owner = owners.getStore();
  if (owner !== undefined) {
    owner.strayed(`a promise of the agent was rejected unawaited: ${describeThrown(thrown)}`);
  } else if (process.listenerCount("unhandledRejection") === 1) {
    // As if nobody listened: Node ends the process with this stack.
    throw thrown;
  }
}

function onException(error: unknown): void {
  const owner = owners.getStore();
  if (owner !== undefined) {
    owner.strayed(`the agent threw outside its call: ${describeThrown(error)}`);
  } else if (process.listenerCount("uncaughtException") === 1) {
    throw error;
  }
}

/** Lets only our own code end the process. Returns what puts both ways out back as they were found. */
function guardExits(): () => void {
  const found = exits.map(
    (name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const,
  );
  for (const [name, descriptor] of found) {
    const exitNow: unknown = descriptor?.value;
    if (descriptor === undefined || typeof exitNow !== "function") continue;
    const value = (...code: readonly unknown[]): unknown => {
      const owner = owners.getStore();
      if (owner === undefined) return Reflect.apply(exitNow, process, code);
      const reason = `the agent called process.${name}(${code.map(printableCode).join(", ")})`;
      owner.strayed(reason);
      throw new Error(reason);
    };
    Object.defineProperty(process, name, { ...descriptor, value });
  }
  return () => {
    for (const [name, descriptor] of found) {
      if (descriptor !== undefined) Object.defineProperty(process, name, descriptor);
    }
  };
}

function printableCode(code: unknown): string {
  return typeof code === "number" || typeof code === "string" ? printable(String(code), 20) : "";
}
