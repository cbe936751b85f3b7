import { defineConfig, type Plugin } from "rolldown";
import { refuseMachinePaths } from "./scripts/refuse-machine-paths.ts";
import { thirdPartyLicenses } from "./scripts/third-party-licenses.ts";

/** Tells Node that these files are modules, wherever the folder is copied to. */
const declareModules: Plugin = {
  name: "declare-modules",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "module" }\n' });
  },
};

/** The bot, in a folder of its own: nothing of it is loaded by the command line or the action. */
export default defineConfig({
  input: {
    action: "src/bot/action-main.ts",
    server: "src/bot/server.ts",
    serverless: "src/bot/serverless.ts",
  },
  platform: "node",
  tsconfig: "tsconfig.json",
  resolve: { alias: { "npx-import-light": `${process.cwd()}/scripts/refuse-npx-import.ts` } },
  // Probot brings a throttle that looks for Redis so, where it is told to; it is not.
  checks: { eval: false },
  plugins: [declareModules, thirdPartyLicenses(process.cwd()), refuseMachinePaths(process.cwd())],
  output: {
    dir: "dist/bot",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    minify: false,
  },
});
