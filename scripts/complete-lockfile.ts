import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/**
 * Names every optional package in package-lock.json, also those of other platforms that the registry at hand
 * does not have.
 *
 * npm leaves such packages out when it writes the file, and then `npm ci` refuses it as incomplete. An entry with
 * its platform is enough: npm does not fetch what does not fit the machine. Run it after every change of packages.
 */
const anything = z.record(z.string(), z.unknown());
const packages = z.record(
  z.string(),
  z.object({
    version: z.string().optional(),
    dev: z.boolean().optional(),
    optionalDependencies: z.record(z.string(), z.string()).optional(),
  }),
);

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
const lock = anything.parse(JSON.parse(readFileSync(file, "utf8")));
const locked = new Map(Object.entries(packages.parse(lock["packages"])));
const added: Record<string, object> = {};
for (const [path, owner] of Array.from(locked)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const found = nearest(path, name);
    const isRange = !/^\d/.test(version);
    if (found !== undefined && (isRange || locked.get(found)?.version === version)) continue;
    const place = found === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`;
    const isDev = owner.dev === true && { dev: true };
    added[place] = { version, ...platformOf(name), ...isDev, optional: true };
    locked.set(place, { version });
  }
}
const all = Object.entries({ ...anything.parse(lock["packages"]), ...added });
const complete = {
  ...lock,
  packages: Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1))),
};
writeFileSync(file, `${JSON.stringify(complete, undefined, 2)}\n`);
process.stdout.write(
  `package-lock.json: ${Object.keys(added).length} packages of other platforms added.\n`,
);

/** Where Node would find a package from another one's folder. */
function nearest(from: string, name: string): string | undefined {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (locked.has(place)) return place;
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
