import { EOL } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { readBuiltins } from "../../scripts/read-builtins.ts";
import { refuseMachinePaths } from "../../scripts/refuse-machine-paths.ts";
import { thirdPartyLicenses } from "../../scripts/third-party-licenses.ts";
import { projectDir } from "../support/project-dir.ts";

type Shipped = { readonly license?: string; readonly files?: Readonly<Record<string, string>> };

/** A project whose `main.js` imports these packages, each at 1.0.0 and with one export `fee`. */
function aProjectWith(packages: Readonly<Record<string, Shipped>>): string {
  const names = Object.keys(packages);
  const files: Record<string, string> = {
    "main.js": names
      .map((name, i) => `import { fee as fee${i} } from "${name}";\nconsole.log(fee${i}(3));`)
      .join("\n"),
  };
  for (const [name, { license, files: texts = {} }] of Object.entries(packages)) {
    const folder = `node_modules/${name}`;
    files[`${folder}/package.json`] = JSON.stringify({
      name,
      version: "1.0.0",
      main: "index.js",
      license,
    });
    files[`${folder}/index.js`] = "export function fee(days) { return days * 2; }";
    for (const [file, text] of Object.entries(texts)) files[`${folder}/${file}`] = text;
  }
  return projectDir(files);
}

async function buildNotices(root: string): Promise<string> {
  const bundle = await rolldown({
    input: join(root, "main.js"),
    cwd: root,
    plugins: [thirdPartyLicenses(root)],
  });
  const { output } = await bundle.generate({ format: "esm" });
  const notices = output.find(({ fileName }) => fileName === "third-party-licenses.txt");
  return notices?.type === "asset" ? notices.source.toString() : "";
}

const mit = { license: "MIT", files: { LICENSE: "MIT License\r\n\r\nCopyright Gift Shop  \r\n" } };

describe("the notices of the bundled packages", () => {
  test("name each package with version and licence above its text, once for a text", async () => {
    const root = aProjectWith({
      "parcel-tracker": mit,
      "late-fee": {
        license: "ISC",
        files: { "LICENSE.md": "ISC License", NOTICE: "By Late Fees" },
      },
      "@gift/card": mit,
    });
    expect(
      await buildNotices(root),
    ).toBe(`This bundle contains code of the packages below, each under its own licence.

${"-".repeat(80)}

@gift/card@1.0.0 (MIT)
parcel-tracker@1.0.0 (MIT)

MIT License

Copyright Gift Shop

${"-".repeat(80)}

late-fee@1.0.0 (ISC)

ISC License

By Late Fees
`);
  });

  test("leave out a package of which nothing was used", async () => {
    const root = aProjectWith({ "late-fee": mit, "lost-parcel": mit });
    const bundle = await rolldown({
      input: "virtual",
      cwd: root,
      plugins: [
        {
          name: "virtual",
          resolveId: (id) => (id === "virtual" ? join(root, "virtual.js") : undefined),
          load: (id) =>
            id.endsWith("virtual.js")
              ? 'import { fee } from "late-fee"; import "lost-parcel"; console.log(fee(3));'
              : undefined,
        },
        thirdPartyLicenses(root),
      ],
      treeshake: { moduleSideEffects: false },
    });
    const { output } = await bundle.generate({ format: "esm" });
    const notices = output.find(({ fileName }) => fileName === "third-party-licenses.txt");
    const text = notices?.type === "asset" ? notices.source.toString() : "";
    expect(text).toContain("late-fee@1.0.0");
    expect(text).not.toContain("lost-parcel");
  });

  test.each([
    ["GPL-3.0-only", { license: "GPL-3.0-only", files: { LICENSE: "GPL" } }],
    ["MIT AND LGPL-2.1", { license: "MIT AND LGPL-2.1", files: { LICENSE: "both" } }],
    ["none", { files: { LICENSE: "all rights reserved" } }],
    ["SEE LICENSE IN LICENSE", { license: "SEE LICENSE IN LICENSE", files: { LICENSE: "odd" } }],
  ])("stop the build at a licence that is %s", async (license, shipped) => {
    const root = aProjectWith({ "late-fee": shipped, "lost-parcel": mit });
    await expect(buildNotices(root)).rejects.toThrow(
      `late-fee@1.0.0 (node_modules/late-fee): its licence is ${license}`,
    );
  });

  test.each([
    ["no file", {}],
    ["an empty file", { LICENSE: " \n" }],
  ])("stop the build at a package whose licence text is %s", async (_case, files) => {
    const root = aProjectWith({ "late-fee": { license: "MIT", files } });
    await expect(buildNotices(root)).rejects.toThrow(
      "late-fee@1.0.0 (node_modules/late-fee): it brings no licence text",
    );
  });

  test.each(["(MIT OR GPL-3.0-only)", "GPL-2.0 OR ISC", "Apache-2.0 AND BSL-1.0"])(
    "may be given under %s",
    async (license) => {
      const root = aProjectWith({ "late-fee": { ...mit, license } });
      expect(await buildNotices(root)).toContain(`late-fee@1.0.0 (${license})`);
    },
  );
});

/** A bundle that holds this text. */
async function buildWith(text: (root: string) => string): Promise<unknown> {
  const root = aProjectWith({});
  const bundle = await rolldown({
    input: "virtual",
    cwd: root,
    plugins: [
      {
        name: "virtual",
        resolveId: (id) => (id === "virtual" ? "\0virtual" : undefined),
        load: (id) =>
          id === "\0virtual" ? `console.log(${JSON.stringify(text(root))});` : undefined,
      },
      refuseMachinePaths(root),
    ],
  });
  return await bundle.generate({ format: "esm" });
}

describe("paths of this machine in a bundle", () => {
  test("stop the build", async () => {
    await expect(buildWith((root) => `file://${root}/agent.ts`)).rejects.toThrow(
      "names a path of this machine",
    );
  });

  test("are no other paths", async () => {
    await expect(buildWith(() => "/healthz")).resolves.toBeDefined();
  });
});

describe("Node's own modules in a bundle", () => {
  const files = {
    "late-fee.js": `import path, { join, sep as slash } from "node:path";
import * as os from "node:os";
export const told = [path.join("a", "b") === join("a", "b"), slash === path.sep, os.EOL, "\\nimport { x } from 'node:fs';"];`,
    "main.js": `import { isUtf8 } from "node:buffer";
const { told } = await import("./late-fee.js");
console.log(isUtf8, told);`,
  };

  async function build(): Promise<{ readonly entry: string; readonly chunk: string }> {
    const root = projectDir(files);
    const bundle = await rolldown({
      input: join(root, "main.js"),
      cwd: root,
      platform: "node",
      plugins: [readBuiltins()],
    });
    const { output } = await bundle.generate({ format: "esm" });
    const chunks = output.filter((one) => one.type === "chunk");
    const codeOf = (isEntry: boolean): string =>
      chunks.find((one) => one.isEntry === isEntry)?.code ?? "";
    return { entry: codeOf(true), chunk: codeOf(false) };
  }

  test("are read by a chunk, under the names that it gives them", async () => {
    const { chunk } = await build();
    expect(chunk).not.toMatch(/^import .*"node:/m);
    const module = `data:text/javascript,${encodeURIComponent(chunk)}`;
    const { told } = await import(/* @vite-ignore */ module);
    expect(told).toEqual([true, true, EOL, "\nimport { x } from 'node:fs';"]);
  });

  test("are imported by an entry, which older Nodes read as well", async () => {
    const { entry } = await build();
    expect(entry).toMatch(/^import .*"node:buffer"/m);
  });
});
