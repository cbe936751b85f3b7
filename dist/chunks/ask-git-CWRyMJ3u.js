// src/adapters/git/ask-git.ts
async function askGit(git, command) {
	try {
		return await git.raw([...command]);
	} catch {
		return;
	}
}
function splitZero(text) {
	return text.split("\0").filter((part) => part !== "");
}

export { splitZero as n, askGit as t };