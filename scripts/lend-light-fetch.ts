import { resolve } from "node:path";
import type { Plugin } from "rolldown";

const library = /node_modules\/openai\/.*\.mjs$/;
const uses = /\b(?:Headers|Response|FormData)\b/;

/** It looks at each type of a list by its name, which loads Node's `fetch` too. */
const looksByName =
  /\s*'Headers',\s*\]\) \{\s*const descriptor = Object\.getOwnPropertyDescriptor\(globalThis, name\);/;

/**
 * The `openai` library takes its `Headers` and `Response` from our own module instead of from Node, which would load its
 * whole `fetch` for them. Our own `fetch` is the only one that it is given.
 */
export function lendLightFetch(root: string): Plugin {
  const light = JSON.stringify(resolve(root, "src/adapters/llm/light-fetch.ts"));
  return {
    name: "lend-light-fetch",
    transform: {
      filter: { id: library },
      handler(code, id) {
        if (!uses.test(code)) return undefined;
        const looks = id.endsWith("/lib/EventStream.mjs");
        if (looks && !looksByName.test(code)) this.error(`${id} looks at other types by name now`);
        const calm = looks
          ? code.replace(looksByName, (text) => text.replace("'Headers',", ""))
          : code;
        // No question is a form: it has to be something that nothing is an instance of.
        return `import { Headers, Response } from ${light};\nclass FormData {}\n${calm}`;
      },
    },
  };
}
