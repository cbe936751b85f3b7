import { n as composeListener, t as readEnvironment } from "./chunks/read-environment-Bh7CcpE2.js";

// src/bot/serverless.ts
let listener;
/** One request for platforms that call a function of Node's `(request, response)`. The App is set up by the first. */
async function handler(request, response) {
	listener ??= composeListener(readEnvironment(process.env), write);
	await (await listener)(request, response);
}
function write(line) {
	process.stderr.write(`${line}\n`);
}

export { handler };