import { t as projectWriter } from "./project-writer-rk6q8g9d.js";
import { t as gitBaseFiles } from "./base-files-BJg4DG4A.js";

// src/compose/compose-base.ts
function composeBaseFiles(root, branch) {
	return gitBaseFiles(root, branch);
}
function composeWriter(root) {
	return projectWriter(root);
}

export { composeWriter as n, composeBaseFiles as t };