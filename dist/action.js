import { t as restartWithoutSecrets } from "./chunks/restart-without-secrets-BfLqxZpO.js";
import { t as runArgument } from "./chunks/run-argument-obbPPG_C.js";

// src/action/main.ts
if (process.argv[2] === "run-the-agent") await (await import("./chunks/run-process-main-H3Z6anip.js")).runProcessMain();
else {
	restartWithoutSecrets();
	const [{ runAction }, { runnerIo }] = await Promise.all([import("./chunks/run-action-DqPuxP5C.js"), import("./chunks/runner-io-BhQwxevO.js")]);
	process.exitCode = await runAction(runnerIo);
}

export {  };