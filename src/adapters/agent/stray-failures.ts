import { AsyncLocalStorage } from "node:async_hooks";
import { describeThrown } from "../../core/agent/printable.ts";

/** Whoever's code broke outside any call that we could have awaited. */
export type Owner = { strayed(reason: string): void };

const owners = new AsyncLocalStorage<Owner>();
let catchers = 0;
const processExit = Object.getOwnPropertyDescriptor(process, "exit");
const exitNow = process.exit.bind(process);

/** Runs an agent's code so that whatever it starts, and breaks later, is known to be the owner's. */
export function runOwned<Result>(owner: Owner, run: () => Result): Result {
  return owners.run(owner, run);
}

/**
 * Keeps an agent that shares our process from ending it: rejections that nobody awaits, exceptions
 * in timers and callbacks, and `process.exit()` are handed to the owner of the code.
 *
 * Everything that is not an agent's still ends the process, with its stack. Returns the function
 * that puts things back; catching ends with the last of several.
 */
export function catchStrayFailures(): () => void {
  catchers += 1;
  if (catchers === 1) {
    process.on("unhandledRejection", onRejection);
    process.on("uncaughtException", onException);
    process.exit = exitUnlessOwned;
  }
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    catchers -= 1;
    if (catchers > 0) return;
    process.off("unhandledRejection", onRejection);
    process.off("uncaughtException", onException);
    if (processExit !== undefined && process.exit === exitUnlessOwned) {
      Object.defineProperty(process, "exit", processExit);
    }
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

function exitUnlessOwned(code?: number | string | null): never {
  const owner = owners.getStore();
  if (owner === undefined) return exitNow(code);
  const reason = `the agent called process.exit(${code ?? ""})`;
  owner.strayed(reason);
  throw new Error(reason);
}
