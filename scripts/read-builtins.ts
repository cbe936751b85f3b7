import type { Plugin } from "rolldown";

/** They stand first in a chunk, before anything else. */
const imports = /^(?:import [^;]*;\s*)*/;

/**
 * Turns a chunk's imports of Node's own modules into reads: `const { readFileSync } = process.getBuiltinModule("node:fs")`.
 *
 * An `import` asks such a module for all its exports, whichever are named, and several of them load further modules when
 * they are asked: `node:fs` its streams and promises, `node:util` its MIME types and decoders, 5 ms of each start.
 *
 * Entries keep their imports, since the function is younger than the oldest Node that an entry says something to.
 */
export function readBuiltins(): Plugin {
  return {
    name: "read-builtins",
    renderChunk(code, { isEntry }) {
      if (isEntry) return;
      const [head = ""] = imports.exec(code) ?? [];
      let read = "";
      let done = 0;
      for (const node of this.parse(head).body) {
        if (node.type !== "ImportDeclaration" || !node.source.value.startsWith("node:")) continue;
        read += head.slice(done, node.start) + readOf(node.specifiers, node.source.value);
        done = node.end;
      }
      return read + code.slice(done);
    },
  };
}

type Specifier = {
  readonly type: string;
  readonly local: { readonly name: string };
  readonly imported?: { readonly name: string } | { readonly value: string };
};

/** Declares what is imported: a name for the whole module, and its members under their own names or others. */
function readOf(specifiers: readonly Specifier[], module: string): string {
  // Some import `process` too.
  const value = `globalThis.process.getBuiltinModule(${JSON.stringify(module)})`;
  const whole = specifiers.flatMap(({ imported, local }) =>
    imported === undefined ? [local.name] : [],
  );
  const members = specifiers.flatMap(({ imported, local }) => {
    if (imported === undefined) return [];
    const name = nameOf(imported);
    return name === local.name ? name : `${name}: ${local.name}`;
  });
  const targets = members.length > 0 ? [...whole, `{ ${members.join(", ")} }`] : whole;
  return targets.map((target) => `const ${target} = ${value};`).join(" ");
}

function nameOf(exported: NonNullable<Specifier["imported"]>): string {
  return "name" in exported ? exported.name : JSON.stringify(exported.value);
}
