import { U as UserError } from "./shared-Cu69G1m7.js";
const { spawn } = globalThis.process.getBuiltinModule("node:child_process");
const { once } = globalThis.process.getBuiltinModule("node:events");

// src/adapters/browser/open-file.ts
const openers = {
	darwin: ["open"],
	win32: ["rundll32.exe", "url.dll,FileProtocolHandler"]
};
const usualOpener = ["xdg-open"];
async function openFile(path, platform = process.platform) {
	const [command, ...args] = openers[platform] ?? usualOpener;
	const child = spawn(command, [...args, path], {
		stdio: "ignore",
		detached: true
	});
	try {
		await once(child, "spawn");
	} catch (cause) {
		throw new UserError("BROWSER_MISSING", `${command} cannot be started, which opens files in a browser here.`, `Open the file yourself: ${path}`, { cause });
	}
	child.unref();
}

export { openFile };