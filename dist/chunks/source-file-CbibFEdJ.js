import { t as fileTooLarge } from "./parse-yaml-DvFTafBo.js";

// src/core/yaml/source-file.ts
/** More files than this in one folder are a mistake, such as a folder that holds something else. */
const maxProjectFiles = 2e4;
/** Says what is wrong with a file or folder that could not be read, and what to do. */
function unreadableProblem({ path, reason, detail }) {
	if (reason === "too-large") return fileTooLarge(path);
	const [code, message, expected] = texts[reason];
	return {
		code,
		file: path,
		message: `${message}${detail === void 0 ? "" : ` (${detail})`}`,
		expected
	};
}
const texts = {
	missing: [
		"FILE_MISSING",
		"there is no such file or folder",
		"a file or folder of this name"
	],
	"not-utf8": [
		"FILE_NOT_UTF8",
		"the file is not valid UTF-8",
		"text saved as UTF-8"
	],
	"not-a-file": [
		"FILE_UNREADABLE",
		"this is not a regular file",
		"a YAML file of this name"
	],
	"not-a-folder": [
		"FILE_UNREADABLE",
		"this is not a folder",
		"a folder of this name"
	],
	"leaves-project": [
		"FILE_OUTSIDE",
		"this leads out of the project",
		"the file itself: what counts must stand in the repository that is reviewed"
	],
	"linked-folder": [
		"FILE_UNREADABLE",
		"a symbolic link to a folder is not followed",
		"the folder itself"
	],
	denied: [
		"FILE_UNREADABLE",
		"it cannot be read",
		"a file or folder that this user may read"
	],
	"too-many-files": [
		"TOO_MANY_FILES",
		`the folder holds more than ${maxProjectFiles} files`,
		"a folder of its own for the dataset or the evaluators, or several datasets"
	],
	"nested-too-deep": [
		"FILE_UNREADABLE",
		"the folder is nested too deep to be read",
		"cases, scenarios and evaluators in the folders that are made for them"
	]
};

export { unreadableProblem as n, maxProjectFiles as t };