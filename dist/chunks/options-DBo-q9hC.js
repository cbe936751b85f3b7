// src/cli/options.ts
/** Where imported sessions are written, seen from the project's root, when no folder is named. */
const importFolder = ".tracegate/sessions";

export { importFolder as t };