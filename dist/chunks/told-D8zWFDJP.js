import { r as unreadable } from "./github-client-CN-u6OG8.js";

// src/adapters/github/told.ts
async function told(what, permission, request) {
	try {
		return await request();
	} catch (error) {
		throw unreadable(error, what, permission);
	}
}

export { told as t };