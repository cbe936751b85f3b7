import { t as UserError } from "./errors-wBhBppnE.js";
import { t as printable } from "./printable-D3kid4aB.js";
import { r as failedTurn } from "./turn-recorder-DGU_VC35.js";
import { randomBytes } from "node:crypto";
import { delimiter, resolve } from "node:path";
import { spawn } from "node:child_process";
import { access, constants, stat } from "node:fs/promises";

// src/adapters/agent/captured-session.ts
/**
* A session of which each turn holds what the recorder saw of it, besides what the agent reported itself.
*
* The recorder's session ends before the agent's: what serves the next session is free by then.
*/
function capturedSession(session, capture) {
	const { startUpMs } = session;
	return {
		...startUpMs !== void 0 && { startUpMs },
		send: async (message, signal) => withCapture(await session.send(message, signal), capture),
		close: async () => {
			await capture.close();
			await session.close();
		}
	};
}
async function withCapture(answer, capture) {
	const seen = answer.kind === "replied" ? answer.turn.steps : answer.steps;
	const { steps, failure, policy, agent, traceId } = await capture.endTurn(seen);
	if (failure !== void 0) return {
		...failure,
		steps
	};
	switch (answer.kind) {
		case "agent-error": return failedTurn(answer.reason, steps);
		case "infra-error":
		case "replay-gap": return {
			...answer,
			steps
		};
		case "replied": {
			const known = answer.policy ?? policy;
			return {
				...answer,
				turn: {
					...answer.turn,
					steps,
					...traceId !== void 0 && { traceId }
				},
				...known !== void 0 && { policy: known },
				...agent !== void 0 && { agent }
			};
		}
	}
}

// src/adapters/agent/watchdog.ts
/**
* Starts a shell that reads which groups there are, and kills them once its standard input ends: after a SIGKILL
* nobody else can. It leads a group of its own, so that a signal to ours does not reach it.
*
* Where there is no `/bin/sh` nothing watches, and an agent learns of our end from its own standard input alone.
*/
function startWatchdog() {
	const mark = randomBytes(12).toString("hex");
	const child = spawn("/bin/sh", [
		"-c",
		script,
		"watchdog",
		`TRACEGATE_GUARD=${mark}`
	], {
		cwd: "/",
		env: { PATH: "/usr/bin:/bin" },
		stdio: [
			"pipe",
			"ignore",
			"ignore"
		],
		detached: true
	});
	child.on("error", () => {});
	child.stdin.on("error", () => {});
	child.unref();
	if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
	const tell = (line) => {
		if (child.stdin.writable) child.stdin.write(line);
	};
	return {
		mark: { TRACEGATE_GUARD: mark },
		add: (group) => tell(`+ ${group}\n`),
		remove: (group) => tell(`- ${group}\n`),
		stop: () => {
			tell(".\n");
			child.stdin.end();
		}
	};
}
/**
* Reads `+ group`, `- group`, and `.` where all has ended well. SIGTERM comes first, so that an agent can put things away.
*
* Only numbers of ours and the mark reach it.
*/
const script = `
groups=
while read -r sign group; do
  case $sign in
    +) groups="$groups $group" ;;
    -)
      left=
      for one in $groups; do [ "$one" = "$group" ] || left="$left $one"; done
      groups=$left
      ;;
    .) [ -n "$groups" ] || exit 0 ;;
  esac
done
marked() {
  grep -lsF "$1" /proc/[0-9]*/environ | while IFS=/ read -r _ _ one _; do echo "$one"; done
}
for one in $groups; do kill -s TERM -- "-$one"; done
for one in $(marked "$1"); do kill -s TERM "$one"; done
sleep 1
for one in $groups; do kill -s KILL -- "-$one"; done
for one in $(marked "$1"); do kill -s KILL "$one"; done
`;

// src/adapters/agent/exit-paths.ts
const signals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/**
* Kills the added process groups on every way out that lets us act: exit, a crash, a signal.
*
* A signal that somebody else listens to is left to them: they close the runner or exit. After SIGKILL we cannot act:
* then a watchdog does, within two seconds.
*/
function watchExits() {
	const groups = /* @__PURE__ */ new Set();
	const watchdog = startWatchdog();
	const killAll = () => {
		for (const group of groups) signalGroup(group, "SIGKILL");
	};
	const onSignal = (signal) => {
		if (process.listenerCount(signal) > 1) return;
		killAll();
		process.off(signal, onSignal);
		process.kill(process.pid, signal);
	};
	process.on("exit", killAll);
	for (const signal of signals) process.on(signal, onSignal);
	return {
		mark: watchdog.mark,
		add: (group) => {
			groups.add(group);
			watchdog.add(group);
		},
		remove: (group) => {
			groups.delete(group);
			watchdog.remove(group);
		},
		stop: () => {
			watchdog.stop();
			process.off("exit", killAll);
			for (const signal of signals) process.off(signal, onSignal);
		}
	};
}
/** Signals a whole process group; a group that is gone is what was wanted. */
function signalGroup(group, signal) {
	try {
		process.kill(-group, signal);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? error.code : void 0;
		if (code !== "ESRCH" && code !== "EPERM") throw error;
	}
}

// src/adapters/agent/find-command.ts
/**
* The absolute path of a program, found as a shell would: on PATH, or from the root where the name
* has a slash.
*
* @throws UserError where there is no such program or it may not be run.
*/
async function findCommand(name, options) {
	const candidates = name.includes("/") ? [resolve(options.root, name)] : options.path.split(delimiter).map((folder) => resolve(options.root, folder, name));
	let isThere = false;
	for (const candidate of candidates) {
		const found = await look(candidate);
		if (found === "runs") return candidate;
		isThere ||= found === "there";
	}
	if (isThere) throw new UserError("AGENT_COMMAND_NOT_EXECUTABLE", `The agent's command "${name}" may not be executed.`, `Run \`chmod +x ${name}\`, or name its interpreter first in \`agent.command\`: [python3, ${name}].`);
	throw new UserError("AGENT_COMMAND_NOT_FOUND", `The agent's command "${name}" was not found${name.includes("/") ? " in the project" : " on PATH"}.`, "Set `agent.command` in tracegate.yaml to a program and its arguments as a list, such as [python3, agent.py]; install the program where it is missing.");
}
async function look(path) {
	try {
		if (!(await stat(path)).isFile()) return "absent";
	} catch {
		return "absent";
	}
	return access(path, constants.X_OK).then(() => "runs", () => "there");
}

// src/adapters/agent/recorded-model.ts
/** Where a session's model calls go, as the agent is told: through the recorder, where that passes them on. */
function recordedModel({ modelBaseUrl }, endpoint) {
	if (modelBaseUrl === void 0) return {};
	return { modelBaseUrl: endpoint?.environment["OPENAI_BASE_URL"] ?? modelBaseUrl };
}

// src/adapters/agent/printed-tail.ts
const tailBytes = 8192;
/** The end of what a program prints, however much it is: 100 MB of logs take no more memory than 8 KB. */
var PrintedTail = class {
	#bytes = Buffer.alloc(0);
	add(chunk) {
		this.#bytes = chunk.length >= tailBytes ? Buffer.from(chunk.subarray(-8192)) : Buffer.concat([this.#bytes, chunk]).subarray(-8192);
	}
	/** The last three lines that say something, safe to print, on one line; "" where there are none. */
	describe() {
		return this.#bytes.toString("utf8").split("\n").map((line) => printable(line, 200)).filter((line) => line !== "").slice(-3).join(" | ");
	}
};
/** How a process ended, and its last lines: `exited with code 1: no such plan`. */
function describeExit(end, tail) {
	const how = end.signal === null ? `exited with code ${end.code}` : `was killed by ${end.signal}`;
	const lines = tail.describe();
	return lines === "" ? how : `${how}: ${lines}`;
}

// src/adapters/agent/spawn-group.ts
/**
* Starts a program that leads a process group of its own, so that all it starts can be ended with it.
*
* Too long an argument list, a zero byte or no memory is thrown by Node and comes back as an error; most other failures
* are emitted by the child.
*/
function spawnGroup({ command, root, environment, exits }, stdin) {
	const [program, ...args] = command;
	try {
		return spawn(program, args, {
			cwd: root,
			env: {
				...environment,
				...exits.mark
			},
			stdio: [
				stdin,
				"pipe",
				"pipe"
			],
			detached: true
		});
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}
/** Whether a program was not started for want of processes, files or memory: no fault of the agent. */
function isStarvation(error) {
	return [
		"EAGAIN",
		"EMFILE",
		"ENFILE",
		"ENOMEM"
	].includes(codeOf(error));
}
/** The system's code of an error, such as `ENOENT`; its name where it has none. */
function codeOf(error) {
	return "code" in error ? String(error.code) : error.name;
}

export { describeExit as a, signalGroup as c, PrintedTail as i, watchExits as l, isStarvation as n, recordedModel as o, spawnGroup as r, findCommand as s, codeOf as t, capturedSession as u };