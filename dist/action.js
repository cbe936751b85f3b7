import { t as restartWithoutSecrets } from "./chunks/restart-without-secrets-CR1D-flI.js";
import { t as runArgument } from "./chunks/run-argument-C9u-gQvq.js";

// src/action/main.ts
if (process.argv[2] === "run-the-agent") await (await import("./chunks/run-process-main-_kbcpZCs.js")).runProcessMain();
else {
	restartWithoutSecrets();
	const [{ runAction }, { runnerIo }] = await Promise.all([import("./chunks/run-action-Ct8Fi9w6.js"), import("./chunks/runner-io-CU0xBfFk.js")]);
	process.exitCode = await runAction(runnerIo);
}

export {  };