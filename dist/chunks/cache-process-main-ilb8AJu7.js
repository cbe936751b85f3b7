import { t as composeActionsCache } from "./compose-answers-Dv73-mOx.js";

// src/action/cache-process-main.ts
async function cacheProcessMain() {
	process.once("disconnect", () => process.exit(1));
	const asked = new Promise((resolve) => {
		process.once("message", (request) => resolve(request));
	});
	const [askActionsCache, request] = await Promise.all([composeActionsCache(), asked]);
	process.send?.(await askActionsCache(request));
}

export { cacheProcessMain };