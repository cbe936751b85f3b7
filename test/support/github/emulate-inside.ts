// What `emulate` keeps to itself: the function that answers, and the store that it answers from. Its API for GitHub has neither,
// and without them every request goes over a socket of its own, and no state can be kept. The version is pinned exactly.

import { readFile } from "node:fs/promises";
import { shaped } from "./shaped.ts";

export type Inside = {
  readonly app: { readonly fetch: (request: Request) => Response | Promise<Response> };
  readonly store: {
    readonly snapshot: () => object;
    readonly restore: (snapshot: unknown) => void;
  };
};

type Plugin = {
  register: (app: Inside["app"], store: Inside["store"], webhooks: object, url: string) => void;
};

const folder = new URL("../../../node_modules/emulate/dist/", import.meta.url);
const started = new Map<string, Inside>();
let watched: Promise<void> | undefined;

/** Notes the inside of every GitHub that `emulate` starts from now on. */
export function watchEmulate(): Promise<void> {
  watched ??= watch();
  return watched;
}

/** The inside of the one that was just started there; handed out once. */
export function insideOf(url: string): Inside {
  const inside = started.get(url);
  if (inside === undefined) throw new Error(`emulate started no GitHub at ${url}`);
  started.delete(url);
  return inside;
}

async function watch(): Promise<void> {
  const entry = await readFile(new URL("api.js", folder), "utf8");
  const [, chunk] =
    /import\("\.\/([\w-]+\.js)"\);\s+return \{\s+plugin: mod\.githubPlugin/.exec(entry) ?? [];
  if (chunk === undefined) throw new Error("emulate loads its GitHub in another way than 0.12.2");
  const module: unknown = await import(new URL(chunk, folder).href);
  const plugin = pluginOf(module);
  const register = plugin.register.bind(plugin);
  plugin.register = (app, store, ...others) => {
    const [, url] = others;
    started.set(url, { app, store });
    register(app, store, ...others);
  };
}

function pluginOf(module: unknown): Plugin {
  const { githubPlugin } = shaped<{ readonly githubPlugin?: Plugin }>(module);
  if (githubPlugin === undefined) throw new Error("emulate has no plugin for GitHub");
  return githubPlugin;
}
