import { r as unreadable } from "./github-client-BHHvN2y6.js";

// src/adapters/github/told.ts
async function told(what, permission, request) {
	try {
		return await request();
	} catch (error) {
		throw unreadable(error, what, permission);
	}
}

export { told as t };