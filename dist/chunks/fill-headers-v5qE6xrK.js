import { U as UserError } from "./shared-Cu69G1m7.js";

// src/adapters/agent/fill-headers.ts
function fillHeaders(headers, environment, where) {
	const filled = Object.entries(headers).map(([header, template]) => {
		const text = template.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name) => valueOf(name, environment, `${where}.${header}`));
		return [header.toLowerCase(), text];
	});
	return Object.fromEntries(filled);
}
function valueOf(name, environment, where) {
	const value = environment[name];
	if (value === void 0 || value === "") throw new UserError("AGENT_HEADER_UNSET", `${where} needs the environment variable ${name}, which is not set.`, `Set ${name}, or take \`\${${name}}\` out of the header.`);
	if (!/^[\t\u0020-\u007e]*$/.test(value)) throw new UserError("AGENT_HEADER_INVALID", `${where}: the value of ${name} holds a line break or another character that no header can.`, `Look at the end of ${name}: it often is the line break of the file that it came from.`);
	return value;
}

export { fillHeaders as t };