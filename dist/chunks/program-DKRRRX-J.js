const fs = globalThis.process.getBuiltinModule("node:fs");
const path = globalThis.process.getBuiltinModule("node:path");
const childProcess = globalThis.process.getBuiltinModule("node:child_process");
const { EventEmitter } = globalThis.process.getBuiltinModule("node:events");
const { stripVTControlCharacters } = globalThis.process.getBuiltinModule("node:util");
const process = globalThis.process.getBuiltinModule("node:process");

// src/cli/exit-codes.ts
const exitCodes = {
	pass: 0,
	fail: 1,
	userError: 2,
	undetermined: 3,
	bug: 70,
	interrupted: 130
};
function exitCodeOf(decision, enforcement) {
	return enforcement.kind === "enforced" ? exitCodes[decision.kind] : exitCodes.pass;
}

// src/core/dataset/most-cells.ts
const mostCells = 1e3;

// src/core/dataset/failure-modes.ts
const failureModes = [
	"state-corruption",
	"tool-use",
	"non-determinism",
	"error-propagation",
	"evaluation-misalignment"
];

// src/core/config/limits.ts
const mostRunsPerCase = 1e5;
const mostSessionsAtOnce = 1024;

// src/core/trace/import/imported.ts
const importFormats = [
	"otlp",
	"chat-log",
	"openinference",
	"langfuse",
	"langsmith",
	"tau2",
	"atif",
	"openai-responses",
	"anthropic",
	"swe-agent",
	"session"
];
function childPlace(place, key) {
	const { piece } = place;
	const shift = piece !== void 0 && piece.list === place.path ? piece.firstIndex : 0;
	const token = typeof key === "number" ? key + shift : key.replaceAll("~", "~0").replaceAll("/", "~1");
	return {
		...place,
		path: `${place.path}/${token}`
	};
}
function inside({ place, drops }, key) {
	return {
		place: childPlace(place, key),
		drops
	};
}
const mostKinds = 1e4;
const tooMany = `loss of a further kind: more than ${mostKinds} are not told apart`;
var DropList = class {
	#file;
	#entries = /* @__PURE__ */ new Map();
	constructor(file) {
		this.#file = file;
	}
	add(place, reason, times = 1) {
		const file = place.file ?? this.#file;
		const kind = `${file}\n${place.path.replaceAll(/\/\d+(?=\/|$)/g, "/*")}\n${reason}`;
		const entry = this.#entries.get(kind) ?? this.#begin(kind, {
			...place,
			file
		}, reason);
		entry.count += times;
	}
	#begin(kind, place, reason) {
		const isFull = this.#entries.size >= mostKinds;
		const key = isFull ? "" : kind;
		const known = this.#entries.get(key);
		if (known !== void 0) return known;
		const entry = {
			first: place,
			reason: isFull ? tooMany : reason,
			count: 0
		};
		this.#entries.set(key, entry);
		return entry;
	}
	list() {
		return [...this.#entries.values()].map(({ first, reason, count }) => ({
			file: first.file,
			...first.line !== void 0 && { line: first.line },
			path: first.path,
			reason,
			count
		}));
	}
};

// src/core/plan/experiment.ts
const experimentSchema = "tracegate.experiment/1";

// src/core/plan/shard-name.ts
function parseShard(text) {
	const [, index, count] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
	const shard = {
		index: Number(index),
		count: Number(count)
	};
	return shard.index <= shard.count && shard.count <= 256 ? shard : void 0;
}

// src/cli/io.ts
function mayColour(stream, env) {
	const { NO_COLOR: refused = "", FORCE_COLOR: forced = "" } = env;
	if (refused !== "") return false;
	if (forced !== "") return forced !== "0" && forced !== "false";
	return isTerminal(stream, env);
}
function columnsOf({ isTTY, columns = 0 }) {
	return isTTY === true && columns > 0 ? columns : 80;
}
function isTerminal(stream, env) {
	return stream.isTTY === true && env["TERM"] !== "dumb";
}

// src/core/intake/issue-form.ts
const formFields = [
	{
		id: "asked",
		label: "What did the user ask?"
	},
	{
		id: "wrong",
		label: "What went wrong?"
	},
	{
		id: "expected",
		label: "What should have happened?"
	},
	{
		id: "dimension",
		label: "Dimension"
	},
	{
		id: "severity",
		label: "Severity"
	},
	{
		id: "file",
		label: "Trace file"
	},
	{
		id: "trace",
		label: "Trace as text"
	},
	{
		id: "place",
		label: "Where the trace is"
	}
];
const severities = [
	"low",
	"medium",
	"high",
	"critical"
];
const noResponse = "_No response_";
const issueFormPath = ".github/ISSUE_TEMPLATE/agent-failure.yml";
const unknownDimension = "I do not know";
function renderIssueForm(dimensions) {
	const [asked, wrong, expected, dimension, severity, file, trace, place] = formFields;
	return `name: Agent failure
description: The agent did something wrong in a session that was recorded.
title: "[agent] "
body:
  - type: markdown
    attributes:
      value: |
        Once a maintainer adds the label, the session becomes a proposed case of the dataset.
        **Take secrets out before you send.** What you upload here is seen by whoever sees this repository; secrets and
        personal data are only replaced in what is stored in the dataset.
${area(asked, "In the user's words.", { isRequired: true })}
${area(wrong, "What did the agent say or do, and why is that wrong?", { isRequired: true })}
${area(expected, "The truth, in a sentence or two. It becomes what judges hold the agent to.", {})}
${choice(dimension, [...dimensions, unknownDimension])}
${choice(severity, severities)}
  - type: upload
    id: ${file?.id}
    attributes:
      label: ${file?.label}
      description: The recorded session, as \`.json\`, \`.jsonl\`, \`.txt\` or \`.log\`, at most 25 MB. In a private repository paste it below instead, since bots cannot read uploads there.
    validations:
      required: false
${area(trace, "Or paste the recorded session, below 60,000 characters.", { render: "json" })}
  - type: input
    id: ${place?.id}
    attributes:
      label: ${place?.label}
      description: Or a path in this repository (\`traces/late-fee.json\`, \`traces/late-fee.json@3f2c1ab\`), or the address of a file on a host that the bot may read.
    validations:
      required: false
`;
}
function area(field, description, { isRequired = false, render }) {
	return `  - type: textarea
    id: ${field?.id}
    attributes:
      label: ${field?.label}
      description: ${description}${render === void 0 ? "" : `\n      render: ${render}`}
    validations:
      required: ${isRequired}`;
}
function choice(field, options) {
	return `  - type: dropdown
    id: ${field?.id}
    attributes:
      label: ${field?.label}
      options:
${options.map((option) => `        - ${JSON.stringify(option)}`).join("\n")}
    validations:
      required: false`;
}

// src/core/adopt/adoption.ts
const adoptedRunners = [
	"module",
	"process",
	"http",
	"openai"
];
const workflowKinds = [
	"plain",
	"two-jobs",
	"sharded",
	"forks",
	"none"
];
const starterEvaluators = ["says-something", "repeats-no-call"];

// src/cli/options.ts
const importFolder = ".tracegate/sessions";

// package.json
var version$1 = "0.1.0";

// src/cli/version.ts
const version = version$1;

// node_modules/commander/lib/error.js
var CommanderError = class extends Error {
	constructor(exitCode, code, message) {
		super(message);
		Error.captureStackTrace(this, this.constructor);
		this.name = this.constructor.name;
		this.code = code;
		this.exitCode = exitCode;
		this.nestedError = void 0;
	}
};
var InvalidArgumentError = class extends CommanderError {
	constructor(message) {
		super(1, "commander.invalidArgument", message);
		Error.captureStackTrace(this, this.constructor);
		this.name = this.constructor.name;
	}
};

// node_modules/commander/lib/argument.js
var Argument = class {
	constructor(name, description) {
		this.description = description || "";
		this.variadic = false;
		this.parseArg = void 0;
		this.defaultValue = void 0;
		this.defaultValueDescription = void 0;
		this.argChoices = void 0;
		switch (name[0]) {
			case "<":
				this.required = true;
				this._name = name.slice(1, -1);
				break;
			case "[":
				this.required = false;
				this._name = name.slice(1, -1);
				break;
			default:
				this.required = true;
				this._name = name;
		}
		if (this._name.endsWith("...")) {
			this.variadic = true;
			this._name = this._name.slice(0, -3);
		}
	}
	name() {
		return this._name;
	}
	_collectValue(value, previous) {
		if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
		previous.push(value);
		return previous;
	}
	default(value, description) {
		this.defaultValue = value;
		this.defaultValueDescription = description;
		return this;
	}
	argParser(fn) {
		this.parseArg = fn;
		return this;
	}
	choices(values) {
		this.argChoices = values.slice();
		this.parseArg = (arg, previous) => {
			if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
			if (this.variadic) return this._collectValue(arg, previous);
			return arg;
		};
		return this;
	}
	argRequired() {
		this.required = true;
		return this;
	}
	argOptional() {
		this.required = false;
		return this;
	}
};
function humanReadableArgName(arg) {
	const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
	return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
}

// node_modules/commander/lib/help.js
var Help = class {
	constructor() {
		this.helpWidth = void 0;
		this.minWidthToWrap = 40;
		this.sortSubcommands = false;
		this.sortOptions = false;
		this.showGlobalOptions = false;
	}
	prepareContext(contextOptions) {
		this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
	}
	visibleCommands(cmd) {
		const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
		const helpCommand = cmd._getHelpCommand();
		if (helpCommand && !helpCommand._hidden) visibleCommands.push(helpCommand);
		if (this.sortSubcommands) visibleCommands.sort((a, b) => {
			return a.name().localeCompare(b.name());
		});
		return visibleCommands;
	}
	compareOptions(a, b) {
		const getSortKey = (option) => {
			return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
		};
		return getSortKey(a).localeCompare(getSortKey(b));
	}
	visibleOptions(cmd) {
		const visibleOptions = cmd.options.filter((option) => !option.hidden);
		const helpOption = cmd._getHelpOption();
		if (helpOption && !helpOption.hidden) {
			const removeShort = helpOption.short && cmd._findOption(helpOption.short);
			const removeLong = helpOption.long && cmd._findOption(helpOption.long);
			if (!removeShort && !removeLong) visibleOptions.push(helpOption);
			else if (helpOption.long && !removeLong) visibleOptions.push(cmd.createOption(helpOption.long, helpOption.description).helpGroup(helpOption.helpGroupHeading));
			else if (helpOption.short && !removeShort) visibleOptions.push(cmd.createOption(helpOption.short, helpOption.description).helpGroup(helpOption.helpGroupHeading));
		}
		if (this.sortOptions) visibleOptions.sort(this.compareOptions);
		return visibleOptions;
	}
	visibleGlobalOptions(cmd) {
		if (!this.showGlobalOptions) return [];
		const globalOptions = [];
		for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
			const visibleOptions = ancestorCmd.options.filter((option) => !option.hidden);
			globalOptions.push(...visibleOptions);
		}
		if (this.sortOptions) globalOptions.sort(this.compareOptions);
		return globalOptions;
	}
	visibleArguments(cmd) {
		if (cmd._argsDescription) cmd.registeredArguments.forEach((argument) => {
			argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
		});
		if (cmd.registeredArguments.find((argument) => argument.description)) return cmd.registeredArguments;
		return [];
	}
	subcommandTerm(cmd) {
		const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
		return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + (args ? " " + args : "");
	}
	optionTerm(option) {
		return option.flags;
	}
	argumentTerm(argument) {
		return argument.name();
	}
	longestSubcommandTermLength(cmd, helper) {
		return helper.visibleCommands(cmd).reduce((max, command) => {
			return Math.max(max, this.displayWidth(helper.styleSubcommandTerm(helper.subcommandTerm(command))));
		}, 0);
	}
	longestOptionTermLength(cmd, helper) {
		return helper.visibleOptions(cmd).reduce((max, option) => {
			return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
		}, 0);
	}
	longestGlobalOptionTermLength(cmd, helper) {
		return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
			return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
		}, 0);
	}
	longestArgumentTermLength(cmd, helper) {
		return helper.visibleArguments(cmd).reduce((max, argument) => {
			return Math.max(max, this.displayWidth(helper.styleArgumentTerm(helper.argumentTerm(argument))));
		}, 0);
	}
	commandUsage(cmd) {
		let cmdName = cmd._name;
		if (cmd._aliases[0]) cmdName = cmdName + "|" + cmd._aliases[0];
		let ancestorCmdNames = "";
		for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
		return ancestorCmdNames + cmdName + " " + cmd.usage();
	}
	commandDescription(cmd) {
		return cmd.description();
	}
	subcommandDescription(cmd) {
		return cmd.summary() || cmd.description();
	}
	optionDescription(option) {
		const extraInfo = [];
		if (option.argChoices) extraInfo.push(`choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
		if (option.defaultValue !== void 0) {
			if (option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean") extraInfo.push(`default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`);
		}
		if (option.presetArg !== void 0 && option.optional) extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
		if (option.envVar !== void 0) extraInfo.push(`env: ${option.envVar}`);
		if (extraInfo.length > 0) {
			const extraDescription = `(${extraInfo.join(", ")})`;
			if (option.description) return `${option.description} ${extraDescription}`;
			return extraDescription;
		}
		return option.description;
	}
	argumentDescription(argument) {
		const extraInfo = [];
		if (argument.argChoices) extraInfo.push(`choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
		if (argument.defaultValue !== void 0) extraInfo.push(`default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`);
		if (extraInfo.length > 0) {
			const extraDescription = `(${extraInfo.join(", ")})`;
			if (argument.description) return `${argument.description} ${extraDescription}`;
			return extraDescription;
		}
		return argument.description;
	}
	formatItemList(heading, items, helper) {
		if (items.length === 0) return [];
		return [
			helper.styleTitle(heading),
			...items,
			""
		];
	}
	groupItems(unsortedItems, visibleItems, getGroup) {
		const result = /* @__PURE__ */ new Map();
		unsortedItems.forEach((item) => {
			const group = getGroup(item);
			if (!result.has(group)) result.set(group, []);
		});
		visibleItems.forEach((item) => {
			const group = getGroup(item);
			if (!result.has(group)) result.set(group, []);
			result.get(group).push(item);
		});
		return result;
	}
	formatHelp(cmd, helper) {
		const termWidth = helper.padWidth(cmd, helper);
		const helpWidth = helper.helpWidth ?? 80;
		function callFormatItem(term, description) {
			return helper.formatItem(term, termWidth, description, helper);
		}
		let output = [`${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`, ""];
		const commandDescription = helper.commandDescription(cmd);
		if (commandDescription.length > 0) output = output.concat([helper.boxWrap(helper.styleCommandDescription(commandDescription), helpWidth), ""]);
		const argumentList = helper.visibleArguments(cmd).map((argument) => {
			return callFormatItem(helper.styleArgumentTerm(helper.argumentTerm(argument)), helper.styleArgumentDescription(helper.argumentDescription(argument)));
		});
		output = output.concat(this.formatItemList("Arguments:", argumentList, helper));
		this.groupItems(cmd.options, helper.visibleOptions(cmd), (option) => option.helpGroupHeading ?? "Options:").forEach((options, group) => {
			const optionList = options.map((option) => {
				return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
			});
			output = output.concat(this.formatItemList(group, optionList, helper));
		});
		if (helper.showGlobalOptions) {
			const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
				return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
			});
			output = output.concat(this.formatItemList("Global Options:", globalOptionList, helper));
		}
		this.groupItems(cmd.commands, helper.visibleCommands(cmd), (sub) => sub.helpGroup() || "Commands:").forEach((commands, group) => {
			const commandList = commands.map((sub) => {
				return callFormatItem(helper.styleSubcommandTerm(helper.subcommandTerm(sub)), helper.styleSubcommandDescription(helper.subcommandDescription(sub)));
			});
			output = output.concat(this.formatItemList(group, commandList, helper));
		});
		return output.join("\n");
	}
	displayWidth(str) {
		return stripVTControlCharacters(str).length;
	}
	styleTitle(str) {
		return str;
	}
	styleUsage(str) {
		return str.split(" ").map((word) => {
			if (word === "[options]") return this.styleOptionText(word);
			if (word === "[command]") return this.styleSubcommandText(word);
			if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
			return this.styleCommandText(word);
		}).join(" ");
	}
	styleCommandDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleOptionDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleSubcommandDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleArgumentDescription(str) {
		return this.styleDescriptionText(str);
	}
	styleDescriptionText(str) {
		return str;
	}
	styleOptionTerm(str) {
		return this.styleOptionText(str);
	}
	styleSubcommandTerm(str) {
		return str.split(" ").map((word) => {
			if (word === "[options]") return this.styleOptionText(word);
			if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
			return this.styleSubcommandText(word);
		}).join(" ");
	}
	styleArgumentTerm(str) {
		return this.styleArgumentText(str);
	}
	styleOptionText(str) {
		return str;
	}
	styleArgumentText(str) {
		return str;
	}
	styleSubcommandText(str) {
		return str;
	}
	styleCommandText(str) {
		return str;
	}
	padWidth(cmd, helper) {
		return Math.max(helper.longestOptionTermLength(cmd, helper), helper.longestGlobalOptionTermLength(cmd, helper), helper.longestSubcommandTermLength(cmd, helper), helper.longestArgumentTermLength(cmd, helper));
	}
	preformatted(str) {
		return /\n[^\S\r\n]/.test(str);
	}
	formatItem(term, termWidth, description, helper) {
		const itemIndent = 2;
		const itemIndentStr = " ".repeat(itemIndent);
		if (!description) return itemIndentStr + term;
		const paddedTerm = term.padEnd(termWidth + term.length - helper.displayWidth(term));
		const spacerWidth = 2;
		const remainingWidth = (this.helpWidth ?? 80) - termWidth - spacerWidth - itemIndent;
		let formattedDescription;
		if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) formattedDescription = description;
		else formattedDescription = helper.boxWrap(description, remainingWidth).replace(/\n/g, "\n" + " ".repeat(termWidth + spacerWidth));
		return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `\n${itemIndentStr}`);
	}
	boxWrap(str, width) {
		if (width < this.minWidthToWrap) return str;
		const rawLines = str.split(/\r\n|\n/);
		const chunkPattern = /[\s]*[^\s]+/g;
		const wrappedLines = [];
		rawLines.forEach((line) => {
			const chunks = line.match(chunkPattern);
			if (chunks === null) {
				wrappedLines.push("");
				return;
			}
			let sumChunks = [chunks.shift()];
			let sumWidth = this.displayWidth(sumChunks[0]);
			chunks.forEach((chunk) => {
				const visibleWidth = this.displayWidth(chunk);
				if (sumWidth + visibleWidth <= width) {
					sumChunks.push(chunk);
					sumWidth += visibleWidth;
					return;
				}
				wrappedLines.push(sumChunks.join(""));
				const nextChunk = chunk.trimStart();
				sumChunks = [nextChunk];
				sumWidth = this.displayWidth(nextChunk);
			});
			wrappedLines.push(sumChunks.join(""));
		});
		return wrappedLines.join("\n");
	}
};

// node_modules/commander/lib/option.js
var Option = class {
	constructor(flags, description) {
		this.flags = flags;
		this.description = description || "";
		this.required = flags.includes("<");
		this.optional = flags.includes("[");
		this.variadic = /\p{ID_Continue}\.\.\.[>\]]$/u.test(flags);
		this.mandatory = false;
		const optionFlags = splitOptionFlags(flags);
		this.short = optionFlags.shortFlag;
		this.long = optionFlags.longFlag;
		this.negate = false;
		if (this.long) this.negate = this.long.startsWith("--no-");
		this.defaultValue = void 0;
		this.defaultValueDescription = void 0;
		this.presetArg = void 0;
		this.envVar = void 0;
		this.parseArg = void 0;
		this.hidden = false;
		this.argChoices = void 0;
		this.conflictsWith = [];
		this.implied = void 0;
		this.helpGroupHeading = void 0;
	}
	default(value, description) {
		this.defaultValue = value;
		this.defaultValueDescription = description;
		return this;
	}
	preset(arg) {
		this.presetArg = arg;
		return this;
	}
	conflicts(names) {
		this.conflictsWith = this.conflictsWith.concat(names);
		return this;
	}
	implies(impliedOptionValues) {
		let newImplied = impliedOptionValues;
		if (typeof impliedOptionValues === "string") newImplied = { [impliedOptionValues]: true };
		this.implied = Object.assign(this.implied || {}, newImplied);
		return this;
	}
	env(name) {
		this.envVar = name;
		return this;
	}
	argParser(fn) {
		this.parseArg = fn;
		return this;
	}
	makeOptionMandatory(mandatory = true) {
		this.mandatory = !!mandatory;
		return this;
	}
	hideHelp(hide = true) {
		this.hidden = !!hide;
		return this;
	}
	_collectValue(value, previous) {
		if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
		previous.push(value);
		return previous;
	}
	choices(values) {
		this.argChoices = values.slice();
		this.parseArg = (arg, previous) => {
			if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
			if (this.variadic) return this._collectValue(arg, previous);
			return arg;
		};
		return this;
	}
	name() {
		if (this.long) return this.long.replace(/^--/, "");
		return this.short.replace(/^-/, "");
	}
	attributeName() {
		if (this.negate) return camelcase(this.name().replace(/^no-/, ""));
		return camelcase(this.name());
	}
	helpGroup(heading) {
		this.helpGroupHeading = heading;
		return this;
	}
	is(arg) {
		return this.short === arg || this.long === arg;
	}
	isBoolean() {
		return !this.required && !this.optional && !this.negate;
	}
};
var DualOptions = class {
	constructor(options) {
		this.positiveOptions = /* @__PURE__ */ new Map();
		this.negativeOptions = /* @__PURE__ */ new Map();
		this.dualOptions = /* @__PURE__ */ new Set();
		options.forEach((option) => {
			if (option.negate) this.negativeOptions.set(option.attributeName(), option);
			else this.positiveOptions.set(option.attributeName(), option);
		});
		this.negativeOptions.forEach((value, key) => {
			if (this.positiveOptions.has(key)) this.dualOptions.add(key);
		});
	}
	valueFromOption(value, option) {
		const optionKey = option.attributeName();
		if (!this.dualOptions.has(optionKey)) return true;
		const preset = this.negativeOptions.get(optionKey).presetArg;
		const negativeValue = preset !== void 0 ? preset : false;
		return option.negate === (negativeValue === value);
	}
};
function camelcase(str) {
	return str.split("-").reduce((str, word) => {
		return str + word[0].toUpperCase() + word.slice(1);
	});
}
function splitOptionFlags(flags) {
	let shortFlag;
	let longFlag;
	const shortFlagExp = /^-[^-]$/;
	const longFlagExp = /^--[^-]/;
	const flagParts = flags.split(/[ |,]+/).concat("guard");
	if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
	if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
	if (!shortFlag && shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
	if (!shortFlag && longFlagExp.test(flagParts[0])) {
		shortFlag = longFlag;
		longFlag = flagParts.shift();
	}
	if (flagParts[0].startsWith("-")) {
		const unsupportedFlag = flagParts[0];
		const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
		if (/^-[^-][^-]/.test(unsupportedFlag)) throw new Error(`${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`);
		if (shortFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many short flags`);
		if (longFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many long flags`);
		throw new Error(`${baseError}
- unrecognised flag format`);
	}
	if (shortFlag === void 0 && longFlag === void 0) throw new Error(`option creation failed due to no flags found in '${flags}'.`);
	return {
		shortFlag,
		longFlag
	};
}

// node_modules/commander/lib/suggestSimilar.js
const maxDistance = 3;
function editDistance(a, b) {
	if (Math.abs(a.length - b.length) > maxDistance) return Math.max(a.length, b.length);
	const d = [];
	for (let i = 0; i <= a.length; i++) d[i] = [i];
	for (let j = 0; j <= b.length; j++) d[0][j] = j;
	for (let j = 1; j <= b.length; j++) for (let i = 1; i <= a.length; i++) {
		let cost;
		if (a[i - 1] === b[j - 1]) cost = 0;
		else cost = 1;
		d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost);
		if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
	}
	return d[a.length][b.length];
}
function suggestSimilar(word, candidates) {
	if (!candidates || candidates.length === 0) return "";
	candidates = Array.from(new Set(candidates));
	const searchingOptions = word.startsWith("--");
	if (searchingOptions) {
		word = word.slice(2);
		candidates = candidates.map((candidate) => candidate.slice(2));
	}
	let similar = [];
	let bestDistance = maxDistance;
	const minSimilarity = .4;
	candidates.forEach((candidate) => {
		if (candidate.length <= 1) return;
		const distance = editDistance(word, candidate);
		const length = Math.max(word.length, candidate.length);
		if ((length - distance) / length > minSimilarity) {
			if (distance < bestDistance) {
				bestDistance = distance;
				similar = [candidate];
			} else if (distance === bestDistance) similar.push(candidate);
		}
	});
	similar.sort((a, b) => a.localeCompare(b));
	if (searchingOptions) similar = similar.map((candidate) => `--${candidate}`);
	if (similar.length > 1) return `\n(Did you mean one of ${similar.join(", ")}?)`;
	if (similar.length === 1) return `\n(Did you mean ${similar[0]}?)`;
	return "";
}

// node_modules/commander/lib/command.js
var Command = class Command extends EventEmitter {
	constructor(name) {
		super();
		this.commands = [];
		this.options = [];
		this.parent = null;
		this._allowUnknownOption = false;
		this._allowExcessArguments = false;
		this.registeredArguments = [];
		this._args = this.registeredArguments;
		this.args = [];
		this.rawArgs = [];
		this.processedArgs = [];
		this._scriptPath = null;
		this._name = name || "";
		this._optionValues = {};
		this._optionValueSources = {};
		this._storeOptionsAsProperties = false;
		this._actionHandler = null;
		this._executableHandler = false;
		this._executableFile = null;
		this._executableDir = null;
		this._defaultCommandName = null;
		this._exitCallback = null;
		this._aliases = [];
		this._combineFlagAndOptionalValue = true;
		this._description = "";
		this._summary = "";
		this._argsDescription = void 0;
		this._enablePositionalOptions = false;
		this._passThroughOptions = false;
		this._lifeCycleHooks = {};
		this._showHelpAfterError = false;
		this._showSuggestionAfterError = true;
		this._savedState = null;
		this._outputConfiguration = {
			writeOut: (str) => process.stdout.write(str),
			writeErr: (str) => process.stderr.write(str),
			outputError: (str, write) => write(str),
			getOutHelpWidth: () => process.stdout.isTTY ? process.stdout.columns : void 0,
			getErrHelpWidth: () => process.stderr.isTTY ? process.stderr.columns : void 0,
			getOutHasColors: () => useColor() ?? (process.stdout.isTTY && process.stdout.hasColors?.()),
			getErrHasColors: () => useColor() ?? (process.stderr.isTTY && process.stderr.hasColors?.()),
			stripColor: (str) => stripVTControlCharacters(str)
		};
		this._hidden = false;
		this._helpOption = void 0;
		this._addImplicitHelpCommand = void 0;
		this._helpCommand = void 0;
		this._helpConfiguration = {};
		this._helpGroupHeading = void 0;
		this._defaultCommandGroup = void 0;
		this._defaultOptionGroup = void 0;
	}
	copyInheritedSettings(sourceCommand) {
		this._outputConfiguration = sourceCommand._outputConfiguration;
		this._helpOption = sourceCommand._helpOption;
		this._helpCommand = sourceCommand._helpCommand;
		this._helpConfiguration = sourceCommand._helpConfiguration;
		this._exitCallback = sourceCommand._exitCallback;
		this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
		this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
		this._allowExcessArguments = sourceCommand._allowExcessArguments;
		this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
		this._showHelpAfterError = sourceCommand._showHelpAfterError;
		this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
		return this;
	}
	_getCommandAndAncestors() {
		const result = [];
		for (let command = this; command; command = command.parent) result.push(command);
		return result;
	}
	command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
		let desc = actionOptsOrExecDesc;
		let opts = execOpts;
		if (typeof desc === "object" && desc !== null) {
			opts = desc;
			desc = null;
		}
		opts = opts || {};
		const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
		const cmd = this.createCommand(name);
		if (desc) {
			cmd.description(desc);
			cmd._executableHandler = true;
		}
		if (opts.isDefault) this._defaultCommandName = cmd._name;
		cmd._hidden = !!(opts.noHelp || opts.hidden);
		cmd._executableFile = opts.executableFile || null;
		if (args) cmd.arguments(args);
		this._registerCommand(cmd);
		cmd.parent = this;
		cmd.copyInheritedSettings(this);
		if (desc) return this;
		return cmd;
	}
	createCommand(name) {
		return new Command(name);
	}
	createHelp() {
		return Object.assign(new Help(), this.configureHelp());
	}
	configureHelp(configuration) {
		if (configuration === void 0) return this._helpConfiguration;
		this._helpConfiguration = configuration;
		return this;
	}
	configureOutput(configuration) {
		if (configuration === void 0) return this._outputConfiguration;
		this._outputConfiguration = {
			...this._outputConfiguration,
			...configuration
		};
		return this;
	}
	showHelpAfterError(displayHelp = true) {
		if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
		this._showHelpAfterError = displayHelp;
		return this;
	}
	showSuggestionAfterError(displaySuggestion = true) {
		this._showSuggestionAfterError = !!displaySuggestion;
		return this;
	}
	addCommand(cmd, opts) {
		if (!cmd._name) throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
		opts = opts || {};
		if (opts.isDefault) this._defaultCommandName = cmd._name;
		if (opts.noHelp || opts.hidden) cmd._hidden = true;
		this._registerCommand(cmd);
		cmd.parent = this;
		cmd._checkForBrokenPassThrough();
		return this;
	}
	createArgument(name, description) {
		return new Argument(name, description);
	}
	argument(name, description, parseArg, defaultValue) {
		const argument = this.createArgument(name, description);
		if (typeof parseArg === "function") argument.default(defaultValue).argParser(parseArg);
		else argument.default(parseArg);
		this.addArgument(argument);
		return this;
	}
	arguments(names) {
		names.trim().split(/ +/).forEach((detail) => {
			this.argument(detail);
		});
		return this;
	}
	addArgument(argument) {
		const previousArgument = this.registeredArguments.slice(-1)[0];
		if (previousArgument?.variadic) throw new Error(`only the last argument can be variadic '${previousArgument.name()}'`);
		if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) throw new Error(`a default value for a required argument is never used: '${argument.name()}'`);
		this.registeredArguments.push(argument);
		return this;
	}
	helpCommand(enableOrNameAndArgs, description) {
		if (typeof enableOrNameAndArgs === "boolean") {
			this._addImplicitHelpCommand = enableOrNameAndArgs;
			if (enableOrNameAndArgs && this._defaultCommandGroup) this._initCommandGroup(this._getHelpCommand());
			return this;
		}
		const [, helpName, helpArgs] = (enableOrNameAndArgs ?? "help [command]").match(/([^ ]+) *(.*)/);
		const helpDescription = description ?? "display help for command";
		const helpCommand = this.createCommand(helpName);
		helpCommand.helpOption(false);
		if (helpArgs) helpCommand.arguments(helpArgs);
		if (helpDescription) helpCommand.description(helpDescription);
		this._addImplicitHelpCommand = true;
		this._helpCommand = helpCommand;
		if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
		return this;
	}
	addHelpCommand(helpCommand, deprecatedDescription) {
		if (typeof helpCommand !== "object") {
			this.helpCommand(helpCommand, deprecatedDescription);
			return this;
		}
		this._addImplicitHelpCommand = true;
		this._helpCommand = helpCommand;
		this._initCommandGroup(helpCommand);
		return this;
	}
	_getHelpCommand() {
		if (this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"))) {
			if (this._helpCommand === void 0) this.helpCommand(void 0, void 0);
			return this._helpCommand;
		}
		return null;
	}
	hook(event, listener) {
		const allowedValues = [
			"preSubcommand",
			"preAction",
			"postAction"
		];
		if (!allowedValues.includes(event)) throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
		if (this._lifeCycleHooks[event]) this._lifeCycleHooks[event].push(listener);
		else this._lifeCycleHooks[event] = [listener];
		return this;
	}
	exitOverride(fn) {
		if (fn) this._exitCallback = fn;
		else this._exitCallback = (err) => {
			if (err.code !== "commander.executeSubCommandAsync") throw err;
		};
		return this;
	}
	_exit(exitCode, code, message) {
		if (this._exitCallback) this._exitCallback(new CommanderError(exitCode, code, message));
		process.exit(exitCode);
	}
	action(fn) {
		const listener = (args) => {
			const expectedArgsCount = this.registeredArguments.length;
			const actionArgs = args.slice(0, expectedArgsCount);
			if (this._storeOptionsAsProperties) actionArgs[expectedArgsCount] = this;
			else actionArgs[expectedArgsCount] = this.opts();
			actionArgs.push(this);
			return fn.apply(this, actionArgs);
		};
		this._actionHandler = listener;
		return this;
	}
	createOption(flags, description) {
		return new Option(flags, description);
	}
	_callParseArg(target, value, previous, invalidArgumentMessage) {
		try {
			return target.parseArg(value, previous);
		} catch (err) {
			if (err.code === "commander.invalidArgument") {
				const message = `${invalidArgumentMessage} ${err.message}`;
				this.error(message, {
					exitCode: err.exitCode,
					code: err.code
				});
			}
			throw err;
		}
	}
	_registerOption(option) {
		const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
		if (matchingOption) {
			const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
			throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
		}
		this._initOptionGroup(option);
		this.options.push(option);
	}
	_registerCommand(command) {
		const knownBy = (cmd) => {
			return [cmd.name()].concat(cmd.aliases());
		};
		const alreadyUsed = knownBy(command).find((name) => this._findCommand(name));
		if (alreadyUsed) {
			const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
			const newCmd = knownBy(command).join("|");
			throw new Error(`cannot add command '${newCmd}' as already have command '${existingCmd}'`);
		}
		this._initCommandGroup(command);
		this.commands.push(command);
	}
	addOption(option) {
		this._registerOption(option);
		const oname = option.name();
		const name = option.attributeName();
		if (option.defaultValue !== void 0) this.setOptionValueWithSource(name, option.defaultValue, "default");
		const handleOptionValue = (val, invalidValueMessage, valueSource) => {
			if (val == null && option.presetArg !== void 0) val = option.presetArg;
			const oldValue = this.getOptionValue(name);
			if (val !== null && option.parseArg) val = this._callParseArg(option, val, oldValue, invalidValueMessage);
			else if (val !== null && option.variadic) val = option._collectValue(val, oldValue);
			if (val == null) {
				if (option.negate) val = false;
				else if (option.isBoolean() || option.optional) val = true;
				else val = "";
			}
			this.setOptionValueWithSource(name, val, valueSource);
		};
		this.on("option:" + oname, (val) => {
			const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
			handleOptionValue(val, invalidValueMessage, "cli");
		});
		if (option.envVar) this.on("optionEnv:" + oname, (val) => {
			const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
			handleOptionValue(val, invalidValueMessage, "env");
		});
		return this;
	}
	_optionEx(config, flags, description, fn, defaultValue) {
		if (typeof flags === "object" && flags instanceof Option) throw new Error("To add an Option object use addOption() instead of option() or requiredOption()");
		const option = this.createOption(flags, description);
		option.makeOptionMandatory(!!config.mandatory);
		if (typeof fn === "function") option.default(defaultValue).argParser(fn);
		else if (fn instanceof RegExp) {
			const regex = fn;
			fn = (val, def) => {
				const m = regex.exec(val);
				return m ? m[0] : def;
			};
			option.default(defaultValue).argParser(fn);
		} else option.default(fn);
		return this.addOption(option);
	}
	option(flags, description, parseArg, defaultValue) {
		return this._optionEx({}, flags, description, parseArg, defaultValue);
	}
	requiredOption(flags, description, parseArg, defaultValue) {
		return this._optionEx({ mandatory: true }, flags, description, parseArg, defaultValue);
	}
	combineFlagAndOptionalValue(combine = true) {
		this._combineFlagAndOptionalValue = !!combine;
		return this;
	}
	allowUnknownOption(allowUnknown = true) {
		this._allowUnknownOption = !!allowUnknown;
		return this;
	}
	allowExcessArguments(allowExcess = true) {
		this._allowExcessArguments = !!allowExcess;
		return this;
	}
	enablePositionalOptions(positional = true) {
		this._enablePositionalOptions = !!positional;
		return this;
	}
	passThroughOptions(passThrough = true) {
		this._passThroughOptions = !!passThrough;
		this._checkForBrokenPassThrough();
		return this;
	}
	_checkForBrokenPassThrough() {
		if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) throw new Error(`passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`);
	}
	storeOptionsAsProperties(storeAsProperties = true) {
		if (this.options.length) throw new Error("call .storeOptionsAsProperties() before adding options");
		if (Object.keys(this._optionValues).length) throw new Error("call .storeOptionsAsProperties() before setting option values");
		this._storeOptionsAsProperties = !!storeAsProperties;
		return this;
	}
	getOptionValue(key) {
		if (this._storeOptionsAsProperties) return this[key];
		return this._optionValues[key];
	}
	setOptionValue(key, value) {
		return this.setOptionValueWithSource(key, value, void 0);
	}
	setOptionValueWithSource(key, value, source) {
		if (this._storeOptionsAsProperties) this[key] = value;
		else this._optionValues[key] = value;
		this._optionValueSources[key] = source;
		return this;
	}
	getOptionValueSource(key) {
		return this._optionValueSources[key];
	}
	getOptionValueSourceWithGlobals(key) {
		let source;
		this._getCommandAndAncestors().forEach((cmd) => {
			if (Object.hasOwn(cmd._optionValueSources, key)) source = cmd.getOptionValueSource(key);
		});
		return source;
	}
	_prepareUserArgs(argv, parseOptions) {
		if (argv !== void 0 && !Array.isArray(argv)) throw new Error("first parameter to parse must be array or undefined");
		parseOptions = parseOptions || {};
		if (argv === void 0 && parseOptions.from === void 0) {
			if (process.versions?.electron) parseOptions.from = "electron";
			const execArgv = process.execArgv ?? [];
			if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) parseOptions.from = "eval";
		}
		if (argv === void 0) argv = process.argv;
		this.rawArgs = argv.slice();
		let userArgs;
		switch (parseOptions.from) {
			case void 0:
			case "node":
				this._scriptPath = argv[1];
				userArgs = argv.slice(2);
				break;
			case "electron":
				if (process.defaultApp) {
					this._scriptPath = argv[1];
					userArgs = argv.slice(2);
				} else userArgs = argv.slice(1);
				break;
			case "user":
				userArgs = argv.slice(0);
				break;
			case "eval":
				userArgs = argv.slice(1);
				break;
			default: throw new Error(`unexpected parse option { from: '${parseOptions.from}' }`);
		}
		if (!this._name && this._scriptPath) this.nameFromFilename(this._scriptPath);
		this._name = this._name || "program";
		return userArgs;
	}
	parse(argv, parseOptions) {
		this._prepareForParse();
		const userArgs = this._prepareUserArgs(argv, parseOptions);
		this._parseCommand([], userArgs);
		return this;
	}
	async parseAsync(argv, parseOptions) {
		this._prepareForParse();
		const userArgs = this._prepareUserArgs(argv, parseOptions);
		await this._parseCommand([], userArgs);
		return this;
	}
	_prepareForParse() {
		if (this._savedState === null) {
			this.options.filter((option) => option.negate && option.defaultValue === void 0 && this.getOptionValue(option.attributeName()) === void 0).forEach((option) => {
				const positiveLongFlag = option.long.replace(/^--no-/, "--");
				if (!this._findOption(positiveLongFlag)) this.setOptionValueWithSource(option.attributeName(), true, "default");
			});
			this.saveStateBeforeParse();
		} else this.restoreStateBeforeParse();
	}
	saveStateBeforeParse() {
		this._savedState = {
			_name: this._name,
			_optionValues: { ...this._optionValues },
			_optionValueSources: { ...this._optionValueSources }
		};
	}
	restoreStateBeforeParse() {
		if (this._storeOptionsAsProperties) throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
		this._name = this._savedState._name;
		this._scriptPath = null;
		this.rawArgs = [];
		this._optionValues = { ...this._savedState._optionValues };
		this._optionValueSources = { ...this._savedState._optionValueSources };
		this.args = [];
		this.processedArgs = [];
	}
	_checkForMissingExecutable(executableFile, executableDir, subcommandName) {
		if (fs.existsSync(executableFile)) return;
		const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory"}`;
		throw new Error(executableMissing);
	}
	_executeSubCommand(subcommand, args) {
		args = args.slice();
		const sourceExt = [
			".js",
			".ts",
			".tsx",
			".mjs",
			".cjs"
		];
		function findFile(baseDir, baseName) {
			const localBin = path.resolve(baseDir, baseName);
			if (fs.existsSync(localBin)) return localBin;
			if (sourceExt.includes(path.extname(baseName))) return void 0;
			const foundExt = sourceExt.find((ext) => fs.existsSync(`${localBin}${ext}`));
			if (foundExt) return `${localBin}${foundExt}`;
		}
		this._checkForMissingMandatoryOptions();
		this._checkForConflictingOptions();
		let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
		let executableDir = this._executableDir || "";
		if (this._scriptPath) {
			let resolvedScriptPath;
			try {
				resolvedScriptPath = fs.realpathSync(this._scriptPath);
			} catch {
				resolvedScriptPath = this._scriptPath;
			}
			executableDir = path.resolve(path.dirname(resolvedScriptPath), executableDir);
		}
		if (executableDir) {
			let localFile = findFile(executableDir, executableFile);
			if (!localFile && !subcommand._executableFile && this._scriptPath) {
				const legacyName = path.basename(this._scriptPath, path.extname(this._scriptPath));
				if (legacyName !== this._name) localFile = findFile(executableDir, `${legacyName}-${subcommand._name}`);
			}
			executableFile = localFile || executableFile;
		}
		const launchWithNode = sourceExt.includes(path.extname(executableFile));
		let proc;
		if (process.platform !== "win32") {
			if (launchWithNode) {
				args.unshift(executableFile);
				args = incrementNodeInspectorPort(process.execArgv).concat(args);
				proc = childProcess.spawn(process.argv[0], args, { stdio: "inherit" });
			} else proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
		} else {
			this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
			args.unshift(executableFile);
			args = incrementNodeInspectorPort(process.execArgv).concat(args);
			proc = childProcess.spawn(process.execPath, args, { stdio: "inherit" });
		}
		if (!proc.killed) [
			"SIGUSR1",
			"SIGUSR2",
			"SIGTERM",
			"SIGINT",
			"SIGHUP"
		].forEach((signal) => {
			process.on(signal, () => {
				if (proc.killed === false && proc.exitCode === null) proc.kill(signal);
			});
		});
		const exitCallback = this._exitCallback;
		proc.on("close", (code) => {
			code = code ?? 1;
			if (!exitCallback) process.exit(code);
			else exitCallback(new CommanderError(code, "commander.executeSubCommandAsync", "(close)"));
		});
		proc.on("error", (err) => {
			if (err.code === "ENOENT") this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
			else if (err.code === "EACCES") throw new Error(`'${executableFile}' not executable`);
			if (!exitCallback) process.exit(1);
			else {
				const wrappedError = new CommanderError(1, "commander.executeSubCommandAsync", "(error)");
				wrappedError.nestedError = err;
				exitCallback(wrappedError);
			}
		});
		this.runningCommand = proc;
	}
	_dispatchSubcommand(commandName, operands, unknown) {
		const subCommand = this._findCommand(commandName);
		if (!subCommand) this.help({ error: true });
		subCommand._prepareForParse();
		let promiseChain;
		promiseChain = this._chainOrCallSubCommandHook(promiseChain, subCommand, "preSubcommand");
		promiseChain = this._chainOrCall(promiseChain, () => {
			if (subCommand._executableHandler) this._executeSubCommand(subCommand, operands.concat(unknown));
			else return subCommand._parseCommand(operands, unknown);
		});
		return promiseChain;
	}
	_dispatchHelpCommand(subcommandName) {
		if (!subcommandName) this.help();
		const subCommand = this._findCommand(subcommandName);
		if (subCommand && !subCommand._executableHandler) subCommand.help();
		return this._dispatchSubcommand(subcommandName, [], [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]);
	}
	_checkNumberOfArguments() {
		this.registeredArguments.forEach((arg, i) => {
			if (arg.required && this.args[i] == null) this.missingArgument(arg.name());
		});
		if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) return;
		if (this.args.length > this.registeredArguments.length) this._excessArguments(this.args);
	}
	_processArguments() {
		const myParseArg = (argument, value, previous) => {
			let parsedValue = value;
			if (value !== null && argument.parseArg) {
				const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
				parsedValue = this._callParseArg(argument, value, previous, invalidValueMessage);
			}
			return parsedValue;
		};
		this._checkNumberOfArguments();
		const processedArgs = [];
		this.registeredArguments.forEach((declaredArg, index) => {
			let value = declaredArg.defaultValue;
			if (declaredArg.variadic) {
				if (index < this.args.length) {
					value = this.args.slice(index);
					if (declaredArg.parseArg) value = value.reduce((processed, v) => {
						return myParseArg(declaredArg, v, processed);
					}, declaredArg.defaultValue);
				} else if (value === void 0) value = [];
			} else if (index < this.args.length) {
				value = this.args[index];
				if (declaredArg.parseArg) value = myParseArg(declaredArg, value, declaredArg.defaultValue);
			}
			processedArgs[index] = value;
		});
		this.processedArgs = processedArgs;
	}
	_chainOrCall(promise, fn) {
		if (promise?.then && typeof promise.then === "function") return promise.then(() => fn());
		return fn();
	}
	_chainOrCallHooks(promise, event) {
		let result = promise;
		const hooks = [];
		this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
			hookedCommand._lifeCycleHooks[event].forEach((callback) => {
				hooks.push({
					hookedCommand,
					callback
				});
			});
		});
		if (event === "postAction") hooks.reverse();
		hooks.forEach((hookDetail) => {
			result = this._chainOrCall(result, () => {
				return hookDetail.callback(hookDetail.hookedCommand, this);
			});
		});
		return result;
	}
	_chainOrCallSubCommandHook(promise, subCommand, event) {
		let result = promise;
		if (this._lifeCycleHooks[event] !== void 0) this._lifeCycleHooks[event].forEach((hook) => {
			result = this._chainOrCall(result, () => {
				return hook(this, subCommand);
			});
		});
		return result;
	}
	_parseCommand(operands, unknown) {
		const parsed = this.parseOptions(unknown);
		this._parseOptionsEnv();
		this._parseOptionsImplied();
		operands = operands.concat(parsed.operands);
		unknown = parsed.unknown;
		this.args = operands.concat(unknown);
		if (operands && this._findCommand(operands[0])) return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
		if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) return this._dispatchHelpCommand(operands[1]);
		if (this._defaultCommandName) {
			this._outputHelpIfRequested(unknown);
			return this._dispatchSubcommand(this._defaultCommandName, operands, unknown);
		}
		if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) this.help({ error: true });
		this._outputHelpIfRequested(parsed.unknown);
		this._checkForMissingMandatoryOptions();
		this._checkForConflictingOptions();
		const checkForUnknownOptions = () => {
			if (parsed.unknown.length > 0) this.unknownOption(parsed.unknown[0]);
		};
		const commandEvent = `command:${this.name()}`;
		if (this._actionHandler) {
			checkForUnknownOptions();
			this._processArguments();
			let promiseChain;
			promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
			promiseChain = this._chainOrCall(promiseChain, () => this._actionHandler(this.processedArgs));
			if (this.parent) promiseChain = this._chainOrCall(promiseChain, () => {
				this.parent.emit(commandEvent, operands, unknown);
			});
			promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
			return promiseChain;
		}
		if (this.parent?.listenerCount(commandEvent)) {
			checkForUnknownOptions();
			this._processArguments();
			this.parent.emit(commandEvent, operands, unknown);
		} else if (operands.length) {
			if (this._findCommand("*")) return this._dispatchSubcommand("*", operands, unknown);
			if (this.listenerCount("command:*")) this.emit("command:*", operands, unknown);
			else if (this.commands.length) this.unknownCommand();
			else {
				checkForUnknownOptions();
				this._processArguments();
			}
		} else if (this.commands.length) {
			checkForUnknownOptions();
			this.help({ error: true });
		} else {
			checkForUnknownOptions();
			this._processArguments();
		}
	}
	_findCommand(name) {
		if (!name) return void 0;
		return this.commands.find((cmd) => cmd._name === name || cmd._aliases.includes(name));
	}
	_findOption(arg) {
		return this.options.find((option) => option.is(arg));
	}
	_checkForMissingMandatoryOptions() {
		this._getCommandAndAncestors().forEach((cmd) => {
			cmd.options.forEach((anOption) => {
				if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) cmd.missingMandatoryOptionValue(anOption);
			});
		});
	}
	_checkForConflictingLocalOptions() {
		const definedNonDefaultOptions = this.options.filter((option) => {
			const optionKey = option.attributeName();
			if (this.getOptionValue(optionKey) === void 0) return false;
			return this.getOptionValueSource(optionKey) !== "default";
		});
		definedNonDefaultOptions.filter((option) => option.conflictsWith.length > 0).forEach((option) => {
			const conflictingAndDefined = definedNonDefaultOptions.find((defined) => option.conflictsWith.includes(defined.attributeName()));
			if (conflictingAndDefined) this._conflictingOption(option, conflictingAndDefined);
		});
	}
	_checkForConflictingOptions() {
		this._getCommandAndAncestors().forEach((cmd) => {
			cmd._checkForConflictingLocalOptions();
		});
	}
	parseOptions(args) {
		const operands = [];
		const unknown = [];
		let dest = operands;
		function maybeOption(arg) {
			return arg.length > 1 && arg[0] === "-";
		}
		const negativeNumberArg = (arg) => {
			if (!/^-(\d+|\d*\.\d+)([eE][+-]?\d+)?$/.test(arg)) return false;
			return !this._getCommandAndAncestors().some((cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short)));
		};
		let activeVariadicOption = null;
		let activeGroup = null;
		let i = 0;
		while (i < args.length || activeGroup) {
			const arg = activeGroup ?? args[i++];
			activeGroup = null;
			if (arg === "--") {
				if (dest === unknown) dest.push(arg);
				dest.push(...args.slice(i));
				break;
			}
			if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
				this.emit(`option:${activeVariadicOption.name()}`, arg);
				continue;
			}
			activeVariadicOption = null;
			if (maybeOption(arg)) {
				const option = this._findOption(arg);
				if (option) {
					if (option.required) {
						const value = args[i++];
						if (value === void 0) this.optionMissingArgument(option);
						this.emit(`option:${option.name()}`, value);
					} else if (option.optional) {
						let value = null;
						if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) value = args[i++];
						this.emit(`option:${option.name()}`, value);
					} else this.emit(`option:${option.name()}`);
					activeVariadicOption = option.variadic ? option : null;
					continue;
				}
			}
			if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
				const option = this._findOption(`-${arg[1]}`);
				if (option) {
					if (option.required || option.optional && this._combineFlagAndOptionalValue) this.emit(`option:${option.name()}`, arg.slice(2));
					else {
						this.emit(`option:${option.name()}`);
						activeGroup = `-${arg.slice(2)}`;
					}
					continue;
				}
			}
			if (/^--[^=]+=/.test(arg)) {
				const index = arg.indexOf("=");
				const option = this._findOption(arg.slice(0, index));
				if (option && (option.required || option.optional)) {
					this.emit(`option:${option.name()}`, arg.slice(index + 1));
					continue;
				}
			}
			if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) dest = unknown;
			if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
				if (this._findCommand(arg)) {
					operands.push(arg);
					unknown.push(...args.slice(i));
					break;
				} else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
					operands.push(arg, ...args.slice(i));
					break;
				} else if (this._defaultCommandName) {
					unknown.push(arg, ...args.slice(i));
					break;
				}
			}
			if (this._passThroughOptions) {
				dest.push(arg, ...args.slice(i));
				break;
			}
			dest.push(arg);
		}
		return {
			operands,
			unknown
		};
	}
	opts() {
		if (this._storeOptionsAsProperties) {
			const result = {};
			const len = this.options.length;
			for (let i = 0; i < len; i++) {
				const key = this.options[i].attributeName();
				result[key] = key === this._versionOptionName ? this._version : this[key];
			}
			return result;
		}
		return this._optionValues;
	}
	optsWithGlobals() {
		return this._getCommandAndAncestors().reduce((combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()), {});
	}
	error(message, errorOptions) {
		this._outputConfiguration.outputError(`${message}\n`, this._outputConfiguration.writeErr);
		if (typeof this._showHelpAfterError === "string") this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
		else if (this._showHelpAfterError) {
			this._outputConfiguration.writeErr("\n");
			this.outputHelp({ error: true });
		}
		const config = errorOptions || {};
		const exitCode = config.exitCode || 1;
		const code = config.code || "commander.error";
		this._exit(exitCode, code, message);
	}
	_parseOptionsEnv() {
		this.options.forEach((option) => {
			if (option.envVar && option.envVar in process.env) {
				const optionKey = option.attributeName();
				if (this.getOptionValue(optionKey) === void 0 || [
					"default",
					"config",
					"env"
				].includes(this.getOptionValueSource(optionKey))) {
					if (option.required || option.optional) this.emit(`optionEnv:${option.name()}`, process.env[option.envVar]);
					else this.emit(`optionEnv:${option.name()}`);
				}
			}
		});
	}
	_parseOptionsImplied() {
		const dualHelper = new DualOptions(this.options);
		const hasCustomOptionValue = (optionKey) => {
			return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
		};
		this.options.filter((option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(this.getOptionValue(option.attributeName()), option)).forEach((option) => {
			Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
				this.setOptionValueWithSource(impliedKey, option.implied[impliedKey], "implied");
			});
		});
	}
	missingArgument(name) {
		const message = `error: missing required argument '${name}'`;
		this.error(message, { code: "commander.missingArgument" });
	}
	optionMissingArgument(option) {
		const message = `error: option '${option.flags}' argument missing`;
		this.error(message, { code: "commander.optionMissingArgument" });
	}
	missingMandatoryOptionValue(option) {
		const message = `error: required option '${option.flags}' not specified`;
		this.error(message, { code: "commander.missingMandatoryOptionValue" });
	}
	_conflictingOption(option, conflictingOption) {
		const findBestOptionFromValue = (option) => {
			const optionKey = option.attributeName();
			const optionValue = this.getOptionValue(optionKey);
			const negativeOption = this.options.find((target) => target.negate && optionKey === target.attributeName());
			const positiveOption = this.options.find((target) => !target.negate && optionKey === target.attributeName());
			if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) return negativeOption;
			return positiveOption || option;
		};
		const getErrorMessage = (option) => {
			const bestOption = findBestOptionFromValue(option);
			const optionKey = bestOption.attributeName();
			if (this.getOptionValueSource(optionKey) === "env") return `environment variable '${bestOption.envVar}'`;
			return `option '${bestOption.flags}'`;
		};
		const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
		this.error(message, { code: "commander.conflictingOption" });
	}
	unknownOption(flag) {
		if (this._allowUnknownOption) return;
		let suggestion = "";
		if (flag.startsWith("--") && this._showSuggestionAfterError) {
			let candidateFlags = [];
			let command = this;
			do {
				const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
				candidateFlags = candidateFlags.concat(moreFlags);
				command = command.parent;
			} while (command && !command._enablePositionalOptions);
			suggestion = suggestSimilar(flag, candidateFlags);
		}
		const message = `error: unknown option '${flag}'${suggestion}`;
		this.error(message, { code: "commander.unknownOption" });
	}
	_excessArguments(receivedArgs) {
		if (this._allowExcessArguments) return;
		const expected = this.registeredArguments.length;
		const s = expected === 1 ? "" : "s";
		const received = receivedArgs.length;
		const message = `error: too many arguments${this.parent ? ` for '${this.name()}'` : ""}. Expected ${expected} argument${s} but got ${received}: ${receivedArgs.join(", ")}.`;
		this.error(message, { code: "commander.excessArguments" });
	}
	unknownCommand() {
		const unknownName = this.args[0];
		let suggestion = "";
		if (this._showSuggestionAfterError) {
			const candidateNames = [];
			this.createHelp().visibleCommands(this).forEach((command) => {
				candidateNames.push(command.name());
				if (command.alias()) candidateNames.push(command.alias());
			});
			suggestion = suggestSimilar(unknownName, candidateNames);
		}
		const message = `error: unknown command '${unknownName}'${suggestion}`;
		this.error(message, { code: "commander.unknownCommand" });
	}
	version(str, flags, description) {
		if (str === void 0) return this._version;
		this._version = str;
		flags = flags || "-V, --version";
		description = description || "output the version number";
		const versionOption = this.createOption(flags, description);
		this._versionOptionName = versionOption.attributeName();
		this._registerOption(versionOption);
		this.on("option:" + versionOption.name(), () => {
			this._outputConfiguration.writeOut(`${str}\n`);
			this._exit(0, "commander.version", str);
		});
		return this;
	}
	description(str, argsDescription) {
		if (str === void 0 && argsDescription === void 0) return this._description;
		this._description = str;
		if (argsDescription) this._argsDescription = argsDescription;
		return this;
	}
	summary(str) {
		if (str === void 0) return this._summary;
		this._summary = str;
		return this;
	}
	alias(alias) {
		if (alias === void 0) return this._aliases[0];
		let command = this;
		if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) command = this.commands[this.commands.length - 1];
		if (alias === command._name) throw new Error("Command alias can't be the same as its name");
		const matchingCommand = this.parent?._findCommand(alias);
		if (matchingCommand) {
			const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
			throw new Error(`cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`);
		}
		command._aliases.push(alias);
		return this;
	}
	aliases(aliases) {
		if (aliases === void 0) return this._aliases;
		aliases.forEach((alias) => this.alias(alias));
		return this;
	}
	usage(str) {
		if (str === void 0) {
			if (this._usage) return this._usage;
			const args = this.registeredArguments.map((arg) => {
				return humanReadableArgName(arg);
			});
			return [].concat(this.options.length || this._helpOption !== null ? "[options]" : [], this.commands.length ? "[command]" : [], this.registeredArguments.length ? args : []).join(" ");
		}
		this._usage = str;
		return this;
	}
	name(str) {
		if (str === void 0) return this._name;
		this._name = str;
		return this;
	}
	helpGroup(heading) {
		if (heading === void 0) return this._helpGroupHeading ?? "";
		this._helpGroupHeading = heading;
		return this;
	}
	commandsGroup(heading) {
		if (heading === void 0) return this._defaultCommandGroup ?? "";
		this._defaultCommandGroup = heading;
		return this;
	}
	optionsGroup(heading) {
		if (heading === void 0) return this._defaultOptionGroup ?? "";
		this._defaultOptionGroup = heading;
		return this;
	}
	_initOptionGroup(option) {
		if (this._defaultOptionGroup && !option.helpGroupHeading) option.helpGroup(this._defaultOptionGroup);
	}
	_initCommandGroup(cmd) {
		if (this._defaultCommandGroup && !cmd.helpGroup()) cmd.helpGroup(this._defaultCommandGroup);
	}
	nameFromFilename(filename) {
		this._name = path.basename(filename, path.extname(filename));
		return this;
	}
	executableDir(path) {
		if (path === void 0) return this._executableDir;
		this._executableDir = path;
		return this;
	}
	helpInformation(contextOptions) {
		const helper = this.createHelp();
		const context = this._getOutputContext(contextOptions);
		helper.prepareContext({
			error: context.error,
			helpWidth: context.helpWidth,
			outputHasColors: context.hasColors
		});
		const text = helper.formatHelp(this, helper);
		if (context.hasColors) return text;
		return this._outputConfiguration.stripColor(text);
	}
	_getOutputContext(contextOptions) {
		contextOptions = contextOptions || {};
		const error = !!contextOptions.error;
		let baseWrite;
		let hasColors;
		let helpWidth;
		if (error) {
			baseWrite = (str) => this._outputConfiguration.writeErr(str);
			hasColors = this._outputConfiguration.getErrHasColors();
			helpWidth = this._outputConfiguration.getErrHelpWidth();
		} else {
			baseWrite = (str) => this._outputConfiguration.writeOut(str);
			hasColors = this._outputConfiguration.getOutHasColors();
			helpWidth = this._outputConfiguration.getOutHelpWidth();
		}
		const write = (str) => {
			if (!hasColors) str = this._outputConfiguration.stripColor(str);
			return baseWrite(str);
		};
		return {
			error,
			write,
			hasColors,
			helpWidth
		};
	}
	outputHelp(contextOptions) {
		let deprecatedCallback;
		if (typeof contextOptions === "function") {
			deprecatedCallback = contextOptions;
			contextOptions = void 0;
		}
		const outputContext = this._getOutputContext(contextOptions);
		const eventContext = {
			error: outputContext.error,
			write: outputContext.write,
			command: this
		};
		this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
		this.emit("beforeHelp", eventContext);
		let helpInformation = this.helpInformation({ error: outputContext.error });
		if (deprecatedCallback) {
			helpInformation = deprecatedCallback(helpInformation);
			if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) throw new Error("outputHelp callback must return a string or a Buffer");
		}
		outputContext.write(helpInformation);
		if (this._getHelpOption()?.long) this.emit(this._getHelpOption().long);
		this.emit("afterHelp", eventContext);
		this._getCommandAndAncestors().forEach((command) => command.emit("afterAllHelp", eventContext));
	}
	helpOption(flags, description) {
		if (typeof flags === "boolean") {
			if (flags) {
				if (this._helpOption === null) this._helpOption = void 0;
				if (this._defaultOptionGroup) this._initOptionGroup(this._getHelpOption());
			} else this._helpOption = null;
			return this;
		}
		this._helpOption = this.createOption(flags ?? "-h, --help", description ?? "display help for command");
		if (flags || description) this._initOptionGroup(this._helpOption);
		return this;
	}
	_getHelpOption() {
		if (this._helpOption === void 0) this.helpOption(void 0, void 0);
		return this._helpOption;
	}
	addHelpOption(option) {
		this._helpOption = option;
		this._initOptionGroup(option);
		return this;
	}
	help(contextOptions) {
		this.outputHelp(contextOptions);
		let exitCode = Number(process.exitCode ?? 0);
		if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) exitCode = 1;
		this._exit(exitCode, "commander.help", "(outputHelp)");
	}
	addHelpText(position, text) {
		const allowedValues = [
			"beforeAll",
			"before",
			"after",
			"afterAll"
		];
		if (!allowedValues.includes(position)) throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
		const helpEvent = `${position}Help`;
		this.on(helpEvent, (context) => {
			let helpStr;
			if (typeof text === "function") helpStr = text({
				error: context.error,
				command: context.command
			});
			else helpStr = text;
			if (helpStr) context.write(`${helpStr}\n`);
		});
		return this;
	}
	_outputHelpIfRequested(args) {
		const helpOption = this._getHelpOption();
		if (helpOption && args.find((arg) => helpOption.is(arg))) {
			this.outputHelp();
			this._exit(0, "commander.helpDisplayed", "(outputHelp)");
		}
	}
};
function incrementNodeInspectorPort(args) {
	return args.map((arg) => {
		if (!arg.startsWith("--inspect")) return arg;
		let debugOption;
		let debugHost = "127.0.0.1";
		let debugPort = "9229";
		let match;
		if ((match = arg.match(/^(--inspect(-brk|-wait)?)$/)) !== null) debugOption = match[1];
		else if ((match = arg.match(/^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+)$/)) !== null) {
			debugOption = match[1];
			if (/^\d+$/.test(match[3])) debugPort = match[3];
			else debugHost = match[3];
		} else if ((match = arg.match(/^(--inspect(-brk|-port|-wait)?)=(\[[^\]]+\]|[^:]+):(\d+)$/)) !== null) {
			debugOption = match[1];
			debugHost = match[3];
			debugPort = match[4];
		}
		if (debugOption && debugPort !== "0") return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
		return arg;
	});
}
function useColor() {
	if (process.env.NO_COLOR || process.env.FORCE_COLOR === "0" || process.env.FORCE_COLOR === "false") return false;
	if (process.env.FORCE_COLOR || process.env.CLICOLOR_FORCE !== void 0) return true;
}

// node_modules/commander/index.js
const program = new Command();

// src/cli/declare/context.ts
function withGlobals(options, command) {
	return {
		...options,
		color: command.optsWithGlobals().color
	};
}
function wholeNumberUpTo(most) {
	return (text) => {
		const value = Number(text);
		if (!/^\d+$/.test(text) || value < 1 || value > most) throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`);
		return value;
	};
}

// src/cli/declare/aa.ts
const mostResamples = 1e6;
const mostSeed = 2147483647;
function declareAa(program, context) {
	program.command("aa [results]").description("measure how often the gate blocks an agent that did not change").addHelpText("after", `
Nothing is run. The recorded runs of one experiment, by default the newest below .tracegate/runs, are
drawn from again and again for both sides, and the gate compares the one with the other under the
policy of tracegate.yaml: whatever it blocks, it blocks by chance. Exit code 1 where that is more often
than the policy promises.

Examples:
  tracegate aa                             the newest run, 2,000 times against itself
  tracegate aa results/main --json         another run, as JSON
  tracegate aa --resamples 20000 --seed 7  a narrower interval; the same seed gives the same numbers`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--resamples <n>", "how often, at least 1000", wholeNumberUpTo(mostResamples), 2e3).option("--seed <n>", "where the draws begin", wholeNumberUpTo(mostSeed), 1).option("--json", "print the result as JSON").action(async (results, options, command) => {
		const { aaCommand } = await import("./aa-jJGdRdg1.js");
		context.end(await aaCommand(results, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/baseline.ts
function declareBaseline(program, context) {
	const baseline = program.command("baseline").description("keep results to compare later changes with, or show what is compared with");
	baseline.command("save").description("keep the results of a run in the folder of baselines, for the commit that was run").addHelpText("after", `
Running the same again and saving it adds runs, and replaces none. The action does this on every push to the main
branch; the stores are named in tracegate.yaml:

  baseline: { stores: [folder] }`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--results <dir>", "the folder of the run; by default the newest below .tracegate/runs").option("--json", "print the result as JSON").action(async (options, command) => {
		const { saveBaselineCommand } = await import("./baseline-KyNZe5kC.js");
		context.end(await saveBaselineCommand(withGlobals(options, command), context.io));
	});
	baseline.command("show").description("say what a run of the working tree would be compared with").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--json", "print the result as JSON").action(async (options, command) => {
		const { showBaselineCommand } = await import("./baseline-KyNZe5kC.js");
		context.end(await showBaselineCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/blame.ts
function declareBlame(program, context) {
	program.command("blame").description("find the step that broke a session, and follow the wrong fact to it").argument("<file>", "a session file, an export that import reads, or a journal").addHelpText("after", `
Names the earliest step that seems to have made the session fail, with what speaks for it and what
else it may have been. Passing runs of the same case make it surer: those of the same file are found
by themselves. What is shown is not redacted.

Examples:
  tracegate blame session.json
  tracegate blame export.jsonl --session 7f3a
  tracegate blame failed.json --reference right.json
  tracegate blame .tracegate/runs/<run>/journal.jsonl --session late-fee.3`).option("--session <id>", "which session of the file").option("--reference <file>", "a run of the same case that is known to be right").option("--siblings <files...>", "files with more runs of the same case; only those that passed count").addOption(new Option("--format <format>", "how they are written").choices(["auto", ...importFormats]).default("auto")).option("--json", "print blame, facts and their support as JSON").action(async (file, options, command) => {
		const { blameCommand } = await import("./blame-cToeF3bU.js");
		context.end(await blameCommand(file, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/calibrate.ts
function declareCalibrate(program, context) {
	program.command("calibrate").description("measure judges on human labels, and write what they may be trusted with").addHelpText("after", `
Asks each judge about every labelled session of its dimension (datasets/<name>/labels/), says how far
it agrees with people, and writes evaluators/<name>/v<N>.calibration.json.

Exit codes:
  0  all of them are calibrated
  1  one was measured and is not good enough
  3  too few labels, or too many sessions without a verdict

Examples:
  tracegate calibrate                every judge that a case asks, and the newest of the others
  tracegate calibrate faithfulness   the newest version
  tracegate calibrate faithfulness@2 --cached   go on after an interruption`).argument("[judges...]", "judges, by name or name@version").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--cached", "take the answers that were given before, such as before an interruption").option("--json", "print the measurements as JSON").action(async (judges, options, command) => {
		const { calibrateCommand } = await import("./calibrate-CxR5088z.js");
		context.end(await calibrateCommand(judges, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/coverage.ts
function declareCoverage(program, context) {
	program.command("coverage").description("hold the dataset against production: what no case is near, what nobody asks any more").argument("<files...>", "production sessions, of any format that import reads").addHelpText("after", `
Tells which topics of production no case of the dataset is near, which cases no session resembles any
more, and, from the newest results, which dimensions have only cases that no run ever failed.

Examples:
  tracegate coverage exports/*.jsonl
  tracegate coverage exports/*.jsonl --json`).addOption(new Option("--format <format>", "how they are written").choices(["auto", ...importFormats]).default("auto")).option("--results <dir>", "the run folder; by default the newest below .tracegate/runs").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--json", "print the report as JSON").action(async (files, options, command) => {
		const { coverageCommand } = await import("./coverage-CiRTBi2l.js");
		context.end(await coverageCommand(files, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/dataset.ts
function declareDataset(program, context) {
	program.command("dataset").description("work on the dataset as a whole").command("promote").description("make a version of the dataset: an annotated tag with a changelog").addHelpText("after", `
Compares the commit with the last tag <name>-v<X.Y.Z>, checks the sign-offs of what changed, measures
every judge that a case asks on the labels, and only then tags. Without a key for the judges it blocks.

The version is major where cases or evaluators went, minor where cases are new or changed, else a patch.

Exit codes:
  0  promoted, or the last version holds all that there is
  1  blocked; says by what, each with its fix
  2  the project or the clone needs mending: a shallow clone, files that are not committed

Examples:
  tracegate dataset promote --dry-run   what the next version would be, and what blocks it
  tracegate dataset promote --push      in a workflow on push to main`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--dry-run", "check everything, judges included, and tag nothing").option("--push", "push the tag to origin; also one that was made before and is not there").option("--cached", "take answers of judges that were given before, as after an interruption").option("--json", "print what became of it as JSON").action(async (options, command) => {
		const { promoteCommand } = await import("./dataset-promote-BK-WnYY3.js");
		context.end(await promoteCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/doctor.ts
function declareDoctor(program, context) {
	program.command("doctor").description("look whether all is in place: files, keys, endpoint, GitHub, one real run").addHelpText("after", `
Runs one case once, and fails where not a single model call was seen. Asks GitHub for labels and
branch protection where GITHUB_TOKEN is set. Exit code 2 where something is to be mended.

Examples:
  tracegate doctor
  GITHUB_TOKEN=$(gh auth token) tracegate doctor --no-run --json`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--repository <owner/name>", "the repository on GitHub (default: git's origin)").option("--no-run", "run no case").option("--json", "print what was found as JSON").action(async (options, command) => {
		const { doctorCommand } = await import("./doctor-CxmOaJvK.js");
		context.end(await doctorCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/drift.ts
function declareDrift(program, context) {
	program.command("drift").description("ask calibrated judges again, and raise an alarm where they judge otherwise").addHelpText("after", `
Three alarms: more errors on the sessions that a judge was measured on (exact McNemar, 5 %),
disagreement with labels that came since (CUSUM at 5), and more than 5 % of verdicts flipped.

--issue opens an issue in GITHUB_REPOSITORY with GITHUB_TOKEN, or brings it up to date, and closes
it once all judges are steady.

Exit codes:
  0  every judge is steady
  1  a judge drifted
  3  it cannot be known: too many sessions have no verdict

Examples:
  tracegate drift                          every judge that has a calibration
  tracegate drift faithfulness --write     and note the alarm in its calibration, so that it decides no more
  tracegate drift --write --issue          in a nightly workflow`).argument("[judges...]", "judges, by name or name@version").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--write", "write an alarm into the judge's calibration").option("--issue", "open an issue on GitHub, or bring it up to date").option("--json", "print what was found as JSON").addOption(new Option("--markdown", "print the issue's text").conflicts("json")).action(async (judges, options, command) => {
		const { driftCommand } = await import("./drift-Dh3h5q5-.js");
		context.end(await driftCommand(judges, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/evaluator.ts
function declareEvaluator(program, context) {
	program.command("evaluator").description("work on evaluator files").command("bump").description("make the next version of an evaluator; a released one is never edited").argument("<name>", "the evaluator, such as abstains-on-empty-retrieval").addHelpText("after", `
Copies the newest version, with edits that you made to it, and puts a released file back as the
base branch has it. Cases go on with the version that they name, unless you say --cases.

Examples:
  tracegate evaluator bump faithfulness --changed "hedges are no claims"
  tracegate evaluator bump faithfulness --cases`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--base <ref>", "the base branch; by default the remote's default branch").option("--changed <text>", "what differs from the version before, for people").option("--cases", "hold the cases of the version before to the new one; voids their sign-offs").option("--json", "print what was written as JSON").action(async (name, options, command) => {
		const { bumpCommand } = await import("./evaluator-bump-B5CPEv8O.js");
		context.end(await bumpCommand(name, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/export.ts
function declareExport(program, context) {
	program.command("export").description("give sessions, or the runs of an experiment with their verdicts, to OpenTelemetry").addHelpText("after", `
Writes OTLP/JSON in the current gen_ai conventions, one session a line, to standard output unless
--out or --to says otherwise. Verdicts are gen_ai.evaluation.result events. Everything is redacted
first, as \`tracegate import\` does. docs/export.md says which attributes stand where.

Examples:
  tracegate export .tracegate/sessions/*.json --out sessions.jsonl
  tracegate export --results --to http://127.0.0.1:4318     the newest run, with its verdicts
  tracegate export --results .tracegate/runs/last --to https://otlp.example --header authorization=OTLP_KEY`).argument("[files...]", "session files, or exports that `tracegate import` reads").addOption(new Option("--format <format>", "how the files are written").choices(["auto", ...importFormats]).default("auto")).option("--results [dir]", "the runs of this folder, or of the newest below .tracegate/runs").option("--out <file>", "write the spans here").addOption(new Option("--to [url]", "send them to this OTLP/HTTP address, or the one in OTEL_EXPORTER_OTLP_ENDPOINT").conflicts("out")).option("--header <name=VARIABLE...>", "a header of the requests, its value in a variable").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--json", "print what was exported as JSON; needs --out or --to").action(async (files, options, command) => {
		const { exportCommand } = await import("./export-DYL99226.js");
		context.end(await exportCommand(files, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/floors.ts
function declareFloors(program, context) {
	program.command("floors").description("propose floors from recorded runs, as YAML to paste").addHelpText("after", `
Nothing is run. For each dimension the highest floor that the runs prove: the exact lower 95 % bound of
their pass rate, so 95 of 100 passes prove 0.8977.

Examples:
  tracegate floors                          from the newest run
  tracegate floors --results runs/a runs/b  from several runs of the same dataset and evaluators`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--results <dir...>", "the folders of runs; by default the newest below .tracegate/runs").option("--json", "print the result as JSON").action(async (options, command) => {
		const { floorsCommand } = await import("./floors-CU-by3yv.js");
		context.end(await floorsCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/gate.ts
function declareGate(program, context) {
	program.command("gate").description("decide again from the results of a run, under the policy as it is now").addHelpText("after", `
Without --baseline it is compared with the merge base, where \`baseline\` in tracegate.yaml names a store that has
its results. Results to compare with are those of a whole plan: make them with \`tracegate run --stop off\`.

Examples:
  tracegate gate                                       the newest run, under the policy as it is now
  tracegate gate --baseline .tracegate/runs/20261120-\u2026 compared with an older run`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--results <dir>", "the folder of the run; by default the newest below .tracegate/runs").option("--baseline <path...>", "compare with these results (a run's folder or its experiment.json); several are pooled").option("--json", "print the decision as JSON").addOption(new Option("--markdown", "print the comment as Markdown").conflicts("json")).action(async (options, command) => {
		const { gateCommand } = await import("./gate-CMp70ZDE.js");
		context.end(await gateCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/import.ts
function declareImport(program, context) {
	program.command("import").description("turn recorded sessions of other systems into redacted session files").addHelpText("after", `
Secrets and personal data are replaced before anything is written (see \`redaction:\` in
tracegate.yaml). Files may be gzipped, and of any size where they hold one record a line or a list.
Files that belong together, such as spans and logs, are given together.

Examples:
  tracegate import export.jsonl                    whatever it is, into ${importFolder}
  tracegate import traces.json logs.json --dry-run what would be read, and what would not
  tracegate import *.jsonl.gz --out sessions --strict`).argument("<files...>", "files of sessions").addOption(new Option("--format <format>", "how they are written").choices(["auto", ...importFormats]).default("auto")).option("--out <dir>", `write the sessions here, one file each (default: ${importFolder})`).option("--root <dir>", "the project's folder, for what is redacted", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--strict", "write nothing and end with 2 where anything was left out").option("--dry-run", "read and redact, and write nothing").option("--json", "print the result as JSON").action(async (files, options, command) => {
		const { importCommand } = await import("./import-e_3YfUaZ.js");
		context.end(await importCommand(files, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/init.ts
function declareInit(program, context) {
	program.command("init").description("put a repository under the gate: configuration, first cases, workflows").addHelpText("after", `
Asks for what the options leave open, where it runs in a terminal; elsewhere --agent has to be named.
Nothing that is there is overwritten, and a second time changes nothing. The new gate only shows its
decision for four weeks, and starts with checks that need no model.

Examples:
  tracegate init
  tracegate init --agent module --module src/agent.ts --key OPENAI_API_KEY
  tracegate init --agent process --command "python3 agent/main.py" --session trace.json
  tracegate init --agent http --url "http://127.0.0.1:\${PORT}/chat" --command "npm start"
  tracegate init --agent openai --model gpt-5-mini --workflow forks --expert maria-policy`).option("--root <dir>", "the project's folder", ".").addOption(new Option("--agent <runner>", "how the agent is driven").choices([...adoptedRunners])).option("--module <file>", "of a module: the file that exports `agent`, seen from the root").option("--command <line>", "of a process, or of a service that is to be started: its command").option("--url <url>", "of a service: where a turn is posted").option("--model <name>", "of an openai agent: the model").option("--base-url <url>", "of an openai agent: another endpoint than OpenAI's").option("--key <names...>", "environment variables that reach the agent").option("--dataset <name>", "name of the dataset (default: the folder's name)").option("--session <file>", "a recorded session, of any format, for the first case").option("--expert <logins...>", "who may sign cases off").addOption(new Option("--workflow <kind>", "the workflows of GitHub Actions (default: plain)").choices([...workflowKinds])).option("--drift", "a nightly workflow that watches judges, too").option("--bot", "the bot's workflow, which makes cases of labelled reports, too").option("--baseline", "a workflow that keeps results of pushes to compare with, too").option("--branch <name>", "the branch that pull requests go to (default: git's, or main)").option("--action <ref>", "another source of the action, as owner/name@ref").option("-y, --yes", "ask nothing, and take what is usual").option("--dry-run", "say what would be written, and write nothing").option("--json", "print what was written as JSON").action(async (options, command) => {
		const { initCommand } = await import("./init-PtHRWY1f.js");
		context.end(await initCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/label.ts
function declareLabel(program, context) {
	program.command("label").description("say of recorded sessions whether they are right, for judges to be measured on").addHelpText("after", `
Shows sessions of the dataset that nobody has labelled, those that teach most first, and never what a
judge said of them. Each label is written at once; q ends the sitting, and the next one goes on.

Keys: p pass \u00B7 f fail \u00B7 n note why \u00B7 s skip \u00B7 u undo \u00B7 q quit \u00B7 ? help

Examples:
  tracegate label faithfulness                    label at the keyboard
  tracegate label faithfulness --second-opinion   those that somebody else has labelled
  tracegate label faithfulness --import scores.jsonl --map correctness --pass-from 0.5
                                                  what people annotated in Langfuse or Phoenix`).argument("<dimension>", "the dimension that is labelled").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--by <name>", "who labels (default: your user name)").option("--second-opinion", "sessions that others have labelled and you have not").option("--import <files...>", "take the annotations of people in these files as labels").option("--map <names...>", "names of the annotations that count (default: the dimension's)").option("--pass-values <values...>", "values that mean pass, instead of the usual ones").option("--fail-values <values...>", "values that mean fail, instead of the usual ones").option("--pass-from <number>", "numbers from this on are a pass, those below a fail", number).option("--json", "print what was imported as JSON").action(async (dimension, options, command) => {
		const { labelCommand } = await import("./label-BWG5Iep0.js");
		context.end(await labelCommand(dimension, withGlobals(options, command), context.io));
	});
}
function number(text) {
	const value = Number(text);
	if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Give a number, such as 0.5.");
	return value;
}

// src/cli/declare/mcp.ts
function declareMcp(program, context) {
	program.command("mcp").description("offer the tools of a recorded session, with their recorded answers, as an MCP server").addHelpText("after", `
Speaks MCP over standard input and output, or over streamable HTTP with --http. A call that
was not recorded is refused, and said on standard error with what was recorded nearby.

Examples:
  tracegate mcp --session datasets/support/sessions/late-fee.json
  tracegate mcp --session late-fee.json --http 8931 --read-only search_policies`).requiredOption("--session <file>", "the recorded session, such as datasets/<name>/sessions/<id>.json").option("--http <port>", "serve http://127.0.0.1:<port>/mcp; 0 takes a free port", portNumber).option("--read-only <tool...>", "tools that only read: a call that matches none gets the recorded answer of its number").action(async (options, command) => {
		const { mcpCommand } = await import("./mcp-C5bd84kz.js");
		context.end(await mcpCommand(withGlobals(options, command), context.io));
	});
}
function portNumber(text) {
	const value = Number(text);
	if (!/^\d{1,5}$/.test(text) || value > 65535) throw new InvalidArgumentError("Give a port from 0 to 65535.");
	return value;
}

// src/cli/declare/merge.ts
function declareMerge(program, context) {
	program.command("merge").description("join the parts of a plan that `run --shard` made into one result").argument("<parts...>", "the folders of the parts, or their journals").addHelpText("after", `
Writes journal.jsonl and experiment.json, as one run of the whole plan would have. The order of
the parts changes nothing. Of a part that was run twice, what was started first stands.
Ends with 3 where a part is lost or was broken off; what is there is written all the same.

Examples:
  tracegate merge shards/* --out merged     join what lies in shards/1 to shards/8
  tracegate gate --results merged           then decide`).requiredOption("--out <dir>", "write the joined results here").option("--json", "print what became of each part as JSON").action(async (parts, options, command) => {
		const { mergeCommand } = await import("./merge-DrLLqzyK.js");
		context.end(await mergeCommand(parts, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/power.ts
function declarePower(program, context) {
	program.command("power").description("say what the plan can see, and how many runs a wanted sensitivity needs").addHelpText("after", `
Nothing is run. Recorded runs, by default the newest below .tracegate/runs, say how often the agent passes
and which floors they prove.

Examples:
  tracegate power               the smallest falls that this plan catches four times in five
  tracegate power --detect 5    and the runs that catch a fall of 5 points`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--detect <points>", "a fall that is to be seen, in percentage points", pointsUpTo(100)).option("--results <dir>", "the folder of a run").option("--json", "print the result as JSON").action(async (options, command) => {
		const { powerCommand } = await import("./power-4QueT1w2.js");
		context.end(await powerCommand(withGlobals(options, command), context.io));
	});
}
function pointsUpTo(most) {
	return (text) => {
		const value = Number(text);
		if (!/^\d+(?:\.\d+)?$/.test(text) || value <= 0 || value >= most) throw new InvalidArgumentError(`Give a number above 0 and below ${most}, such as 5 or 2.5.`);
		return value;
	};
}

// src/cli/declare/record.ts
function declareRecord(program, context) {
	program.command("record").description("run a command with the recorder around it, and write its sessions, redacted").argument("<command...>", "the command, after --").addHelpText("after", `
The command reads and writes this terminal as if it were run alone, and its exit code is passed on. Model calls are
captured at OPENAI_BASE_URL and ANTHROPIC_BASE_URL, spans at OTEL_EXPORTER_OTLP_ENDPOINT; docs/capture.md says how.

Examples:
  tracegate record -- python agent.py
  tracegate record --out sessions --agent-name support -- npm start
  tracegate record --cassette datasets/support/cassettes/late-fee.json -- python agent.py
  tracegate record -- sh -c 'node agent.js < questions.txt'`).option("--out <dir>", `write the sessions here, one file each (default: ${importFolder})`).option("--cassette <file>", "also write the model's answers here, for cases with `model: recorded`").option("--agent-name <name>", "what the agent is called in its sessions").option("--root <dir>", "the project's folder, for what is redacted and what models cost", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").action(async (command, options, self) => {
		const { recordCommandLine } = await import("./record-f41iVCoz.js");
		context.end(await recordCommandLine(command, withGlobals(options, self), context.io));
	});
}

// src/cli/declare/render.ts
function declareRender(program, context) {
	program.command("render").description("write the results of a run as a page, JUnit XML, a badge or Markdown").argument("[results]", "the folder of a run; by default the newest below .tracegate/runs").addHelpText("after", `
Decides under the policy as it is now and runs nothing. Without a file to write it writes report.html,
junit.xml and badge.json beside the results. The page is one file that loads nothing; what it shows of
sessions is as they were recorded.

Examples:
  tracegate render
  tracegate render --html report.html --open
  tracegate render artifacts/pr --baseline artifacts/main --history old/* --html compared.html
  tracegate render --junit out/junit.xml --badge out/badge.json`).option("--html <file>", "write the page here").option("--junit <file>", "write JUnit XML here").option("--badge <file>", "write JSON for an endpoint badge of shields.io here").option("--markdown <file>", "write the comment here").option("--json <file>", "write the decision here").option("--baseline <dir>", "the folder of a run to compare with, beside which each case is shown").option("--history <dirs...>", "folders of earlier runs, drawn as each dimension's history").option("--open", "open the page in a browser (not on CI)").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").action(async (results, options, command) => {
		const { renderCommand } = await import("./render-C4Cwipi8.js");
		context.end(await renderCommand(results, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/report.ts
function declareReport(program, context) {
	program.command("report").description("file an issue about a session that went wrong, with the redacted session in it").addHelpText("after", `
Secrets and personal data are replaced before anything is sent (see \`redaction:\` in tracegate.yaml).
Once a maintainer adds the label, the bot makes a case of the issue. The token is taken from
GITHUB_TOKEN and needs \`issues: write\`.

Examples:
  tracegate report session.json --wrong "It claimed a refund window" --dry-run
  tracegate report trace.jsonl --session 7f3a --repo acme/shop-agent \\
    --wrong "It claimed a refund window" --expected "No policy covers it; it must say so" \\
    --dimension faithfulness`).argument("<file>", "a file with the session, in any format that can be imported").option("--session <id>", "the session, where the file holds several").option("--repo <owner/name>", "the repository (default: GITHUB_REPOSITORY)").option("--title <text>", "the issue's title (default: what went wrong)").option("--asked <text>", "what the user asked (default: the user's last message)").requiredOption("--wrong <text>", "what went wrong").option("--expected <text>", "what should have happened").option("--dimension <name>", "the dimension that failed").addOption(new Option("--severity <severity>", "how bad it is").choices(severities)).option("--label", "add the label that has the bot make a case of it").option("--root <dir>", "the project's folder, for what is redacted", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--dry-run", "print the issue, and send nothing").option("--json", "print the result as JSON").action(async (file, options, command) => {
		const { reportCommand } = await import("./report-BGkm7h7i.js");
		context.end(await reportCommand(file, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/reproduce.ts
function declareReproduce(program, context) {
	program.command("reproduce").description("show that a case fails on the agent of a commit, as a new case should").argument("<case>", "the case's id").addHelpText("after", `
The case comes from the working tree, the agent from the commit: it is checked out beside the working tree
and removed afterwards. node_modules, .venv and venv are linked, unless agent.setup says how to install them.

Exit codes:
  0  reproduced      at least one run failed
  1  not reproduced  every scored run passed
  2  user error      something in your files or arguments needs mending
  3  unknown         no run could be scored, or the agent finished none

Examples:
  tracegate reproduce refund-policy-unknown-area                 on the last commit
  tracegate reproduce late-fee --ref v1.4.0 --runs 50            on a release, more often`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--ref <ref>", "commit, tag or branch of the agent", "HEAD").option("--runs <n>", "run the case this often", wholeNumberUpTo(mostRunsPerCase)).option("--concurrency <n>", "hold this many sessions at once", wholeNumberUpTo(mostSessionsAtOnce)).option("--json", "print the result as JSON").option("--quiet", "print no progress").action(async (caseId, options, command) => {
		const { reproduceCommand } = await import("./reproduce-Co-d55iU.js");
		context.end(await reproduceCommand(caseId, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/run.ts
function declareRun(program, context) {
	program.command("run").description("run the dataset against the agent, decide, and write the comment").addHelpText("after", `
Writes journal, experiment, decision, comment, JUnit XML and badge below .tracegate/runs/;
runs of chosen cases decide nothing and leave their journal below .tracegate/cases/.

Examples:
  tracegate run                                    the whole plan, then the decision
  tracegate run --case refund-policy-unknown-area  one case, to look at it closely
  tracegate run --resume                           go on after an interruption
  tracegate run --stop sequential                  as few runs as the floors' tests need
  tracegate run --budget-usd 5                     no model call beyond five dollars
  tracegate run --shard 3/8 --out shards/3         one of eight parts, for another machine`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--out <dir>", "write the results here; by default a new folder below .tracegate").option("--case <id...>", "run only these cases, without a decision of the gate").option("--runs <n>", "run each case this often, instead of what the files say; never less", wholeNumberUpTo(mostRunsPerCase)).option("--concurrency <n>", "hold this many sessions at once", wholeNumberUpTo(mostSessionsAtOnce)).addOption(new Option("--stop <mode>", "leave out runs that cannot change the decision, or that a sequential test does not need").choices([
		"curtail",
		"sequential",
		"off"
	])).option("--budget-usd <usd>", "no model call begins once they cost as much, judges' and simulated users' too", amount).option("--budget-tokens <n>", "the same for the tokens that they take", amount).option("--budget-minutes <n>", "stop after as many minutes", amount).addOption(new Option("--shard <i/n>", "make one of n parts of the plan; `tracegate merge` joins them").argParser(shardName).conflicts(["case", "stop"])).option("--timings <dir>", "cut the plan by how long its cases took in these results").option("--resume", "go on with the newest run (or the one in --out); finished runs are kept").option("--page", "write report.html, too; `tracegate view --open` makes it at any time").option("--no-cache", "ask judges again what .tracegate/cache has their answers to").option("--json", "print the decision as JSON").option("--quiet", "print no progress").action(async (options, command) => {
		const { runCommand } = await import("./run-rQQF6iBU.js");
		context.end(await runCommand(withGlobals(options, command), context.io));
	});
}
function amount(text) {
	const value = Number(text);
	if (!/^\d+(?:\.\d+)?$/.test(text) || value <= 0) throw new InvalidArgumentError("Give a number above 0.");
	return value;
}
function shardName(text) {
	const shard = parseShard(text);
	if (shard !== void 0) return shard;
	throw new InvalidArgumentError("Give a part and how many there are, such as 3/8; at most 256.");
}

// src/cli/declare/score.ts
function declareScore(program, context) {
	program.command("score").description("import recorded sessions and say what is in them: pass^k, empty searches").argument("<files...>", "session files").addOption(new Option("--format <format>", "how they are written").choices(["auto", ...importFormats]).default("auto")).option("--json", "print the result as JSON").addHelpText("after", `
Holds each session to two checks that need no dataset: facts that nothing supports, and calls that are
repeated. pass^k is the chance that k runs of a task all pass, from rewards that the file holds. Nothing
is written and nothing decided.

Examples:
  tracegate score results.json             a tau-bench file, or any export that tracegate import reads
  tracegate score exports/*.jsonl --json`).action(async (files, options, command) => {
		const { scoreCommand } = await import("./score-zf7vL33V.js");
		context.end(await scoreCommand(files, withGlobals(options, command), context.io));
	});
}

// src/cli/declare/simulate.ts
const largestSeed = 1e6;
function declareSimulate(program, context) {
	program.command("simulate").description("hold conversations with a scenario's user, and print how many the agent passed").argument("<scenario>", "the scenario's id").addHelpText("after", `
Decides nothing. Results lie below .tracegate/simulations/; sessions that failed lie there in failing/,
redacted, where triage reads them. What the simulated user did wrong never counts as the agent's failure.

Exit codes:
  0  passed          every scored run passed
  1  failed          a run failed
  2  user error      something in your files or arguments needs mending
  3  unknown         no run of a cell could be scored

Examples:
  tracegate simulate asks-about-a-gift-card --watch            see one conversation as it is held
  tracegate simulate asks-about-a-gift-card --runs 20          the pass rate of twenty
  tracegate simulate asks-about-a-gift-card --explore --cap 12 twelve cells of its grid
  tracegate simulate asks-about-a-gift-card --runs 20 --save   propose a case of each failure`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--runs <n>", "hold this many conversations, of each cell", wholeNumberUpTo(mostRunsPerCase)).option("--seed <n>", "another number draws other conversations, and other cells", wholeSeed).option("--explore", "try the cells of the scenario's `explore`").option("--cap <n>", "try at most this many cells", wholeNumberUpTo(mostCells)).option("--concurrency <n>", "hold this many sessions at once", wholeNumberUpTo(mostSessionsAtOnce)).option("--watch", "show what is said as it is said, one conversation after another").option("--save [name]", "propose a case of each failing conversation: a name for them, or a dataset's folder").option("--no-cache", "ask judges again what .tracegate/cache has their answers to").option("--json", "print the result as JSON").option("--quiet", "print no progress").action(async (scenario, options, command) => {
		const { simulateCommand } = await import("./simulate-DId1p6Zo.js");
		context.end(await simulateCommand(scenario, withGlobals(options, command), context.io));
	});
}
function wholeSeed(text) {
	const value = Number(text);
	if (!/^\d+$/.test(text) || value > largestSeed) throw new InvalidArgumentError(`Give a whole number from 0 to ${largestSeed}.`);
	return value;
}

// src/cli/declare/triage.ts
function declareTriage(program, context) {
	program.command("triage").description("sort failing sessions into clusters, the most urgent first").argument("<files...>", "session files of any format that import reads").addHelpText("after", `
A session failed where a check says so, its reward is below 1, or the agent ended in an error.
Clusters keep their names from one triage to the next. Floors of tracegate.yaml, where there is one,
say which dimensions matter most; its cases say what is guarded already.

Examples:
  tracegate triage exports/*.jsonl
  tracegate triage today.jsonl --against .tracegate/triage.json
  tracegate triage exports/*.jsonl --mode tool-use
  tracegate triage exports/*.jsonl --propose 1 --cases 12
  tracegate triage exports/*.jsonl --open-issues --repo acme/support-agent`).addOption(new Option("--format <format>", "how they are written").choices(["auto", ...importFormats]).default("auto")).option("--out <file>", "write the queue here as JSON", ".tracegate/triage.json").option("--against <file>", "an older triage.json: what is new, grown, shrunk and gone since").option("--since <date>", "only sessions that began on this day or later, such as 2026-11-16", day).addOption(new Option("--mode <mode>", "show only clusters with this failure mode").choices(failureModes)).option("--propose <cluster>", "write sessions of a cluster, by its id or its place, as cases").option("--cases <n>", "how many of them", wholeNumberUpTo(100), 12).option("--open-issues", "write one issue a cluster, and file it where GITHUB_TOKEN is set").option("--repo <owner/name>", "where issues are filed; GITHUB_REPOSITORY where left out").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--json", "print the queue as JSON").action(async (files, options, command) => {
		const { triageCommand } = await import("./triage-VjDeKPee.js");
		context.end(await triageCommand(files, withGlobals(options, command), context.io));
	});
}
function day(text) {
	const ms = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(text) ? Date.parse(text) : NaN;
	if (!(!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 10)))) throw new InvalidArgumentError("Give a date such as 2026-11-16.");
	return ms;
}

// src/cli/declare/validate.ts
function declareValidate(program, context) {
	program.command("validate").description("check every file: configuration, dataset, evaluators, and whether the floors can be proven").addHelpText("after", `
With --evaluators each case's evaluators are held to sessions/<id>.json, which failed, and to
references/<id>.json, in which the agent did right (both in the dataset's folder). One that says
the same of both does not discriminate. Exit code 1 where a case has no evaluator that does, 3 where
that is not known: a judge did not answer, or no case has both sessions.

Examples:
  tracegate validate
  tracegate validate --evaluators --json`).option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").option("--base <ref>", "the branch whose evaluators are released; by default the remote's").option("--evaluators", "instead check the evaluators: on each case's failing session and its reference").option("--json", "print what was found as JSON").action(async (options, command) => {
		if (options.evaluators) {
			const { validateEvaluatorsCommand } = await import("./validate-evaluators-CV1Ovp8Z.js");
			context.end(await validateEvaluatorsCommand(options, context.io));
			return;
		}
		const { validateCommand } = await import("./validate-D9D6jdvM.js");
		context.end(await validateCommand(withGlobals(options, command), context.io));
	});
}

// src/cli/declare/view.ts
function declareView(program, context) {
	program.command("view").description("show a session as a timeline, or sessions, results and triages as a page").addHelpText("after", `
Reads session files and every export that \`tracegate import\` reads. What is shown is not redacted.
A page (--html, --open) may be of all sessions of a file, of a run's folder, or of a triage.json.

Examples:
  tracegate view .tracegate/sessions/late-fee.json
  tracegate view export.jsonl --session 7f3a          one of many
  tracegate view --run refund-policy-unknown-area.3   run 3 of a case, from the newest run folder
  tracegate view export.jsonl --open                  all of them, in a browser
  tracegate view .tracegate/triage.json --open        the queue, its map and the representatives
  tracegate view .tracegate/runs/<run> --html run.html`).argument("[file]", "a session file or an export; for a page also a run's folder or a triage.json").option("--session <id>", "which session of the file").addOption(new Option("--run <case.n>", "a run of a case, in the journal of a run folder").conflicts("session")).option("--results <dir>", "the run folder; by default the newest below .tracegate/runs").option("--html <file>", "write a page here instead").option("--open", "open the page in a browser (not on CI)").option("--root <dir>", "the project's folder", ".").option("--config <file>", "the configuration, seen from the root", "tracegate.yaml").addOption(new Option("--json", "print the whole session as JSON").conflicts(["html", "open"])).action(async (file, options, command) => {
		const { viewCommand } = await import("./view-DpCV1eQ8.js");
		context.end(await viewCommand(file, withGlobals(options, command), context.io));
	});
}

// src/cli/program.ts
async function runCli(argv, io) {
	let exitCode = exitCodes.pass;
	const program = buildProgram(commandsFor(argv), {
		io,
		end: (code) => {
			exitCode = code;
		}
	});
	try {
		await program.parseAsync(argv, { from: "user" });
		return exitCode;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.pass : exitCodes.userError;
		const { describeFailure } = await import("./describe-failure-C43pb1Dk.js");
		const failure = describeFailure(error, io);
		io.stderr.write(failure.text);
		return failure.exitCode;
	}
}
const commands = {
	init: declareInit,
	doctor: declareDoctor,
	run: declareRun,
	merge: declareMerge,
	gate: declareGate,
	baseline: declareBaseline,
	validate: declareValidate,
	report: declareReport,
	reproduce: declareReproduce,
	simulate: declareSimulate,
	power: declarePower,
	floors: declareFloors,
	aa: declareAa,
	record: declareRecord,
	import: declareImport,
	view: declareView,
	render: declareRender,
	export: declareExport,
	score: declareScore,
	triage: declareTriage,
	blame: declareBlame,
	coverage: declareCoverage,
	evaluator: declareEvaluator,
	label: declareLabel,
	calibrate: declareCalibrate,
	drift: declareDrift,
	dataset: declareDataset,
	mcp: declareMcp
};
function commandsFor([name = ""]) {
	const named = Object.entries(commands).flatMap(([one, declare]) => one === name ? declare : []);
	return named.length > 0 ? named : Object.values(commands);
}
function buildProgram(declared, context) {
	const { io } = context;
	const program = new Command("tracegate").description("Replays a versioned dataset against your agent and blocks the merge below the floor.").version(version, "-V, --version", "print the version").helpOption("-h, --help", "print this help").helpCommand("help [command]", "print the help of a command").option("--no-color", "write without colour (so does NO_COLOR=1)").showHelpAfterError("(add --help for the options)").exitOverride().configureOutput({
		writeOut: (text) => io.stdout.write(text),
		writeErr: (text) => io.stderr.write(text),
		getOutHelpWidth: () => columnsOf(io.stdout),
		getErrHelpWidth: () => columnsOf(io.stderr)
	}).addHelpText("after", `
Exit codes:
  0  pass            every floor is met
  1  fail            a floor is missed, or a must-pass case failed
  2  user error      something in your files or arguments needs mending
  3  undetermined    the runs prove neither; more are needed, or something did not run

Start with: tracegate init, then tracegate doctor`);
	for (const declare of declared) declare(program, context);
	return program;
}

export { failureModes as C, exitCodes as E, mostSessionsAtOnce as S, exitCodeOf as T, DropList as _, starterEvaluators as a, inside as b, issueFormPath as c, unknownDimension as d, columnsOf as f, experimentSchema as g, parseShard as h, adoptedRunners as i, noResponse as l, mayColour as m, version as n, workflowKinds as o, isTerminal as p, importFolder as r, formFields as s, runCli as t, renderIssueForm as u, childPlace as v, mostCells as w, mostRunsPerCase as x, importFormats as y };