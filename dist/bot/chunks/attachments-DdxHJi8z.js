import { r as __toESM } from "./rolldown-runtime-CoNq6U3z.js";
import { t as require_ipaddr } from "./ipaddr-DqBOytS2.js";
import { request } from "node:http";
import { lookup } from "node:dns";
import { request as request$1 } from "node:https";

// src/adapters/github/attachments.ts
var import_ipaddr = /* @__PURE__ */ __toESM(require_ipaddr(), 1);
/** Where GitHub keeps what people attach, and the storage that it redirects to. */
const gitHubHosts = [
	"github.com",
	"raw.githubusercontent.com",
	"gist.githubusercontent.com",
	"user-images.githubusercontent.com",
	"private-user-images.githubusercontent.com",
	"objects.githubusercontent.com",
	"release-assets.githubusercontent.com",
	"github-production-user-asset-6210df.s3.amazonaws.com",
	"github-production-repository-file-5c1aeb.s3.amazonaws.com"
];
const mostRedirects = 3;
const mebibyte = 1048576;
/**
* Fetches files of GitHub's own hosts and of those that the rules name, without any token.
*
* No address of a private network is ever asked, whatever a name resolves to: the address that was looked at is the one that
* is connected to. Redirects are followed by hand, each held to the same rules.
*/
function gitHubAttachments(rules) {
	return { fetchTrace: async (url) => {
		const { timeoutMs = 2e4 } = rules;
		const signal = AbortSignal.timeout(timeoutMs);
		try {
			return await follow(url, rules, signal);
		} catch {
			if (signal.aborted) return refused(`it did not arrive within ${timeoutMs / 1e3} s`, later);
			return refused("the connection failed", later);
		}
	} };
}
const later = "Try again later with `/tracegate retry`, or paste the trace into the report.";
const paste = "Paste the trace into the report, or commit it to the repository and name its path.";
function refused(reason, fix) {
	return {
		kind: "refused",
		reason,
		fix
	};
}
async function follow(start, rules, signal) {
	let url = start;
	for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
		const target = checkAddress(url, rules);
		if (target.kind === "refused") return target;
		const step = await ask(target, rules, signal);
		if (step.kind !== "redirect") return step;
		if (!URL.canParse(step.location, target.url.href)) return refused("its server sends us to what is no address", paste);
		url = new URL(step.location, target.url.href).href;
	}
	return refused(`it is redirected more than ${mostRedirects} times`, paste);
}
/** Whether an address may be asked at all, by nothing but its text. */
function checkAddress(text, { hosts, trustedOrigins }) {
	if (!URL.canParse(text)) return refused("it is no address", paste);
	const url = new URL(text);
	if (url.username !== "" || url.password !== "") return refused("its address carries a name or a password", paste);
	if (trustedOrigins.flatMap((origin) => URL.canParse(origin) ? new URL(origin).origin : []).includes(url.origin)) return {
		kind: "address",
		url,
		isTrusted: true
	};
	const host = url.hostname.replace(/\.$/, "");
	if (import_ipaddr.default.isValid(host.replace(/^\[|\]$/g, ""))) return refused("its address is a number and not a name", paste);
	if (url.protocol !== "https:" || url.port !== "") return refused("only `https` addresses at the usual port are read", paste);
	if (![...gitHubHosts, ...hosts.map((one) => one.toLowerCase())].includes(host)) return refused("its host is none that the bot may read", `${paste} A maintainer may allow the host under \`bot.traceHosts\` in tracegate.yaml.`);
	return {
		kind: "address",
		url,
		isTrusted: false
	};
}
function ask({ url, isTrusted }, { maxBytes = 25 * mebibyte }, signal) {
	const { promise, resolve, reject } = Promise.withResolvers();
	const options = {
		method: "GET",
		signal,
		agent: false,
		headers: {
			accept: "application/json, text/plain, */*;q=0.1",
			"user-agent": "tracegate"
		},
		...!isTrusted && { lookup: publicLookup }
	};
	const request$2 = url.protocol === "https:" ? request$1(url, options) : request(url, options);
	request$2.on("error", (error) => {
		if (error instanceof PrivateAddress) resolve(refused("its name leads into a private network", paste));
		else reject(error);
	});
	request$2.on("response", (response) => {
		const { statusCode: status = 0, headers } = response;
		const end = (step) => {
			resolve(step);
			response.destroy();
		};
		if ([
			301,
			302,
			303,
			307,
			308
		].includes(status) && headers.location !== void 0) return end({
			kind: "redirect",
			location: headers.location
		});
		if (status !== 200) return end(describeStatus(status));
		const tooLarge = refused(`it is larger than ${Math.floor(maxBytes / mebibyte)} MB`, "Cut it to the session that failed, and report it again.");
		if (Number(headers["content-length"] ?? 0) > maxBytes) return end(tooLarge);
		const chunks = [];
		let size = 0;
		response.on("data", (chunk) => {
			size += chunk.length;
			if (size > maxBytes) end(tooLarge);
			else chunks.push(chunk);
		});
		response.on("error", reject);
		response.on("close", () => reject(/* @__PURE__ */ new Error("cut")));
		return response.on("end", () => resolve({
			kind: "fetched",
			bytes: Buffer.concat(chunks)
		}));
	});
	request$2.end();
	return promise;
}
function describeStatus(status) {
	if (status === 404 || status === 401 || status === 403) return refused(`its server answered ${status}: files uploaded to a private repository cannot be read by bots`, "Paste the trace into the field “Trace as text” of the report, or commit it to the repository and name its path.");
	return refused(`its server answered ${status}`, later);
}
var PrivateAddress = class extends Error {};
/** Looks a name up and gives only addresses of the public internet; one that is none refuses them all. */
const publicLookup = (host, options, callback) => {
	lookup(host, {
		...options,
		all: true
	}, (error, addresses) => {
		if (error !== null) return callback(error, "", 0);
		const [first] = addresses;
		if (first === void 0 || addresses.some(({ address }) => !isPublic(address))) return callback(new PrivateAddress(host), "", 0);
		return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
	});
};
/** Loopback, private, link-local, multicast and reserved ranges are none; neither are they in IPv6's clothes. */
function isPublic(text) {
	const address = import_ipaddr.default.parse(text);
	if (address.kind() === "ipv4") return address.range() === "unicast";
	if ("isIPv4MappedAddress" in address && address.isIPv4MappedAddress()) return address.toIPv4Address().range() === "unicast";
	return address.range() === "unicast";
}

export { gitHubAttachments, isPublic };