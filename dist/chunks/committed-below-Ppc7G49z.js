const { execFile } = globalThis.process.getBuiltinModule("node:child_process");

// src/adapters/git/committed-below.ts
const maxBytes = 262144;
function committedBelow(root, path) {
	const wanted = path.toLowerCase();
	const [top = ""] = wanted.split("/");
	const command = [
		"ls-files",
		"-z",
		"--",
		`:(icase)${top}`
	];
	return new Promise((resolve) => {
		execFile("git", command, {
			cwd: root,
			maxBuffer: maxBytes
		}, (error, stdout) => {
			if (error === null) resolve(stdout.split("\0").some((entry) => leadsTo(entry, wanted)));
			else resolve(error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" ? true : void 0);
		});
	});
}
function leadsTo(entry, wanted) {
	const tracked = entry.toLowerCase();
	return tracked === wanted || tracked.startsWith(`${wanted}/`) || tracked !== "" && wanted.startsWith(`${tracked}/`);
}

export { committedBelow as t };