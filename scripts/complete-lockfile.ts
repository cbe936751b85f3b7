import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/**
 * Names every optional package in package-lock.json, also those of other platforms that the registry at hand
 * does not have.
 *
 * npm leaves such packages out when it writes the file, and then `npm ci` refuses it as incomplete. An entry with
 * its platform is enough: npm does not fetch what does not fit the machine. Run it after every change of packages.
 */
const lockfile = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const systems: readonly (readonly [word: string, os: string])[] = [
  ["android", "android"],
  ["darwin", "darwin"],
  ["freebsd", "freebsd"],
  ["linux", "linux"],
  ["openharmony", "openharmony"],
  ["win32", "win32"],
];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const file = new URL("../package-lock.json", import.meta.url);
const lock = lockfile.parse(JSON.parse(readFileSync(file, "utf8")));
let added = 0;
for (const [path, owner] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const found = nearest(path, name);
    if (found !== undefined && (lock.packages[found]?.version === version || !/^\d/.test(version)))
      continue;
    const place = found === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`;
    lock.packages[place] = {
      version,
      ...platformOf(name),
      ...(owner.dev === true && { dev: true }),
      optional: true,
    };
    added += 1;
  }
}
const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
const complete = { ...lock, packages: Object.fromEntries(sorted) };
writeFileSync(file, `${JSON.stringify(complete, undefined, 2)}\n`);
process.stdout.write(`package-lock.json: ${added} packages of other platforms added.\n`);

/** Where Node would find a package from another one's folder. */
function nearest(from: string, name: string): string | undefined {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
    if (folder === "") return undefined;
  }
}

function platformOf(name: string): Readonly<Record<string, readonly string[]>> {
  const words = name.split(/[-_/]/);
  const os = systems.find(([word]) => words.includes(word))?.[1];
  const cpu = processors.find((word) => words.includes(word));
  const isMusl = words.some((word) => word.startsWith("musl"));
  const isGlibc = words.some((word) => word.startsWith("gnu"));
  return {
    ...(os !== undefined && { os: [os] }),
    ...(cpu !== undefined && { cpu: [cpu] }),
    ...(isMusl ? { libc: ["musl"] } : isGlibc ? { libc: ["glibc"] } : {}),
  };
}
