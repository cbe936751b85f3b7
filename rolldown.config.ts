import { defineConfig, type Plugin } from "rolldown";
import { lendLightFetch } from "./scripts/lend-light-fetch.ts";
import { readBuiltins } from "./scripts/read-builtins.ts";
import { refuseMachinePaths } from "./scripts/refuse-machine-paths.ts";
import { thirdPartyLicenses } from "./scripts/third-party-licenses.ts";

/** `@actions/core` imports an HTTP client for its OIDC helper, which we never call; it costs 40 ms at every start. */
const unusedAtStart = /node_modules\/(?:@actions\/http-client|undici|tunnel)\//;

/**
 * What a start loads in any case lies in one file: opening eighty small ones cost `tracegate run` 30 ms. An entry itself
 * must not be in a group: its top-level await would wait for a chunk that waits for it.
 */
const startGroups = [
  // What the action shares with the command line before it sees that there is nothing to gate.
  {
    name: "shared",
    test: /node_modules\/zod\/|src\/core\/errors\.ts$/,
    priority: 3,
  },
  { name: "program", test: /src\/cli\/program\.ts$/, priority: 2 },
  {
    name: "run",
    test: /src\/(?:cli\/commands\/run|adapters\/agent\/process-runner)\.ts$/,
    priority: 1,
  },
];

/** Tells Node that these files are modules, wherever the folder is copied to. */
const declareModules: Plugin = {
  name: "declare-modules",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "module" }\n' });
  },
};

export default defineConfig({
  input: { cli: "src/cli/main.ts", action: "src/action/main.ts" },
  platform: "node",
  tsconfig: "tsconfig.json",
  treeshake: {
    moduleSideEffects: [{ test: unusedAtStart, sideEffects: false }],
  },
  plugins: [
    declareModules,
    lendLightFetch(process.cwd()),
    readBuiltins(),
    thirdPartyLicenses(process.cwd()),
    refuseMachinePaths(process.cwd()),
  ],
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    codeSplitting: { groups: startGroups },
    // Readable, so that a stack trace in a job's log says something.
    minify: false,
    // V8 keeps a file at half the memory where it is all ASCII, and is faster with what it need not skip.
    charset: "ascii",
    comments: { legal: true, annotation: false, jsdoc: false },
  },
});
