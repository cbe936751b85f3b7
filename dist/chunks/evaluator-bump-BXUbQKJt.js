import { $r as countOf, Gn as projectRequest, Mi as placeInEvaluators, Oi as readEvaluators, Pi as readConfig, Wn as locateProject, Yr as terminalLines, Zt as renderJson, ao as UserError, br as composeWriter, yr as composeBaseFiles } from "./run-DTe1xjOx.js";
import { S as exitCodes } from "./program-CWt7Ov6p.js";

// src/core/evaluator/next-version.ts
/**
* The text of an evaluator's next version, made of the text of one: comments and layout stay as they are.
*
* The `version:` line counts one up, and `changed:` says what differs, or goes where nothing was said: the text of the
* version before says nothing about this one.
*
* @throws RangeError where the text has no top-level `version:` line.
*/
function nextVersion(text, version, changed) {
	if (!versionLine.test(text)) throw new RangeError("the text has no `version:` line");
	const without = text.replace(versionLine, `$1${version}$2`).replace(changedBlock, "");
	if (changed === void 0) return without;
	const line = `changed: ${JSON.stringify(changed)}`;
	return without.endsWith("\n") ? `${without}${line}\n` : `${without}\n${line}\n`;
}
const versionLine = /^(version:[ \t]*)\d+([ \t]*(?:#.*)?)$/m;
/** The key with all that is indented below it. */
const changedBlock = /^changed:.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n[ \t])))*\n?/m;
/**
* A case file's text with every expectation of `name@from` held to `name@to`, and how many there were.
*/
function withVersion(text, { name, from, to }) {
	let count = 0;
	const reference = new RegExp(`(\\bevaluator:[ \\t]*["']?)${name}@${from}(?![0-9])`, "g");
	return {
		text: text.replace(reference, (_, before) => {
			count += 1;
			return `${before}${name}@${to}`;
		}),
		count
	};
}

// src/app/bump-evaluator.ts
/**
* Makes the next version of an evaluator out of its newest, edits that have not been committed included. Where the
* newest is released and was edited, the edit moves to the new version and the released file is put back.
*
* @throws UserError where there is no such evaluator, its newest version cannot be used, or nothing can be written.
*/
async function bumpEvaluator(request, ports) {
	const { name } = request;
	const folders = await foldersOf(request, ports.files);
	const newest = await newestOf(name, folders.evaluators, ports.files);
	const to = newest.version + 1;
	const file = `${folders.evaluators}/${name}/v${to}.yaml`;
	const text = nextVersion(newest.text, to, request.changed);
	mustBeUsable(folders.evaluators, {
		kind: "text",
		path: file,
		text
	});
	ports.writer.write(file, text);
	const released = (await ports.base.editedBelow(folders.evaluators)).includes(newest.path) ? await ports.base.read(newest.path) : void 0;
	if (released !== void 0) ports.writer.write(newest.path, released);
	const move = {
		name,
		from: newest.version,
		to
	};
	const cases = request.withCases ? await moveCases(folders.dataset, move, ports) : [];
	return {
		ref: `${name}@${to}`,
		file,
		...released !== void 0 && { restored: newest.path },
		cases
	};
}
/** The configuration need not be right in all its parts to say where the evaluators are. */
async function foldersOf({ configPath }, files) {
	const { folders, problems } = readConfig(await files.readFile(configPath));
	const { dataset, evaluators } = folders;
	if (dataset !== void 0 && evaluators !== void 0) return {
		dataset,
		evaluators
	};
	throw new UserError("CONFIG_INVALID", `${configPath} does not say where the dataset and the evaluators are.`, "Mend the places above.", { problems });
}
async function newestOf(name, folder, files) {
	const all = (await files.readFolder(folder)).flatMap((file) => {
		const place = placeInEvaluators(folder, file.path);
		return place.kind === "evaluator" ? [{
			file,
			name: place.name,
			version: place.version
		}] : [];
	});
	const [newest] = all.filter((one) => one.name === name).toSorted((a, b) => Number(b.version) - Number(a.version));
	if (newest === void 0) {
		const names = [...new Set(all.map((one) => one.name))].toSorted();
		throw new UserError("EVALUATOR_UNKNOWN", `There is no evaluator ${JSON.stringify(name)} below ${folder}.`, names.length === 0 ? "Add one first." : `There are: ${names.join(", ")}.`);
	}
	mustBeUsable(folder, newest.file);
	const { path } = newest.file;
	const text = newest.file.kind === "text" ? newest.file.text : "";
	return {
		version: Number(newest.version),
		path,
		text
	};
}
function mustBeUsable(folder, file) {
	const { problems } = readEvaluators(folder, [file]);
	if (problems.length === 0) return;
	throw new UserError("EVALUATOR_INVALID", `${file.path} cannot be used; no version was made.`, "Mend the places above first.", { problems });
}
async function moveCases(folder, move, { files, writer }) {
	const moved = [];
	for (const file of await files.readFolder(folder)) {
		if (file.kind !== "text") continue;
		const { text, count } = withVersion(file.text, move);
		if (count === 0) continue;
		writer.write(file.path, text);
		moved.push(file.path);
	}
	return moved;
}

// src/cli/commands/evaluator-bump.ts
/** `tracegate evaluator bump`: the next version of an evaluator, ready to be edited. */
async function bumpCommand(name, options, io) {
	const place = locateProject(io.cwd, options);
	const bumped = await bumpEvaluator({
		name,
		configPath: place.configPath,
		withCases: options.cases === true,
		...options.changed !== void 0 && { changed: options.changed }
	}, {
		files: projectRequest(place).files,
		writer: composeWriter(place.root),
		base: composeBaseFiles(place.root, options.base)
	});
	if (options.json) {
		io.stdout.write(renderJson(bumped));
		return exitCodes.pass;
	}
	const { ref, file, restored, cases } = bumped;
	const lines = [
		`${file} is ${ref}; edit it as you like until it is merged.`,
		...restored === void 0 ? [] : [`${restored} is again as it was released.`],
		...cases.length === 0 ? [] : [`${countOf(cases.length, "file")} ${cases.length === 1 ? "names" : "name"} it now: ${cases.join(", ")}`],
		...options.cases || restored === void 0 ? [] : [`Cases go on with the version that they name; move them with \`--cases\`.`]
	];
	io.stdout.write(`${terminalLines(lines.join("\n"))}\n`);
	return exitCodes.pass;
}

export { bumpCommand };