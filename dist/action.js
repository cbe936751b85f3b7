import { t as restartWithoutSecrets } from "./chunks/restart-without-secrets-4haAQM0K.js";
import { n as runArgument, t as cacheArgument } from "./chunks/run-argument-BWyg3fwt.js";

// src/action/main.ts
if (process.argv[2] === "run-the-agent") await (await import("./chunks/run-process-main-BK9A8QTo.js")).runProcessMain();
else if (process.argv[2] === "ask-the-cache") await (await import("./chunks/cache-process-main-ilb8AJu7.js")).cacheProcessMain();
else {
	restartWithoutSecrets();
	const [{ runAction }, { openRunnerIo }] = await Promise.all([import("./chunks/run-action-CnNGR1f0.js"), import("./chunks/runner-io-Dkk5eGS1.js")]);
	process.exitCode = await runAction(openRunnerIo());
}

export {  };