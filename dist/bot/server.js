import { t as UserError } from "./chunks/errors-wBhBppnE.js";
import { c as terminalText } from "./chunks/retry-BHbLuvw4.js";
import { n as composeListener, r as serveBot, t as readEnvironment } from "./chunks/read-environment-Bh7CcpE2.js";

// src/bot/server.ts
/** `npm run bot`: answers webhooks until it is told to stop, and then what is in flight. */
async function main() {
	const environment = readEnvironment(process.env);
	const server = await serveBot(await composeListener(environment, write), environment);
	write(`Tracegate's bot listens at ${server.url}`);
	const stop = () => void server.close();
	process.once("SIGTERM", stop);
	process.once("SIGINT", stop);
}
function write(line) {
	process.stderr.write(`${line}\n`);
}
try {
	await main();
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	process.stderr.write(`${terminalText(error.message)}\n${terminalText(error.fix)}\n`);
	process.exitCode = 2;
}

export {  };