import { restoreCache, saveCache } from "@actions/cache";
import { verdictsFile } from "./verdict-files.ts";

/** What is asked of the cache of GitHub Actions, for a file of judges' answers. */
export type ActionsCacheRequest = {
  readonly act: "restore" | "save";
  /** Holds the file, or will: absolute, without links, this process's working folder, and nobody else's. */
  readonly folder: string;
  /** The whole key to save under; of a restore, what is looked for first, whole or as the start of a key. */
  readonly key: string;
  /** Starts of keys that a restore looks for next, in this order; of those that fit, the newest is taken. */
  readonly restoreKeys?: readonly string[];
  /** What the runner gives a job to speak to its cache with (`ACTIONS_…`). */
  readonly runtime: Readonly<Record<string, string>>;
};

export type ActionsCacheAnswer =
  /** The file is there now, on this machine or in the cache. */
  | { readonly kind: "done" }
  /** The cache has none; of a save: somebody else has put the same there. */
  | { readonly kind: "nothing" }
  | { readonly kind: "failed"; readonly why: string };

/**
 * Restores or saves the file with the library of GitHub's own actions. For a process that does nothing else: its
 * environment and its standard output are the library's, which writes to it what a runner would obey.
 *
 * An archive is unpacked by `tar` with absolute names allowed. What has a path in its name is left out, so that
 * nothing is written but into `folder`; that holds for GNU's `tar`, which the runners of GitHub have.
 */
export async function askActionsCache({
  act,
  folder,
  key,
  restoreKeys = [],
  runtime,
}: ActionsCacheRequest): Promise<ActionsCacheAnswer> {
  prepareEnvironment(folder, runtime);
  const linesSaid = listen();
  try {
    if (act === "restore") {
      const found = await restoreCache([verdictsFile], key, [...restoreKeys]);
      if (found !== undefined) return { kind: "done" };
      return failureIn(linesSaid()) ?? { kind: "nothing" };
    }
    const id = await saveCache([verdictsFile], key);
    return id === -1 ? unsaved(linesSaid()) : { kind: "done" };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** What `tar` and `zstd` are started with holds no token: who starts them copies only what can be listed. */
function prepareEnvironment(folder: string, runtime: ActionsCacheRequest["runtime"]): void {
  const own = {
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    TAR_OPTIONS: "--exclude=*/* --exclude=..",
  };
  if (process.platform === "win32") {
    // Names are the same there in any case, which no other object knows; nobody reads what a process was started with.
    Object.assign(process.env, own, runtime);
    return;
  }
  const environment: NodeJS.ProcessEnv = { ...process.env, ...own };
  for (const [name, value] of Object.entries(runtime))
    Object.defineProperty(environment, name, { value, enumerable: false });
  process.env = environment;
}

/** From now on nothing is printed; returns how to get the lines that would have been. */
function listen(): () => readonly string[] {
  let text = "";
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  return () => text.split(/\r?\n/);
}

const warned = /^::(?:warning|error)(?: [^:]*)?::(.*)$/;
const skipped = /^(Cache (?:restore|save) skipped: .*)$/;
/** The library says no more of a key that it did not get than this, whatever the reason. */
const unreserved = /^::debug::Failed to reserve cache: (.*)$/;

/** A key is made of what is kept under it, so where it is taken, the same is there. */
function unsaved(lines: readonly string[]): ActionsCacheAnswer {
  const why = firstOf(lines, unreserved);
  if (why !== undefined && /\(409\)|already exists/i.test(why)) return { kind: "nothing" };
  return failureIn(lines) ?? failed(why ?? "it gave no reason");
}

function failureIn(lines: readonly string[]): ActionsCacheAnswer | undefined {
  const why = firstOf(lines, warned) ?? firstOf(lines, skipped);
  return why === undefined ? undefined : failed(why);
}

function firstOf(lines: readonly string[], wanted: RegExp): string | undefined {
  for (const line of lines) {
    const [, text] = wanted.exec(line) ?? [];
    if (text !== undefined) return text;
  }
  return undefined;
}

/** An address may be signed: whoever reads it may read or write what is there. */
function failed(why: string): ActionsCacheAnswer {
  const text = why.replaceAll("%0D", " ").replaceAll("%0A", " ").replaceAll("%25", "%");
  return { kind: "failed", why: text.replace(/\bhttps?:\/\/\S+/gi, "(an address)").slice(0, 1000) };
}
