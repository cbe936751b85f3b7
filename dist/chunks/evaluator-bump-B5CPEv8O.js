import { Br as placeInEvaluators, Hn as projectRequest, Hr as readConfig, Lr as readEvaluators, Ma as terminalLines, Ua as countOf, Vn as locateProject, en as renderJson } from "./run-BZDTBg9r.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { n as composeWriter, t as composeBaseFiles } from "./compose-base-BhurXssw.js";
import { E as exitCodes } from "./program-DKRRRX-J.js";

// src/core/evaluator/next-version.ts
function nextVersion(text, version, changed) {
	if (!versionLine.test(text)) throw new RangeError("the text has no `version:` line");
	const without = text.replace(versionLine, `$1${version}$2`).replace(changedBlock, "");
	if (changed === void 0) return without;
	const line = `changed: ${JSON.stringify(changed)}`;
	return without.endsWith("\n") ? `${without}${line}\n` : `${without}\n${line}\n`;
}
const versionLine = /^(version:[ \t]*)\d+([ \t]*(?:#.*)?)$/m;
const changedBlock = /^changed:.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n[ \t])))*\n?/m;
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

// src/app/score/bump-evaluator.ts
async function bumpEvaluator(request, ports) {
	const { name } = request;
	const folders = await foldersOf(request, ports.files);
	const versions = await versionsOf(name, folders.evaluators, ports.files);
	const [newest] = versions;
	const released = await releasedOf(versions, folders.evaluators, ports.base);
	const edited = released.find(({ isEdited }) => isEdited);
	const from = edited ?? newest;
	mustBeUsable(folders.evaluators, from.file);
	const isOpen = edited === void 0 && released.length > 0 && !released.some(({ path }) => path === newest.path);
	const to = isOpen ? newest.version : newest.version + 1;
	const file = `${folders.evaluators}/${name}/v${to}.yaml`;
	if (!isOpen || request.changed !== void 0) {
		const text = nextVersion(textOf(from), to, request.changed);
		mustBeUsable(folders.evaluators, {
			kind: "text",
			path: file,
			text
		});
		ports.writer.write(file, text);
	}
	if (edited !== void 0) ports.writer.write(edited.path, edited.released);
	const move = {
		name,
		from: (isOpen ? released[0] : from)?.version ?? from.version,
		to
	};
	const cases = request.withCases ? await moveCases(folders.dataset, move, ports) : [];
	return {
		ref: `${name}@${to}`,
		file,
		...edited !== void 0 && { restored: edited.path },
		...isOpen && { isOpen },
		cases
	};
}
async function foldersOf({ configPath }, files) {
	const { folders, problems } = readConfig(await files.readFile(configPath));
	const { dataset, evaluators } = folders;
	if (dataset !== void 0 && evaluators !== void 0) return {
		dataset,
		evaluators
	};
	throw new UserError("CONFIG_INVALID", `${configPath} does not say where the dataset and the evaluators are.`, "Mend the places above.", { problems });
}
async function versionsOf(name, folder, files) {
	const all = (await files.readFolder(folder)).flatMap((file) => {
		const place = placeInEvaluators(folder, file.path);
		if (place.kind !== "evaluator") return [];
		return [{
			file,
			name: place.name,
			path: file.path,
			version: Number(place.version)
		}];
	});
	const [newest, ...older] = all.filter((one) => one.name === name).toSorted((a, b) => b.version - a.version);
	if (newest !== void 0) return [newest, ...older];
	const names = [...new Set(all.map((one) => one.name))].toSorted();
	throw new UserError("EVALUATOR_UNKNOWN", `There is no evaluator ${JSON.stringify(name)} below ${folder}.`, names.length === 0 ? "Add one first." : `There are: ${names.join(", ")}.`);
}
async function releasedOf(versions, folder, base) {
	const edited = new Set(await base.editedBelow(folder));
	const found = [];
	for (const one of versions) {
		const released = await base.read(one.path);
		if (released !== void 0) found.push({
			...one,
			released,
			isEdited: edited.has(one.path)
		});
	}
	return found;
}
function textOf({ file }) {
	return file.kind === "text" ? file.text : "";
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
	const { ref, file, restored, isOpen, cases } = bumped;
	const lines = [
		isOpen === true ? `${file} is ${ref} and is not merged yet: no other version is needed, edit this one as you like.` : `${file} is ${ref}; edit it as you like until it is merged.`,
		...restored === void 0 ? [] : [`${restored} is again as it was released.`],
		...cases.length === 0 ? [] : [`${countOf(cases.length, "file")} ${cases.length === 1 ? "names" : "name"} it now: ${cases.join(", ")}`],
		...options.cases || restored === void 0 ? [] : [`Cases go on with the version that they name; move them with \`--cases\`.`]
	];
	io.stdout.write(`${terminalLines(lines.join("\n"))}\n`);
	return exitCodes.pass;
}

export { bumpCommand };