import { t as restartWithoutSecrets } from "./chunks/restart-without-secrets-CUbMmJ2G.js";
import { n as runArgument, t as cacheArgument } from "./chunks/run-argument-BWyg3fwt.js";

// src/action/main.ts
if (process.argv[2] === "run-the-agent") await (await import("./chunks/run-process-main-DxUGOLEE.js")).runProcessMain();
else if (process.argv[2] === "ask-the-cache") await (await import("./chunks/cache-process-main-ilb8AJu7.js")).cacheProcessMain();
else {
	restartWithoutSecrets();
	const [{ runAction }, { openRunnerIo }] = await Promise.all([import("./chunks/run-action-DQejPt78.js"), import("./chunks/runner-io-DkDRIXPj.js")]);
	process.exitCode = await runAction(openRunnerIo());
}

export {  };