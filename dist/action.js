import { t as restartWithoutSecrets } from "./chunks/restart-without-secrets-B_taZ53c.js";
import { t as runArgument } from "./chunks/run-argument-C9u-gQvq.js";

// src/action/main.ts
if (process.argv[2] === "run-the-agent") await (await import("./chunks/run-process-main-CeRStX7i.js")).runProcessMain();
else {
	restartWithoutSecrets();
	const [{ runAction }, { runnerIo }] = await Promise.all([import("./chunks/run-action-CFlWtGYz.js"), import("./chunks/runner-io-CgeXGU4o.js")]);
	process.exitCode = await runAction(runnerIo);
}

export {  };