import { ao as UserError } from "./run-DTe1xjOx.js";
import { spawn } from "node:child_process";
import { once } from "node:events";

// src/adapters/browser/open-file.ts
/** What opens a file with the program that the user has chosen for its kind; no shell reads its name. */
const openers = {
	darwin: ["open"],
	win32: ["rundll32.exe", "url.dll,FileProtocolHandler"]
};
const usualOpener = ["xdg-open"];
/**
* Opens a file in the user's browser, which goes on when we end.
*
* @throws UserError `BROWSER_MISSING` where there is none to be started.
*/
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