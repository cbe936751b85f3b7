import { n as unreadable } from "./explain-BF_ox0uI.js";

// src/adapters/github/told.ts
/** Runs a request of GitHub's; what GitHub refuses becomes a `UserError` that says which permission the work needs. */
async function told(what, permission, request) {
	try {
		return await request();
	} catch (error) {
		throw unreadable(error, what, permission);
	}
}

export { told as t };