import { i as __toESM, r as __require, t as __commonJSMin } from "./rolldown-runtime-DwthgOTJ.js";
import { U as UserError } from "./shared-Cu69G1m7.js";
import { t as RE2JS } from "./build-CGzs97GR.js";
import { _ as nameOf, a as allMatches, b as wordsOf, c as digitGroups, d as stretches, f as PhoneSurrogates, g as endsApart, h as rememberNames, i as secretSurrogatesIn, l as isLatinLetter, m as pourDigits, n as isPrefixOnly, o as PhoneFinder, p as SpareNumbers, r as secretSurrogate, t as PatternFinder, u as mayReach, v as startsApart, y as textBefore } from "./user-pattern-5JbdfhXJ.js";
import { Jr as redactedKinds } from "./run-BZDTBg9r.js";
import { t as require_supports_color } from "./supports-color-BLKkfpl8.js";
const { createHmac, createSecretKey } = globalThis.process.getBuiltinModule("node:crypto");
const path = globalThis.process.getBuiltinModule("node:path");
const perf_hooks = globalThis.process.getBuiltinModule("node:perf_hooks");

// src/core/redact/allow-list.ts
function allowList(allowed) {
	if (allowed.length === 0) return () => false;
	const any = allowed.map((text) => text.split("*").map(literally).join("\\S*")).join("|");
	const regex = RE2JS.compile(`(?i)(?:${any})`);
	return (value) => regex.matches(value);
}
function literally(text) {
	return RE2JS.quote(text);
}

// src/core/redact/known-values.ts
const keyLength = 4;
const codes = 1024;
var KnownValues = class {
	#byStart = /* @__PURE__ */ new Map();
	#firsts = new Uint8Array(codes);
	#thirds = new Uint8Array(codes);
	constructor(values) {
		const byStart = /* @__PURE__ */ new Map();
		const entries = [...values].filter(([text]) => text.length >= keyLength);
		for (const [text, { kind, value }] of entries.toSorted(([a], [b]) => a < b ? -1 : 1)) {
			const start = text.slice(0, keyLength);
			const others = byStart.get(start) ?? [];
			others.push({
				text,
				kind,
				value,
				shorter: longestStart(text, others.at(-1))
			});
			byStart.set(start, others);
			this.#firsts[text.charCodeAt(0) % codes] = 1;
			this.#thirds[text.charCodeAt(2) % codes] = 1;
		}
		this.#byStart = byStart;
	}
	find(text) {
		if (this.#byStart.size === 0) return [];
		const found = [];
		for (let index = 0; index + keyLength <= text.length; index += 1) {
			if (!this.#mayBeginAt(text, index)) continue;
			const others = this.#byStart.get(text.slice(index, index + keyLength));
			const known = others === void 0 ? void 0 : longestAt(text, index, others);
			if (known === void 0) continue;
			const end = index + known.text.length;
			found.push({
				start: index,
				end,
				kind: known.kind,
				value: known.value
			});
			index = end - 1;
		}
		return found;
	}
	#mayBeginAt(text, index) {
		return this.#firsts[text.charCodeAt(index) % codes] === 1 && this.#thirds[text.charCodeAt(index + 2) % codes] === 1;
	}
};
function longestStart(text, previous) {
	let candidate = previous;
	while (candidate !== void 0 && !text.startsWith(candidate.text)) candidate = candidate.shorter;
	return candidate;
}
function longestAt(text, index, sorted) {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = low + high >> 1;
		const known = sorted[middle];
		if (known !== void 0 && known.text <= text.slice(index, index + known.text.length)) low = middle + 1;
		else high = middle;
	}
	let candidate = sorted[low - 1];
	while (candidate !== void 0 && !standsAt(text, index, candidate.text)) candidate = candidate.shorter;
	return candidate;
}
function standsAt(text, index, known) {
	return text.startsWith(known, index) && (!/^[\p{L}\p{N}]/u.test(known) || startsApart(text, index)) && (!/[\p{L}\p{N}]$/u.test(known) || endsApart(text, index + known.length));
}

// src/core/redact/luhn.ts
function passesLuhn(digits) {
	return digits.length > 1 && luhnDigit(digits.slice(0, -1)) === digits.slice(-1);
}
function luhnDigit(digits) {
	let sum = 0;
	for (let index = digits.length - 1, isDoubled = true; index >= 0; index -= 1) {
		const digit = Number(digits.charAt(index)) * (isDoubled ? 2 : 1);
		sum += digit > 9 ? digit - 9 : digit;
		isDoubled = !isDoubled;
	}
	return String((10 - sum % 10) % 10);
}

// src/core/redact/surrogate/card-surrogate.ts
const testPrefixes = [
	[/^4/, "40000099"],
	[/^5[1-5]/, "55555599"],
	[/^2/, "22230099"],
	[/^3[47]/, "37828299"],
	[/^3(?:0|6|8|9)/, "30569399"],
	[/^35/, "35301199"],
	[/^6[0245]/, "60111199"],
	[/^/, "67596499"]
];
function cardSurrogate(draw, digits, written) {
	const [, prefix = ""] = testPrefixes.find(([cards]) => cards.test(digits)) ?? [];
	const count = digits.length - prefix.length - 1;
	const body = prefix + draw.digits("card", digits, { count });
	return pourDigits(written, body + luhnDigit(body));
}
function isCardSurrogate(digits) {
	return testPrefixes.some(([, prefix]) => digits.startsWith(prefix));
}

// src/core/redact/find/find-cards.ts
const brands = [
	[/^4/, [16, 19]],
	[/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
	[/^3[47]/, [15]],
	[/^(?:30[0-5]|3095|36|3[89])/, [14, 16]],
	[/^(?:6011|64[4-9]|65)/, [16, 19]],
	[/^35(?:2[89]|[3-8])/, [16, 19]],
	[/^(?:62|81)/, [
		16,
		17,
		18,
		19
	]],
	[/^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, [
		16,
		17,
		18,
		19
	]],
	[/^220[0-4]/, [16]]
];
const oldVisa = /^4\d{12}$/;
const fewestDigits = 13;
const cardWord = /(?:card|visa|credit|debit|payment)\W*(?:\w+\W+){0,2}$/i;
const hexBefore = /[0-9a-f]{4}-$/i;
const hexAfter = /^-[0-9a-f]{4}/i;
function findCards(text, name, groups = digitGroups(text)) {
	const found = [];
	for (let first = 0; first < groups.length; first += 1) {
		const card = cardAt(text, groups, {
			first,
			name
		});
		if (card === void 0) continue;
		first = card.last;
		const { start, end, digits } = card;
		const isSurrogate = isCardSurrogate(digits);
		found.push({
			start,
			end,
			kind: "card",
			value: digits,
			isSurrogate
		});
	}
	return found;
}
function cardAt(text, groups, { first, name = "" }) {
	if (!mayReach(text, groups, {
		first,
		digits: fewestDigits,
		longestGap: 1
	})) return void 0;
	const start = groups[first]?.start ?? 0;
	if (!(startsApart(text, start) && !/[\d.,]\.$|\d,$/.test(text.slice(start - 2, start))) || hexBefore.test(text.slice(Math.max(0, start - 5), start))) return void 0;
	return stretches(text, groups, {
		first,
		mostDigits: 19,
		between: /^[ \u00a0-]$/
	}).find(({ end, digits }) => endsApart(text, end) && !/^[.,]\d/.test(text.slice(end, end + 2)) && !hexAfter.test(text.slice(end, end + 5)) && (isOfBrand(digits) || oldVisa.test(digits) && cardWord.test(`${textBefore(text, start)}${name}`)) && passesLuhn(digits));
}
function isOfBrand(digits) {
	if (/^0+$/.test(digits.slice(1))) return false;
	return brands.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length));
}

// src/core/redact/surrogate/email-surrogate.ts
const pattern = /^user-[0-9a-f]{12}@example\.com$/i;
function emailSurrogate(draw, value, written) {
	const at = written.includes("@") ? "@" : "%40";
	const address = `${`user-${draw.hex("email", value, { count: 12 })}`}${at}example.com`;
	return isUpperCase(written) ? address.toUpperCase() : address;
}
function isEmailSurrogate(address) {
	return pattern.test(address);
}
function isUpperCase(text) {
	return text === text.toUpperCase() && text !== text.toLowerCase();
}

// src/core/redact/find/find-emails.ts
const sign = /@|%40/g;
const longestName = 64;
const nameCharacter = /[\p{L}\p{N}\p{M}._%+'-]/u;
const afterUser = /:\/\/[^\s:@/?#]*:[^\s/@]*$/;
const labels = /[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?){1,8}/uy;
const topLevel = /^(?:\p{L}{2,24}|xn--[a-z0-9-]{1,59})$/iu;
function findEmails(text) {
	if (!text.includes("@") && !text.includes("%40")) return [];
	const found = [];
	for (const { 0: at, index } of allMatches(text, sign)) {
		const start = startOfName(text, index);
		if (start === index) continue;
		const domain = domainAt(text, index + at.length);
		if (domain === void 0) continue;
		const name = text.slice(start, index);
		const end = index + at.length + domain.length;
		const address = `${name}@${domain}`.normalize("NFC").toLowerCase();
		if (name === "git" && /[:/]/.test(text.charAt(end)) || isPassword(text, start)) continue;
		const isSurrogate = isEmailSurrogate(address);
		found.push({
			start,
			end,
			kind: "email",
			value: address,
			isSurrogate
		});
	}
	return found;
}
function isPassword(text, start) {
	return afterUser.test(text.slice(Math.max(0, start - 256), start));
}
function startOfName(text, at) {
	let start = at;
	while (start > Math.max(0, at - longestName) && nameCharacter.test(characterBefore(text, start))) start -= characterBefore(text, start).length;
	const escape = /^(?:u[0-9a-f]{4}|[bfnrt])/i.exec(text.slice(start, at));
	if (text.charAt(start - 1) === "\\" && escape !== null) start += escape[0].length;
	const before = /^(?:%[0-9a-f]{2}|[.'%-])+/i.exec(text.slice(start, at));
	return before === null ? start : Math.min(at, start + before[0].length);
}
function characterBefore(text, index) {
	const code = text.charCodeAt(index - 1);
	const isLowSurrogate = code >= 56320 && code <= 57343;
	return text.slice(index - (isLowSurrogate ? 2 : 1), index);
}
function domainAt(text, start) {
	labels.lastIndex = start;
	const parts = labels.exec(text)?.[0].split(".") ?? [];
	while (parts.length > 1 && !topLevel.test(parts.at(-1) ?? "")) parts.pop();
	const isPicture = /^\d+x$/.test(parts[0] ?? "");
	return parts.length > 1 && !isPicture ? parts.join(".") : void 0;
}

// node_modules/ibantools/jsnext/ibantools.js
/*!
* @license
* Copyright Saša Jovanić
* Licensed under the Mozilla Public License, Version 2.0 or the MIT license,
* at your option. This file may not be copied, modified, or distributed
* except according to those terms.
* SPDX-FileCopyrightText: Saša Jovanić
* SPDX-License-Identifier: MIT or MPL/2.0
*/
/**
* Validation, extraction and creation of IBAN, BBAN, BIC/SWIFT numbers plus some other helpful stuff
* @package Documentation
* @author Saša Jovanić
* @module ibantools
* @version 4.5.4
* @license MIT or MPL-2.0
* @preferred
*/
function isValidIBAN(iban, validationOptions = { allowQRIBAN: true }) {
	if (iban === void 0 || iban === null) return false;
	const reg = /* @__PURE__ */ new RegExp("^[0-9]{2}$", "");
	const countryCode = iban.slice(0, 2);
	const spec = countrySpecs[countryCode];
	if (spec === void 0 || spec.bban_regexp === void 0 || spec.bban_regexp === null || spec.chars === void 0) return false;
	return spec.chars === iban.length && reg.test(iban.slice(2, 4)) && isValidBBAN(iban.slice(4), countryCode) && isValidIBANChecksum(iban) && (validationOptions.allowQRIBAN || !isQRIBAN(iban));
}
var ValidationErrorsIBAN;
(function(ValidationErrorsIBAN) {
	ValidationErrorsIBAN[ValidationErrorsIBAN["NoIBANProvided"] = 0] = "NoIBANProvided";
	ValidationErrorsIBAN[ValidationErrorsIBAN["NoIBANCountry"] = 1] = "NoIBANCountry";
	ValidationErrorsIBAN[ValidationErrorsIBAN["WrongBBANLength"] = 2] = "WrongBBANLength";
	ValidationErrorsIBAN[ValidationErrorsIBAN["WrongBBANFormat"] = 3] = "WrongBBANFormat";
	ValidationErrorsIBAN[ValidationErrorsIBAN["ChecksumNotNumber"] = 4] = "ChecksumNotNumber";
	ValidationErrorsIBAN[ValidationErrorsIBAN["WrongIBANChecksum"] = 5] = "WrongIBANChecksum";
	ValidationErrorsIBAN[ValidationErrorsIBAN["WrongAccountBankBranchChecksum"] = 6] = "WrongAccountBankBranchChecksum";
	ValidationErrorsIBAN[ValidationErrorsIBAN["QRIBANNotAllowed"] = 7] = "QRIBANNotAllowed";
})(ValidationErrorsIBAN || (ValidationErrorsIBAN = {}));
function isValidBBAN(bban, countryCode) {
	if (bban === void 0 || bban === null || countryCode === void 0 || countryCode === null) return false;
	const spec = countrySpecs[countryCode];
	if (spec === void 0 || spec === null || spec.bban_regexp === void 0 || spec.bban_regexp === null || spec.chars === void 0 || spec.chars === null) return false;
	if (spec.chars - 4 === bban.length && checkFormatBBAN(bban, spec.bban_regexp)) {
		if (spec.bban_validation_func) return spec.bban_validation_func(bban.replace(/[\s.]+/g, ""));
		return true;
	}
	return false;
}
function isQRIBAN(iban) {
	if (iban === void 0 || iban === null) return false;
	const countryCode = iban.slice(0, 2);
	if (!["LI", "CH"].includes(countryCode)) return false;
	return (/* @__PURE__ */ new RegExp("^3[0-1]{1}[0-9]{3}$", "")).test(iban.slice(4, 9));
}
function checkFormatBBAN(bban, bformat) {
	return new RegExp(bformat, "").test(bban);
}
function isValidIBANChecksum(iban) {
	const countryCode = iban.slice(0, 2);
	const providedChecksum = parseInt(iban.slice(2, 4), 10);
	const validationString = replaceCharaterWithCode(`${iban.slice(4)}${countryCode}00`);
	return 98 - mod9710(validationString) === providedChecksum;
}
function replaceCharaterWithCode(str) {
	return str.split("").map((c) => {
		const code = c.charCodeAt(0);
		return code >= 65 ? (code - 55).toString() : c;
	}).join("");
}
var ValidationErrorsBIC;
(function(ValidationErrorsBIC) {
	ValidationErrorsBIC[ValidationErrorsBIC["NoBICProvided"] = 0] = "NoBICProvided";
	ValidationErrorsBIC[ValidationErrorsBIC["NoBICCountry"] = 1] = "NoBICCountry";
	ValidationErrorsBIC[ValidationErrorsBIC["WrongBICFormat"] = 2] = "WrongBICFormat";
})(ValidationErrorsBIC || (ValidationErrorsBIC = {}));
const checkNorwayBBAN = (bban) => {
	const weights = [
		5,
		4,
		3,
		2,
		7,
		6,
		5,
		4,
		3,
		2
	];
	const bbanWithoutSpacesAndPeriods = bban.replace(/[\s.]+/g, "");
	const controlDigit = parseInt(bbanWithoutSpacesAndPeriods.charAt(10), 10);
	const bbanWithoutControlDigit = bbanWithoutSpacesAndPeriods.substring(0, 10);
	let sum = 0;
	for (let index = 0; index < 10; index++) sum += parseInt(bbanWithoutControlDigit.charAt(index), 10) * weights[index];
	const remainder = sum % 11;
	return controlDigit === (remainder === 0 ? 0 : 11 - remainder);
};
const checkBelgianBBAN = (bban) => {
	const stripped = bban.replace(/[\s.]+/g, "");
	const checkingPart = parseInt(stripped.substring(0, stripped.length - 2), 10);
	const checksum = parseInt(stripped.substring(stripped.length - 2, stripped.length), 10);
	return (checkingPart % 97 === 0 ? 97 : checkingPart % 97) === checksum;
};
const mod9710 = (validationString) => {
	while (validationString.length > 2) {
		const part = validationString.slice(0, 6);
		const partInt = parseInt(part, 10);
		if (isNaN(partInt)) return NaN;
		validationString = partInt % 97 + validationString.slice(part.length);
	}
	return parseInt(validationString, 10) % 97;
};
const checkMod9710BBAN = (bban) => {
	const stripped = bban.replace(/[\s.]+/g, "");
	return mod9710(stripped) === 1;
};
const checkPolandBBAN = (bban) => {
	const weights = [
		3,
		9,
		7,
		1,
		3,
		9,
		7
	];
	const controlDigit = parseInt(bban.charAt(7), 10);
	const toCheck = bban.substring(0, 7);
	let sum = 0;
	for (let index = 0; index < 7; index++) sum += parseInt(toCheck.charAt(index), 10) * weights[index];
	const remainder = sum % 10;
	return controlDigit === (remainder === 0 ? 0 : 10 - remainder);
};
const checkSpainBBAN = (bban) => {
	const weightsBankBranch = [
		4,
		8,
		5,
		10,
		9,
		7,
		3,
		6
	];
	const weightsAccount = [
		1,
		2,
		4,
		8,
		5,
		10,
		9,
		7,
		3,
		6
	];
	const controlBankBranch = parseInt(bban.charAt(8), 10);
	const controlAccount = parseInt(bban.charAt(9), 10);
	const bankBranch = bban.substring(0, 8);
	const account = bban.substring(10, 20);
	let sum = 0;
	for (let index = 0; index < 8; index++) sum += parseInt(bankBranch.charAt(index), 10) * weightsBankBranch[index];
	let remainder = sum % 11;
	if (controlBankBranch !== (remainder === 0 ? 0 : remainder === 1 ? 1 : 11 - remainder)) return false;
	sum = 0;
	for (let index = 0; index < 10; index++) sum += parseInt(account.charAt(index), 10) * weightsAccount[index];
	remainder = sum % 11;
	return controlAccount === (remainder === 0 ? 0 : remainder === 1 ? 1 : 11 - remainder);
};
const checkMod1110 = (toCheck, control) => {
	let nr = 10;
	for (let index = 0; index < toCheck.length; index++) {
		nr += parseInt(toCheck.charAt(index), 10);
		if (nr % 10 !== 0) nr = nr % 10;
		nr = nr * 2;
		nr = nr % 11;
	}
	return control === (11 - nr === 10 ? 0 : 11 - nr);
};
const checkCroatianBBAN = (bban) => {
	const controlBankBranch = parseInt(bban.charAt(6), 10);
	const controlAccount = parseInt(bban.charAt(16), 10);
	const bankBranch = bban.substring(0, 6);
	const account = bban.substring(7, 16);
	return checkMod1110(bankBranch, controlBankBranch) && checkMod1110(account, controlAccount);
};
const checkCzechAndSlovakBBAN = (bban) => {
	const weightsPrefix = [
		10,
		5,
		8,
		4,
		2,
		1
	];
	const weightsSuffix = [
		6,
		3,
		7,
		9,
		10,
		5,
		8,
		4,
		2,
		1
	];
	const controlPrefix = parseInt(bban.charAt(9), 10);
	const controlSuffix = parseInt(bban.charAt(19), 10);
	const prefix = bban.substring(4, 9);
	const suffix = bban.substring(10, 19);
	let sum = 0;
	for (let index = 0; index < prefix.length; index++) sum += parseInt(prefix.charAt(index), 10) * weightsPrefix[index];
	let remainder = sum % 11;
	if (controlPrefix !== (remainder === 0 ? 0 : remainder === 1 ? 1 : 11 - remainder)) return false;
	sum = 0;
	for (let index = 0; index < suffix.length; index++) sum += parseInt(suffix.charAt(index), 10) * weightsSuffix[index];
	remainder = sum % 11;
	return controlSuffix === (remainder === 0 ? 0 : remainder === 1 ? 1 : 11 - remainder);
};
const checkEstonianBBAN = (bban) => {
	const weights = [
		7,
		1,
		3,
		7,
		1,
		3,
		7,
		1,
		3,
		7,
		1,
		3,
		7
	];
	const controlDigit = parseInt(bban.charAt(15), 10);
	const toCheck = bban.substring(2, 15);
	let sum = 0;
	for (let index = 0; index < toCheck.length; index++) sum += parseInt(toCheck.charAt(index), 10) * weights[index];
	const remainder = sum % 10;
	return controlDigit === (remainder === 0 ? 0 : 10 - remainder);
};
const checkFrenchBBAN = (bban) => {
	const stripped = bban.replace(/[\s.]+/g, "");
	const normalized = Array.from(stripped);
	for (let index = 0; index < stripped.length; index++) {
		const c = normalized[index].charCodeAt(0);
		if (c >= 65) switch (c) {
			case 65:
			case 74:
				normalized[index] = "1";
				break;
			case 66:
			case 75:
			case 83:
				normalized[index] = "2";
				break;
			case 67:
			case 76:
			case 84:
				normalized[index] = "3";
				break;
			case 68:
			case 77:
			case 85:
				normalized[index] = "4";
				break;
			case 69:
			case 78:
			case 86:
				normalized[index] = "5";
				break;
			case 70:
			case 79:
			case 87:
				normalized[index] = "6";
				break;
			case 71:
			case 80:
			case 88:
				normalized[index] = "7";
				break;
			case 72:
			case 81:
			case 89:
				normalized[index] = "8";
				break;
			case 73:
			case 82:
			case 90: normalized[index] = "9";
		}
	}
	return mod9710(normalized.join("")) === 0;
};
const checkHungarianBBAN = (bban) => {
	const weights = [
		9,
		7,
		3,
		1,
		9,
		7,
		3,
		1,
		9,
		7,
		3,
		1,
		9,
		7,
		3
	];
	const controlDigitBankBranch = parseInt(bban.charAt(7), 10);
	const toCheckBankBranch = bban.substring(0, 7);
	let sum = 0;
	for (let index = 0; index < toCheckBankBranch.length; index++) sum += parseInt(toCheckBankBranch.charAt(index), 10) * weights[index];
	const remainder = sum % 10;
	if (controlDigitBankBranch !== (remainder === 0 ? 0 : 10 - remainder)) return false;
	sum = 0;
	if (bban.endsWith("00000000")) {
		const toCheckAccount = bban.substring(8, 15);
		const controlDigitAccount = parseInt(bban.charAt(15), 10);
		for (let index = 0; index < toCheckAccount.length; index++) sum += parseInt(toCheckAccount.charAt(index), 10) * weights[index];
		const remainder = sum % 10;
		return controlDigitAccount === (remainder === 0 ? 0 : 10 - remainder);
	} else {
		const toCheckAccount = bban.substring(8, 23);
		const controlDigitAccount = parseInt(bban.charAt(23), 10);
		for (let index = 0; index < toCheckAccount.length; index++) sum += parseInt(toCheckAccount.charAt(index), 10) * weights[index];
		const remainder = sum % 10;
		return controlDigitAccount === (remainder === 0 ? 0 : 10 - remainder);
	}
};
const countrySpecs = {
	AD: {
		chars: 24,
		bban_regexp: "^[0-9]{8}[A-Z0-9]{12}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "4-7",
		bank_identifier: "0-3",
		account_indentifier: "12-23"
	},
	AE: {
		chars: 23,
		bban_regexp: "^[0-9]{3}[0-9]{16}$",
		IBANRegistry: true,
		bank_identifier: "0-2",
		account_indentifier: "7-23"
	},
	AF: {},
	AG: {},
	AI: {},
	AL: {
		chars: 28,
		bban_regexp: "^[0-9]{8}[A-Z0-9]{16}$",
		IBANRegistry: true,
		branch_indentifier: "3-7",
		bank_identifier: "0-2",
		account_indentifier: "12-28"
	},
	AM: {},
	AO: {
		chars: 25,
		bban_regexp: "^[0-9]{21}$"
	},
	AQ: {},
	AR: {},
	AS: {},
	AT: {
		chars: 20,
		bban_regexp: "^[0-9]{16}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-4"
	},
	AU: {},
	AW: {},
	AX: {
		chars: 18,
		bban_regexp: "^[0-9]{14}$",
		IBANRegistry: true
	},
	AZ: {
		chars: 28,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{20}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "4-28"
	},
	BA: {
		chars: 20,
		bban_regexp: "^[0-9]{16}$",
		bban_validation_func: checkMod9710BBAN,
		IBANRegistry: true,
		branch_indentifier: "3-5",
		bank_identifier: "0-2"
	},
	BB: {},
	BD: {},
	BE: {
		chars: 16,
		bban_regexp: "^[0-9]{12}$",
		bban_validation_func: checkBelgianBBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-2",
		account_indentifier: "0-16"
	},
	BF: {
		chars: 28,
		bban_regexp: "^[A-Z0-9]{2}[0-9]{22}$"
	},
	BG: {
		chars: 22,
		bban_regexp: "^[A-Z]{4}[0-9]{6}[A-Z0-9]{8}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "4-7",
		bank_identifier: "0-3"
	},
	BH: {
		chars: 22,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{14}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-22"
	},
	BI: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$",
		branch_indentifier: "5-9",
		bank_identifier: "0-4",
		account_indentifier: "14-27"
	},
	BJ: {
		chars: 28,
		bban_regexp: "^[A-Z0-9]{2}[0-9]{22}$"
	},
	BL: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$"
	},
	BM: {},
	BN: {},
	BO: {},
	BQ: {},
	BR: {
		chars: 29,
		bban_regexp: "^[0-9]{23}[A-Z]{1}[A-Z0-9]{1}$",
		IBANRegistry: true,
		branch_indentifier: "8-12",
		bank_identifier: "0-7",
		account_indentifier: "17-29"
	},
	BS: {},
	BT: {},
	BV: {},
	BW: {},
	BY: {
		chars: 28,
		bban_regexp: "^[A-Z]{4}[0-9]{4}[A-Z0-9]{16}$",
		IBANRegistry: true,
		bank_identifier: "0-3"
	},
	BZ: {},
	CA: {},
	CC: {},
	CD: {},
	CF: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	CG: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	CH: {
		chars: 21,
		bban_regexp: "^[0-9]{5}[A-Z0-9]{12}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-4"
	},
	CI: {
		chars: 28,
		bban_regexp: "^[A-Z]{1}[0-9]{23}$"
	},
	CK: {},
	CL: {},
	CM: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	CN: {},
	CO: {},
	CR: {
		chars: 22,
		bban_regexp: "^[0-9]{18}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-22"
	},
	CU: {},
	CV: {
		chars: 25,
		bban_regexp: "^[0-9]{21}$"
	},
	CW: {},
	CX: {},
	CY: {
		chars: 28,
		bban_regexp: "^[0-9]{8}[A-Z0-9]{16}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "3-7",
		bank_identifier: "0-2",
		account_indentifier: "12-28"
	},
	CZ: {
		chars: 24,
		bban_regexp: "^[0-9]{20}$",
		bban_validation_func: checkCzechAndSlovakBBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3"
	},
	DE: {
		chars: 22,
		bban_regexp: "^[0-9]{18}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-7",
		account_indentifier: "12-22"
	},
	DJ: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$",
		branch_indentifier: "5-9",
		bank_identifier: "0-4",
		account_indentifier: "14-27"
	},
	DK: {
		chars: 18,
		bban_regexp: "^[0-9]{14}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3",
		account_indentifier: "4-18"
	},
	DM: {},
	DO: {
		chars: 28,
		bban_regexp: "^[A-Z]{4}[0-9]{20}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-28"
	},
	DZ: {
		chars: 26,
		bban_regexp: "^[0-9]{22}$"
	},
	EC: {},
	EE: {
		chars: 20,
		bban_regexp: "^[0-9]{16}$",
		bban_validation_func: checkEstonianBBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-1",
		account_indentifier: "8-20"
	},
	EG: {
		chars: 29,
		bban_regexp: "^[0-9]{25}",
		IBANRegistry: true,
		branch_indentifier: "4-7",
		bank_identifier: "0-3",
		account_indentifier: "17-29"
	},
	EH: {},
	ER: {},
	ES: {
		chars: 24,
		bban_validation_func: checkSpainBBAN,
		bban_regexp: "^[0-9]{20}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "4-7",
		bank_identifier: "0-3",
		account_indentifier: "14-24"
	},
	ET: {},
	FI: {
		chars: 18,
		bban_regexp: "^[0-9]{14}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-2",
		account_indentifier: "0-0"
	},
	FJ: {},
	FK: {
		chars: 18,
		bban_regexp: "^[A-Z]{2}[0-9]{12}$",
		bank_identifier: "0-1",
		account_indentifier: "6-18"
	},
	FM: {},
	FO: {
		chars: 18,
		bban_regexp: "^[0-9]{14}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "4-18"
	},
	FR: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		bban_validation_func: checkFrenchBBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-4",
		branch_indentifier: "5-9",
		account_indentifier: "14-24"
	},
	GA: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	GB: {
		chars: 22,
		bban_regexp: "^[A-Z]{4}[0-9]{14}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "4-9",
		bank_identifier: "0-3"
	},
	GD: {},
	GE: {
		chars: 22,
		bban_regexp: "^[A-Z0-9]{2}[0-9]{16}$",
		IBANRegistry: true,
		bank_identifier: "0-1",
		account_indentifier: "6-22"
	},
	GF: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	GG: {},
	GH: {},
	GI: {
		chars: 23,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{15}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3",
		account_indentifier: "8-23"
	},
	GL: {
		chars: 18,
		bban_regexp: "^[0-9]{14}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "4-18"
	},
	GM: {},
	GN: {},
	GP: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	GQ: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	GR: {
		chars: 27,
		bban_regexp: "^[0-9]{7}[A-Z0-9]{16}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "3-6",
		bank_identifier: "0-2",
		account_indentifier: "7-27"
	},
	GS: {},
	GT: {
		chars: 28,
		bban_regexp: "^[A-Z0-9]{24}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-28"
	},
	GU: {},
	GW: {
		chars: 25,
		bban_regexp: "^[A-Z]{2}[0-9]{19}$"
	},
	GY: {},
	HK: {},
	HM: {},
	HN: {
		chars: 28,
		bban_regexp: "^[A-Z]{4}[0-9]{20}$"
	},
	HR: {
		chars: 21,
		bban_regexp: "^[0-9]{17}$",
		bban_validation_func: checkCroatianBBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-6"
	},
	HT: {},
	HU: {
		chars: 28,
		bban_regexp: "^[0-9]{24}$",
		bban_validation_func: checkHungarianBBAN,
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "3-6",
		bank_identifier: "0-2"
	},
	ID: {},
	IE: {
		chars: 22,
		bban_regexp: "^[A-Z0-9]{4}[0-9]{14}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "4-9",
		bank_identifier: "0-3"
	},
	IL: {
		chars: 23,
		bban_regexp: "^[0-9]{19}$",
		IBANRegistry: true,
		branch_indentifier: "3-5",
		bank_identifier: "0-2"
	},
	IM: {},
	IN: {},
	IO: {},
	IQ: {
		chars: 23,
		bban_regexp: "^[A-Z]{4}[0-9]{15}$",
		IBANRegistry: true,
		branch_indentifier: "4-6",
		bank_identifier: "0-3",
		account_indentifier: "11-23"
	},
	IR: {
		chars: 26,
		bban_regexp: "^[0-9]{22}$"
	},
	IS: {
		chars: 26,
		bban_regexp: "^[0-9]{22}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "2-3",
		bank_identifier: "0-1",
		account_indentifier: "8-25"
	},
	IT: {
		chars: 27,
		bban_regexp: "^[A-Z]{1}[0-9]{10}[A-Z0-9]{12}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "6-10",
		bank_identifier: "1-5",
		account_indentifier: "4-27"
	},
	JE: {},
	JM: {},
	JO: {
		chars: 30,
		bban_regexp: "^[A-Z]{4}[0-9]{4}[A-Z0-9]{18}$",
		IBANRegistry: true,
		branch_indentifier: "4-7",
		bank_identifier: "4-7"
	},
	JP: {},
	KE: {},
	KG: {},
	KH: {},
	KI: {},
	KM: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	KN: {},
	KP: {},
	KR: {},
	KW: {
		chars: 30,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{22}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "20-30"
	},
	KY: {},
	KZ: {
		chars: 20,
		bban_regexp: "^[0-9]{3}[A-Z0-9]{13}$",
		IBANRegistry: true,
		bank_identifier: "0-2",
		account_indentifier: "0-20"
	},
	LA: {},
	LB: {
		chars: 28,
		bban_regexp: "^[0-9]{4}[A-Z0-9]{20}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "14-28"
	},
	LC: {
		chars: 32,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{24}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-32"
	},
	LI: {
		chars: 21,
		bban_regexp: "^[0-9]{5}[A-Z0-9]{12}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-4"
	},
	LK: {},
	LR: {},
	LS: {},
	LT: {
		chars: 20,
		bban_regexp: "^[0-9]{16}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-4"
	},
	LU: {
		chars: 20,
		bban_regexp: "^[0-9]{3}[A-Z0-9]{13}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-2"
	},
	LV: {
		chars: 21,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{13}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3",
		account_indentifier: "0-21"
	},
	LY: {
		chars: 25,
		bban_regexp: "^[0-9]{21}$",
		IBANRegistry: true,
		branch_indentifier: "3-5",
		bank_identifier: "0-2",
		account_indentifier: "10-25"
	},
	MA: {
		chars: 28,
		bban_regexp: "^[0-9]{24}$"
	},
	MC: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		bban_validation_func: checkFrenchBBAN,
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "5-9",
		bank_identifier: "0-4"
	},
	MD: {
		chars: 24,
		bban_regexp: "^[A-Z0-9]{2}[A-Z0-9]{18}$",
		IBANRegistry: true,
		bank_identifier: "0-1",
		account_indentifier: "6-24"
	},
	ME: {
		chars: 22,
		bban_regexp: "^[0-9]{18}$",
		bban_validation_func: checkMod9710BBAN,
		IBANRegistry: true,
		bank_identifier: "0-2",
		account_indentifier: "4-22"
	},
	MF: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	MG: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	MH: {},
	MK: {
		chars: 19,
		bban_regexp: "^[0-9]{3}[A-Z0-9]{10}[0-9]{2}$",
		bban_validation_func: checkMod9710BBAN,
		IBANRegistry: true,
		bank_identifier: "0-2"
	},
	ML: {
		chars: 28,
		bban_regexp: "^[A-Z0-9]{2}[0-9]{22}$"
	},
	MM: {},
	MN: {
		chars: 20,
		bban_regexp: "^[0-9]{16}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-20"
	},
	MO: {},
	MP: {},
	MQ: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	MR: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$",
		IBANRegistry: true,
		branch_indentifier: "5-9",
		bank_identifier: "0-4",
		account_indentifier: "8-26"
	},
	MS: {},
	MT: {
		chars: 31,
		bban_regexp: "^[A-Z]{4}[0-9]{5}[A-Z0-9]{18}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "4-8",
		bank_identifier: "0-3",
		account_indentifier: "15-31"
	},
	MU: {
		chars: 30,
		bban_regexp: "^[A-Z]{4}[0-9]{19}[A-Z]{3}$",
		IBANRegistry: true,
		branch_indentifier: "6-7",
		bank_identifier: "0-5",
		account_indentifier: "0-30"
	},
	MV: {},
	MW: {},
	MX: {},
	MY: {},
	MZ: {
		chars: 25,
		bban_regexp: "^[0-9]{21}$"
	},
	NA: {},
	NC: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	NE: {
		chars: 28,
		bban_regexp: "^[A-Z]{2}[0-9]{22}$"
	},
	NF: {},
	NG: {},
	NI: {
		chars: 28,
		bban_regexp: "^[A-Z]{4}[0-9]{20}$",
		bank_identifier: "0-3",
		IBANRegistry: true,
		account_indentifier: "8-28"
	},
	NL: {
		chars: 18,
		bban_regexp: "^[A-Z]{4}[0-9]{10}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3",
		account_indentifier: "8-18"
	},
	NO: {
		chars: 15,
		bban_regexp: "^[0-9]{11}$",
		bban_validation_func: checkNorwayBBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3",
		account_indentifier: "4-15"
	},
	NP: {},
	NR: {},
	NU: {},
	NZ: {},
	OM: {
		chars: 23,
		bban_regexp: "^[0-9]{3}[A-Z0-9]{16}$",
		IBANRegistry: true,
		SEPA: false,
		bank_identifier: "0-2"
	},
	PA: {},
	PE: {},
	PF: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	PG: {},
	PH: {},
	PK: {
		chars: 24,
		bban_regexp: "^[A-Z0-9]{4}[0-9]{16}$",
		IBANRegistry: true,
		bank_identifier: "0-3"
	},
	PL: {
		chars: 28,
		bban_validation_func: checkPolandBBAN,
		bban_regexp: "^[0-9]{24}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "0-7",
		account_indentifier: "2-28"
	},
	PM: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	PN: {},
	PR: {},
	PS: {
		chars: 29,
		bban_regexp: "^[A-Z0-9]{4}[0-9]{21}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "17-29"
	},
	PT: {
		chars: 25,
		bban_regexp: "^[0-9]{21}$",
		bban_validation_func: checkMod9710BBAN,
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3"
	},
	PW: {},
	PY: {},
	QA: {
		chars: 29,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{21}$",
		IBANRegistry: true,
		bank_identifier: "0-3",
		account_indentifier: "8-29"
	},
	RE: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	RO: {
		chars: 24,
		bban_regexp: "^[A-Z]{4}[A-Z0-9]{16}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-3",
		account_indentifier: "0-24"
	},
	RS: {
		chars: 22,
		bban_regexp: "^[0-9]{18}$",
		bban_validation_func: checkMod9710BBAN,
		IBANRegistry: true,
		bank_identifier: "0-2"
	},
	RU: {
		chars: 33,
		bban_regexp: "^[0-9]{14}[A-Z0-9]{15}$",
		IBANRegistry: true,
		branch_indentifier: "9-13",
		bank_identifier: "0-8",
		account_indentifier: "13-33"
	},
	RW: {},
	SA: {
		chars: 24,
		bban_regexp: "^[0-9]{2}[A-Z0-9]{18}$",
		IBANRegistry: true,
		bank_identifier: "0-1",
		account_indentifier: "12-24"
	},
	SB: {},
	SC: {
		chars: 31,
		bban_regexp: "^[A-Z]{4}[0-9]{20}[A-Z]{3}$",
		IBANRegistry: true,
		branch_indentifier: "6-7",
		bank_identifier: "0-5",
		account_indentifier: "12-28"
	},
	SD: {
		chars: 18,
		bban_regexp: "^[0-9]{14}$",
		IBANRegistry: true,
		bank_identifier: "0-1",
		account_indentifier: "6-18"
	},
	SE: {
		chars: 24,
		bban_regexp: "^[0-9]{20}$",
		IBANRegistry: true,
		SEPA: true,
		bank_identifier: "0-2"
	},
	SG: {},
	SH: {},
	SI: {
		chars: 19,
		bban_regexp: "^[0-9]{15}$",
		bban_validation_func: checkMod9710BBAN,
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "2-4",
		bank_identifier: "0-1",
		account_indentifier: "9-16"
	},
	SJ: {},
	SK: {
		chars: 24,
		bban_regexp: "^[0-9]{20}$",
		bban_validation_func: checkCzechAndSlovakBBAN,
		IBANRegistry: true,
		SEPA: true
	},
	SL: {},
	SM: {
		chars: 27,
		bban_regexp: "^[A-Z]{1}[0-9]{10}[A-Z0-9]{12}$",
		IBANRegistry: true,
		SEPA: true,
		branch_indentifier: "6-10"
	},
	SN: {
		chars: 28,
		bban_regexp: "^[A-Z]{2}[0-9]{22}$"
	},
	SO: {
		chars: 23,
		bban_regexp: "^[0-9]{19}$",
		IBANRegistry: true,
		branch_indentifier: "4-6",
		account_indentifier: "11-23"
	},
	SR: {},
	SS: {},
	ST: {
		chars: 25,
		bban_regexp: "^[0-9]{21}$",
		IBANRegistry: true,
		branch_indentifier: "4-7"
	},
	SV: {
		chars: 28,
		bban_regexp: "^[A-Z]{4}[0-9]{20}$",
		IBANRegistry: true,
		account_indentifier: "8-28"
	},
	SX: {},
	SY: {},
	SZ: {},
	TC: {},
	TD: {
		chars: 27,
		bban_regexp: "^[0-9]{23}$"
	},
	TF: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	TG: {
		chars: 28,
		bban_regexp: "^[A-Z]{2}[0-9]{22}$"
	},
	TH: {},
	TJ: {},
	TK: {},
	TL: {
		chars: 23,
		bban_regexp: "^[0-9]{19}$",
		IBANRegistry: true,
		account_indentifier: "4-23"
	},
	TM: {},
	TN: {
		chars: 24,
		bban_regexp: "^[0-9]{20}$",
		IBANRegistry: true,
		branch_indentifier: "2-4",
		account_indentifier: "4-24"
	},
	TO: {},
	TR: {
		chars: 26,
		bban_regexp: "^[0-9]{5}[A-Z0-9]{17}$",
		IBANRegistry: true
	},
	TT: {},
	TV: {},
	TW: {},
	TZ: {},
	UA: {
		chars: 29,
		bban_regexp: "^[0-9]{6}[A-Z0-9]{19}$",
		IBANRegistry: true,
		account_indentifier: "15-29"
	},
	UG: {},
	UM: {},
	US: {},
	UY: {},
	UZ: {},
	VA: {
		chars: 22,
		bban_regexp: "^[0-9]{18}",
		IBANRegistry: true,
		SEPA: true,
		account_indentifier: "7-22"
	},
	VC: {},
	VE: {},
	VG: {
		chars: 24,
		bban_regexp: "^[A-Z0-9]{4}[0-9]{16}$",
		IBANRegistry: true,
		account_indentifier: "8-24"
	},
	VI: {},
	VN: {},
	VU: {},
	WF: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	WS: {},
	XK: {
		chars: 20,
		bban_regexp: "^[0-9]{16}$",
		IBANRegistry: true,
		branch_indentifier: "2-3",
		account_indentifier: "4-20"
	},
	YE: {
		chars: 30,
		bban_regexp: "[A-Z]{4}[0-9]{4}[0-9A-Z]{18}",
		IBANRegistry: true,
		bank_identifier: "0-3",
		branch_indentifier: "4-7"
	},
	YT: {
		chars: 27,
		bban_regexp: "^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$",
		IBANRegistry: true
	},
	ZA: {},
	ZM: {},
	ZW: {}
};

// src/core/redact/mod-97.ts
function ibanCheckDigits(country, account) {
	return String(98 - remainder(`${account}${country}00`)).padStart(2, "0");
}
function passesMod97(iban) {
	return remainder(iban.slice(4) + iban.slice(0, 4)) === 1;
}
function remainder(text) {
	let rest = 0;
	for (const character of text) {
		const value = Number.parseInt(character, 36);
		rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
	}
	return rest;
}

// src/core/redact/surrogate/iban-surrogate.ts
const mostDraws = 500;
function ibanSurrogate(draw, iban, written) {
	const country = iban.slice(0, 2);
	const account = iban.slice(4);
	let surrogate = "";
	for (let turn = 0; turn < mostDraws; turn += 1) {
		const digits = draw.digits("iban", iban, {
			count: account.length,
			turn
		});
		const other = account.replaceAll(/./g, (character, index) => standIn(character, digits, index));
		surrogate = country + ibanCheckDigits(country, other) + other;
		if (isValidIBAN(surrogate)) break;
	}
	return asWritten(surrogate, written);
}
function isIbanSurrogate(iban) {
	return /^[0X]{4}$/.test(iban.slice(4, 8));
}
function standIn(character, digits, index) {
	const isDigit = /\d/.test(character);
	if (index < 4) return isDigit ? "0" : "X";
	const digit = digits.charAt(index);
	return isDigit ? digit : String.fromCharCode("A".charCodeAt(0) + Number(digit));
}
function asWritten(iban, written) {
	let next = 0;
	const shaped = written.replaceAll(/[\p{L}\p{N}]/gu, () => iban.charAt(next++));
	return written === written.toLowerCase() ? shaped.toLowerCase() : shaped;
}

// src/core/redact/find/find-ibans.ts
function findIbans(text, groups = digitGroups(text)) {
	const found = [];
	for (const { start, end } of groups) {
		const index = start - 2;
		if (!(isLatinLetter(text.charCodeAt(start - 1)) && isLatinLetter(text.charCodeAt(index))) || end - start < 2) continue;
		const length = countrySpecs[text.slice(index, start).toUpperCase()]?.chars ?? 0;
		if (length === 0 || !startsApart(text, index)) continue;
		const endOfIban = endOf(text, index, length);
		if (endOfIban === void 0 || !endsApart(text, endOfIban)) continue;
		const iban = text.slice(index, endOfIban).replaceAll(/[^A-Za-z0-9]/g, "").toUpperCase();
		if (!passesMod97(iban)) continue;
		const isSurrogate = isIbanSurrogate(iban);
		found.push({
			start: index,
			end: endOfIban,
			kind: "iban",
			value: iban,
			isSurrogate
		});
	}
	return found;
}
function endOf(text, start, length) {
	let end = start;
	for (let count = 0; count < length; count += 1) {
		if (count > 0 && /[ \u00a0-]/.test(text.charAt(end))) end += 1;
		if (!/[A-Za-z0-9]/.test(text.charAt(end))) return void 0;
		end += 1;
	}
	return end;
}

// node_modules/ipaddr.js/lib/ipaddr.js
var require_ipaddr = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	(function(root) {
		"use strict";
		const ipv4Part = "(0?\\d+|0x[a-f0-9]+)";
		const ipv4Regexes = {
			fourOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}$`, "i"),
			threeOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}$`, "i"),
			twoOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}$`, "i"),
			longValue: new RegExp(`^${ipv4Part}$`, "i")
		};
		const octalRegex = new RegExp(`^0[0-7]+$`, "i");
		const hexRegex = new RegExp(`^0x[a-f0-9]+$`, "i");
		const zoneIndex = "%[0-9a-z]{1,}";
		const ipv6Part = "(?:[0-9a-f]+::?)+";
		const ipv6Regexes = {
			zoneIndex: new RegExp(zoneIndex, "i"),
			"native": new RegExp(`^(::)?(${ipv6Part})?([0-9a-f]+)?(::)?(${zoneIndex})?$`, "i"),
			deprecatedTransitional: new RegExp(`^(?:::)(${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}(${zoneIndex})?)$`, "i"),
			transitional: new RegExp(`^((?:${ipv6Part})|(?:::)(?:${ipv6Part})?)${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}(${zoneIndex})?$`, "i")
		};
		function expandIPv6(string, parts) {
			if (string.indexOf("::") !== string.lastIndexOf("::")) return null;
			let colonCount = 0;
			let lastColon = -1;
			let zoneId = (string.match(ipv6Regexes.zoneIndex) || [])[0];
			let replacement, replacementCount;
			if (zoneId) {
				zoneId = zoneId.substring(1);
				string = string.replace(/%.+$/, "");
			}
			while ((lastColon = string.indexOf(":", lastColon + 1)) >= 0) colonCount++;
			if (string.substr(0, 2) === "::") colonCount--;
			if (string.substr(-2, 2) === "::") colonCount--;
			if (colonCount >= parts) return null;
			replacementCount = parts - colonCount;
			replacement = ":";
			while (replacementCount--) replacement += "0:";
			string = string.replace("::", replacement);
			if (string[0] === ":") string = string.slice(1);
			if (string[string.length - 1] === ":") string = string.slice(0, -1);
			parts = (function() {
				const ref = string.split(":");
				const results = [];
				for (let i = 0; i < ref.length; i++) results.push(ref[i].length > 4 ? NaN : parseInt(ref[i], 16));
				return results;
			})();
			return {
				parts,
				zoneId
			};
		}
		function matchCIDR(first, second, partSize, cidrBits) {
			if (first.length !== second.length) throw new Error("ipaddr: cannot match CIDR for objects with different lengths");
			let part = 0;
			let shift;
			while (cidrBits > 0) {
				shift = partSize - cidrBits;
				if (shift < 0) shift = 0;
				if (first[part] >> shift !== second[part] >> shift) return false;
				cidrBits -= partSize;
				part += 1;
			}
			return true;
		}
		function parseIntAuto(string) {
			if (hexRegex.test(string)) return parseInt(string, 16);
			if (string[0] === "0" && !isNaN(parseInt(string[1], 10))) {
				if (octalRegex.test(string)) return parseInt(string, 8);
				throw new Error(`ipaddr: cannot parse ${string} as octal`);
			}
			return parseInt(string, 10);
		}
		function padPart(part, length) {
			while (part.length < length) part = `0${part}`;
			return part;
		}
		const ipaddr = {};
		ipaddr.IPv4 = (function() {
			function IPv4(octets) {
				if (octets.length !== 4) throw new Error("ipaddr: ipv4 octet count should be 4");
				let i, octet;
				for (i = 0; i < octets.length; i++) {
					octet = octets[i];
					if (!(0 <= octet && octet <= 255)) throw new Error("ipaddr: ipv4 octet should fit in 8 bits");
				}
				this.octets = octets;
			}
			IPv4.prototype.SpecialRanges = {
				unspecified: [[new IPv4([
					0,
					0,
					0,
					0
				]), 8]],
				broadcast: [[new IPv4([
					255,
					255,
					255,
					255
				]), 32]],
				multicast: [[new IPv4([
					224,
					0,
					0,
					0
				]), 4]],
				linkLocal: [[new IPv4([
					169,
					254,
					0,
					0
				]), 16]],
				loopback: [[new IPv4([
					127,
					0,
					0,
					0
				]), 8]],
				carrierGradeNat: [[new IPv4([
					100,
					64,
					0,
					0
				]), 10]],
				"private": [
					[new IPv4([
						10,
						0,
						0,
						0
					]), 8],
					[new IPv4([
						172,
						16,
						0,
						0
					]), 12],
					[new IPv4([
						192,
						168,
						0,
						0
					]), 16]
				],
				reserved: [
					[new IPv4([
						192,
						0,
						0,
						0
					]), 24],
					[new IPv4([
						192,
						0,
						2,
						0
					]), 24],
					[new IPv4([
						192,
						88,
						99,
						0
					]), 24],
					[new IPv4([
						198,
						18,
						0,
						0
					]), 15],
					[new IPv4([
						198,
						51,
						100,
						0
					]), 24],
					[new IPv4([
						203,
						0,
						113,
						0
					]), 24],
					[new IPv4([
						240,
						0,
						0,
						0
					]), 4]
				],
				as112: [[new IPv4([
					192,
					175,
					48,
					0
				]), 24], [new IPv4([
					192,
					31,
					196,
					0
				]), 24]],
				amt: [[new IPv4([
					192,
					52,
					193,
					0
				]), 24]]
			};
			IPv4.prototype.kind = function() {
				return "ipv4";
			};
			IPv4.prototype.match = function(other, cidrRange) {
				let ref;
				if (cidrRange === void 0) {
					ref = other;
					other = ref[0];
					cidrRange = ref[1];
				}
				if (other.kind() !== "ipv4") throw new Error("ipaddr: cannot match ipv4 address with non-ipv4 one");
				return matchCIDR(this.octets, other.octets, 8, cidrRange);
			};
			IPv4.prototype.prefixLengthFromSubnetMask = function() {
				let cidr = 0;
				let stop = false;
				const zerotable = {
					0: 8,
					128: 7,
					192: 6,
					224: 5,
					240: 4,
					248: 3,
					252: 2,
					254: 1,
					255: 0
				};
				let i, octet, zeros;
				for (i = 3; i >= 0; i -= 1) {
					octet = this.octets[i];
					if (octet in zerotable) {
						zeros = zerotable[octet];
						if (stop && zeros !== 0) return null;
						if (zeros !== 8) stop = true;
						cidr += zeros;
					} else return null;
				}
				return 32 - cidr;
			};
			IPv4.prototype.range = function() {
				return ipaddr.subnetMatch(this, this.SpecialRanges);
			};
			IPv4.prototype.toByteArray = function() {
				return this.octets.slice(0);
			};
			IPv4.prototype.toIPv4MappedAddress = function() {
				return ipaddr.IPv6.parse(`::ffff:${this.toString()}`);
			};
			IPv4.prototype.toNormalizedString = function() {
				return this.toString();
			};
			IPv4.prototype.toString = function() {
				return this.octets.join(".");
			};
			return IPv4;
		})();
		ipaddr.IPv4.broadcastAddressFromCIDR = function(string) {
			try {
				const cidr = this.parseCIDR(string);
				const ipInterfaceOctets = cidr[0].toByteArray();
				const subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				const octets = [];
				let i = 0;
				while (i < 4) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) | parseInt(subnetMaskOctets[i], 10) ^ 255);
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv4 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv4.isIPv4 = function(string) {
			return this.parser(string) !== null;
		};
		ipaddr.IPv4.isValid = function(string) {
			try {
				new this(this.parser(string));
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv4.isValidCIDR = function(string) {
			try {
				this.parseCIDR(string);
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv4.isValidFourPartDecimal = function(string) {
			if (ipaddr.IPv4.isValid(string) && string.match(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/)) return true;
			else return false;
		};
		ipaddr.IPv4.isValidCIDRFourPartDecimal = function(string) {
			const match = string.match(/^(.+)\/(\d+)$/);
			if (!ipaddr.IPv4.isValidCIDR(string) || !match) return false;
			return ipaddr.IPv4.isValidFourPartDecimal(match[1]);
		};
		ipaddr.IPv4.networkAddressFromCIDR = function(string) {
			let cidr, i, ipInterfaceOctets, octets, subnetMaskOctets;
			try {
				cidr = this.parseCIDR(string);
				ipInterfaceOctets = cidr[0].toByteArray();
				subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				octets = [];
				i = 0;
				while (i < 4) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) & parseInt(subnetMaskOctets[i], 10));
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv4 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv4.parse = function(string) {
			const parts = this.parser(string);
			if (parts === null) throw new Error("ipaddr: string is not formatted like an IPv4 Address");
			return new this(parts);
		};
		ipaddr.IPv4.parseCIDR = function(string) {
			let match;
			if (match = string.match(/^(.+)\/(\d+)$/)) {
				const maskLength = parseInt(match[2]);
				if (maskLength >= 0 && maskLength <= 32) {
					const parsed = [this.parse(match[1]), maskLength];
					Object.defineProperty(parsed, "toString", { value: function() {
						return this.join("/");
					} });
					return parsed;
				}
			}
			throw new Error("ipaddr: string is not formatted like an IPv4 CIDR range");
		};
		ipaddr.IPv4.parser = function(string) {
			let match, part, value;
			if (match = string.match(ipv4Regexes.fourOctet)) return (function() {
				const ref = match.slice(1, 6);
				const results = [];
				for (let i = 0; i < ref.length; i++) {
					part = ref[i];
					results.push(parseIntAuto(part));
				}
				return results;
			})();
			else if (match = string.match(ipv4Regexes.longValue)) {
				value = parseIntAuto(match[1]);
				if (value > 4294967295 || value < 0) throw new Error("ipaddr: address outside defined range");
				return (function() {
					const results = [];
					let shift = 0;
					for (; shift <= 24; shift += 8) results.push(value >> shift & 255);
					return results;
				})().reverse();
			} else if (match = string.match(ipv4Regexes.twoOctet)) return (function() {
				const ref = match.slice(1, 4);
				const results = [];
				value = parseIntAuto(ref[1]);
				if (value > 16777215 || value < 0) throw new Error("ipaddr: address outside defined range");
				results.push(parseIntAuto(ref[0]));
				results.push(value >> 16 & 255);
				results.push(value >> 8 & 255);
				results.push(value & 255);
				return results;
			})();
			else if (match = string.match(ipv4Regexes.threeOctet)) return (function() {
				const ref = match.slice(1, 5);
				const results = [];
				value = parseIntAuto(ref[2]);
				if (value > 65535 || value < 0) throw new Error("ipaddr: address outside defined range");
				results.push(parseIntAuto(ref[0]));
				results.push(parseIntAuto(ref[1]));
				results.push(value >> 8 & 255);
				results.push(value & 255);
				return results;
			})();
			else return null;
		};
		ipaddr.IPv4.subnetMaskFromPrefixLength = function(prefix) {
			prefix = parseInt(prefix);
			if (Number.isNaN(prefix) || prefix < 0 || prefix > 32) throw new Error("ipaddr: invalid IPv4 prefix length");
			const octets = [
				0,
				0,
				0,
				0
			];
			let j = 0;
			const filledOctetCount = Math.floor(prefix / 8);
			while (j < filledOctetCount) {
				octets[j] = 255;
				j++;
			}
			if (filledOctetCount < 4) octets[filledOctetCount] = Math.pow(2, prefix % 8) - 1 << 8 - prefix % 8;
			return new this(octets);
		};
		ipaddr.IPv6 = (function() {
			function IPv6(parts, zoneId) {
				let i, part;
				if (parts.length === 16) {
					this.parts = [];
					for (i = 0; i <= 14; i += 2) this.parts.push(parts[i] << 8 | parts[i + 1]);
				} else if (parts.length === 8) this.parts = parts;
				else throw new Error("ipaddr: ipv6 part count should be 8 or 16");
				for (i = 0; i < this.parts.length; i++) {
					part = this.parts[i];
					if (!(0 <= part && part <= 65535)) throw new Error("ipaddr: ipv6 part should fit in 16 bits");
				}
				if (zoneId) this.zoneId = zoneId;
			}
			IPv6.prototype.SpecialRanges = {
				unspecified: [new IPv6([
					0,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 128],
				linkLocal: [new IPv6([
					65152,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 10],
				multicast: [new IPv6([
					65280,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 8],
				loopback: [new IPv6([
					0,
					0,
					0,
					0,
					0,
					0,
					0,
					1
				]), 128],
				uniqueLocal: [new IPv6([
					64512,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 7],
				ipv4Mapped: [new IPv6([
					0,
					0,
					0,
					0,
					0,
					65535,
					0,
					0
				]), 96],
				deprecatedSiteLocal: [new IPv6([
					65216,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 10],
				discard: [new IPv6([
					256,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 64],
				rfc6145: [new IPv6([
					0,
					0,
					0,
					0,
					65535,
					0,
					0,
					0
				]), 96],
				rfc6052: [[new IPv6([
					100,
					65435,
					0,
					0,
					0,
					0,
					0,
					0
				]), 96], [new IPv6([
					100,
					65435,
					1,
					0,
					0,
					0,
					0,
					0
				]), 48]],
				"6to4": [new IPv6([
					8194,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 16],
				teredo: [new IPv6([
					8193,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 32],
				benchmarking: [new IPv6([
					8193,
					2,
					0,
					0,
					0,
					0,
					0,
					0
				]), 48],
				amt: [new IPv6([
					8193,
					3,
					0,
					0,
					0,
					0,
					0,
					0
				]), 32],
				as112v6: [[new IPv6([
					8193,
					4,
					274,
					0,
					0,
					0,
					0,
					0
				]), 48], [new IPv6([
					9760,
					79,
					32768,
					0,
					0,
					0,
					0,
					0
				]), 48]],
				deprecatedOrchid: [new IPv6([
					8193,
					16,
					0,
					0,
					0,
					0,
					0,
					0
				]), 28],
				orchid2: [new IPv6([
					8193,
					32,
					0,
					0,
					0,
					0,
					0,
					0
				]), 28],
				droneRemoteIdProtocolEntityTags: [new IPv6([
					8193,
					48,
					0,
					0,
					0,
					0,
					0,
					0
				]), 28],
				segmentRouting: [new IPv6([
					24320,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 16],
				reserved: [
					[new IPv6([
						8193,
						0,
						0,
						0,
						0,
						0,
						0,
						0
					]), 23],
					[new IPv6([
						8193,
						3512,
						0,
						0,
						0,
						0,
						0,
						0
					]), 32],
					[new IPv6([
						16383,
						0,
						0,
						0,
						0,
						0,
						0,
						0
					]), 20]
				]
			};
			IPv6.prototype.isIPv4MappedAddress = function() {
				return this.range() === "ipv4Mapped";
			};
			IPv6.prototype.kind = function() {
				return "ipv6";
			};
			IPv6.prototype.match = function(other, cidrRange) {
				let ref;
				if (cidrRange === void 0) {
					ref = other;
					other = ref[0];
					cidrRange = ref[1];
				}
				if (other.kind() !== "ipv6") throw new Error("ipaddr: cannot match ipv6 address with non-ipv6 one");
				return matchCIDR(this.parts, other.parts, 16, cidrRange);
			};
			IPv6.prototype.prefixLengthFromSubnetMask = function() {
				let cidr = 0;
				let stop = false;
				const zerotable = {
					0: 16,
					32768: 15,
					49152: 14,
					57344: 13,
					61440: 12,
					63488: 11,
					64512: 10,
					65024: 9,
					65280: 8,
					65408: 7,
					65472: 6,
					65504: 5,
					65520: 4,
					65528: 3,
					65532: 2,
					65534: 1,
					65535: 0
				};
				let part, zeros;
				for (let i = 7; i >= 0; i -= 1) {
					part = this.parts[i];
					if (part in zerotable) {
						zeros = zerotable[part];
						if (stop && zeros !== 0) return null;
						if (zeros !== 16) stop = true;
						cidr += zeros;
					} else return null;
				}
				return 128 - cidr;
			};
			IPv6.prototype.range = function() {
				return ipaddr.subnetMatch(this, this.SpecialRanges);
			};
			IPv6.prototype.toByteArray = function() {
				let part;
				const bytes = [];
				const ref = this.parts;
				for (let i = 0; i < ref.length; i++) {
					part = ref[i];
					bytes.push(part >> 8);
					bytes.push(part & 255);
				}
				return bytes;
			};
			IPv6.prototype.toFixedLengthString = function() {
				const addr = (function() {
					const results = [];
					for (let i = 0; i < this.parts.length; i++) results.push(padPart(this.parts[i].toString(16), 4));
					return results;
				}).call(this).join(":");
				let suffix = "";
				if (this.zoneId) suffix = `%${this.zoneId}`;
				return addr + suffix;
			};
			IPv6.prototype.toIPv4Address = function() {
				if (!this.isIPv4MappedAddress()) throw new Error("ipaddr: trying to convert a generic ipv6 address to ipv4");
				const ref = this.parts.slice(-2);
				const high = ref[0];
				const low = ref[1];
				return new ipaddr.IPv4([
					high >> 8,
					high & 255,
					low >> 8,
					low & 255
				]);
			};
			IPv6.prototype.toNormalizedString = function() {
				const addr = (function() {
					const results = [];
					for (let i = 0; i < this.parts.length; i++) results.push(this.parts[i].toString(16));
					return results;
				}).call(this).join(":");
				let suffix = "";
				if (this.zoneId) suffix = `%${this.zoneId}`;
				return addr + suffix;
			};
			IPv6.prototype.toRFC5952String = function() {
				const regex = /((^|:)(0(:|$)){2,})/g;
				let suffix = "";
				if (this.zoneId) suffix = `%${this.zoneId}`;
				const normalized = this.toNormalizedString();
				const string = normalized.slice(0, normalized.length - suffix.length);
				let bestMatchIndex = 0;
				let bestMatchLength = -1;
				let bestMatchGroups = -1;
				let match;
				while (match = regex.exec(string)) {
					const groups = (match[0].match(/0/g) || []).length;
					if (groups > bestMatchGroups) {
						bestMatchGroups = groups;
						bestMatchIndex = match.index;
						bestMatchLength = match[0].length;
					}
				}
				if (bestMatchLength < 0) return string + suffix;
				return `${string.substring(0, bestMatchIndex)}::${string.substring(bestMatchIndex + bestMatchLength)}${suffix}`;
			};
			IPv6.prototype.toString = function() {
				return this.toRFC5952String();
			};
			return IPv6;
		})();
		ipaddr.IPv6.broadcastAddressFromCIDR = function(string) {
			try {
				const cidr = this.parseCIDR(string);
				const ipInterfaceOctets = cidr[0].toByteArray();
				const subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				const octets = [];
				let i = 0;
				while (i < 16) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) | parseInt(subnetMaskOctets[i], 10) ^ 255);
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv6 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv6.isIPv6 = function(string) {
			return this.parser(string) !== null;
		};
		ipaddr.IPv6.isValid = function(string) {
			if (typeof string === "string" && string.indexOf(":") === -1) return false;
			try {
				const addr = this.parser(string);
				new this(addr.parts, addr.zoneId);
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv6.isValidCIDR = function(string) {
			if (typeof string === "string" && string.indexOf(":") === -1) return false;
			try {
				this.parseCIDR(string);
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv6.networkAddressFromCIDR = function(string) {
			let cidr, i, ipInterfaceOctets, octets, subnetMaskOctets;
			try {
				cidr = this.parseCIDR(string);
				ipInterfaceOctets = cidr[0].toByteArray();
				subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				octets = [];
				i = 0;
				while (i < 16) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) & parseInt(subnetMaskOctets[i], 10));
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv6 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv6.parse = function(string) {
			const addr = this.parser(string);
			if (addr === null) throw new Error("ipaddr: string is not formatted like an IPv6 Address");
			return new this(addr.parts, addr.zoneId);
		};
		ipaddr.IPv6.parseCIDR = function(string) {
			let maskLength, match, parsed;
			if (match = string.match(/^(.+)\/(\d+)$/)) {
				maskLength = parseInt(match[2]);
				if (maskLength >= 0 && maskLength <= 128) {
					parsed = [this.parse(match[1]), maskLength];
					Object.defineProperty(parsed, "toString", { value: function() {
						return this.join("/");
					} });
					return parsed;
				}
			}
			throw new Error("ipaddr: string is not formatted like an IPv6 CIDR range");
		};
		ipaddr.IPv6.parser = function(string) {
			let addr, i, match, octet, octets, zoneId;
			if (match = string.match(ipv6Regexes.deprecatedTransitional)) return this.parser(`::ffff:${match[1]}`);
			if (ipv6Regexes.native.test(string)) return expandIPv6(string, 8);
			if (match = string.match(ipv6Regexes.transitional)) {
				zoneId = match[6] || "";
				addr = match[1];
				if (!match[1].endsWith("::")) addr = addr.slice(0, -1);
				addr = expandIPv6(addr + zoneId, 6);
				if (addr && addr.parts) {
					octets = [
						parseInt(match[2]),
						parseInt(match[3]),
						parseInt(match[4]),
						parseInt(match[5])
					];
					for (i = 0; i < octets.length; i++) {
						octet = octets[i];
						if (!(0 <= octet && octet <= 255)) return null;
					}
					addr.parts.push(octets[0] << 8 | octets[1]);
					addr.parts.push(octets[2] << 8 | octets[3]);
					return {
						parts: addr.parts,
						zoneId: addr.zoneId
					};
				}
			}
			return null;
		};
		ipaddr.IPv6.subnetMaskFromPrefixLength = function(prefix) {
			prefix = parseInt(prefix);
			if (Number.isNaN(prefix) || prefix < 0 || prefix > 128) throw new Error("ipaddr: invalid IPv6 prefix length");
			const octets = [
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0
			];
			let j = 0;
			const filledOctetCount = Math.floor(prefix / 8);
			while (j < filledOctetCount) {
				octets[j] = 255;
				j++;
			}
			if (filledOctetCount < 16) octets[filledOctetCount] = Math.pow(2, prefix % 8) - 1 << 8 - prefix % 8;
			return new this(octets);
		};
		ipaddr.fromByteArray = function(bytes) {
			const length = bytes.length;
			if (length === 4) return new ipaddr.IPv4(bytes);
			else if (length === 16) return new ipaddr.IPv6(bytes);
			else throw new Error("ipaddr: the binary input is neither an IPv6 nor IPv4 address");
		};
		ipaddr.isValid = function(string) {
			return ipaddr.IPv6.isValid(string) || ipaddr.IPv4.isValid(string);
		};
		ipaddr.isValidCIDR = function(string) {
			return ipaddr.IPv6.isValidCIDR(string) || ipaddr.IPv4.isValidCIDR(string);
		};
		ipaddr.parse = function(string) {
			if (ipaddr.IPv6.isValid(string)) return ipaddr.IPv6.parse(string);
			else if (ipaddr.IPv4.isValid(string)) return ipaddr.IPv4.parse(string);
			else throw new Error("ipaddr: the address has neither IPv6 nor IPv4 format");
		};
		ipaddr.parseCIDR = function(string) {
			try {
				return ipaddr.IPv6.parseCIDR(string);
			} catch {
				try {
					return ipaddr.IPv4.parseCIDR(string);
				} catch (e) {
					throw new Error("ipaddr: the address has neither IPv6 nor IPv4 CIDR format", { cause: e });
				}
			}
		};
		ipaddr.process = function(string) {
			const addr = this.parse(string);
			if (addr.kind() === "ipv6" && addr.isIPv4MappedAddress()) return addr.toIPv4Address();
			else return addr;
		};
		ipaddr.subnetMatch = function(address, rangeList, defaultName) {
			let i, rangeName, rangeSubnets, subnet;
			if (defaultName === void 0 || defaultName === null) defaultName = "unicast";
			for (rangeName in rangeList) if (Object.prototype.hasOwnProperty.call(rangeList, rangeName)) {
				rangeSubnets = rangeList[rangeName];
				if (rangeSubnets[0] && !(rangeSubnets[0] instanceof Array)) rangeSubnets = [rangeSubnets];
				for (i = 0; i < rangeSubnets.length; i++) {
					subnet = rangeSubnets[i];
					if (address.kind() === subnet[0].kind() && address.match.apply(address, subnet)) return rangeName;
				}
			}
			return defaultName;
		};
		if (typeof module !== "undefined" && module.exports) module.exports = ipaddr;
		else root.ipaddr = ipaddr;
	})(this$1);
}));

// src/core/redact/surrogate/ip-surrogate.ts
var import_ipaddr = /* @__PURE__ */ __toESM(require_ipaddr(), 1);
const documentNetworks = [
	"192.0.2.",
	"198.51.100.",
	"203.0.113."
];
const perNetwork = 127;
const firstHost = 128;
var IpSurrogates = class {
	#draw;
	#spare;
	constructor(draw) {
		this.#draw = draw;
		this.#spare = new SpareNumbers(draw, "ip", documentNetworks.length * perNetwork);
	}
	surrogateOf(address) {
		return address.includes(":") ? this.#version6(address) : this.#version4(address);
	}
	#version4(address) {
		const number = this.#spare.numberOf(address);
		return (documentNetworks[number % documentNetworks.length] ?? documentNetworks[0]) + (firstHost + Math.floor(number / documentNetworks.length));
	}
	#version6(address) {
		const [a, b] = this.#draw.hex("ip", address, { count: 8 }).match(/.{4}/g) ?? [];
		return `2001:db8:ffff:${asGroup(a)}::${asGroup(b)}`;
	}
};
function asGroup(hex = "") {
	return (Number.parseInt(hex, 16) || 1).toString(16);
}
function isIpSurrogate(address) {
	if (address.includes(":")) return import_ipaddr.default.IPv6.parse(address).match(import_ipaddr.default.IPv6.parse("2001:db8:ffff::"), 48);
	const host = Number(address.slice(address.lastIndexOf(".") + 1));
	return documentNetworks.some((network) => address.startsWith(network)) && host >= firstHost && host < 255;
}

// src/core/redact/find/find-ips.ts
const fourNumbers = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g;
const colons = /(?<![0-9a-z:.])(?=[0-9a-f]{0,4}:[0-9a-f:])[0-9a-f:]{2,45}(?:\.\d{1,3}){0,3}(?![0-9a-z:])/gi;
const twoColons = /:[0-9a-f]{0,4}:/i;
const versionBefore = /(?:(?:^|[^\p{L}])(?:v|ver|versions?|versi[o\u00F3]n|releases?|rel|builds?|firmware|revision|rev|sections?|sec|chapter|clause|paragraph|kapitel|abschnitt)|\u00A7|[=~<>^]=|\p{L}@)["'`]?[\s:.=#]{0,3}["'`]?$/iu;
const productBefore = /\p{L}\/$/u;
const packageAround = /[\p{L}\d][-_]$/u;
const fileAfter = /^(?:\.(?:t?gz|tar|zip|jar|whl|rpm|deb|exe|msi|dmg|dll|so)\b|-(?:alpha|beta|rc|snapshot))/i;
const versionNames = /* @__PURE__ */ new Set([
	"version",
	"versions",
	"release",
	"build",
	"firmware",
	"revision"
]);
function findIps(text, key, groups = digitGroups(text)) {
	const found = [];
	const dotted = hasFourNumbers(text, groups) ? allMatches(text, fourNumbers) : [];
	for (const { 0: written, index } of dotted) {
		const place = {
			start: index,
			end: index + written.length
		};
		if (!startsApart(text, index) || isVersion(text, place, key)) continue;
		if (!isHostAddress(written)) continue;
		const isSurrogate = isIpSurrogate(written);
		found.push({
			...place,
			kind: "ip",
			value: written,
			isSurrogate
		});
	}
	const hexadecimal = twoColons.test(text) ? allMatches(text, colons) : [];
	for (const { 0: written, index } of hexadecimal) {
		const address = sixthVersion(written);
		if (address === void 0) continue;
		const isSurrogate = isIpSurrogate(address);
		found.push({
			start: index,
			end: index + written.length,
			kind: "ip",
			value: address,
			isSurrogate
		});
	}
	return found;
}
function hasFourNumbers(text, groups) {
	let dots = 0;
	let end = -1;
	for (const group of groups) {
		dots = group.start === end + 1 && text.charAt(end) === "." ? dots + 1 : 0;
		if (dots === 3) return true;
		end = group.end;
	}
	return false;
}
function isHostAddress(written) {
	const octets = written.split(".");
	if (octets.some((octet) => Number(octet) > 255 || /^0\d/.test(octet))) return false;
	const first = Number(octets[0]);
	return first !== 0 && first !== 127 && first < 224;
}
function isVersion(text, place, key) {
	const before = textBefore(text, place.start);
	const name = nameOf(text, place, key);
	return name !== void 0 && wordsOf(name).some((word) => versionNames.has(word)) || versionBefore.test(before) || packageAround.test(before) || productBefore.test(before) && text.slice(place.start, place.end).endsWith(".0") || fileAfter.test(text.slice(place.end, place.end + 12));
}
function sixthVersion(written) {
	const first = written.split(":")[0] ?? "";
	if (!(/\d/.test(written) && (written.split(":").length > 3 || first.length > 2)) || !import_ipaddr.default.IPv6.isValid(written)) return void 0;
	const parsed = import_ipaddr.default.IPv6.parse(written);
	const range = parsed.range();
	if (range === "loopback" || range === "unspecified" || range === "multicast") return void 0;
	return parsed.toString();
}

// src/core/redact/secret-name.ts
const certain = /(?:^|_)(?:pass_?words?|passwd|passwort|kennwort|contrase\u00F1a|senha|mot_de_passe|pwd|pass_?phrase|pass_?code|(?:api|app|access|account|secret|shared_access|private|signing|encryption|auth|master|service_role)_?key|secret|(?:auth|access|refresh|id|session|security|bearer|bot|api|csrf|xsrf|personal_access|deploy|registry)_?token|client_?secret|credentials?|connection_?string|set_cookie|cookie)(?:_(?:prod|production|dev|test|staging|live|hash|value|text|id|primary|secondary|old|new|current|confirm|confirmation|again|[0-9]+))?$/;
const likely = /(?:^|_)(?:token|signature|sig|jwt|hmac|authorization)$/;
const harmless = /(?:^|_)(?:page|next|previous|prev|continuation|sync|cursor|max|min|total|prompt|completion|input|output|primary|foreign|public|sort|partition|idempotency|cache|translation|i18n|object|row|lookup|map)_(?:token|key)$/;
const secretName = rememberNames((name) => {
	const joined = wordsOf(name).join("_");
	if (harmless.test(joined)) return "no";
	if (certain.test(joined)) return "certain";
	return likely.test(joined) ? "likely" : "no";
});
const placeholder = /^(?:[*\u2022x.\-_#]+|[*\u2022]{3,}.*|.*[*\u2022]{4,}|\.{3,}|\u2026|<.*>|\[.*\]|%[\w.]+%|\$[\w({].*|\{.*\}|(?:process\.env|os\.(?:environ|getenv)|env|getenv|secrets|vars|config|settings|self|this|options|args)(?:[.([].*)?|null|none|nil|undefined|true|false|yes|no|n\/a|string|number|boolean|object|required|optional|invalid|incorrect|wrong|missing|expired|redacted|hidden|masked|unknown|empty|bearer|basic|your[_ -].*)$/i;
function isPlaceholder(value) {
	return placeholder.test(value.trim()) || /^\W*$/.test(value);
}
function looksSecret(value) {
	if (value.length < 6 || isPlaceholder(value) || /^(?:https?:\/\/|\/|~\/|[A-Z]:\\)/.test(value)) return false;
	const hasDigit = /\d/.test(value);
	const hasLetter = /\p{L}/u.test(value);
	const hasSign = /[!@#$%^&*+=~?][\p{L}\p{N}]/u.test(value);
	const hasCapitalInside = /\p{Ll}.*\p{Lu}/u.test(value);
	return hasLetter && (hasDigit || hasSign || hasCapitalInside && value.length >= 12);
}

// src/core/redact/token-run.ts
const shortestRun = 16;
const isInToken = /* @__PURE__ */ new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~") isInToken[character.charCodeAt(0)] = 1;
function hasTokenRun(text, length = shortestRun) {
	let last = length - 1;
	while (last < text.length) {
		let index = last;
		while (index > last - length && isInToken[text.charCodeAt(index)] === 1) index -= 1;
		if (index === last - length) return true;
		last = index + length;
	}
	return false;
}

// src/core/redact/find/find-secrets.ts
const tokens = new RegExp(`(?<!(?<!%[0-9A-Fa-f])[A-Za-z0-9])(?:${[
	"A(?:KIA|SIA)[A-Z0-9]{16}",
	"[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}",
	"whsec_[A-Za-z0-9+/=]{20,100}",
	"AIza[\\w-]{35}",
	"ya29\\.[\\w-]{20,500}",
	"GOCSPX-[\\w-]{20,60}",
	"SK[0-9a-f]{32}",
	"key-[0-9a-f]{32}",
	"\\d{8,10}:AA[\\w-]{33}",
	"pypi-[\\w-]{50,500}",
	"dop_v1_[0-9a-f]{64}",
	"sk-(?=[A-Za-z_-]{0,100}\\d)[\\w-]{20,250}",
	"xai-[A-Za-z0-9]{40,120}",
	"nvapi-[\\w-]{40,120}",
	"r8_[A-Za-z0-9]{30,60}",
	"hf_[A-Za-z0-9]{30,60}",
	"gh[pousr]_[A-Za-z0-9]{30,255}",
	"github_pat_\\w{40,255}",
	"AGE-SECRET-KEY-1[0-9A-Z]{58}",
	"eyJ[\\w-]{8,8000}\\.[\\w-]{4,16000}\\.[\\w-]{0,2000}"
].join("|")})(?![A-Za-z0-9])`, "g");
const privateKey = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr])*/g;
const longestKey = 2e4;
const shortestNamed = 4;
const inAddress$1 = /:\/\/([^\s:@/?#"'<>\\]{0,256})(?::([^\s/"'<>\\]{1,256}))?@(?=[\w[])/g;
const inHeader = /authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?\s{0,2}((?:Bearer|Basic|Token|Digest|ApiKey|Negotiate)\s{1,3})?([^\s"',;\\]{6,8000})/gi;
const bearer = /(?<![A-Za-z0-9])(?:Bearer|Basic)\s{1,3}([\w.~+/=-]{16,8000})/gi;
const named = /(?<![\w.-])([A-Za-z][\w.-]{1,60})\\?["'`]?\s{0,3}(?:=>|:=|[:=])\s{0,3}(?:\\["']([^\n\\"']{1,512})\\|(["'`])((?:\\[^\n]|(?!\3)[^\n\\]){1,512})\3|((?:[^\s"'`,;<>(){}[\]|\\&]|&(?![\w.-]{1,60}=)){4,512}))/g;
const told = /(?:password|passwort|kennwort|passcode|pass ?phrase|api key|secret key|access token|contrase\u00F1a)\s{1,3}(?:is|was|ist|es|:)\s{1,3}["'\u201C\u2018]?([^\s"'\u201C\u201D\u2018\u2019\\]{4,128})/giu;
function findSecrets(text, key) {
	if (key !== void 0 && isSecretUnder(key, text, "whole")) return [valueFrom(text, schemeLength(text))];
	const hasRun = hasTokenRun(text);
	const hasAssignment = text.includes(":") || text.includes("=");
	return [
		...hasRun ? findTokens(text) : [],
		...text.includes("-----BEGIN") ? findPrivateKeys(text) : [],
		...text.includes("://") ? findInAddresses(text) : [],
		...hasAssignment ? findInHeaders(text) : [],
		...hasRun ? findBearers(text) : [],
		...hasAssignment ? findNamed(text) : [],
		...findTold(text)
	];
}
function isSecretUnder(name, written, how) {
	const kind = secretName(name);
	if (kind === "no") return false;
	const scheme = schemeLength(written);
	const value = written.slice(scheme);
	if (value === "" || isPlaceholder(value)) return false;
	switch (kind) {
		case "likely": return scheme > 0 || value.length >= 16 && looksSecret(value) && !/\s/.test(value);
		case "certain":
			if (/^pwd$/i.test(name) && /^(?:\/|~|[A-Z]:)/.test(value)) return false;
			if (how === "whole") return !isSentence(value);
			return looksSecret(value) || /^\d{6,}$/.test(value);
	}
}
function isSentence(value) {
	return /^\p{L}+(?: \S+){3,}/u.test(value);
}
function schemeLength(text) {
	return /^(?:Bearer|Basic|Token|Digest|ApiKey)\s+/i.exec(text)?.[0].length ?? 0;
}
function valueFrom(text, start) {
	return secretAt(start, text.slice(start), true);
}
function secretAt(start, value, isByContext) {
	return {
		start,
		end: start + value.length,
		kind: "secret",
		value,
		isByContext
	};
}
function findTokens(text) {
	return allMatches(text, tokens).map(({ 0: value, index }) => secretAt(index, value, false));
}
function findInHeaders(text) {
	return allMatches(text, inHeader).flatMap(({ 0: whole, 1: scheme, 2: value = "", index }) => scheme !== void 0 || looksSecret(value) ? [atEndOf(index, whole, value)] : []).filter(({ value }) => !isPlaceholder(value));
}
function findBearers(text) {
	return allMatches(text, bearer).flatMap(({ 0: whole, 1: value = "", index }) => looksSecret(value) ? [atEndOf(index, whole, value)] : []).filter(({ value }) => !isPlaceholder(value));
}
function findTold(text) {
	return allMatches(text, told).map(({ 0: whole, 1: value = "", index }) => atEndOf(index, whole, value)).filter(({ value }) => looksSecret(value));
}
function atEndOf(index, whole, value) {
	return secretAt(index + whole.length - value.length, value.replace(/[.,!?:;]+$/, ""), true);
}
function findNamed(text) {
	const found = [];
	named.lastIndex = 0;
	for (let match = named.exec(text); match !== null; match = named.exec(text)) {
		const [whole, name = "", escaped, , quoted, bare = ""] = match;
		const isAssigned = /=\s*$/.test(whole.slice(0, whole.length - bare.length));
		const inQuotes = escaped ?? quoted;
		const written = inQuotes ?? bare.replace(/[.,!?:;]+$/, "");
		if (!isSecretUnder(name, written, inQuotes !== void 0 || isAssigned ? "whole" : "bare")) {
			if (/[:=]/.test(inQuotes ?? bare)) named.lastIndex -= (inQuotes ?? bare).length + 1;
			continue;
		}
		const end = match.index + whole.length - (escaped === void 0 && quoted === void 0 ? bare.length - written.length : 1);
		const value = written.slice(schemeLength(written));
		if (value.length < shortestNamed) continue;
		found.push(secretAt(end - value.length, value, true));
	}
	return found;
}
function findInAddresses(text) {
	const found = [];
	for (const match of allMatches(text, inAddress$1)) {
		const [, user = "", password] = match;
		const start = match.index + 3;
		if (user.length >= 20 && looksSecret(user)) found.push(secretAt(start, user, true));
		if (password !== void 0 && !isPlaceholder(password) && password !== "x-oauth-basic") found.push(secretAt(start + user.length + 1, password, true));
	}
	return found;
}
function findPrivateKeys(text) {
	const found = [];
	for (const { 0: line, index } of allMatches(text, privateKey)) {
		const start = index + line.length;
		const body = keyBody(text.slice(start, start + longestKey));
		if (body !== "") found.push(secretAt(start, body, false));
	}
	return found;
}
function keyBody(text) {
	const ends = [text.indexOf("-----"), text.search(/[^\w+/=:., \s\\-]/)].filter((end) => end !== -1);
	let end = Math.min(text.length, ...ends);
	for (;;) if (/\s/.test(text.charAt(end - 1))) end -= 1;
	else if (/^\\[nr]$/.test(text.slice(Math.max(0, end - 2), end))) end -= 2;
	else return text.slice(0, end);
}

// src/core/redact/keep-surrogates.ts
const personal = new Set(redactedKinds.filter((kind) => kind !== "secret"));
function keepSurrogates(text, found) {
	const surrogates = found.filter(({ isSurrogate }) => isSurrogate).toSorted((a, b) => a.start - b.start);
	const others = found.filter(({ isSurrogate }) => isSurrogate !== true);
	if (surrogates.length === 0) return others;
	return others.filter((one) => {
		const inside = overlapping(surrogates, one);
		if (inside.length === 0) return true;
		return !personal.has(one.kind) && !isNothing(outside(text, one, inside));
	});
}
function overlapping(surrogates, { start, end }) {
	let low = 0;
	let high = surrogates.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((surrogates[middle]?.end ?? 0) <= start) low = middle + 1;
		else high = middle;
	}
	let last = low;
	while (last < surrogates.length && (surrogates[last]?.start ?? end) < end) last += 1;
	return surrogates.slice(low, last);
}
function outside(text, { start, end }, inside) {
	let rest = "";
	let from = start;
	for (const surrogate of inside) {
		rest += text.slice(from, Math.max(from, surrogate.start));
		from = Math.max(from, surrogate.end);
	}
	return rest + text.slice(from, end);
}
function isNothing(rest) {
	return !/[\p{L}\p{N}]/u.test(rest) || isPrefixOnly(rest);
}

// src/core/redact/find-values.ts
function findValues(text, { key, secrets, finders: { patterns, phones } }) {
	const groups = digitGroups(text);
	const found = [];
	const add = (some) => {
		for (const one of some) found.push(one);
	};
	add(secretSurrogatesIn(text));
	add(secrets);
	add(findSecrets(text, key));
	for (const pattern of patterns) add(pattern.find(text));
	add(findEmails(text));
	if (groups.length > 0) {
		add(findIbans(text, groups));
		add(findCards(text, key, groups));
		add(phones.find(text, key, groups));
		add(findIps(text, key, groups));
	}
	return found.length === 0 ? found : keepSurrogates(text, found);
}

// src/core/redact/scan.ts
const nothing = [];
const pending = [];
var Scan = class {
	#rules;
	#phones;
	#found = /* @__PURE__ */ new Map();
	#unsearched = [];
	#holdsContext = false;
	constructor(rules) {
		this.#rules = rules;
		this.#phones = new PhoneFinder(rules.phoneCountries);
	}
	add(text, key) {
		let ofKey = this.#found.get(key);
		if (ofKey === void 0) {
			ofKey = /* @__PURE__ */ new Map();
			this.#found.set(key, ofKey);
		}
		const found = ofKey.get(text);
		if (found === pending || found === nothing) return;
		ofKey.set(text, pending);
		this.#unsearched.push({
			text,
			key
		});
	}
	unsearched() {
		return this.#unsearched.map(({ text }) => text);
	}
	search(secretsIn) {
		const all = [];
		for (const { text, key } of this.#unsearched) {
			const found = this.#search(text, key, secretsIn);
			this.#found.get(key)?.set(text, found);
			for (const one of found) all.push(one);
		}
		this.#unsearched = [];
		this.#holdsContext = all.some(({ isByContext, kind }) => isByContext === true || kind === "phone");
		return all;
	}
	get holdsContext() {
		return this.#holdsContext;
	}
	foundIn(text, key) {
		const found = this.#found.get(key)?.get(text);
		if (found === void 0 || found === pending) throw new Error("a text that was not searched");
		return found;
	}
	#search(text, key, secretsIn) {
		const { patterns, isAllowed } = this.#rules;
		const finders = {
			phones: this.#phones,
			patterns
		};
		const found = findValues(text, {
			key,
			secrets: secretsIn(text),
			finders
		});
		if (found.length === 0) return nothing;
		const kept = found.filter(({ start, end, value }) => !isAllowed(value) && !isAllowed(text.slice(start, end)));
		return kept.length === 0 ? nothing : kept;
	}
};

// src/core/redact/settle-overlaps.ts
function settleOverlaps(text, found) {
	const settled = [];
	for (const one of found.toSorted((a, b) => a.start - b.start)) {
		const last = settled.at(-1);
		if (last === void 0 || one.start >= last.end) settled.push(one);
		else settled[settled.length - 1] = joined(text, last, one);
	}
	return settled;
}
function joined(text, first, second) {
	const winner = second.end - second.start > first.end - first.start ? second : first;
	const end = Math.max(first.end, second.end);
	if (winner.start === first.start && winner.end === end) return winner;
	return {
		start: first.start,
		end,
		kind: "secret",
		value: text.slice(first.start, end)
	};
}

// src/core/redact/keyed-draw.ts
var KeyedDraw = class {
	#key;
	constructor(key) {
		this.#key = createSecretKey(key);
	}
	hex(kind, value, { count, turn = 0 }) {
		let drawn = "";
		for (let block = 0; drawn.length < count; block += 1) drawn += createHmac("sha256", this.#key).update(`${kind}\0${turn}\0${block}\0${value}`).digest("hex");
		return drawn.slice(0, count);
	}
	digits(kind, value, { count, turn = 0 }) {
		let digits = "";
		for (const pair of this.hex(kind, value, {
			count: 4 * count,
			turn
		}).match(/.{4}/g) ?? []) digits += Number.parseInt(pair, 16) % 10;
		return digits;
	}
	below(end, kind, value) {
		return Number.parseInt(this.hex(kind, value, { count: 12 }), 16) % end;
	}
};

// src/core/redact/surrogate/surrogates.ts
var Surrogates = class {
	#draw;
	#ips;
	#phones;
	#patterns;
	constructor(key, patterns) {
		this.#draw = new KeyedDraw(key);
		this.#ips = new IpSurrogates(this.#draw);
		this.#phones = new PhoneSurrogates(this.#draw);
		this.#patterns = new Map(patterns.map((pattern) => [pattern.name, pattern]));
	}
	of({ kind, value }, written) {
		switch (kind) {
			case "email": return emailSurrogate(this.#draw, value, written);
			case "iban": return ibanSurrogate(this.#draw, value, written);
			case "card": return cardSurrogate(this.#draw, value, written);
			case "phone": return this.#phones.surrogateOf(value, written);
			case "ip": return this.#ips.surrogateOf(value);
			default: return this.#patterns.get(kind)?.surrogateOf(this.#draw, value) ?? secretSurrogate(this.#draw, value);
		}
	}
};

// src/core/redact/redaction.ts
var Redaction = class {
	#rules;
	#patterns;
	#isAllowed;
	#surrogates;
	constructor(rules) {
		this.#rules = rules;
		this.#patterns = rules.patterns.map((pattern) => new PatternFinder(pattern));
		this.#isAllowed = allowList(rules.allow);
		this.#surrogates = new Surrogates(rules.key, this.#patterns);
	}
	scan() {
		const { phoneCountries } = this.#rules;
		return new Scan({
			patterns: this.#patterns,
			phoneCountries,
			isAllowed: this.#isAllowed
		});
	}
	replace(tree, mapTexts, scan) {
		const known = knownValues(tree, mapTexts, scan);
		const counts = /* @__PURE__ */ new Map();
		const replacements = [];
		const replace = (text, key) => {
			const inText = scan.foundIn(text, key);
			const alsoKnown = known.find(text);
			if (inText.length === 0 && alsoKnown.length === 0) return text;
			const found = settleOverlaps(text, [...inText, ...alsoKnown]);
			for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
			const replaced = this.#replaced(text, found);
			replacements.push({
				text: replaced,
				key
			});
			return replaced;
		};
		const value = mapTexts(tree, {
			text: replace,
			number: (number, key) => asNumber(number, replace(String(number), key))
		});
		if (replacements.some(({ key }) => key === void 0)) addTexts(value, mapTexts, scan);
		else for (const { text, key } of replacements) scan.add(text, key);
		return {
			value,
			counts
		};
	}
	#replaced(text, found) {
		let replaced = "";
		let last = 0;
		for (const one of found) {
			replaced += text.slice(last, one.start);
			replaced += this.#surrogates.of(one, text.slice(one.start, one.end));
			last = one.end;
		}
		return replaced + text.slice(last);
	}
};
function addTexts(tree, mapTexts, scan) {
	let characters = 0;
	mapTexts(tree, {
		text: (text, key) => {
			characters += text.length;
			scan.add(text, key);
			return text;
		},
		number: (number, key) => {
			scan.add(String(number), key);
			return number;
		}
	});
	return characters;
}
function knownValues(tree, mapTexts, scan) {
	const contextual = /* @__PURE__ */ new Map();
	if (scan.holdsContext) {
		const look = (text, key) => {
			for (const one of scan.foundIn(text, key)) remember(contextual, text, one);
		};
		mapTexts(tree, {
			text: (text, key) => {
				look(text, key);
				return text;
			},
			number: (number, key) => {
				look(String(number), key);
				return number;
			}
		});
	}
	return new KnownValues(contextual);
}
const shortestKnown = 8;
function remember(known, text, one) {
	const written = text.slice(one.start, one.end);
	if (one.kind === "phone") for (const spelling of [one.value, written]) known.set(spelling.replaceAll(/\D/g, ""), one);
	if (one.isByContext !== true) return;
	if (written.length >= shortestKnown || one.kind === "phone" || looksSecret(written)) known.set(written, one);
}
function asNumber(number, text) {
	if (text === String(number)) return number;
	const other = Number(text);
	return /^-?[1-9]\d*$/.test(text) && Number.isSafeInteger(other) ? other : text;
}

// src/core/redact/session-texts.ts
const jsonFields = /* @__PURE__ */ new Set([
	"arguments",
	"result",
	"finalState",
	"value",
	"parameters"
]);
const ownWords = /* @__PURE__ */ new Set([
	"kind",
	"status",
	"purpose",
	"by",
	"replay"
]);
const deepest = 64 + 16;
function mapSessionTexts(session, mapper) {
	const mapped = mapModel(session, mapper, 0);
	if (!isLike(session, mapped)) throw new Error("a mapped session lost its shape");
	return mapped;
}
function mapModel(value, mapper, depth, key) {
	if (depth > deepest) throw new RangeError("a session that nests too deep");
	if (typeof value === "string") return mapper.text(value, key);
	if (Array.isArray(value)) return mapItems(value, (item) => mapModel(item, mapper, depth + 1, key));
	if (!hasFields(value)) return value;
	return mapFields(value, (field, name) => {
		if (ownWords.has(name)) return field;
		return (jsonFields.has(name) ? mapJson : mapModel)(field, mapper, depth + 1, name);
	});
}
function mapJson(value, mapper, depth, key) {
	if (depth > deepest) throw new RangeError("a value that nests too deep");
	if (typeof value === "string") return mapper.text(value, key);
	if (typeof value === "number") return mapper.number(value, key);
	if (Array.isArray(value)) return mapItems(value, (item) => mapJson(item, mapper, depth + 1, key));
	if (!hasFields(value)) return value;
	return mapFields(value, (field, name) => mapJson(field, mapper, depth + 1, name), (name) => mapper.text(name));
}
function hasFields(value) {
	return typeof value === "object" && value !== null;
}
function mapItems(items, map) {
	let copy;
	for (let index = 0; index < items.length; index += 1) {
		const mapped = map(items[index]);
		if (mapped === items[index]) continue;
		copy ??= [...items];
		copy[index] = mapped;
	}
	return copy ?? items;
}
function mapFields(fields, map, rename) {
	let copy;
	let others;
	for (const name of Object.keys(fields)) {
		const other = rename?.(name) ?? name;
		if (other !== name) (others ??= /* @__PURE__ */ new Map()).set(name, other);
		const mapped = map(fields[name], name);
		if (mapped === fields[name]) continue;
		copy ??= { ...fields };
		copy[name] = mapped;
	}
	const mapped = copy ?? fields;
	return others === void 0 ? mapped : withNames(mapped, others);
}
function withNames(fields, others) {
	const named = /* @__PURE__ */ new Map();
	for (const [name, field] of Object.entries(fields)) named.set(unused(named, others.get(name) ?? name), field);
	return Object.fromEntries(named);
}
function unused(fields, key) {
	let other = key;
	for (let count = 2; fields.has(other); count += 1) other = `${key}~${count}`;
	return other;
}
function isLike(model, mapped) {
	if (model === mapped) return true;
	if (typeof model !== "object" || model === null) return typeof model === typeof mapped;
	if (typeof mapped !== "object" || mapped === null) return false;
	const names = Object.keys(model);
	return Array.isArray(model) === Array.isArray(mapped) && names.length === Object.keys(mapped).length && names.every((name) => jsonFields.has(name) ? Object.hasOwn(mapped, name) : isLike(Reflect.get(model, name), Reflect.get(mapped, name)));
}

// node_modules/boundary/lib/index.js
var require_lib = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.binarySearch = exports.upperBound = exports.lowerBound = exports.compare = void 0;
	function compare(v1, v2) {
		return v1 < v2;
	}
	exports.compare = compare;
	function upperBound(array, value, comp = compare) {
		let len = array.length;
		let i = 0;
		while (len) {
			let diff = len >>> 1;
			let cursor = i + diff;
			if (comp(value, array[cursor])) len = diff;
			else {
				i = cursor + 1;
				len -= diff + 1;
			}
		}
		return i;
	}
	exports.upperBound = upperBound;
	function lowerBound(array, value, comp = compare) {
		let len = array.length;
		let i = 0;
		while (len) {
			let diff = len >>> 1;
			let cursor = i + diff;
			if (comp(array[cursor], value)) {
				i = cursor + 1;
				len -= diff + 1;
			} else len = diff;
		}
		return i;
	}
	exports.lowerBound = lowerBound;
	function binarySearch(array, value, comp = compare) {
		let cursor = lowerBound(array, value, comp);
		return cursor !== array.length && !comp(value, array[cursor]);
	}
	exports.binarySearch = binarySearch;
}));

// node_modules/structured-source/lib/structured-source.js
var require_structured_source = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.StructuredSource = void 0;
	const boundary_1 = require_lib();
	var StructuredSource = class {
		constructor(source) {
			this.indice = [0];
			let regexp = /[\r\n\u2028\u2029]/g;
			const length = source.length;
			regexp.lastIndex = 0;
			while (true) {
				let result = regexp.exec(source);
				if (!result) break;
				let index = result.index;
				if (source.charCodeAt(index) === 13 && source.charCodeAt(index + 1) === 10) index += 1;
				let nextIndex = index + 1;
				if (length < nextIndex) break;
				this.indice.push(nextIndex);
				regexp.lastIndex = nextIndex;
			}
		}
		get line() {
			return this.indice.length;
		}
		locationToRange(loc) {
			return [this.positionToIndex(loc.start), this.positionToIndex(loc.end)];
		}
		rangeToLocation(range) {
			return {
				start: this.indexToPosition(range[0]),
				end: this.indexToPosition(range[1])
			};
		}
		positionToIndex(pos) {
			return this.indice[pos.line - 1] + pos.column;
		}
		indexToPosition(index) {
			const startLine = (0, boundary_1.upperBound)(this.indice, index);
			return {
				line: startLine,
				column: index - this.indice[startLine - 1]
			};
		}
	};
	exports.StructuredSource = StructuredSource;
}));

// node_modules/@secretlint/core/module/helper/invariant.js
var import_structured_source = require_structured_source();
function invariant(condition, message) {
	if (!condition) throw new Error(message);
}

// node_modules/@secretlint/core/module/SecretLintSourceCodeImpl.js
var SecretLintSourceCodeImpl = class {
	hasBOM;
	content;
	filePath;
	physicalFilePath;
	contentType;
	ext;
	structuredSource;
	constructor({ content = "", ext, filePath, physicalFilePath, contentType }) {
		invariant(ext || filePath, "should be set either of fileExt or filePath.");
		this.hasBOM = content.charCodeAt(0) === 65279;
		this.content = this.hasBOM ? content.slice(1) : content;
		this.structuredSource = new import_structured_source.StructuredSource(this.content);
		this.filePath = filePath;
		this.physicalFilePath = physicalFilePath;
		this.contentType = contentType;
		this.ext = ext;
	}
	getFilePath() {
		return this.filePath;
	}
	getPhysicalFilePath() {
		return this.physicalFilePath;
	}
	locationToRange(loc) {
		return this.structuredSource.locationToRange(loc);
	}
	rangeToLocation(range) {
		const location = this.structuredSource.rangeToLocation(range);
		return {
			start: {
				line: location.start.line,
				column: location.start.column
			},
			end: {
				line: location.end.line,
				column: location.end.column
			}
		};
	}
	positionToIndex(pos) {
		return this.structuredSource.positionToIndex(pos);
	}
	indexToPosition(index) {
		const position = this.structuredSource.indexToPosition(index);
		return {
			line: position.line,
			column: position.column
		};
	}
};

// node_modules/@secretlint/core/module/helper/promise-event-emitter.js
var EventEmitter = class {
	#listeners = /* @__PURE__ */ new Map();
	on(type, listener) {
		const listenerSet = this.#listeners.get(type) ?? /* @__PURE__ */ new Set();
		listenerSet?.add(listener);
		this.#listeners.set(type, listenerSet);
	}
	emit(type, ...args) {
		const listenerSet = this.#listeners.get(type);
		if (!listenerSet) return;
		for (const listenerSetElement of listenerSet) listenerSetElement(...args);
	}
	off(type, listener) {
		const listenerSet = this.#listeners.get(type);
		if (!listenerSet) return;
		for (const listenerSetElement of listenerSet) if (listenerSetElement === listener) listenerSet.delete(listener);
	}
	removeAllListeners() {
		this.#listeners.clear();
	}
	listenerCount(type) {
		return this.#listeners.get(type)?.size ?? 0;
	}
	listeners(type) {
		return Array.from(this.#listeners.get(type) ?? []);
	}
};
var PromiseEventEmitter = class {
	events;
	constructor() {
		this.events = new EventEmitter();
	}
	listenerCount(type) {
		return this.events.listenerCount(type);
	}
	on(event, listener) {
		return this.events.on(event, listener);
	}
	emit(event, ...args) {
		const promises = [];
		this.events.listeners(event).forEach((listener) => {
			promises.push(listener(...args));
		});
		return Promise.all(promises);
	}
};

// node_modules/@secretlint/core/module/helper/SecretLintRuleMessageTranslator.js
const DEFAULT_LOCAL = "en";
const formatMessage = (messageHandler, props) => {
	if (typeof props !== "object" || props === null) return messageHandler();
	return messageHandler(props);
};
const getMatchedLocaleMessage = (locale, locales) => {
	const localKeys = Object.keys(locales);
	const matchLocale = localKeys.find((key) => {
		return key === locale;
	});
	if (matchLocale) return matchLocale;
	const [lang] = locale.split("-");
	if (!lang) return DEFAULT_LOCAL;
	const fallbackMatchLocal = localKeys.find((key) => {
		return key === lang;
	});
	if (fallbackMatchLocal) return fallbackMatchLocal;
	return DEFAULT_LOCAL;
};
const createTranslator = (messages, options) => {
	return (messageId, props) => {
		const messageHandler = messages[messageId];
		if (!messageHandler) throw new Error(`messages:${String(messageId)} is missing in messages.`);
		if (typeof messageHandler === "function") {
			if (typeof messageId !== "string") throw new Error(`message's key:${String(messageId)} should be string`);
			return {
				message: formatMessage(messageHandler, props),
				messageId,
				data: props
			};
		}
		const defaultLocal = options && options.defaultLocale ? options.defaultLocale : DEFAULT_LOCAL;
		const locale = getMatchedLocaleMessage(defaultLocal, messageHandler);
		const localizedMessage = messageHandler[locale];
		if (!localizedMessage) {
			if (messageHandler[DEFAULT_LOCAL]) throw new Error(`messages${String(messageId)}.${locale} is missing in messages.`);
			throw new Error(`message's key:${String(messageId)}.${DEFAULT_LOCAL} should be defined in messages.`);
		}
		if (typeof messageId !== "string") throw new Error(`message's key:${String(messageId)}.${DEFAULT_LOCAL} should be string`);
		return {
			message: formatMessage(localizedMessage, props),
			messageId,
			data: props
		};
	};
};

// node_modules/@secretlint/core/module/RuleContext.js
const createContextEvents = () => {
	const contextEvents = new EventEmitter();
	const REPORT_SYMBOL = Symbol("report");
	const IGNORE_SYMBOL = Symbol("ignore");
	return {
		report(descriptor) {
			contextEvents.emit(REPORT_SYMBOL, descriptor);
		},
		onReport(handler) {
			const listener = (descriptor) => {
				handler(descriptor);
			};
			contextEvents.on(REPORT_SYMBOL, listener);
			return () => {
				contextEvents.off(REPORT_SYMBOL, listener);
			};
		},
		ignore(descriptor) {
			contextEvents.emit(IGNORE_SYMBOL, descriptor);
		},
		onIgnore(handler) {
			const listener = (descriptor) => {
				handler(descriptor);
			};
			contextEvents.on(IGNORE_SYMBOL, listener);
			return () => {
				contextEvents.off(IGNORE_SYMBOL, listener);
			};
		}
	};
};
const createRuleContext = ({ ruleId, ruleParentId, meta, severity, sourceCode, contextEvents, sharedOptions, locale }) => {
	return {
		sharedOptions,
		createTranslator: (messages) => {
			return createTranslator(messages, { defaultLocale: locale });
		},
		ignore(descriptor) {
			const { message } = descriptor.message;
			contextEvents.ignore({
				type: "ignore",
				ruleId,
				ruleParentId,
				range: descriptor.range,
				targetRuleId: descriptor.targetRuleId,
				loc: sourceCode.rangeToLocation(descriptor.range),
				message
			});
		},
		report(descriptor) {
			const { message, messageId, data } = descriptor.message;
			const severityLevel = severity ?? "error";
			if (ruleParentId) contextEvents.report({
				...descriptor,
				type: "message",
				ruleId,
				ruleParentId,
				loc: sourceCode.rangeToLocation(descriptor.range),
				severity: severityLevel,
				message,
				messageId,
				docsUrl: meta.docs?.url ? `${meta.docs.url}#${messageId}` : void 0,
				data
			});
			else contextEvents.report({
				...descriptor,
				type: "message",
				ruleId,
				loc: sourceCode.rangeToLocation(descriptor.range),
				severity: severityLevel,
				message,
				messageId,
				docsUrl: meta.docs?.url ? `${meta.docs.url}#${messageId}` : void 0,
				data
			});
		}
	};
};

// node_modules/@secretlint/core/module/SecretLintRuleImpl.js
var SecretLintRule = class {
	ruleReportHandle;
	ruleCreator;
	descriptorRule;
	constructor({ descriptorRule, context }) {
		this.descriptorRule = descriptorRule;
		this.ruleCreator = descriptorRule.rule;
		const ruleCreatorOptions = descriptorRule.options || {};
		this.ruleReportHandle = this.ruleCreator.create(context, ruleCreatorOptions);
	}
	allowMessageIds() {
		if (!this.descriptorRule.allowMessageIds) return [];
		const ruleId = this.ruleCreator.meta.id;
		return this.descriptorRule.allowMessageIds.map((allowMessageId) => {
			return {
				messageId: allowMessageId,
				ruleId
			};
		});
	}
	supportSourceCode(sourceCode) {
		const contentType = sourceCode.contentType;
		if (contentType === "unknown") return true;
		if (this.ruleCreator.meta.supportedContentTypes.includes("all")) return true;
		return this.ruleCreator.meta.supportedContentTypes.includes(contentType);
	}
	async file(source) {
		const file = this.ruleReportHandle.file;
		if (!file) return;
		return file(source);
	}
};

// node_modules/@secretlint/profiler/module/index.js
var SecretLintProfiler = class {
	perf;
	entries = [];
	measures = [];
	executionPromises = [];
	constructor(options) {
		this.perf = options.perf;
		const pattern = /(.*?)::end(\|\|.*)?/;
		new options.PerformanceObserver((items) => {
			items.getEntries().forEach((entry) => {
				if (entry.entryType === "mark") {
					const match = entry.name.match(pattern);
					const endIdentifier = match ? match[1] : void 0;
					const suffix = match && match[2] ? match[2] : "";
					if (endIdentifier) {
						const startIdentifier = `${endIdentifier}::start`;
						this.entries.find((savedEntry) => {
							return savedEntry.name === startIdentifier;
						});
						if (startIdentifier) this.executionPromises.push(Promise.resolve().then(() => {
							this.perf.measure(endIdentifier + suffix, `${endIdentifier}::start${suffix}`, `${endIdentifier}::end${suffix}`);
						}));
					}
					this.entries.push(entry);
				} else if (entry.entryType === "measure") this.measures.push(entry);
			});
		}).observe({ entryTypes: ["mark", "measure"] });
	}
	mark(marker) {
		if ("id" in marker) this.perf.mark(`${marker.type}||${marker.id}`);
		else this.perf.mark(marker.type);
	}
	waifForExecutionPromises = () => {
		return Promise.all(this.executionPromises).finally(() => {
			this.executionPromises.length = 0;
		});
	};
	async getEntries() {
		await this.waifForExecutionPromises();
		return this.entries;
	}
	async getMeasures() {
		await this.waifForExecutionPromises();
		return this.measures;
	}
};

// node_modules/@secretlint/profiler/module/node.js
var NullPerformanceObserver = class {
	disconnect() {}
	observe(_options) {}
};
const secretLintProfiler = new SecretLintProfiler({
	perf: perf_hooks.performance,
	PerformanceObserver: perf_hooks.PerformanceObserver ? perf_hooks.PerformanceObserver : NullPerformanceObserver
});

// node_modules/@secretlint/core/module/RunningEvents.js
const createRunningEvents = () => {
	const contextEvents = new PromiseEventEmitter();
	const registerSet = /* @__PURE__ */ new Set();
	const LINT_HANDLE = Symbol("lint:start");
	const rules = [];
	return {
		collectAllowMessageIds() {
			const allowMessageIds = [];
			rules.forEach((rule) => {
				allowMessageIds.push(...rule.allowMessageIds());
			});
			return allowMessageIds;
		},
		runLint(options) {
			return contextEvents.emit(LINT_HANDLE, options);
		},
		registerRule({ descriptorRule, context }) {
			if (registerSet.has(descriptorRule.id)) throw new Error(`rule.id:${descriptorRule.id} is already registered.
                
Duplicated rule.id is something wrong in .secretlintrc.                
`);
			registerSet.add(descriptorRule.id);
			const rule = new SecretLintRule({
				descriptorRule,
				context
			});
			rules.push(rule);
			contextEvents.on(LINT_HANDLE, async ({ sourceCode }) => {
				secretLintProfiler.mark({
					type: "@core>rule-handler::start",
					id: descriptorRule.rule.meta.id
				});
				if (rule.supportSourceCode(sourceCode)) await rule.file(sourceCode);
				secretLintProfiler.mark({
					type: "@core>rule-handler::end",
					id: descriptorRule.rule.meta.id
				});
			});
		},
		registerRulePreset({ descriptorRulePreset, context }) {
			const rulePresetCreatorOptions = descriptorRulePreset.options || [];
			descriptorRulePreset.rule.create(context, rulePresetCreatorOptions);
		},
		isRegistered(ruleId) {
			return registerSet.has(ruleId);
		}
	};
};

// node_modules/@secretlint/core/module/RulePresetContext.js
const createRulePresetContext = ({ configRulePreset, sourceCode, runningEvents, contextEvents, sharedOptions, locale }) => {
	const presetRules = configRulePreset.rules || [];
	if (!Array.isArray(presetRules)) {
		console.error(`${configRulePreset.id}:PresetRules is invalid format`, presetRules);
		throw new Error("preset's rules should be an array of rule definitions");
	}
	return {
		sharedOptions,
		registerRule(rule, defaultValue) {
			const descriptorRule = presetRules.find((descriptorRule) => {
				return descriptorRule.id === rule.meta.id;
			});
			const descriptorRuleOptions = descriptorRule ? descriptorRule.options : void 0;
			const descriptorRuleDisabled = descriptorRule ? descriptorRule.disabled : void 0;
			const descriptorRuleSeverity = descriptorRule ? descriptorRule.severity : void 0;
			const descriptorAllowMessageIds = descriptorRule ? descriptorRule.allowMessageIds : void 0;
			const context = createRuleContext({
				ruleId: rule.meta.id,
				ruleParentId: configRulePreset.id,
				meta: rule.meta,
				severity: descriptorRuleSeverity,
				sourceCode,
				contextEvents,
				sharedOptions,
				locale
			});
			const defaultValueOfPreset = defaultValue ? defaultValue : {};
			runningEvents.registerRule({
				descriptorRule: {
					...defaultValueOfPreset,
					...descriptorRule,
					id: rule.meta.id,
					options: descriptorRuleOptions,
					rule,
					disabled: descriptorRuleDisabled,
					allowMessageIds: descriptorAllowMessageIds,
					severity: descriptorRuleSeverity
				},
				context
			});
		}
	};
};

// node_modules/@secretlint/core/module/messages/filter-ignored-process.js
const isContainedRange = (index, range) => {
	const [start, end] = range;
	return start <= index && index <= end;
};
function filterIgnoredMessages(options) {
	const reportedMessages = options.reportedMessages;
	const ignoreMessages = options.ignoredMessages;
	return reportedMessages.filter((message) => {
		return !ignoreMessages.some((ignoreMessage) => {
			const isInIgnoringRange = isContainedRange(message.range[0], ignoreMessage.range) && isContainedRange(message.range[1], ignoreMessage.range);
			if (isInIgnoringRange && ignoreMessage.targetRuleId) {
				if (ignoreMessage.targetRuleId === "*") return true;
				return message.ruleId === ignoreMessage.targetRuleId;
			}
			return isInIgnoringRange;
		});
	});
}

// node_modules/@secretlint/core/module/messages/MessageProcessManager.js
const createMessageProcessor = (processors) => {
	return { process(messages) {
		const originalMessages = messages;
		if (processors.length === 0) throw new Error("processors should be > 0");
		return processors.reduce((messages, filter) => {
			return filter(messages);
		}, originalMessages);
	} };
};

// node_modules/@secretlint/core/module/messages/filter-duplicated-process.js
const isEqualMessage = (aMessage, bMessage) => {
	return aMessage.range[0] === bMessage.range[0] && aMessage.range[1] === bMessage.range[1] && "severity" in aMessage && "severity" in bMessage && aMessage.severity === bMessage.severity && aMessage.message === bMessage.message;
};
function filterDuplicatedMessages(messages = []) {
	return messages.filter((message, index) => {
		return !messages.slice(index + 1).some((restMessage) => {
			return isEqualMessage(message, restMessage);
		});
	});
}

// node_modules/@secretlint/core/module/messages/sort-messages-process.js
function sortMessagesByLocation(messages) {
	return messages.sort(function(a, b) {
		const startIndexDiff = a.range[0] - b.range[0];
		if (startIndexDiff === 0) return a.range[1] - b.range[1];
		else return startIndexDiff;
	});
}

// node_modules/@secretlint/core/module/messages/filter-message-id.js
const filterByAllowMessageIds = (messages, allowMessageIds) => {
	const disabledSet = new Set(allowMessageIds.map((allowMessage) => {
		return `${allowMessage.ruleId}--${allowMessage.messageId}`;
	}));
	return messages.filter((message) => {
		return !disabledSet.has(`${message.ruleId}--${message.messageId}`);
	});
};

// node_modules/@secretlint/core/module/messages/filter-mask-secrets.js
const deepMask = (object, handler) => {
	for (const key of Object.keys(object)) if (typeof object[key] === "object") object[key] = deepMask(object[key], handler);
	else if (Array.isArray(object[key])) object[key] = object[key].map((item) => deepMask(item, handler));
	else if (typeof object[key] === "string") object[key] = handler(object[key]);
	return object;
};
const createMaskValue = (value) => {
	return "*".repeat(value.length);
};
const maskWithValues = (str, maskedValues) => {
	let result = str;
	for (const maskValue of maskedValues) result = result.replaceAll(maskValue, "*".repeat(maskValue.length));
	return result;
};
const filterMaskSecretsData = (messages = []) => {
	return messages.map((message) => {
		if (message.type !== "message") return message;
		const maskedValues = [];
		const maskedData = message.data ? deepMask(message.data, (value) => {
			maskedValues.push(value);
			return createMaskValue(value);
		}) : void 0;
		if (!maskedData) return message;
		const maskedMessage = maskWithValues(message.message, maskedValues);
		return {
			...message,
			message: maskedMessage,
			data: maskedData
		};
	});
};

// node_modules/@secretlint/core/module/messages/index.js
const cleanupMessages = (options) => {
	const reportedMessages = filterIgnoredMessages(options);
	const reportedMessagesWithoutAllowMessageIds = filterByAllowMessageIds(reportedMessages, options.allowMessageIds);
	const filters = options.maskSecrets ? [filterDuplicatedMessages, filterMaskSecretsData] : [filterDuplicatedMessages];
	const filterProcess = createMessageProcessor(filters);
	return sortMessagesByLocation(filterProcess.process(reportedMessagesWithoutAllowMessageIds));
};

// node_modules/@secretlint/core/node_modules/ms/index.js
var require_ms = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var s = 1e3;
	var m = s * 60;
	var h = m * 60;
	var d = h * 24;
	var w = d * 7;
	var y = d * 365.25;
	module.exports = function(val, options) {
		options = options || {};
		var type = typeof val;
		if (type === "string" && val.length > 0) return parse(val);
		else if (type === "number" && isFinite(val)) return options.long ? fmtLong(val) : fmtShort(val);
		throw new Error("val is not a non-empty string or a valid number. val=" + JSON.stringify(val));
	};
	function parse(str) {
		str = String(str);
		if (str.length > 100) return;
		var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(str);
		if (!match) return;
		var n = parseFloat(match[1]);
		switch ((match[2] || "ms").toLowerCase()) {
			case "years":
			case "year":
			case "yrs":
			case "yr":
			case "y": return n * y;
			case "weeks":
			case "week":
			case "w": return n * w;
			case "days":
			case "day":
			case "d": return n * d;
			case "hours":
			case "hour":
			case "hrs":
			case "hr":
			case "h": return n * h;
			case "minutes":
			case "minute":
			case "mins":
			case "min":
			case "m": return n * m;
			case "seconds":
			case "second":
			case "secs":
			case "sec":
			case "s": return n * s;
			case "milliseconds":
			case "millisecond":
			case "msecs":
			case "msec":
			case "ms": return n;
			default: return;
		}
	}
	function fmtShort(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return Math.round(ms / d) + "d";
		if (msAbs >= h) return Math.round(ms / h) + "h";
		if (msAbs >= m) return Math.round(ms / m) + "m";
		if (msAbs >= s) return Math.round(ms / s) + "s";
		return ms + "ms";
	}
	function fmtLong(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return plural(ms, msAbs, d, "day");
		if (msAbs >= h) return plural(ms, msAbs, h, "hour");
		if (msAbs >= m) return plural(ms, msAbs, m, "minute");
		if (msAbs >= s) return plural(ms, msAbs, s, "second");
		return ms + " ms";
	}
	function plural(ms, msAbs, n, name) {
		var isPlural = msAbs >= n * 1.5;
		return Math.round(ms / n) + " " + name + (isPlural ? "s" : "");
	}
}));

// node_modules/@secretlint/core/node_modules/debug/src/common.js
var require_common = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function setup(env) {
		createDebug.debug = createDebug;
		createDebug.default = createDebug;
		createDebug.coerce = coerce;
		createDebug.disable = disable;
		createDebug.enable = enable;
		createDebug.enabled = enabled;
		createDebug.humanize = require_ms();
		createDebug.destroy = destroy;
		Object.keys(env).forEach((key) => {
			createDebug[key] = env[key];
		});
		createDebug.names = [];
		createDebug.skips = [];
		createDebug.formatters = {};
		function selectColor(namespace) {
			let hash = 0;
			for (let i = 0; i < namespace.length; i++) {
				hash = (hash << 5) - hash + namespace.charCodeAt(i);
				hash |= 0;
			}
			return createDebug.colors[Math.abs(hash) % createDebug.colors.length];
		}
		createDebug.selectColor = selectColor;
		function createDebug(namespace) {
			let prevTime;
			let enableOverride = null;
			let namespacesCache;
			let enabledCache;
			function debug(...args) {
				if (!debug.enabled) return;
				const self = debug;
				const curr = Number(/* @__PURE__ */ new Date());
				self.diff = curr - (prevTime || curr);
				self.prev = prevTime;
				self.curr = curr;
				prevTime = curr;
				args[0] = createDebug.coerce(args[0]);
				if (typeof args[0] !== "string") args.unshift("%O");
				let index = 0;
				args[0] = args[0].replace(/%([a-zA-Z%])/g, (match, format) => {
					if (match === "%%") return "%";
					index++;
					const formatter = createDebug.formatters[format];
					if (typeof formatter === "function") {
						const val = args[index];
						match = formatter.call(self, val);
						args.splice(index, 1);
						index--;
					}
					return match;
				});
				createDebug.formatArgs.call(self, args);
				(self.log || createDebug.log).apply(self, args);
			}
			debug.namespace = namespace;
			debug.useColors = createDebug.useColors();
			debug.color = createDebug.selectColor(namespace);
			debug.extend = extend;
			debug.destroy = createDebug.destroy;
			Object.defineProperty(debug, "enabled", {
				enumerable: true,
				configurable: false,
				get: () => {
					if (enableOverride !== null) return enableOverride;
					if (namespacesCache !== createDebug.namespaces) {
						namespacesCache = createDebug.namespaces;
						enabledCache = createDebug.enabled(namespace);
					}
					return enabledCache;
				},
				set: (v) => {
					enableOverride = v;
				}
			});
			if (typeof createDebug.init === "function") createDebug.init(debug);
			return debug;
		}
		function extend(namespace, delimiter) {
			const newDebug = createDebug(this.namespace + (typeof delimiter === "undefined" ? ":" : delimiter) + namespace);
			newDebug.log = this.log;
			return newDebug;
		}
		function enable(namespaces) {
			createDebug.save(namespaces);
			createDebug.namespaces = namespaces;
			createDebug.names = [];
			createDebug.skips = [];
			const split = (typeof namespaces === "string" ? namespaces : "").trim().replace(/\s+/g, ",").split(",").filter(Boolean);
			for (const ns of split) if (ns[0] === "-") createDebug.skips.push(ns.slice(1));
			else createDebug.names.push(ns);
		}
		function matchesTemplate(search, template) {
			let searchIndex = 0;
			let templateIndex = 0;
			let starIndex = -1;
			let matchIndex = 0;
			while (searchIndex < search.length) if (templateIndex < template.length && (template[templateIndex] === search[searchIndex] || template[templateIndex] === "*")) {
				if (template[templateIndex] === "*") {
					starIndex = templateIndex;
					matchIndex = searchIndex;
					templateIndex++;
				} else {
					searchIndex++;
					templateIndex++;
				}
			} else if (starIndex !== -1) {
				templateIndex = starIndex + 1;
				matchIndex++;
				searchIndex = matchIndex;
			} else return false;
			while (templateIndex < template.length && template[templateIndex] === "*") templateIndex++;
			return templateIndex === template.length;
		}
		function disable() {
			const namespaces = [...createDebug.names, ...createDebug.skips.map((namespace) => "-" + namespace)].join(",");
			createDebug.enable("");
			return namespaces;
		}
		function enabled(name) {
			for (const skip of createDebug.skips) if (matchesTemplate(name, skip)) return false;
			for (const ns of createDebug.names) if (matchesTemplate(name, ns)) return true;
			return false;
		}
		function coerce(val) {
			if (val instanceof Error) return val.stack || val.message;
			return val;
		}
		function destroy() {
			console.warn("Instance method `debug.destroy()` is deprecated and no longer does anything. It will be removed in the next major version of `debug`.");
		}
		createDebug.enable(createDebug.load());
		return createDebug;
	}
	module.exports = setup;
}));

// node_modules/@secretlint/core/node_modules/debug/src/browser.js
var require_browser = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	exports.formatArgs = formatArgs;
	exports.save = save;
	exports.load = load;
	exports.useColors = useColors;
	exports.storage = localstorage();
	exports.destroy = (() => {
		let warned = false;
		return () => {
			if (!warned) {
				warned = true;
				console.warn("Instance method `debug.destroy()` is deprecated and no longer does anything. It will be removed in the next major version of `debug`.");
			}
		};
	})();
	exports.colors = [
		"#0000CC",
		"#0000FF",
		"#0033CC",
		"#0033FF",
		"#0066CC",
		"#0066FF",
		"#0099CC",
		"#0099FF",
		"#00CC00",
		"#00CC33",
		"#00CC66",
		"#00CC99",
		"#00CCCC",
		"#00CCFF",
		"#3300CC",
		"#3300FF",
		"#3333CC",
		"#3333FF",
		"#3366CC",
		"#3366FF",
		"#3399CC",
		"#3399FF",
		"#33CC00",
		"#33CC33",
		"#33CC66",
		"#33CC99",
		"#33CCCC",
		"#33CCFF",
		"#6600CC",
		"#6600FF",
		"#6633CC",
		"#6633FF",
		"#66CC00",
		"#66CC33",
		"#9900CC",
		"#9900FF",
		"#9933CC",
		"#9933FF",
		"#99CC00",
		"#99CC33",
		"#CC0000",
		"#CC0033",
		"#CC0066",
		"#CC0099",
		"#CC00CC",
		"#CC00FF",
		"#CC3300",
		"#CC3333",
		"#CC3366",
		"#CC3399",
		"#CC33CC",
		"#CC33FF",
		"#CC6600",
		"#CC6633",
		"#CC9900",
		"#CC9933",
		"#CCCC00",
		"#CCCC33",
		"#FF0000",
		"#FF0033",
		"#FF0066",
		"#FF0099",
		"#FF00CC",
		"#FF00FF",
		"#FF3300",
		"#FF3333",
		"#FF3366",
		"#FF3399",
		"#FF33CC",
		"#FF33FF",
		"#FF6600",
		"#FF6633",
		"#FF9900",
		"#FF9933",
		"#FFCC00",
		"#FFCC33"
	];
	function useColors() {
		if (typeof window !== "undefined" && window.process && (window.process.type === "renderer" || window.process.__nwjs)) return true;
		if (typeof navigator !== "undefined" && navigator.userAgent && navigator.userAgent.toLowerCase().match(/(edge|trident)\/(\d+)/)) return false;
		let m;
		return typeof document !== "undefined" && document.documentElement && document.documentElement.style && document.documentElement.style.WebkitAppearance || typeof window !== "undefined" && window.console && (window.console.firebug || window.console.exception && window.console.table) || typeof navigator !== "undefined" && navigator.userAgent && (m = navigator.userAgent.toLowerCase().match(/firefox\/(\d+)/)) && parseInt(m[1], 10) >= 31 || typeof navigator !== "undefined" && navigator.userAgent && navigator.userAgent.toLowerCase().match(/applewebkit\/(\d+)/);
	}
	function formatArgs(args) {
		args[0] = (this.useColors ? "%c" : "") + this.namespace + (this.useColors ? " %c" : " ") + args[0] + (this.useColors ? "%c " : " ") + "+" + module.exports.humanize(this.diff);
		if (!this.useColors) return;
		const c = "color: " + this.color;
		args.splice(1, 0, c, "color: inherit");
		let index = 0;
		let lastC = 0;
		args[0].replace(/%[a-zA-Z%]/g, (match) => {
			if (match === "%%") return;
			index++;
			if (match === "%c") lastC = index;
		});
		args.splice(lastC, 0, c);
	}
	exports.log = console.debug || console.log || (() => {});
	function save(namespaces) {
		try {
			if (namespaces) exports.storage.setItem("debug", namespaces);
			else exports.storage.removeItem("debug");
		} catch (error) {}
	}
	function load() {
		let r;
		try {
			r = exports.storage.getItem("debug") || exports.storage.getItem("DEBUG");
		} catch (error) {}
		if (!r && typeof process !== "undefined" && "env" in process) r = process.env.DEBUG;
		return r;
	}
	function localstorage() {
		try {
			return localStorage;
		} catch (error) {}
	}
	module.exports = require_common()(exports);
	const { formatters } = module.exports;
	formatters.j = function(v) {
		try {
			return JSON.stringify(v);
		} catch (error) {
			return "[UnexpectedJSONParseError]: " + error.message;
		}
	};
}));

// node_modules/@secretlint/core/node_modules/debug/src/node.js
var require_node = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const tty = __require("tty");
	const util = __require("util");
	exports.init = init;
	exports.log = log;
	exports.formatArgs = formatArgs;
	exports.save = save;
	exports.load = load;
	exports.useColors = useColors;
	exports.destroy = util.deprecate(() => {}, "Instance method `debug.destroy()` is deprecated and no longer does anything. It will be removed in the next major version of `debug`.");
	exports.colors = [
		6,
		2,
		3,
		4,
		5,
		1
	];
	try {
		const supportsColor = require_supports_color();
		if (supportsColor && (supportsColor.stderr || supportsColor).level >= 2) exports.colors = [
			20,
			21,
			26,
			27,
			32,
			33,
			38,
			39,
			40,
			41,
			42,
			43,
			44,
			45,
			56,
			57,
			62,
			63,
			68,
			69,
			74,
			75,
			76,
			77,
			78,
			79,
			80,
			81,
			92,
			93,
			98,
			99,
			112,
			113,
			128,
			129,
			134,
			135,
			148,
			149,
			160,
			161,
			162,
			163,
			164,
			165,
			166,
			167,
			168,
			169,
			170,
			171,
			172,
			173,
			178,
			179,
			184,
			185,
			196,
			197,
			198,
			199,
			200,
			201,
			202,
			203,
			204,
			205,
			206,
			207,
			208,
			209,
			214,
			215,
			220,
			221
		];
	} catch (error) {}
	exports.inspectOpts = Object.keys(process.env).filter((key) => {
		return /^debug_/i.test(key);
	}).reduce((obj, key) => {
		const prop = key.substring(6).toLowerCase().replace(/_([a-z])/g, (_, k) => {
			return k.toUpperCase();
		});
		let val = process.env[key];
		if (/^(yes|on|true|enabled)$/i.test(val)) val = true;
		else if (/^(no|off|false|disabled)$/i.test(val)) val = false;
		else if (val === "null") val = null;
		else val = Number(val);
		obj[prop] = val;
		return obj;
	}, {});
	function useColors() {
		return "colors" in exports.inspectOpts ? Boolean(exports.inspectOpts.colors) : tty.isatty(process.stderr.fd);
	}
	function formatArgs(args) {
		const { namespace: name, useColors } = this;
		if (useColors) {
			const c = this.color;
			const colorCode = "\x1B[3" + (c < 8 ? c : "8;5;" + c);
			const prefix = `  ${colorCode};1m${name} \u001B[0m`;
			args[0] = prefix + args[0].split("\n").join("\n" + prefix);
			args.push(colorCode + "m+" + module.exports.humanize(this.diff) + "\x1B[0m");
		} else args[0] = getDate() + name + " " + args[0];
	}
	function getDate() {
		if (exports.inspectOpts.hideDate) return "";
		return (/* @__PURE__ */ new Date()).toISOString() + " ";
	}
	function log(...args) {
		return process.stderr.write(util.formatWithOptions(exports.inspectOpts, ...args) + "\n");
	}
	function save(namespaces) {
		if (namespaces) process.env.DEBUG = namespaces;
		else delete process.env.DEBUG;
	}
	function load() {
		return process.env.DEBUG;
	}
	function init(debug) {
		debug.inspectOpts = {};
		const keys = Object.keys(exports.inspectOpts);
		for (let i = 0; i < keys.length; i++) debug.inspectOpts[keys[i]] = exports.inspectOpts[keys[i]];
	}
	module.exports = require_common()(exports);
	const { formatters } = module.exports;
	formatters.o = function(v) {
		this.inspectOpts.colors = this.useColors;
		return util.inspect(v, this.inspectOpts).split("\n").map((str) => str.trim()).join(" ");
	};
	formatters.O = function(v) {
		this.inspectOpts.colors = this.useColors;
		return util.inspect(v, this.inspectOpts);
	};
}));

// node_modules/@secretlint/core/node_modules/debug/src/index.js
var require_src = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	if (typeof process === "undefined" || process.type === "renderer" || process.browser === true || process.__nwjs) module.exports = require_browser();
	else module.exports = require_node();
}));

// node_modules/@secretlint/core/module/index.js
var import_src = /* @__PURE__ */ __toESM(require_src(), 1);
const debug = (0, import_src.default)("@secretlint/core");
const lintSource = ({ source, options }) => {
	secretLintProfiler.mark({
		type: "@core>lint::start",
		id: source.filePath
	});
	debug(`source filePath: %O`, source.filePath);
	debug(`options: %O`, options);
	const rules = options.config.rules;
	const locale = options.locale ?? "en";
	const maskSecrets = options.maskSecrets ?? false;
	const contextEvents = createContextEvents();
	const runningEvents = createRunningEvents();
	const reportedMessages = [];
	const ignoredMessages = [];
	contextEvents.onReport((message) => {
		reportedMessages.push(message);
	});
	contextEvents.onIgnore((message) => {
		ignoredMessages.push(message);
	});
	const sourceCode = new SecretLintSourceCodeImpl({
		content: source.content,
		filePath: source.filePath,
		physicalFilePath: options.noPhysicFilePath ? void 0 : source.filePath,
		ext: source.ext || "",
		contentType: source.contentType
	});
	secretLintProfiler.mark({ type: "@core>setup-rules::start" });
	rules.forEach((rule) => {
		secretLintProfiler.mark({
			type: "@core>setup-rule::start",
			id: rule.rule.meta.id
		});
		registerRule({
			sourceCode,
			config: options.config,
			descriptorRule: rule,
			contextEvents,
			runningEvents,
			locale
		});
		secretLintProfiler.mark({
			type: "@core>setup-rule::end",
			id: rule.rule.meta.id
		});
	});
	secretLintProfiler.mark({ type: "@core>setup-rules::end" });
	return runningEvents.runLint({ sourceCode }).then(() => {
		return {
			filePath: source.filePath,
			sourceContent: source.contentType === "text" ? source.content : void 0,
			sourceContentType: source.contentType,
			messages: cleanupMessages({
				reportedMessages,
				ignoredMessages,
				allowMessageIds: runningEvents.collectAllowMessageIds(),
				maskSecrets
			})
		};
	}).finally(() => {
		secretLintProfiler.mark({
			type: "@core>lint::end",
			id: source.filePath
		});
	});
};
const isRulePreset = (ruleDescriptor) => {
	return ruleDescriptor.rule.meta.type === "preset";
};
const isRule = (ruleDescriptor) => {
	return ruleDescriptor.rule.meta.type === "scanner";
};
const registerRule = ({ sourceCode, config, descriptorRule, contextEvents, runningEvents, locale }) => {
	const ruleId = descriptorRule.id;
	if (descriptorRule.disabled) {
		debug("Skip registerRule %s, because it is disabled", ruleId);
		return;
	}
	debug("registerRule %s", ruleId);
	const sharedOptionsWithDefault = config.sharedOptions ?? {};
	if (isRulePreset(descriptorRule)) {
		const context = createRulePresetContext({
			configRulePreset: descriptorRule,
			sourceCode,
			contextEvents,
			runningEvents,
			sharedOptions: sharedOptionsWithDefault,
			locale
		});
		runningEvents.registerRulePreset({
			descriptorRulePreset: descriptorRule,
			context
		});
		return;
	} else if (isRule(descriptorRule)) {
		const context = createRuleContext({
			ruleId,
			severity: descriptorRule.severity,
			meta: descriptorRule.rule.meta,
			sourceCode,
			contextEvents,
			sharedOptions: sharedOptionsWithDefault,
			locale
		});
		runningEvents.registerRule({
			descriptorRule,
			context
		});
		return;
	}
	throw new Error(`Unknown descriptor type: ${descriptorRule}`);
};

// node_modules/@secretlint/secretlint-rule-preset-recommend/module/index.js
var commonjsGlobal = typeof globalThis !== "undefined" ? globalThis : typeof window !== "undefined" ? window : typeof global !== "undefined" ? global : typeof self !== "undefined" ? self : {};
var regexpStringMatcher = {};
var lodash_uniq;
var hasRequiredLodash_uniq;
function requireLodash_uniq() {
	if (hasRequiredLodash_uniq) return lodash_uniq;
	hasRequiredLodash_uniq = 1;
	var LARGE_ARRAY_SIZE = 200;
	var HASH_UNDEFINED = "__lodash_hash_undefined__";
	var INFINITY = 1 / 0;
	var funcTag = "[object Function]", genTag = "[object GeneratorFunction]";
	var reRegExpChar = /[\\^$.*+?()[\]{}|]/g;
	var reIsHostCtor = /^\[object .+?Constructor\]$/;
	var freeGlobal = typeof commonjsGlobal == "object" && commonjsGlobal && commonjsGlobal.Object === Object && commonjsGlobal;
	var freeSelf = typeof self == "object" && self && self.Object === Object && self;
	var root = freeGlobal || freeSelf || Function("return this")();
	function arrayIncludes(array, value) {
		return !!(array ? array.length : 0) && baseIndexOf(array, value, 0) > -1;
	}
	function baseFindIndex(array, predicate, fromIndex, fromRight) {
		var length = array.length, index = fromIndex + -1;
		while (++index < length) if (predicate(array[index], index, array)) return index;
		return -1;
	}
	function baseIndexOf(array, value, fromIndex) {
		if (value !== value) return baseFindIndex(array, baseIsNaN, fromIndex);
		var index = fromIndex - 1, length = array.length;
		while (++index < length) if (array[index] === value) return index;
		return -1;
	}
	function baseIsNaN(value) {
		return value !== value;
	}
	function cacheHas(cache, key) {
		return cache.has(key);
	}
	function getValue(object, key) {
		return object == null ? void 0 : object[key];
	}
	function isHostObject(value) {
		var result = false;
		if (value != null && typeof value.toString != "function") try {
			result = !!(value + "");
		} catch (e) {}
		return result;
	}
	function setToArray(set) {
		var index = -1, result = Array(set.size);
		set.forEach(function(value) {
			result[++index] = value;
		});
		return result;
	}
	var arrayProto = Array.prototype, funcProto = Function.prototype, objectProto = Object.prototype;
	var coreJsData = root["__core-js_shared__"];
	var maskSrcKey = function() {
		var uid = /[^.]+$/.exec(coreJsData && coreJsData.keys && coreJsData.keys.IE_PROTO || "");
		return uid ? "Symbol(src)_1." + uid : "";
	}();
	var funcToString = funcProto.toString;
	var hasOwnProperty = objectProto.hasOwnProperty;
	var objectToString = objectProto.toString;
	var reIsNative = RegExp("^" + funcToString.call(hasOwnProperty).replace(reRegExpChar, "\\$&").replace(/hasOwnProperty|(function).*?(?=\\\()| for .+?(?=\\\])/g, "$1.*?") + "$");
	var splice = arrayProto.splice;
	var Map = getNative(root, "Map"), Set = getNative(root, "Set"), nativeCreate = getNative(Object, "create");
	function Hash(entries) {
		var index = -1, length = entries ? entries.length : 0;
		this.clear();
		while (++index < length) {
			var entry = entries[index];
			this.set(entry[0], entry[1]);
		}
	}
	function hashClear() {
		this.__data__ = nativeCreate ? nativeCreate(null) : {};
	}
	function hashDelete(key) {
		return this.has(key) && delete this.__data__[key];
	}
	function hashGet(key) {
		var data = this.__data__;
		if (nativeCreate) {
			var result = data[key];
			return result === HASH_UNDEFINED ? void 0 : result;
		}
		return hasOwnProperty.call(data, key) ? data[key] : void 0;
	}
	function hashHas(key) {
		var data = this.__data__;
		return nativeCreate ? data[key] !== void 0 : hasOwnProperty.call(data, key);
	}
	function hashSet(key, value) {
		var data = this.__data__;
		data[key] = nativeCreate && value === void 0 ? HASH_UNDEFINED : value;
		return this;
	}
	Hash.prototype.clear = hashClear;
	Hash.prototype["delete"] = hashDelete;
	Hash.prototype.get = hashGet;
	Hash.prototype.has = hashHas;
	Hash.prototype.set = hashSet;
	function ListCache(entries) {
		var index = -1, length = entries ? entries.length : 0;
		this.clear();
		while (++index < length) {
			var entry = entries[index];
			this.set(entry[0], entry[1]);
		}
	}
	function listCacheClear() {
		this.__data__ = [];
	}
	function listCacheDelete(key) {
		var data = this.__data__, index = assocIndexOf(data, key);
		if (index < 0) return false;
		if (index == data.length - 1) data.pop();
		else splice.call(data, index, 1);
		return true;
	}
	function listCacheGet(key) {
		var data = this.__data__, index = assocIndexOf(data, key);
		return index < 0 ? void 0 : data[index][1];
	}
	function listCacheHas(key) {
		return assocIndexOf(this.__data__, key) > -1;
	}
	function listCacheSet(key, value) {
		var data = this.__data__, index = assocIndexOf(data, key);
		if (index < 0) data.push([key, value]);
		else data[index][1] = value;
		return this;
	}
	ListCache.prototype.clear = listCacheClear;
	ListCache.prototype["delete"] = listCacheDelete;
	ListCache.prototype.get = listCacheGet;
	ListCache.prototype.has = listCacheHas;
	ListCache.prototype.set = listCacheSet;
	function MapCache(entries) {
		var index = -1, length = entries ? entries.length : 0;
		this.clear();
		while (++index < length) {
			var entry = entries[index];
			this.set(entry[0], entry[1]);
		}
	}
	function mapCacheClear() {
		this.__data__ = {
			"hash": new Hash(),
			"map": new (Map || ListCache)(),
			"string": new Hash()
		};
	}
	function mapCacheDelete(key) {
		return getMapData(this, key)["delete"](key);
	}
	function mapCacheGet(key) {
		return getMapData(this, key).get(key);
	}
	function mapCacheHas(key) {
		return getMapData(this, key).has(key);
	}
	function mapCacheSet(key, value) {
		getMapData(this, key).set(key, value);
		return this;
	}
	MapCache.prototype.clear = mapCacheClear;
	MapCache.prototype["delete"] = mapCacheDelete;
	MapCache.prototype.get = mapCacheGet;
	MapCache.prototype.has = mapCacheHas;
	MapCache.prototype.set = mapCacheSet;
	function SetCache(values) {
		var index = -1, length = values ? values.length : 0;
		this.__data__ = new MapCache();
		while (++index < length) this.add(values[index]);
	}
	function setCacheAdd(value) {
		this.__data__.set(value, HASH_UNDEFINED);
		return this;
	}
	function setCacheHas(value) {
		return this.__data__.has(value);
	}
	SetCache.prototype.add = SetCache.prototype.push = setCacheAdd;
	SetCache.prototype.has = setCacheHas;
	function assocIndexOf(array, key) {
		var length = array.length;
		while (length--) if (eq(array[length][0], key)) return length;
		return -1;
	}
	function baseIsNative(value) {
		if (!isObject(value) || isMasked(value)) return false;
		return (isFunction(value) || isHostObject(value) ? reIsNative : reIsHostCtor).test(toSource(value));
	}
	function baseUniq(array, iteratee, comparator) {
		var index = -1, includes = arrayIncludes, length = array.length, isCommon = true, result = [], seen = result;
		if (length >= LARGE_ARRAY_SIZE) {
			var set = createSet(array);
			if (set) return setToArray(set);
			isCommon = false;
			includes = cacheHas;
			seen = new SetCache();
		} else seen = result;
		outer: while (++index < length) {
			var value = array[index], computed = value;
			value = value !== 0 ? value : 0;
			if (isCommon && computed === computed) {
				var seenIndex = seen.length;
				while (seenIndex--) if (seen[seenIndex] === computed) continue outer;
				result.push(value);
			} else if (!includes(seen, computed, comparator)) {
				if (seen !== result) seen.push(computed);
				result.push(value);
			}
		}
		return result;
	}
	var createSet = !(Set && 1 / setToArray(new Set([, -0]))[1] == INFINITY) ? noop : function(values) {
		return new Set(values);
	};
	function getMapData(map, key) {
		var data = map.__data__;
		return isKeyable(key) ? data[typeof key == "string" ? "string" : "hash"] : data.map;
	}
	function getNative(object, key) {
		var value = getValue(object, key);
		return baseIsNative(value) ? value : void 0;
	}
	function isKeyable(value) {
		var type = typeof value;
		return type == "string" || type == "number" || type == "symbol" || type == "boolean" ? value !== "__proto__" : value === null;
	}
	function isMasked(func) {
		return !!maskSrcKey && maskSrcKey in func;
	}
	function toSource(func) {
		if (func != null) {
			try {
				return funcToString.call(func);
			} catch (e) {}
			try {
				return func + "";
			} catch (e) {}
		}
		return "";
	}
	function uniq(array) {
		return array && array.length ? baseUniq(array) : [];
	}
	function eq(value, other) {
		return value === other || value !== value && other !== other;
	}
	function isFunction(value) {
		var tag = isObject(value) ? objectToString.call(value) : "";
		return tag == funcTag || tag == genTag;
	}
	function isObject(value) {
		var type = typeof value;
		return !!value && (type == "object" || type == "function");
	}
	function noop() {}
	lodash_uniq = uniq;
	return lodash_uniq;
}
var lodash_uniqwith;
var hasRequiredLodash_uniqwith;
function requireLodash_uniqwith() {
	if (hasRequiredLodash_uniqwith) return lodash_uniqwith;
	hasRequiredLodash_uniqwith = 1;
	var LARGE_ARRAY_SIZE = 200;
	var HASH_UNDEFINED = "__lodash_hash_undefined__";
	var INFINITY = 1 / 0;
	var funcTag = "[object Function]", genTag = "[object GeneratorFunction]";
	var reRegExpChar = /[\\^$.*+?()[\]{}|]/g;
	var reIsHostCtor = /^\[object .+?Constructor\]$/;
	var freeGlobal = typeof commonjsGlobal == "object" && commonjsGlobal && commonjsGlobal.Object === Object && commonjsGlobal;
	var freeSelf = typeof self == "object" && self && self.Object === Object && self;
	var root = freeGlobal || freeSelf || Function("return this")();
	function arrayIncludes(array, value) {
		return !!(array ? array.length : 0) && baseIndexOf(array, value, 0) > -1;
	}
	function arrayIncludesWith(array, value, comparator) {
		var index = -1, length = array ? array.length : 0;
		while (++index < length) if (comparator(value, array[index])) return true;
		return false;
	}
	function baseFindIndex(array, predicate, fromIndex, fromRight) {
		var length = array.length, index = fromIndex + -1;
		while (++index < length) if (predicate(array[index], index, array)) return index;
		return -1;
	}
	function baseIndexOf(array, value, fromIndex) {
		if (value !== value) return baseFindIndex(array, baseIsNaN, fromIndex);
		var index = fromIndex - 1, length = array.length;
		while (++index < length) if (array[index] === value) return index;
		return -1;
	}
	function baseIsNaN(value) {
		return value !== value;
	}
	function cacheHas(cache, key) {
		return cache.has(key);
	}
	function getValue(object, key) {
		return object == null ? void 0 : object[key];
	}
	function isHostObject(value) {
		var result = false;
		if (value != null && typeof value.toString != "function") try {
			result = !!(value + "");
		} catch (e) {}
		return result;
	}
	function setToArray(set) {
		var index = -1, result = Array(set.size);
		set.forEach(function(value) {
			result[++index] = value;
		});
		return result;
	}
	var arrayProto = Array.prototype, funcProto = Function.prototype, objectProto = Object.prototype;
	var coreJsData = root["__core-js_shared__"];
	var maskSrcKey = function() {
		var uid = /[^.]+$/.exec(coreJsData && coreJsData.keys && coreJsData.keys.IE_PROTO || "");
		return uid ? "Symbol(src)_1." + uid : "";
	}();
	var funcToString = funcProto.toString;
	var hasOwnProperty = objectProto.hasOwnProperty;
	var objectToString = objectProto.toString;
	var reIsNative = RegExp("^" + funcToString.call(hasOwnProperty).replace(reRegExpChar, "\\$&").replace(/hasOwnProperty|(function).*?(?=\\\()| for .+?(?=\\\])/g, "$1.*?") + "$");
	var splice = arrayProto.splice;
	var Map = getNative(root, "Map"), Set = getNative(root, "Set"), nativeCreate = getNative(Object, "create");
	function Hash(entries) {
		var index = -1, length = entries ? entries.length : 0;
		this.clear();
		while (++index < length) {
			var entry = entries[index];
			this.set(entry[0], entry[1]);
		}
	}
	function hashClear() {
		this.__data__ = nativeCreate ? nativeCreate(null) : {};
	}
	function hashDelete(key) {
		return this.has(key) && delete this.__data__[key];
	}
	function hashGet(key) {
		var data = this.__data__;
		if (nativeCreate) {
			var result = data[key];
			return result === HASH_UNDEFINED ? void 0 : result;
		}
		return hasOwnProperty.call(data, key) ? data[key] : void 0;
	}
	function hashHas(key) {
		var data = this.__data__;
		return nativeCreate ? data[key] !== void 0 : hasOwnProperty.call(data, key);
	}
	function hashSet(key, value) {
		var data = this.__data__;
		data[key] = nativeCreate && value === void 0 ? HASH_UNDEFINED : value;
		return this;
	}
	Hash.prototype.clear = hashClear;
	Hash.prototype["delete"] = hashDelete;
	Hash.prototype.get = hashGet;
	Hash.prototype.has = hashHas;
	Hash.prototype.set = hashSet;
	function ListCache(entries) {
		var index = -1, length = entries ? entries.length : 0;
		this.clear();
		while (++index < length) {
			var entry = entries[index];
			this.set(entry[0], entry[1]);
		}
	}
	function listCacheClear() {
		this.__data__ = [];
	}
	function listCacheDelete(key) {
		var data = this.__data__, index = assocIndexOf(data, key);
		if (index < 0) return false;
		if (index == data.length - 1) data.pop();
		else splice.call(data, index, 1);
		return true;
	}
	function listCacheGet(key) {
		var data = this.__data__, index = assocIndexOf(data, key);
		return index < 0 ? void 0 : data[index][1];
	}
	function listCacheHas(key) {
		return assocIndexOf(this.__data__, key) > -1;
	}
	function listCacheSet(key, value) {
		var data = this.__data__, index = assocIndexOf(data, key);
		if (index < 0) data.push([key, value]);
		else data[index][1] = value;
		return this;
	}
	ListCache.prototype.clear = listCacheClear;
	ListCache.prototype["delete"] = listCacheDelete;
	ListCache.prototype.get = listCacheGet;
	ListCache.prototype.has = listCacheHas;
	ListCache.prototype.set = listCacheSet;
	function MapCache(entries) {
		var index = -1, length = entries ? entries.length : 0;
		this.clear();
		while (++index < length) {
			var entry = entries[index];
			this.set(entry[0], entry[1]);
		}
	}
	function mapCacheClear() {
		this.__data__ = {
			"hash": new Hash(),
			"map": new (Map || ListCache)(),
			"string": new Hash()
		};
	}
	function mapCacheDelete(key) {
		return getMapData(this, key)["delete"](key);
	}
	function mapCacheGet(key) {
		return getMapData(this, key).get(key);
	}
	function mapCacheHas(key) {
		return getMapData(this, key).has(key);
	}
	function mapCacheSet(key, value) {
		getMapData(this, key).set(key, value);
		return this;
	}
	MapCache.prototype.clear = mapCacheClear;
	MapCache.prototype["delete"] = mapCacheDelete;
	MapCache.prototype.get = mapCacheGet;
	MapCache.prototype.has = mapCacheHas;
	MapCache.prototype.set = mapCacheSet;
	function SetCache(values) {
		var index = -1, length = values ? values.length : 0;
		this.__data__ = new MapCache();
		while (++index < length) this.add(values[index]);
	}
	function setCacheAdd(value) {
		this.__data__.set(value, HASH_UNDEFINED);
		return this;
	}
	function setCacheHas(value) {
		return this.__data__.has(value);
	}
	SetCache.prototype.add = SetCache.prototype.push = setCacheAdd;
	SetCache.prototype.has = setCacheHas;
	function assocIndexOf(array, key) {
		var length = array.length;
		while (length--) if (eq(array[length][0], key)) return length;
		return -1;
	}
	function baseIsNative(value) {
		if (!isObject(value) || isMasked(value)) return false;
		return (isFunction(value) || isHostObject(value) ? reIsNative : reIsHostCtor).test(toSource(value));
	}
	function baseUniq(array, iteratee, comparator) {
		var index = -1, includes = arrayIncludes, length = array.length, isCommon = true, result = [], seen = result;
		if (comparator) {
			isCommon = false;
			includes = arrayIncludesWith;
		} else if (length >= LARGE_ARRAY_SIZE) {
			var set = createSet(array);
			if (set) return setToArray(set);
			isCommon = false;
			includes = cacheHas;
			seen = new SetCache();
		} else seen = result;
		outer: while (++index < length) {
			var value = array[index], computed = value;
			value = comparator || value !== 0 ? value : 0;
			if (isCommon && computed === computed) {
				var seenIndex = seen.length;
				while (seenIndex--) if (seen[seenIndex] === computed) continue outer;
				result.push(value);
			} else if (!includes(seen, computed, comparator)) {
				if (seen !== result) seen.push(computed);
				result.push(value);
			}
		}
		return result;
	}
	var createSet = !(Set && 1 / setToArray(new Set([, -0]))[1] == INFINITY) ? noop : function(values) {
		return new Set(values);
	};
	function getMapData(map, key) {
		var data = map.__data__;
		return isKeyable(key) ? data[typeof key == "string" ? "string" : "hash"] : data.map;
	}
	function getNative(object, key) {
		var value = getValue(object, key);
		return baseIsNative(value) ? value : void 0;
	}
	function isKeyable(value) {
		var type = typeof value;
		return type == "string" || type == "number" || type == "symbol" || type == "boolean" ? value !== "__proto__" : value === null;
	}
	function isMasked(func) {
		return !!maskSrcKey && maskSrcKey in func;
	}
	function toSource(func) {
		if (func != null) {
			try {
				return funcToString.call(func);
			} catch (e) {}
			try {
				return func + "";
			} catch (e) {}
		}
		return "";
	}
	function uniqWith(array, comparator) {
		return array && array.length ? baseUniq(array, void 0, comparator) : [];
	}
	function eq(value, other) {
		return value === other || value !== value && other !== other;
	}
	function isFunction(value) {
		var tag = isObject(value) ? objectToString.call(value) : "";
		return tag == funcTag || tag == genTag;
	}
	function isObject(value) {
		var type = typeof value;
		return !!value && (type == "object" || type == "function");
	}
	function noop() {}
	lodash_uniqwith = uniqWith;
	return lodash_uniqwith;
}
var lodash_sortby = { exports: {} };
lodash_sortby.exports;
var hasRequiredLodash_sortby;
function requireLodash_sortby() {
	if (hasRequiredLodash_sortby) return lodash_sortby.exports;
	hasRequiredLodash_sortby = 1;
	(function(module, exports$1) {
		var FUNC_ERROR_TEXT = "Expected a function";
		var HASH_UNDEFINED = "__lodash_hash_undefined__";
		var UNORDERED_COMPARE_FLAG = 1, PARTIAL_COMPARE_FLAG = 2;
		var MAX_SAFE_INTEGER = 9007199254740991;
		var argsTag = "[object Arguments]", arrayTag = "[object Array]", boolTag = "[object Boolean]", dateTag = "[object Date]", errorTag = "[object Error]", funcTag = "[object Function]", genTag = "[object GeneratorFunction]", mapTag = "[object Map]", numberTag = "[object Number]", objectTag = "[object Object]", promiseTag = "[object Promise]", regexpTag = "[object RegExp]", setTag = "[object Set]", stringTag = "[object String]", symbolTag = "[object Symbol]", weakMapTag = "[object WeakMap]";
		var arrayBufferTag = "[object ArrayBuffer]", dataViewTag = "[object DataView]", float32Tag = "[object Float32Array]", float64Tag = "[object Float64Array]", int8Tag = "[object Int8Array]", int16Tag = "[object Int16Array]", int32Tag = "[object Int32Array]", uint8Tag = "[object Uint8Array]", uint8ClampedTag = "[object Uint8ClampedArray]", uint16Tag = "[object Uint16Array]", uint32Tag = "[object Uint32Array]";
		var reIsDeepProp = /\.|\[(?:[^[\]]*|(["'])(?:(?!\1)[^\\]|\\.)*?\1)\]/, reIsPlainProp = /^\w*$/, reLeadingDot = /^\./, rePropName = /[^.[\]]+|\[(?:(-?\d+(?:\.\d+)?)|(["'])((?:(?!\2)[^\\]|\\.)*?)\2)\]|(?=(?:\.|\[\])(?:\.|\[\]|$))/g;
		var reRegExpChar = /[\\^$.*+?()[\]{}|]/g;
		var reEscapeChar = /\\(\\)?/g;
		var reIsHostCtor = /^\[object .+?Constructor\]$/;
		var reIsUint = /^(?:0|[1-9]\d*)$/;
		var typedArrayTags = {};
		typedArrayTags[float32Tag] = typedArrayTags[float64Tag] = typedArrayTags[int8Tag] = typedArrayTags[int16Tag] = typedArrayTags[int32Tag] = typedArrayTags[uint8Tag] = typedArrayTags[uint8ClampedTag] = typedArrayTags[uint16Tag] = typedArrayTags[uint32Tag] = true;
		typedArrayTags[argsTag] = typedArrayTags[arrayTag] = typedArrayTags[arrayBufferTag] = typedArrayTags[boolTag] = typedArrayTags[dataViewTag] = typedArrayTags[dateTag] = typedArrayTags[errorTag] = typedArrayTags[funcTag] = typedArrayTags[mapTag] = typedArrayTags[numberTag] = typedArrayTags[objectTag] = typedArrayTags[regexpTag] = typedArrayTags[setTag] = typedArrayTags[stringTag] = typedArrayTags[weakMapTag] = false;
		var freeGlobal = typeof commonjsGlobal == "object" && commonjsGlobal && commonjsGlobal.Object === Object && commonjsGlobal;
		var freeSelf = typeof self == "object" && self && self.Object === Object && self;
		var root = freeGlobal || freeSelf || Function("return this")();
		var freeExports = exports$1 && !exports$1.nodeType && exports$1;
		var freeModule = freeExports && module && !module.nodeType && module;
		var freeProcess = freeModule && freeModule.exports === freeExports && freeGlobal.process;
		var nodeUtil = function() {
			try {
				return freeProcess && freeProcess.binding("util");
			} catch (e) {}
		}();
		var nodeIsTypedArray = nodeUtil && nodeUtil.isTypedArray;
		function apply(func, thisArg, args) {
			switch (args.length) {
				case 0: return func.call(thisArg);
				case 1: return func.call(thisArg, args[0]);
				case 2: return func.call(thisArg, args[0], args[1]);
				case 3: return func.call(thisArg, args[0], args[1], args[2]);
			}
			return func.apply(thisArg, args);
		}
		function arrayMap(array, iteratee) {
			var index = -1, length = array ? array.length : 0, result = Array(length);
			while (++index < length) result[index] = iteratee(array[index], index, array);
			return result;
		}
		function arrayPush(array, values) {
			var index = -1, length = values.length, offset = array.length;
			while (++index < length) array[offset + index] = values[index];
			return array;
		}
		function arraySome(array, predicate) {
			var index = -1, length = array ? array.length : 0;
			while (++index < length) if (predicate(array[index], index, array)) return true;
			return false;
		}
		function baseProperty(key) {
			return function(object) {
				return object == null ? void 0 : object[key];
			};
		}
		function baseSortBy(array, comparer) {
			var length = array.length;
			array.sort(comparer);
			while (length--) array[length] = array[length].value;
			return array;
		}
		function baseTimes(n, iteratee) {
			var index = -1, result = Array(n);
			while (++index < n) result[index] = iteratee(index);
			return result;
		}
		function baseUnary(func) {
			return function(value) {
				return func(value);
			};
		}
		function getValue(object, key) {
			return object == null ? void 0 : object[key];
		}
		function isHostObject(value) {
			var result = false;
			if (value != null && typeof value.toString != "function") try {
				result = !!(value + "");
			} catch (e) {}
			return result;
		}
		function mapToArray(map) {
			var index = -1, result = Array(map.size);
			map.forEach(function(value, key) {
				result[++index] = [key, value];
			});
			return result;
		}
		function overArg(func, transform) {
			return function(arg) {
				return func(transform(arg));
			};
		}
		function setToArray(set) {
			var index = -1, result = Array(set.size);
			set.forEach(function(value) {
				result[++index] = value;
			});
			return result;
		}
		var arrayProto = Array.prototype, funcProto = Function.prototype, objectProto = Object.prototype;
		var coreJsData = root["__core-js_shared__"];
		var maskSrcKey = function() {
			var uid = /[^.]+$/.exec(coreJsData && coreJsData.keys && coreJsData.keys.IE_PROTO || "");
			return uid ? "Symbol(src)_1." + uid : "";
		}();
		var funcToString = funcProto.toString;
		var hasOwnProperty = objectProto.hasOwnProperty;
		var objectToString = objectProto.toString;
		var reIsNative = RegExp("^" + funcToString.call(hasOwnProperty).replace(reRegExpChar, "\\$&").replace(/hasOwnProperty|(function).*?(?=\\\()| for .+?(?=\\\])/g, "$1.*?") + "$");
		var Symbol = root.Symbol, Uint8Array = root.Uint8Array, propertyIsEnumerable = objectProto.propertyIsEnumerable, splice = arrayProto.splice, spreadableSymbol = Symbol ? Symbol.isConcatSpreadable : void 0;
		var nativeKeys = overArg(Object.keys, Object), nativeMax = Math.max;
		var DataView = getNative(root, "DataView"), Map = getNative(root, "Map"), Promise$1 = getNative(root, "Promise"), Set = getNative(root, "Set"), WeakMap = getNative(root, "WeakMap"), nativeCreate = getNative(Object, "create");
		var dataViewCtorString = toSource(DataView), mapCtorString = toSource(Map), promiseCtorString = toSource(Promise$1), setCtorString = toSource(Set), weakMapCtorString = toSource(WeakMap);
		var symbolProto = Symbol ? Symbol.prototype : void 0, symbolValueOf = symbolProto ? symbolProto.valueOf : void 0, symbolToString = symbolProto ? symbolProto.toString : void 0;
		function Hash(entries) {
			var index = -1, length = entries ? entries.length : 0;
			this.clear();
			while (++index < length) {
				var entry = entries[index];
				this.set(entry[0], entry[1]);
			}
		}
		function hashClear() {
			this.__data__ = nativeCreate ? nativeCreate(null) : {};
		}
		function hashDelete(key) {
			return this.has(key) && delete this.__data__[key];
		}
		function hashGet(key) {
			var data = this.__data__;
			if (nativeCreate) {
				var result = data[key];
				return result === HASH_UNDEFINED ? void 0 : result;
			}
			return hasOwnProperty.call(data, key) ? data[key] : void 0;
		}
		function hashHas(key) {
			var data = this.__data__;
			return nativeCreate ? data[key] !== void 0 : hasOwnProperty.call(data, key);
		}
		function hashSet(key, value) {
			var data = this.__data__;
			data[key] = nativeCreate && value === void 0 ? HASH_UNDEFINED : value;
			return this;
		}
		Hash.prototype.clear = hashClear;
		Hash.prototype["delete"] = hashDelete;
		Hash.prototype.get = hashGet;
		Hash.prototype.has = hashHas;
		Hash.prototype.set = hashSet;
		function ListCache(entries) {
			var index = -1, length = entries ? entries.length : 0;
			this.clear();
			while (++index < length) {
				var entry = entries[index];
				this.set(entry[0], entry[1]);
			}
		}
		function listCacheClear() {
			this.__data__ = [];
		}
		function listCacheDelete(key) {
			var data = this.__data__, index = assocIndexOf(data, key);
			if (index < 0) return false;
			if (index == data.length - 1) data.pop();
			else splice.call(data, index, 1);
			return true;
		}
		function listCacheGet(key) {
			var data = this.__data__, index = assocIndexOf(data, key);
			return index < 0 ? void 0 : data[index][1];
		}
		function listCacheHas(key) {
			return assocIndexOf(this.__data__, key) > -1;
		}
		function listCacheSet(key, value) {
			var data = this.__data__, index = assocIndexOf(data, key);
			if (index < 0) data.push([key, value]);
			else data[index][1] = value;
			return this;
		}
		ListCache.prototype.clear = listCacheClear;
		ListCache.prototype["delete"] = listCacheDelete;
		ListCache.prototype.get = listCacheGet;
		ListCache.prototype.has = listCacheHas;
		ListCache.prototype.set = listCacheSet;
		function MapCache(entries) {
			var index = -1, length = entries ? entries.length : 0;
			this.clear();
			while (++index < length) {
				var entry = entries[index];
				this.set(entry[0], entry[1]);
			}
		}
		function mapCacheClear() {
			this.__data__ = {
				"hash": new Hash(),
				"map": new (Map || ListCache)(),
				"string": new Hash()
			};
		}
		function mapCacheDelete(key) {
			return getMapData(this, key)["delete"](key);
		}
		function mapCacheGet(key) {
			return getMapData(this, key).get(key);
		}
		function mapCacheHas(key) {
			return getMapData(this, key).has(key);
		}
		function mapCacheSet(key, value) {
			getMapData(this, key).set(key, value);
			return this;
		}
		MapCache.prototype.clear = mapCacheClear;
		MapCache.prototype["delete"] = mapCacheDelete;
		MapCache.prototype.get = mapCacheGet;
		MapCache.prototype.has = mapCacheHas;
		MapCache.prototype.set = mapCacheSet;
		function SetCache(values) {
			var index = -1, length = values ? values.length : 0;
			this.__data__ = new MapCache();
			while (++index < length) this.add(values[index]);
		}
		function setCacheAdd(value) {
			this.__data__.set(value, HASH_UNDEFINED);
			return this;
		}
		function setCacheHas(value) {
			return this.__data__.has(value);
		}
		SetCache.prototype.add = SetCache.prototype.push = setCacheAdd;
		SetCache.prototype.has = setCacheHas;
		function Stack(entries) {
			this.__data__ = new ListCache(entries);
		}
		function stackClear() {
			this.__data__ = new ListCache();
		}
		function stackDelete(key) {
			return this.__data__["delete"](key);
		}
		function stackGet(key) {
			return this.__data__.get(key);
		}
		function stackHas(key) {
			return this.__data__.has(key);
		}
		function stackSet(key, value) {
			var cache = this.__data__;
			if (cache instanceof ListCache) {
				var pairs = cache.__data__;
				if (!Map || pairs.length < 199) {
					pairs.push([key, value]);
					return this;
				}
				cache = this.__data__ = new MapCache(pairs);
			}
			cache.set(key, value);
			return this;
		}
		Stack.prototype.clear = stackClear;
		Stack.prototype["delete"] = stackDelete;
		Stack.prototype.get = stackGet;
		Stack.prototype.has = stackHas;
		Stack.prototype.set = stackSet;
		function arrayLikeKeys(value, inherited) {
			var result = isArray(value) || isArguments(value) ? baseTimes(value.length, String) : [];
			var length = result.length, skipIndexes = !!length;
			for (var key in value) if (hasOwnProperty.call(value, key) && !(skipIndexes && (key == "length" || isIndex(key, length)))) result.push(key);
			return result;
		}
		function assocIndexOf(array, key) {
			var length = array.length;
			while (length--) if (eq(array[length][0], key)) return length;
			return -1;
		}
		var baseEach = createBaseEach(baseForOwn);
		function baseFlatten(array, depth, predicate, isStrict, result) {
			var index = -1, length = array.length;
			predicate || (predicate = isFlattenable);
			result || (result = []);
			while (++index < length) {
				var value = array[index];
				if (predicate(value)) arrayPush(result, value);
				else result[result.length] = value;
			}
			return result;
		}
		var baseFor = createBaseFor();
		function baseForOwn(object, iteratee) {
			return object && baseFor(object, iteratee, keys);
		}
		function baseGet(object, path) {
			path = isKey(path, object) ? [path] : castPath(path);
			var index = 0, length = path.length;
			while (object != null && index < length) object = object[toKey(path[index++])];
			return index && index == length ? object : void 0;
		}
		function baseGetTag(value) {
			return objectToString.call(value);
		}
		function baseHasIn(object, key) {
			return object != null && key in Object(object);
		}
		function baseIsEqual(value, other, customizer, bitmask, stack) {
			if (value === other) return true;
			if (value == null || other == null || !isObject(value) && !isObjectLike(other)) return value !== value && other !== other;
			return baseIsEqualDeep(value, other, baseIsEqual, customizer, bitmask, stack);
		}
		function baseIsEqualDeep(object, other, equalFunc, customizer, bitmask, stack) {
			var objIsArr = isArray(object), othIsArr = isArray(other), objTag = arrayTag, othTag = arrayTag;
			if (!objIsArr) {
				objTag = getTag(object);
				objTag = objTag == argsTag ? objectTag : objTag;
			}
			if (!othIsArr) {
				othTag = getTag(other);
				othTag = othTag == argsTag ? objectTag : othTag;
			}
			var objIsObj = objTag == objectTag && !isHostObject(object), othIsObj = othTag == objectTag && !isHostObject(other), isSameTag = objTag == othTag;
			if (isSameTag && !objIsObj) {
				stack || (stack = new Stack());
				return objIsArr || isTypedArray(object) ? equalArrays(object, other, equalFunc, customizer, bitmask, stack) : equalByTag(object, other, objTag, equalFunc, customizer, bitmask, stack);
			}
			if (!(bitmask & PARTIAL_COMPARE_FLAG)) {
				var objIsWrapped = objIsObj && hasOwnProperty.call(object, "__wrapped__"), othIsWrapped = othIsObj && hasOwnProperty.call(other, "__wrapped__");
				if (objIsWrapped || othIsWrapped) {
					var objUnwrapped = objIsWrapped ? object.value() : object, othUnwrapped = othIsWrapped ? other.value() : other;
					stack || (stack = new Stack());
					return equalFunc(objUnwrapped, othUnwrapped, customizer, bitmask, stack);
				}
			}
			if (!isSameTag) return false;
			stack || (stack = new Stack());
			return equalObjects(object, other, equalFunc, customizer, bitmask, stack);
		}
		function baseIsMatch(object, source, matchData, customizer) {
			var index = matchData.length, length = index;
			if (object == null) return !length;
			object = Object(object);
			while (index--) {
				var data = matchData[index];
				if (data[2] ? data[1] !== object[data[0]] : !(data[0] in object)) return false;
			}
			while (++index < length) {
				data = matchData[index];
				var key = data[0], objValue = object[key], srcValue = data[1];
				if (data[2]) {
					if (objValue === void 0 && !(key in object)) return false;
				} else {
					var stack = new Stack();
					var result;
					if (!(result === void 0 ? baseIsEqual(srcValue, objValue, customizer, 3, stack) : result)) return false;
				}
			}
			return true;
		}
		function baseIsNative(value) {
			if (!isObject(value) || isMasked(value)) return false;
			return (isFunction(value) || isHostObject(value) ? reIsNative : reIsHostCtor).test(toSource(value));
		}
		function baseIsTypedArray(value) {
			return isObjectLike(value) && isLength(value.length) && !!typedArrayTags[objectToString.call(value)];
		}
		function baseIteratee(value) {
			if (typeof value == "function") return value;
			if (value == null) return identity;
			if (typeof value == "object") return isArray(value) ? baseMatchesProperty(value[0], value[1]) : baseMatches(value);
			return property(value);
		}
		function baseKeys(object) {
			if (!isPrototype(object)) return nativeKeys(object);
			var result = [];
			for (var key in Object(object)) if (hasOwnProperty.call(object, key) && key != "constructor") result.push(key);
			return result;
		}
		function baseMap(collection, iteratee) {
			var index = -1, result = isArrayLike(collection) ? Array(collection.length) : [];
			baseEach(collection, function(value, key, collection) {
				result[++index] = iteratee(value, key, collection);
			});
			return result;
		}
		function baseMatches(source) {
			var matchData = getMatchData(source);
			if (matchData.length == 1 && matchData[0][2]) return matchesStrictComparable(matchData[0][0], matchData[0][1]);
			return function(object) {
				return object === source || baseIsMatch(object, source, matchData);
			};
		}
		function baseMatchesProperty(path, srcValue) {
			if (isKey(path) && isStrictComparable(srcValue)) return matchesStrictComparable(toKey(path), srcValue);
			return function(object) {
				var objValue = get(object, path);
				return objValue === void 0 && objValue === srcValue ? hasIn(object, path) : baseIsEqual(srcValue, objValue, void 0, 3);
			};
		}
		function baseOrderBy(collection, iteratees, orders) {
			var index = -1;
			iteratees = arrayMap(iteratees.length ? iteratees : [identity], baseUnary(baseIteratee));
			return baseSortBy(baseMap(collection, function(value, key, collection) {
				return {
					"criteria": arrayMap(iteratees, function(iteratee) {
						return iteratee(value);
					}),
					"index": ++index,
					"value": value
				};
			}), function(object, other) {
				return compareMultiple(object, other, orders);
			});
		}
		function basePropertyDeep(path) {
			return function(object) {
				return baseGet(object, path);
			};
		}
		function baseRest(func, start) {
			start = nativeMax(start === void 0 ? func.length - 1 : start, 0);
			return function() {
				var args = arguments, index = -1, length = nativeMax(args.length - start, 0), array = Array(length);
				while (++index < length) array[index] = args[start + index];
				index = -1;
				var otherArgs = Array(start + 1);
				while (++index < start) otherArgs[index] = args[index];
				otherArgs[start] = array;
				return apply(func, this, otherArgs);
			};
		}
		function baseToString(value) {
			if (typeof value == "string") return value;
			if (isSymbol(value)) return symbolToString ? symbolToString.call(value) : "";
			var result = value + "";
			return result == "0" && 1 / value == -1e400 ? "-0" : result;
		}
		function castPath(value) {
			return isArray(value) ? value : stringToPath(value);
		}
		function compareAscending(value, other) {
			if (value !== other) {
				var valIsDefined = value !== void 0, valIsNull = value === null, valIsReflexive = value === value, valIsSymbol = isSymbol(value);
				var othIsDefined = other !== void 0, othIsNull = other === null, othIsReflexive = other === other, othIsSymbol = isSymbol(other);
				if (!othIsNull && !othIsSymbol && !valIsSymbol && value > other || valIsSymbol && othIsDefined && othIsReflexive && !othIsNull && !othIsSymbol || valIsNull && othIsDefined && othIsReflexive || !valIsDefined && othIsReflexive || !valIsReflexive) return 1;
				if (!valIsNull && !valIsSymbol && !othIsSymbol && value < other || othIsSymbol && valIsDefined && valIsReflexive && !valIsNull && !valIsSymbol || othIsNull && valIsDefined && valIsReflexive || !othIsDefined && valIsReflexive || !othIsReflexive) return -1;
			}
			return 0;
		}
		function compareMultiple(object, other, orders) {
			var index = -1, objCriteria = object.criteria, othCriteria = other.criteria, length = objCriteria.length, ordersLength = orders.length;
			while (++index < length) {
				var result = compareAscending(objCriteria[index], othCriteria[index]);
				if (result) {
					if (index >= ordersLength) return result;
					return result * (orders[index] == "desc" ? -1 : 1);
				}
			}
			return object.index - other.index;
		}
		function createBaseEach(eachFunc, fromRight) {
			return function(collection, iteratee) {
				if (collection == null) return collection;
				if (!isArrayLike(collection)) return eachFunc(collection, iteratee);
				var length = collection.length, index = -1, iterable = Object(collection);
				while (++index < length) if (iteratee(iterable[index], index, iterable) === false) break;
				return collection;
			};
		}
		function createBaseFor(fromRight) {
			return function(object, iteratee, keysFunc) {
				var index = -1, iterable = Object(object), props = keysFunc(object), length = props.length;
				while (length--) {
					var key = props[++index];
					if (iteratee(iterable[key], key, iterable) === false) break;
				}
				return object;
			};
		}
		function equalArrays(array, other, equalFunc, customizer, bitmask, stack) {
			var isPartial = bitmask & PARTIAL_COMPARE_FLAG, arrLength = array.length, othLength = other.length;
			if (arrLength != othLength && !(isPartial && othLength > arrLength)) return false;
			var stacked = stack.get(array);
			if (stacked && stack.get(other)) return stacked == other;
			var index = -1, result = true, seen = bitmask & UNORDERED_COMPARE_FLAG ? new SetCache() : void 0;
			stack.set(array, other);
			stack.set(other, array);
			while (++index < arrLength) {
				var arrValue = array[index], othValue = other[index];
				if (customizer) var compared = isPartial ? customizer(othValue, arrValue, index, other, array, stack) : customizer(arrValue, othValue, index, array, other, stack);
				if (compared !== void 0) {
					if (compared) continue;
					result = false;
					break;
				}
				if (seen) {
					if (!arraySome(other, function(othValue, othIndex) {
						if (!seen.has(othIndex) && (arrValue === othValue || equalFunc(arrValue, othValue, customizer, bitmask, stack))) return seen.add(othIndex);
					})) {
						result = false;
						break;
					}
				} else if (!(arrValue === othValue || equalFunc(arrValue, othValue, customizer, bitmask, stack))) {
					result = false;
					break;
				}
			}
			stack["delete"](array);
			stack["delete"](other);
			return result;
		}
		function equalByTag(object, other, tag, equalFunc, customizer, bitmask, stack) {
			switch (tag) {
				case dataViewTag:
					if (object.byteLength != other.byteLength || object.byteOffset != other.byteOffset) return false;
					object = object.buffer;
					other = other.buffer;
				case arrayBufferTag:
					if (object.byteLength != other.byteLength || !equalFunc(new Uint8Array(object), new Uint8Array(other))) return false;
					return true;
				case boolTag:
				case dateTag:
				case numberTag: return eq(+object, +other);
				case errorTag: return object.name == other.name && object.message == other.message;
				case regexpTag:
				case stringTag: return object == other + "";
				case mapTag: var convert = mapToArray;
				case setTag:
					var isPartial = bitmask & PARTIAL_COMPARE_FLAG;
					convert || (convert = setToArray);
					if (object.size != other.size && !isPartial) return false;
					var stacked = stack.get(object);
					if (stacked) return stacked == other;
					bitmask |= UNORDERED_COMPARE_FLAG;
					stack.set(object, other);
					var result = equalArrays(convert(object), convert(other), equalFunc, customizer, bitmask, stack);
					stack["delete"](object);
					return result;
				case symbolTag: if (symbolValueOf) return symbolValueOf.call(object) == symbolValueOf.call(other);
			}
			return false;
		}
		function equalObjects(object, other, equalFunc, customizer, bitmask, stack) {
			var isPartial = bitmask & PARTIAL_COMPARE_FLAG, objProps = keys(object), objLength = objProps.length;
			if (objLength != keys(other).length && !isPartial) return false;
			var index = objLength;
			while (index--) {
				var key = objProps[index];
				if (!(isPartial ? key in other : hasOwnProperty.call(other, key))) return false;
			}
			var stacked = stack.get(object);
			if (stacked && stack.get(other)) return stacked == other;
			var result = true;
			stack.set(object, other);
			stack.set(other, object);
			var skipCtor = isPartial;
			while (++index < objLength) {
				key = objProps[index];
				var objValue = object[key], othValue = other[key];
				if (customizer) var compared = isPartial ? customizer(othValue, objValue, key, other, object, stack) : customizer(objValue, othValue, key, object, other, stack);
				if (!(compared === void 0 ? objValue === othValue || equalFunc(objValue, othValue, customizer, bitmask, stack) : compared)) {
					result = false;
					break;
				}
				skipCtor || (skipCtor = key == "constructor");
			}
			if (result && !skipCtor) {
				var objCtor = object.constructor, othCtor = other.constructor;
				if (objCtor != othCtor && "constructor" in object && "constructor" in other && !(typeof objCtor == "function" && objCtor instanceof objCtor && typeof othCtor == "function" && othCtor instanceof othCtor)) result = false;
			}
			stack["delete"](object);
			stack["delete"](other);
			return result;
		}
		function getMapData(map, key) {
			var data = map.__data__;
			return isKeyable(key) ? data[typeof key == "string" ? "string" : "hash"] : data.map;
		}
		function getMatchData(object) {
			var result = keys(object), length = result.length;
			while (length--) {
				var key = result[length], value = object[key];
				result[length] = [
					key,
					value,
					isStrictComparable(value)
				];
			}
			return result;
		}
		function getNative(object, key) {
			var value = getValue(object, key);
			return baseIsNative(value) ? value : void 0;
		}
		var getTag = baseGetTag;
		if (DataView && getTag(new DataView(/* @__PURE__ */ new ArrayBuffer(1))) != dataViewTag || Map && getTag(new Map()) != mapTag || Promise$1 && getTag(Promise$1.resolve()) != promiseTag || Set && getTag(new Set()) != setTag || WeakMap && getTag(new WeakMap()) != weakMapTag) getTag = function(value) {
			var result = objectToString.call(value), Ctor = result == objectTag ? value.constructor : void 0, ctorString = Ctor ? toSource(Ctor) : void 0;
			if (ctorString) switch (ctorString) {
				case dataViewCtorString: return dataViewTag;
				case mapCtorString: return mapTag;
				case promiseCtorString: return promiseTag;
				case setCtorString: return setTag;
				case weakMapCtorString: return weakMapTag;
			}
			return result;
		};
		function hasPath(object, path, hasFunc) {
			path = isKey(path, object) ? [path] : castPath(path);
			var result, index = -1, length = path.length;
			while (++index < length) {
				var key = toKey(path[index]);
				if (!(result = object != null && hasFunc(object, key))) break;
				object = object[key];
			}
			if (result) return result;
			var length = object ? object.length : 0;
			return !!length && isLength(length) && isIndex(key, length) && (isArray(object) || isArguments(object));
		}
		function isFlattenable(value) {
			return isArray(value) || isArguments(value) || !!(spreadableSymbol && value && value[spreadableSymbol]);
		}
		function isIndex(value, length) {
			length = length == null ? MAX_SAFE_INTEGER : length;
			return !!length && (typeof value == "number" || reIsUint.test(value)) && value > -1 && value % 1 == 0 && value < length;
		}
		function isIterateeCall(value, index, object) {
			if (!isObject(object)) return false;
			var type = typeof index;
			if (type == "number" ? isArrayLike(object) && isIndex(index, object.length) : type == "string" && index in object) return eq(object[index], value);
			return false;
		}
		function isKey(value, object) {
			if (isArray(value)) return false;
			var type = typeof value;
			if (type == "number" || type == "symbol" || type == "boolean" || value == null || isSymbol(value)) return true;
			return reIsPlainProp.test(value) || !reIsDeepProp.test(value) || object != null && value in Object(object);
		}
		function isKeyable(value) {
			var type = typeof value;
			return type == "string" || type == "number" || type == "symbol" || type == "boolean" ? value !== "__proto__" : value === null;
		}
		function isMasked(func) {
			return !!maskSrcKey && maskSrcKey in func;
		}
		function isPrototype(value) {
			var Ctor = value && value.constructor;
			return value === (typeof Ctor == "function" && Ctor.prototype || objectProto);
		}
		function isStrictComparable(value) {
			return value === value && !isObject(value);
		}
		function matchesStrictComparable(key, srcValue) {
			return function(object) {
				if (object == null) return false;
				return object[key] === srcValue && (srcValue !== void 0 || key in Object(object));
			};
		}
		var stringToPath = memoize(function(string) {
			string = toString(string);
			var result = [];
			if (reLeadingDot.test(string)) result.push("");
			string.replace(rePropName, function(match, number, quote, string) {
				result.push(quote ? string.replace(reEscapeChar, "$1") : number || match);
			});
			return result;
		});
		function toKey(value) {
			if (typeof value == "string" || isSymbol(value)) return value;
			var result = value + "";
			return result == "0" && 1 / value == -1e400 ? "-0" : result;
		}
		function toSource(func) {
			if (func != null) {
				try {
					return funcToString.call(func);
				} catch (e) {}
				try {
					return func + "";
				} catch (e) {}
			}
			return "";
		}
		var sortBy = baseRest(function(collection, iteratees) {
			if (collection == null) return [];
			var length = iteratees.length;
			if (length > 1 && isIterateeCall(collection, iteratees[0], iteratees[1])) iteratees = [];
			else if (length > 2 && isIterateeCall(iteratees[0], iteratees[1], iteratees[2])) iteratees = [iteratees[0]];
			return baseOrderBy(collection, baseFlatten(iteratees), []);
		});
		function memoize(func, resolver) {
			if (typeof func != "function" || resolver && typeof resolver != "function") throw new TypeError(FUNC_ERROR_TEXT);
			var memoized = function() {
				var args = arguments, key = resolver ? resolver.apply(this, args) : args[0], cache = memoized.cache;
				if (cache.has(key)) return cache.get(key);
				var result = func.apply(this, args);
				memoized.cache = cache.set(key, result);
				return result;
			};
			memoized.cache = new (memoize.Cache || MapCache)();
			return memoized;
		}
		memoize.Cache = MapCache;
		function eq(value, other) {
			return value === other || value !== value && other !== other;
		}
		function isArguments(value) {
			return isArrayLikeObject(value) && hasOwnProperty.call(value, "callee") && (!propertyIsEnumerable.call(value, "callee") || objectToString.call(value) == argsTag);
		}
		var isArray = Array.isArray;
		function isArrayLike(value) {
			return value != null && isLength(value.length) && !isFunction(value);
		}
		function isArrayLikeObject(value) {
			return isObjectLike(value) && isArrayLike(value);
		}
		function isFunction(value) {
			var tag = isObject(value) ? objectToString.call(value) : "";
			return tag == funcTag || tag == genTag;
		}
		function isLength(value) {
			return typeof value == "number" && value > -1 && value % 1 == 0 && value <= MAX_SAFE_INTEGER;
		}
		function isObject(value) {
			var type = typeof value;
			return !!value && (type == "object" || type == "function");
		}
		function isObjectLike(value) {
			return !!value && typeof value == "object";
		}
		function isSymbol(value) {
			return typeof value == "symbol" || isObjectLike(value) && objectToString.call(value) == symbolTag;
		}
		var isTypedArray = nodeIsTypedArray ? baseUnary(nodeIsTypedArray) : baseIsTypedArray;
		function toString(value) {
			return value == null ? "" : baseToString(value);
		}
		function get(object, path, defaultValue) {
			var result = object == null ? void 0 : baseGet(object, path);
			return result === void 0 ? defaultValue : result;
		}
		function hasIn(object, path) {
			return object != null && hasPath(object, path, baseHasIn);
		}
		function keys(object) {
			return isArrayLike(object) ? arrayLikeKeys(object) : baseKeys(object);
		}
		function identity(value) {
			return value;
		}
		function property(path) {
			return isKey(path) ? baseProperty(toKey(path)) : basePropertyDeep(path);
		}
		module.exports = sortBy;
	})(lodash_sortby, lodash_sortby.exports);
	return lodash_sortby.exports;
}
var escapeStringRegexp;
var hasRequiredEscapeStringRegexp;
function requireEscapeStringRegexp() {
	if (hasRequiredEscapeStringRegexp) return escapeStringRegexp;
	hasRequiredEscapeStringRegexp = 1;
	escapeStringRegexp = (string) => {
		if (typeof string !== "string") throw new TypeError("Expected a string");
		return string.replace(/[|\\{}()[\]^$+*?.]/g, "\\$&").replace(/-/g, "\\x2d");
	};
	return escapeStringRegexp;
}
var regexpParse = {};
var hasRequiredRegexpParse;
function requireRegexpParse() {
	if (hasRequiredRegexpParse) return regexpParse;
	hasRequiredRegexpParse = 1;
	Object.defineProperty(regexpParse, "__esModule", { value: true });
	regexpParse.isRegExpString = regexpParse.parseRegExpString = void 0;
	var REGEXP_LITERAL_PATTERN = /^\/(.+)\/([guimysd]*)$/;
	var parseRegExpString = function(str) {
		var result = str.match(REGEXP_LITERAL_PATTERN);
		if (!result) return null;
		return {
			source: result[1],
			flagString: result[2]
		};
	};
	regexpParse.parseRegExpString = parseRegExpString;
	var isRegExpString = function(str) {
		return REGEXP_LITERAL_PATTERN.test(str);
	};
	regexpParse.isRegExpString = isRegExpString;
	return regexpParse;
}
var hasRequiredRegexpStringMatcher;
function requireRegexpStringMatcher() {
	if (hasRequiredRegexpStringMatcher) return regexpStringMatcher;
	hasRequiredRegexpStringMatcher = 1;
	(function(exports$1) {
		var __importDefault = regexpStringMatcher && regexpStringMatcher.__importDefault || function(mod) {
			return mod && mod.__esModule ? mod : { "default": mod };
		};
		Object.defineProperty(exports$1, "__esModule", { value: true });
		exports$1.matchPatterns = exports$1.createRegExp = void 0;
		var lodash_uniq_1 = __importDefault(requireLodash_uniq());
		var lodash_uniqwith_1 = __importDefault(requireLodash_uniqwith());
		var lodash_sortby_1 = __importDefault(requireLodash_sortby());
		var escape_string_regexp_1 = __importDefault(requireEscapeStringRegexp());
		var regexp_parse_1 = requireRegexpParse();
		var DEFAULT_FLAGS = "ug";
		var defaultFlags = function(flagsString) {
			if (flagsString.length === 0) return DEFAULT_FLAGS;
			return (0, lodash_uniq_1.default)((flagsString + DEFAULT_FLAGS).split("")).join("");
		};
		var createRegExp = function(patternString, defaultFlag) {
			if (defaultFlag === void 0) defaultFlag = DEFAULT_FLAGS;
			if (patternString.length === 0) throw new Error("Empty string can not handled");
			if ((0, regexp_parse_1.isRegExpString)(patternString)) {
				var regExpStructure = (0, regexp_parse_1.parseRegExpString)(patternString);
				if (regExpStructure) return new RegExp(regExpStructure.source, defaultFlags(regExpStructure.flagString));
				throw new Error("\"".concat(patternString, "\" can not parse as RegExp."));
			} else return new RegExp((0, escape_string_regexp_1.default)(patternString), defaultFlag);
		};
		exports$1.createRegExp = createRegExp;
		var isEqualMatchPatternResult = function(a, b) {
			return a.startIndex === b.startIndex && a.endIndex === b.endIndex && a.match === b.match;
		};
		var matchPatterns = function(text, regExpLikeStrings) {
			var matchPatternResults = [];
			regExpLikeStrings.map(function(patternString) {
				return (0, exports$1.createRegExp)(patternString);
			}).forEach(function(regExp) {
				var results = text.matchAll(regExp);
				Array.from(results).forEach(function(result) {
					if (result.index === void 0) return;
					var match = result[0];
					var index = result.index;
					matchPatternResults.push({
						match,
						captures: result.slice(1),
						startIndex: index,
						endIndex: index + match.length
					});
				});
			});
			var uniqResults = (0, lodash_uniqwith_1.default)(matchPatternResults, isEqualMatchPatternResult);
			return (0, lodash_sortby_1.default)(uniqResults, ["startIndex", "endIndex"]);
		};
		exports$1.matchPatterns = matchPatterns;
	})(regexpStringMatcher);
	return regexpStringMatcher;
}
var regexpStringMatcherExports = requireRegexpStringMatcher();
const BUILTIN_IGNORED = {
	AWSAccountID: ["AKIAIOSFODNN7EXAMPLE"],
	AWSSecretAccessKey: ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"]
};
const messages$o = {
	AWSAccountID: {
		en: (props) => `found AWS Account ID: ${props.ID}`,
		ja: (props) => `AWS Account ID: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	AWSSecretAccessKey: {
		en: (props) => `found AWS Secret Access Key: ${props.KEY}`,
		ja: (props) => `AWS Secret Access Key: ${props.KEY} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	AWSAccessKeyID: {
		en: (props) => `found AWS Access Key ID: ${props.ID}`,
		ja: (props) => `AWS Access Key Id: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
const reportAWSAccessKey = ({ t, source, context, options }) => {
	const results = source.content.matchAll(/\b(A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}\b/g);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (BUILTIN_IGNORED.AWSAccountID.includes(match)) continue;
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("AWSAccessKeyID", { ID: match }),
			range
		});
	}
};
const reportAWSSecretAccessKey = ({ t, source, context, options }) => {
	const AWS = "(?:AWS|aws|Aws)?_?";
	const QUOTE = `["']?`;
	const AWSSecretPatten = new RegExp(String.raw`${QUOTE}${AWS}(?:SECRET|secret|Secret)_?(?:ACCESS|access|Access)_?(?:KEY|key|Key)${QUOTE}${"\\s*(?::|=>|=)\\s*"}${QUOTE}([A-Za-z0-9/\+=]{40})${QUOTE}\b`, "g");
	const results = source.content.matchAll(AWSSecretPatten);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[1] || "";
		const range = [index, index + match.length];
		if (BUILTIN_IGNORED.AWSSecretAccessKey.includes(match)) continue;
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("AWSSecretAccessKey", { KEY: match }),
			range
		});
	}
};
const reportAWSAccountID = ({ t, source, context, options }) => {
	const AWS = "(AWS|aws|Aws)?_?";
	const QUOTE = `("|')?`;
	const AWSSecretPatten = new RegExp(String.raw`${QUOTE}${AWS}(ACCOUNT|account|Account)_?(ID|id|Id)?${QUOTE}${"\\s*(:|=>|=)\\s*"}${QUOTE}[0-9]{4}\-?[0-9]{4}\-?[0-9]{4}${QUOTE}\b`, "g");
	const results = source.content.matchAll(AWSSecretPatten);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("AWSAccountID", { ID: match }),
			range
		});
	}
};
const creator$p = {
	messages: messages$o,
	meta: {
		id: "@secretlint/secretlint-rule-aws",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-aws/README.md" }
	},
	create(context, options) {
		const normalizedOptions = {
			allows: options.allows || [],
			enableIDScanRule: options.enableIDScanRule ?? false
		};
		const t = context.createTranslator(messages$o);
		return { file(source) {
			if (normalizedOptions.enableIDScanRule) {
				reportAWSAccessKey({
					t,
					source,
					context,
					options: normalizedOptions
				});
				reportAWSAccountID({
					t,
					source,
					context,
					options: normalizedOptions
				});
			}
			reportAWSSecretAccessKey({
				t,
				source,
				context,
				options: normalizedOptions
			});
		} };
	}
};
const TAG_INTEGER = 2;
const TAG_OCTET_STRING = 4;
const TAG_NULL = 5;
const TAG_OID = 6;
const TAG_SEQUENCE = 48;
const TAG_CONTEXT_0 = 160;
function readTlv(buf, offset) {
	if (offset + 2 > buf.length) throw new Error("PKCS12: truncated TLV header");
	const tag = buf[offset];
	const lenByte = buf[offset + 1];
	let length;
	let contentStart;
	if (lenByte < 128) {
		length = lenByte;
		contentStart = offset + 2;
	} else {
		const lenBytes = lenByte & 127;
		if (lenBytes === 0 || lenBytes > 4) throw new Error("PKCS12: unsupported ASN.1 length encoding");
		if (offset + 2 + lenBytes > buf.length) throw new Error("PKCS12: truncated ASN.1 length");
		length = 0;
		for (let i = 0; i < lenBytes; i++) length = length * 256 + buf[offset + 2 + i];
		contentStart = offset + 2 + lenBytes;
	}
	const end = contentStart + length;
	if (end > buf.length) throw new Error("PKCS12: TLV extends past buffer");
	return {
		tag,
		content: buf.subarray(contentStart, end),
		end
	};
}
function expectTag(tlv, tag, label) {
	if (tlv.tag !== tag) throw new Error(`PKCS12: expected ${label} tag 0x${tag.toString(16)} but got 0x${tlv.tag.toString(16)}`);
}
function readInteger(tlv) {
	expectTag(tlv, TAG_INTEGER, "INTEGER");
	let value = 0;
	for (const byte of tlv.content) value = value * 256 + byte;
	return value;
}
function bytesEqual(a, b) {
	if (a.length !== b.length) return false;
	let diff = 0;
	for (let i = 0; i < a.length; i++) diff |= a[i] ^ b[i];
	return diff === 0;
}
const OID_DATA = new Uint8Array([
	42,
	134,
	72,
	134,
	247,
	13,
	1,
	7,
	1
]);
const OID_SHA1 = new Uint8Array([
	43,
	14,
	3,
	2,
	26
]);
const OID_SHA256 = new Uint8Array([
	96,
	134,
	72,
	1,
	101,
	3,
	4,
	2,
	1
]);
const OID_SHA384 = new Uint8Array([
	96,
	134,
	72,
	1,
	101,
	3,
	4,
	2,
	2
]);
const OID_SHA512 = new Uint8Array([
	96,
	134,
	72,
	1,
	101,
	3,
	4,
	2,
	3
]);
const MAC_HASHES = [
	{
		oid: OID_SHA1,
		hash: {
			name: "SHA-1",
			outputSize: 20,
			blockSize: 64
		}
	},
	{
		oid: OID_SHA256,
		hash: {
			name: "SHA-256",
			outputSize: 32,
			blockSize: 64
		}
	},
	{
		oid: OID_SHA384,
		hash: {
			name: "SHA-384",
			outputSize: 48,
			blockSize: 128
		}
	},
	{
		oid: OID_SHA512,
		hash: {
			name: "SHA-512",
			outputSize: 64,
			blockSize: 128
		}
	}
];
function matchHash(oidBytes) {
	for (const { oid, hash } of MAC_HASHES) if (bytesEqual(oidBytes, oid)) return hash;
}
const MAX_MAC_ITERATIONS = 1e6;
function parsePkcs12(buf) {
	const pfx = readTlv(buf, 0);
	expectTag(pfx, TAG_SEQUENCE, "PFX SEQUENCE");
	const version = readTlv(pfx.content, 0);
	if (readInteger(version) !== 3) throw new Error("PKCS12: unsupported version");
	const authSafeInfo = readTlv(pfx.content, version.end);
	expectTag(authSafeInfo, TAG_SEQUENCE, "ContentInfo SEQUENCE");
	const contentType = readTlv(authSafeInfo.content, 0);
	expectTag(contentType, TAG_OID, "contentType OID");
	if (!bytesEqual(contentType.content, OID_DATA)) throw new Error("PKCS12: unsupported authSafe contentType");
	const explicit0 = readTlv(authSafeInfo.content, contentType.end);
	expectTag(explicit0, TAG_CONTEXT_0, "[0] EXPLICIT");
	const authSafeOctet = readTlv(explicit0.content, 0);
	expectTag(authSafeOctet, TAG_OCTET_STRING, "authSafe OCTET STRING");
	const macData = readTlv(pfx.content, authSafeInfo.end);
	expectTag(macData, TAG_SEQUENCE, "MacData SEQUENCE");
	const digestInfo = readTlv(macData.content, 0);
	expectTag(digestInfo, TAG_SEQUENCE, "DigestInfo SEQUENCE");
	const alg = readTlv(digestInfo.content, 0);
	expectTag(alg, TAG_SEQUENCE, "AlgorithmIdentifier SEQUENCE");
	const algOid = readTlv(alg.content, 0);
	expectTag(algOid, TAG_OID, "algorithm OID");
	const macHash = matchHash(algOid.content);
	if (!macHash) throw new Error("PKCS12: unsupported MAC digest algorithm");
	if (algOid.end < alg.content.length) {
		if (readTlv(alg.content, algOid.end).tag !== TAG_NULL) throw new Error("PKCS12: unexpected MAC algorithm parameters");
	}
	const digest = readTlv(digestInfo.content, alg.end);
	expectTag(digest, TAG_OCTET_STRING, "digest OCTET STRING");
	const salt = readTlv(macData.content, digestInfo.end);
	expectTag(salt, TAG_OCTET_STRING, "macSalt OCTET STRING");
	let iterations = 1;
	if (salt.end < macData.content.length) iterations = readInteger(readTlv(macData.content, salt.end));
	if (iterations < 1 || iterations > MAX_MAC_ITERATIONS) throw new Error("PKCS12: MAC iteration count out of range");
	return {
		authSafe: authSafeOctet.content,
		macHash,
		macSalt: salt.content,
		macDigest: digest.content,
		iterations
	};
}
function toBufferSource(data) {
	const copy = new Uint8Array(data.length);
	copy.set(data);
	return copy;
}
async function digest(hash, data) {
	return new Uint8Array(await globalThis.crypto.subtle.digest(hash.name, toBufferSource(data)));
}
function padToMultipleOf(src, blockSize) {
	if (src.length === 0) return /* @__PURE__ */ new Uint8Array(0);
	const padded = new Uint8Array(Math.ceil(src.length / blockSize) * blockSize);
	for (let i = 0; i < padded.length; i++) padded[i] = src[i % src.length];
	return padded;
}
function encodePasswordAsBmpString(password) {
	if (password.length === 0) return /* @__PURE__ */ new Uint8Array(0);
	const bytes = new Uint8Array(password.length * 2 + 2);
	for (let i = 0; i < password.length; i++) {
		const code = password.charCodeAt(i);
		bytes[i * 2] = code >> 8 & 255;
		bytes[i * 2 + 1] = code & 255;
	}
	return bytes;
}
async function deriveMacKey(hash, password, salt, iterations) {
	const v = hash.blockSize;
	const u = hash.outputSize;
	const D = new Uint8Array(v).fill(3);
	const P = padToMultipleOf(encodePasswordAsBmpString(password), v);
	const S = padToMultipleOf(salt, v);
	const DI = new Uint8Array(D.length + S.length + P.length);
	DI.set(D, 0);
	DI.set(S, D.length);
	DI.set(P, D.length + S.length);
	let A = await digest(hash, DI);
	for (let i = 1; i < iterations; i++) A = await digest(hash, A);
	return A.subarray(0, u);
}
async function verifyPkcs12Mac(pfxBytes, password) {
	let parsed;
	try {
		parsed = parsePkcs12(pfxBytes);
	} catch {
		return false;
	}
	try {
		const key = await deriveMacKey(parsed.macHash, password, parsed.macSalt, parsed.iterations);
		const cryptoKey = await globalThis.crypto.subtle.importKey("raw", toBufferSource(key), {
			name: "HMAC",
			hash: parsed.macHash.name
		}, false, ["sign"]);
		return bytesEqual(new Uint8Array(await globalThis.crypto.subtle.sign("HMAC", cryptoKey, toBufferSource(parsed.authSafe))), parsed.macDigest);
	} catch {
		return false;
	}
}
const GCP_SERVICE_ACCOUNT_P12_PASSWORD = "notasecret";
async function reportIfFoundPrivateKeyP12Format({ source, context, t }) {
	if (!source.filePath) return;
	try {
		const fs = await import("node:fs");
		const path = await import("node:path");
		if (!await verifyPkcs12Mac(new Uint8Array(fs.readFileSync(source.filePath)), GCP_SERVICE_ACCOUNT_P12_PASSWORD)) return;
		context.report({
			message: t("PrivateKeyP12", { FILE_NAME: path.basename(source.filePath) }),
			range: [0, source.content.length]
		});
	} catch {}
}
const messages$n = {
	PrivateKeyP12: {
		en: (props) => `found GCP Service Account's private key(p12): ${props.FILE_NAME}`,
		ja: (props) => `GCP\u30B5\u30FC\u30D3\u30B9\u30A2\u30AB\u30A6\u30F3\u30C8\u306E\u79D8\u5BC6\u9375(p12) ${props.FILE_NAME} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	PrivateKeyJSON: {
		en: (props) => `found GCP Service Account's private key(json): ${props.FILE_NAME}`,
		ja: (props) => `GCP\u30B5\u30FC\u30D3\u30B9\u30A2\u30AB\u30A6\u30F3\u30C8\u306E\u79D8\u5BC6\u9375(json): ${props.FILE_NAME} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
function reportIfFoundPrivateKeyJSONFormat({ source, context, t }) {
	try {
		const credentialObject = JSON.parse(source.content);
		if (!("private_key_id" in credentialObject && "private_key" in credentialObject && /-----BEGIN\s?(DSA|RSA|EC|PGP|OPENSSH)?\s?PRIVATE KEY/gm.test(credentialObject["private_key"]))) return;
		context.report({
			message: t("PrivateKeyJSON", { FILE_NAME: source.filePath ? path.basename(source.filePath) : "" }),
			range: [0, source.content.length]
		});
	} catch {}
}
const creator$o = {
	messages: messages$n,
	meta: {
		id: "@secretlint/secretlint-rule-gcp",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["all"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-gcp/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$n);
		options.allows;
		return { file(source) {
			if (source.ext === ".p12") return reportIfFoundPrivateKeyP12Format({
				source,
				context,
				t
			});
			else if (source.ext === ".json") return reportIfFoundPrivateKeyJSONFormat({
				source,
				context,
				t
			});
		} };
	}
};
const messages$m = {
	PackageJSON_xOauthToken: {
		en: (props) => `found GitHub Token: ${props.TOKEN}`,
		ja: (props) => `GitHub Token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	Npmrc_authToken: {
		en: (props) => `found npmrc authToken: ${props.TOKEN}`,
		ja: (props) => `npmrc authToken: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	NPM_ACCESS_TOKEN: {
		en: (props) => `found npm access token: ${props.TOKEN}`,
		ja: (props) => `npm access token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
function reportIfFoundXOauthGitHubToken({ source, options, context, t }) {
	const results = source.content.matchAll(/https?:\/\/(.{1,256}):x-oauth-basic@github.com\//g);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[1] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("PackageJSON_xOauthToken", { TOKEN: match }),
			range
		});
	}
}
function reportIfFound_AuthTokenInNpmrc({ source, options, context, t }) {
	const results = source.content.matchAll(/_authToken=([^$].*)/g);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[1] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("Npmrc_authToken", { TOKEN: match }),
			range
		});
	}
}
function reportIfFound_NPM_ACCESS_TOKEN({ source, options, context, t }) {
	const results = source.content.matchAll(/(?<!\p{L})npm_[A-Za-z0-9_]{36}(?![A-Za-z0-9_])/gu);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("NPM_ACCESS_TOKEN", { TOKEN: match }),
			range
		});
	}
}
const isPackageFile = (filePath) => {
	if (!filePath) return true;
	return filePath.endsWith("package.json") || filePath.endsWith("package-lock.json");
};
const isNpmrc = (filePath) => {
	if (!filePath) return true;
	return filePath.endsWith(".npmrc");
};
const creator$n = {
	messages: messages$m,
	meta: {
		id: "@secretlint/secretlint-rule-npm",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-npm/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$m);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			if (isPackageFile(source.filePath)) reportIfFoundXOauthGitHubToken({
				source,
				options: normalizedOptions,
				context,
				t
			});
			else if (isNpmrc(source.filePath)) reportIfFound_AuthTokenInNpmrc({
				source,
				options: normalizedOptions,
				context,
				t
			});
			reportIfFound_NPM_ACCESS_TOKEN({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$l = {
	SLACK_TOKEN: {
		en: (props) => `found slack token: ${props.TOKEN}`,
		ja: (props) => `Slack\u30C8\u30FC\u30AF\u30F3: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	IncomingWebhook: {
		en: (props) => `found Slack Incoming Webhook: ${props.URL}`,
		ja: (props) => `Slack\u306EIncoming Webhooks: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
function reportIfFoundRawPrivateKey$1({ source, options, context, t }) {
	const results = source.content.matchAll(/\b(?:xoxb|xoxp|xapp|xoxa|xoxo|xoxr)-(?:\d-)?(?:[a-zA-Z0-9]{1,40}-)+[a-zA-Z0-9]{1,40}\b/g);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("SLACK_TOKEN", { TOKEN: match }),
			range
		});
	}
}
function reportIfFoundIncomingWebhook({ source, options, context, t }) {
	const results = source.content.matchAll(/https:\/\/hooks\.slack\.com\/services\/T[a-zA-Z0-9]{1,40}\/B[a-zA-Z0-9]{1,40}\/[a-zA-Z0-9]{1,40}/gi);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("IncomingWebhook", { URL: match }),
			range
		});
	}
}
const creator$m = {
	messages: messages$l,
	meta: {
		id: "@secretlint/secretlint-rule-slack",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-slack/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$l);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			reportIfFoundRawPrivateKey$1({
				source,
				options: normalizedOptions,
				context,
				t
			});
			reportIfFoundIncomingWebhook({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$k = { BasicAuth: {
	en: (props) => `found basic auth credential: ${props.CREDENTIAL}`,
	ja: (props) => `\u30D9\u30FC\u30B7\u30C3\u30AF\u8A8D\u8A3C\u60C5\u5831: ${props.CREDENTIAL} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const BUILTIN_IGNORED_PATTERNS$1 = [
	"localhost",
	"127.0.0.1",
	"password",
	"mypassword",
	"myusername",
	"{password}",
	"${password}",
	"{{password}}",
	"{username}",
	"${username}",
	"{{username}}",
	"YOUR_PASSWORD",
	"YOUR_USERNAME",
	"REPLACE_WITH_PASSWORD",
	"REPLACE_WITH_USERNAME"
];
function isVariableLikeString$1(str) {
	return [
		/\$\{[^}]{1,50}\}/,
		/\{\{[^}]{1,50}\}\}/,
		/\{[^}]{1,50}\}/,
		/%[A-Z_]{1,30}%/,
		/\$[A-Z_]{1,30}/
	].some((pattern) => pattern.test(str));
}
function isLikelyRealUsername(username) {
	if (username.length < 2) return false;
	if (isVariableLikeString$1(username)) return false;
	if (BUILTIN_IGNORED_PATTERNS$1.some((pattern) => username.toLowerCase().includes(pattern.toLowerCase()))) return false;
	return true;
}
function isLikelyRealPassword$1(password) {
	if (password.length < 4) return false;
	if (isVariableLikeString$1(password)) return false;
	if (BUILTIN_IGNORED_PATTERNS$1.some((pattern) => password.toLowerCase().includes(pattern.toLowerCase()))) return false;
	if (/^(.)\1{3,}$/.test(password)) return false;
	return true;
}
function reportIfFoundBasicAuth({ source, options, context, t }) {
	const results = source.content.matchAll(/(?<protocol>(?:https?|ftp|ftps)):\/\/(?<user>[-a-zA-Z0-9_]{1,256}):(?<password>[-a-zA-Z0-9_]{1,256})@[-a-zA-Z0-9%._+~#=]{1,256}\.[a-zA-Z0-9()]{1,6}\b/g);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const username = result.groups?.user;
		const password = result.groups?.password;
		if (!username || !password) continue;
		if (!isLikelyRealUsername(username)) continue;
		if (!isLikelyRealPassword$1(password)) continue;
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("BasicAuth", { CREDENTIAL: match }),
			range
		});
	}
}
const creator$l = {
	messages: messages$k,
	meta: {
		id: "@secretlint/secretlint-rule-basicauth",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-basicauth/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$k);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			reportIfFoundBasicAuth({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$j = { OPENAI_TOKEN: {
	en: (props) => `found OpenAI API token: ${props.TOKEN}`,
	ja: (props) => `OpenAI API \u30C8\u30FC\u30AF\u30F3: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$k = {
	messages: messages$j,
	meta: {
		id: "@secretlint/secretlint-rule-openai",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-openai/README.md" }
	},
	create(context) {
		const t = context.createTranslator(messages$j);
		return { file(source) {
			const matches = source.content.matchAll(/sk-(?:proj|svcacct|admin)-(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})T3BlbkFJ(?:[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58})\b|sk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}/g);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				const range = [index, index + matchString.length];
				context.report({
					message: t("OPENAI_TOKEN", { TOKEN: matchString }),
					range
				});
			}
		} };
	}
};
const messages$i = { ANTHROPIC_API_KEY: {
	en: (props) => `found Anthropic Claude API key: ${props.KEY}`,
	ja: (props) => `Anthropic Claude API \u30AD\u30FC: ${props.KEY} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$j = {
	messages: messages$i,
	meta: {
		id: "@secretlint/secretlint-rule-anthropic",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-anthropic/README.md" }
	},
	create(context) {
		const t = context.createTranslator(messages$i);
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})sk-ant-api0\d-[A-Za-z0-9_-]{90,128}AA(?![A-Za-z0-9_-])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				const range = [index, index + matchString.length];
				context.report({
					message: t("ANTHROPIC_API_KEY", { KEY: matchString }),
					range
				});
			}
		} };
	}
};
const messages$h = { GROQ_API_KEY: {
	en: (props) => `found Groq API key: ${props.KEY}`,
	ja: (props) => `Groq API \u30AD\u30FC: ${props.KEY} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$i = {
	messages: messages$h,
	meta: {
		id: "@secretlint/secretlint-rule-groq",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-groq/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$h);
		const normalizedOptions = { allows: options?.allows ?? [] };
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})gsk_[a-zA-Z0-9]{52}(?![a-zA-Z0-9])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t("GROQ_API_KEY", { KEY: matchString }),
					range
				});
			}
		} };
	}
};
const messages$g = { HUGGINGFACE_USER_ACCESS_TOKEN: {
	en: (props) => `found Hugging Face User Access Token: ${props.TOKEN}`,
	ja: (props) => `Hugging Face User Access Token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$h = {
	messages: messages$g,
	meta: {
		id: "@secretlint/secretlint-rule-huggingface",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-huggingface/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$g);
		const normalizedOptions = { allows: options?.allows ?? [] };
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})hf_[a-zA-Z]{34}(?![a-zA-Z])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t("HUGGINGFACE_USER_ACCESS_TOKEN", { TOKEN: matchString }),
					range
				});
			}
		} };
	}
};
const messages$f = { LINEAR_API_TOKEN: {
	en: (props) => `found linear api token: ${props.ID}`,
	ja: (props) => `linear api token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$g = {
	messages: messages$f,
	meta: {
		id: "@secretlint/secretlint-rule-linear",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-linear/README.md" }
	},
	create(context) {
		const t = context.createTranslator(messages$f);
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})lin_api_[a-zA-Z0-9_]{32,128}(?![a-zA-Z0-9_])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				const range = [index, index + matchString.length];
				context.report({
					message: t("LINEAR_API_TOKEN", { ID: matchString }),
					range
				});
			}
		} };
	}
};
const messages$e = { NOTION_INTEGRATION_TOKEN: {
	en: (props) => `found Notion integration token: ${props.TOKEN}`,
	ja: (props) => `Notion integration \u30C8\u30FC\u30AF\u30F3: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
function reportIfFoundToken({ source, options, context, t }) {
	const results = source.content.matchAll(/(?<!\p{L})ntn_[0-9]{11}[A-Za-z0-9]{35}(?![A-Za-z0-9])/gu);
	for (const result of results) {
		const index = result.index ?? 0;
		const match = result[0] ?? "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("NOTION_INTEGRATION_TOKEN", { TOKEN: match }),
			range
		});
	}
}
const creator$f = {
	messages: messages$e,
	meta: {
		id: "@secretlint/secretlint-rule-notion",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-notion/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$e);
		const normalizedOptions = { allows: options.allows ?? [] };
		return { file(source) {
			reportIfFoundToken({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$d = { PrivateKey: {
	en: (props) => `found private key: ${props.KEY}`,
	ja: (props) => `\u79D8\u5BC6\u9375: ${props.KEY} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const PEM_CONTENT_PATTERN = /-----BEGIN[ ]?(?:(?:RSA|DSA|EC|OPENSSH|PGP) )?PRIVATE KEY(?: BLOCK)?-----\n?([A-Za-z0-9+/=\s\\]{100,10000})\n?-----END[ ]?(?:(?:RSA|DSA|EC|OPENSSH|PGP) )?PRIVATE KEY(?: BLOCK)?-----/gm;
function validateBase64KeyContent(base64Content) {
	if (!/^[A-Za-z0-9+/]+=*$/.test(base64Content)) return false;
	if (base64Content.length < 100) return false;
	if (!/^(MI|b3BlbnNzaC1rZXktdjE)/.test(base64Content)) return false;
	return true;
}
function reportIfFoundRawPrivateKey({ source, options, context, t }) {
	const results = source.content.matchAll(PEM_CONTENT_PATTERN);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const base64Raw = result[1] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		if (!validateBase64KeyContent(base64Raw.replace(/\s|\\n/g, ""))) continue;
		context.report({
			message: t("PrivateKey", { KEY: match }),
			range
		});
	}
}
const creator$e = {
	messages: messages$d,
	meta: {
		id: "@secretlint/secretlint-rule-privatekey",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-privatekey/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$d);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			reportIfFoundRawPrivateKey({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$c = { SENDGRID_KEY: {
	en: (props) => `found Sendgrid api key: ${props.KEY}`,
	ja: (props) => `Sendgrid API\u30AD\u30FC\u304C\u898B\u3064\u304B\u308A\u307E\u3057\u305F\uFF1A ${props.KEY}`
} };
function reportIfFoundKey$3({ source, options, context, t }) {
	const results = source.content.matchAll(/(?<!\p{L})SG\.\w{1,128}\.\w{1,128}([-_]?)\w{1,128}(?!\w)/gu);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		if (match.length !== 69) continue;
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("SENDGRID_KEY", { KEY: match }),
			range
		});
	}
}
const creator$d = {
	messages: messages$c,
	meta: {
		id: "@secretlint/secretlint-rule-sendgrid",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-sendgrid/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$c);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			reportIfFoundKey$3({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$b = { SHOPIFY_KEY: {
	en: (props) => `found Shopify api key: ${props.KEY}`,
	ja: (props) => `Shopify API\u30AD\u30FC\u304C\u898B\u3064\u304B\u308A\u307E\u3057\u305F\uFF1A ${props.KEY}`
} };
function reportIfFoundKey$2({ source, options, context, t }) {
	const results = source.content.matchAll(/(?<!\p{L})(shppa|shpca|shpat|shpss)_[a-zA-Z0-9]{32,64}(?![a-zA-Z0-9])/gu);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("SHOPIFY_KEY", { KEY: match }),
			range
		});
	}
}
const creator$c = {
	messages: messages$b,
	meta: {
		id: "@secretlint/secretlint-rule-shopify",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-shopify/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$b);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			reportIfFoundKey$2({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$a = { GITHUB_TOKEN: {
	en: (props) => `found GitHub Token(${props.typeName}): ${props.KEY}`,
	ja: (props) => `GitHub Token(${props.typeName})\u304C\u898B\u3064\u304B\u308A\u307E\u3057\u305F\uFF1A ${props.KEY}`
} };
const typeMap = /* @__PURE__ */ new Map([
	["ghp", "GitHub personal access tokens"],
	["gho", "OAuth access tokens"],
	["ghu", "GitHub user-to-server tokens"],
	["ghs", "GitHub server-to-server tokens"],
	["ghr", "refresh tokens"],
	["github_pat", "fine-grained personal access tokens"]
]);
function reportIfFoundKey$1({ pattern, source, options, context, t }) {
	const results = source.content.matchAll(pattern);
	for (const result of results) {
		const index = result.index || 0;
		const type = result.groups?.type;
		const typeName = typeMap.get(type);
		if (!typeName) throw new Error("Unknown type:" + typeName);
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("GITHUB_TOKEN", {
				KEY: match,
				typeName
			}),
			range
		});
	}
}
const creator$b = {
	messages: messages$a,
	meta: {
		id: "@secretlint/secretlint-rule-github",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-github/README.md" }
	},
	create(context, options) {
		const patterns = [/(?<!\p{L})(?<type>ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9_]{36}(?![A-Za-z0-9_])/gu, /(?<!\p{L})(?<type>github_pat)_[A-Za-z0-9_]{82}(?![A-Za-z0-9_])/gu];
		const t = context.createTranslator(messages$a);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			for (const pattern of patterns) reportIfFoundKey$1({
				pattern,
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$9 = { GITLAB_PERSONAL_ACCESS_TOKEN: {
	en: (props) => `found GitLab Personal Access Token: ${props.KEY}`,
	ja: (props) => `GitLab Personal Access Token\u304C\u898B\u3064\u304B\u308A\u307E\u3057\u305F: ${props.KEY}`
} };
function reportIfFoundKey({ pattern, source, options, context, t }) {
	const results = source.content.matchAll(pattern);
	for (const result of results) {
		const index = result.index ?? 0;
		const match = result[0] ?? "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("GITLAB_PERSONAL_ACCESS_TOKEN", { KEY: match }),
			range
		});
	}
}
const creator$a = {
	messages: messages$9,
	meta: {
		id: "@secretlint/secretlint-rule-gitlab",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-gitlab/README.md" }
	},
	create(context, options) {
		const patterns = [/(?<!\p{L})glpat-[A-Za-z0-9_-]{20,128}(?![A-Za-z0-9_-])/gu];
		const t = context.createTranslator(messages$9);
		const normalizedOptions = { allows: options.allows ?? [] };
		return { file(source) {
			for (const pattern of patterns) reportIfFoundKey({
				pattern,
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$8 = {
	GRAFANA_CLOUD_API_TOKEN: {
		en: (props) => `found Grafana Cloud API token: ${props.TOKEN}`,
		ja: (props) => `Grafana Cloud API \u30C8\u30FC\u30AF\u30F3: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	GRAFANA_SERVICE_ACCOUNT_TOKEN: {
		en: (props) => `found Grafana Service Account token: ${props.TOKEN}`,
		ja: (props) => `Grafana Service Account \u30C8\u30FC\u30AF\u30F3: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
function reportIfFound({ pattern, messageId, source, options, context, t }) {
	const results = source.content.matchAll(pattern);
	for (const result of results) {
		const index = result.index ?? 0;
		const match = result[0] ?? "";
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		const range = [index, index + match.length];
		context.report({
			message: t(messageId, { TOKEN: match }),
			range
		});
	}
}
const creator$9 = {
	messages: messages$8,
	meta: {
		id: "@secretlint/secretlint-rule-grafana",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-grafana/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$8);
		const normalizedOptions = { allows: options?.allows ?? [] };
		const GRAFANA_CLOUD_API_TOKEN_PATTERN = /(?<!\p{L})glc_[A-Za-z0-9+/]{32,400}={0,2}(?![A-Za-z0-9+/=])/gu;
		const GRAFANA_SERVICE_ACCOUNT_TOKEN_PATTERN = /(?<!\p{L})glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}(?![A-Fa-f0-9])/gu;
		return { file(source) {
			reportIfFound({
				pattern: GRAFANA_CLOUD_API_TOKEN_PATTERN,
				messageId: "GRAFANA_CLOUD_API_TOKEN",
				source,
				options: normalizedOptions,
				context,
				t
			});
			reportIfFound({
				pattern: GRAFANA_SERVICE_ACCOUNT_TOKEN_PATTERN,
				messageId: "GRAFANA_SERVICE_ACCOUNT_TOKEN",
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$7 = { OPS_TOKEN: {
	en: (props) => `found 1Password Service Account token: ${props.TOKEN}`,
	ja: (props) => `1Password Service Account: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const is1PasswordServiceAccountToken = (base64String) => {
	try {
		const jsonString = atob(base64String.replace(/-/g, "+").replace(/_/g, "/"));
		const json = JSON.parse(jsonString);
		return typeof json === "object" && json !== null;
	} catch (error) {
		return false;
	}
};
const creator$8 = {
	messages: messages$7,
	meta: {
		id: "@secretlint/secretlint-rule-1password",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-1password/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$7);
		const normalizedOptions = { allows: options?.allows ?? [] };
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})ops_(ey[A-Za-z0-9+/=]{100,1280}fQ={0,2})(?![A-Za-z0-9+/=])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				const base64String = match[1] ?? "";
				if (!is1PasswordServiceAccountToken(base64String)) continue;
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t("OPS_TOKEN", { TOKEN: matchString }),
					range
				});
			}
		} };
	}
};
const messages$6 = {
	MongoDBConnection: {
		en: (props) => `found MongoDB connection string: ${props.URI}`,
		ja: (props) => `MongoDB\u63A5\u7D9A\u6587\u5B57\u5217: ${props.URI} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	MySQLConnection: {
		en: (props) => `found MySQL connection string: ${props.URI}`,
		ja: (props) => `MySQL\u63A5\u7D9A\u6587\u5B57\u5217: ${props.URI} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	PostgreSQLConnection: {
		en: (props) => `found PostgreSQL connection string: ${props.URI}`,
		ja: (props) => `PostgreSQL\u63A5\u7D9A\u6587\u5B57\u5217: ${props.URI} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
const BUILTIN_IGNORED_PATTERNS = [
	"localhost",
	"127.0.0.1",
	"example.com",
	"example.org",
	"test.com",
	"password",
	"username",
	"secret",
	"mypassword",
	"myusername",
	"root",
	"admin",
	"user",
	"pass",
	"{password}",
	"${password}",
	"{{password}}",
	"{username}",
	"${username}",
	"{{username}}",
	"YOUR_PASSWORD",
	"YOUR_USERNAME",
	"REPLACE_WITH_PASSWORD"
];
function isVariableLikeString(str) {
	return [
		/\$\{[^}]{1,50}\}/,
		/\{\{[^}]{1,50}\}\}/,
		/\{[^}]{1,50}\}/,
		/%[A-Z_]{1,30}%/,
		/\$[A-Z_]{1,30}/,
		/\$\([^)]{1,50}\)/
	].some((pattern) => pattern.test(str));
}
function isLikelyRealPassword(password) {
	if (password.length < 4) return false;
	if (isVariableLikeString(password)) return false;
	const passwordLower = password.toLowerCase();
	if (BUILTIN_IGNORED_PATTERNS.some((pattern) => passwordLower === pattern.toLowerCase())) return false;
	if (/^(.)\1{3,}$/.test(password)) return false;
	return true;
}
function reportMongoDBConnectionString({ source, options, context, t }) {
	const results = source.content.matchAll(/mongodb(?:\+srv)?:\/\/(?:(?<username>[^:\/\s]{1,100}):(?<password>[^@\/\s]{1,200})@)?(?<host>[^\/\s?]{1,100})(?:\/(?<database>[^?\s]{0,100}))?(?:\?(?<options>[^\s]{0,500}))?/gi);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const username = result.groups?.username;
		const password = result.groups?.password;
		if (!username || !password) continue;
		if (!isLikelyRealPassword(password)) continue;
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("MongoDBConnection", { URI: match }),
			range
		});
	}
}
function reportMySQLConnectionString({ source, options, context, t }) {
	const results = source.content.matchAll(/(?:jdbc:)?mysql(?:x)?:\/\/(?:(?<username>[^:\/\s]{1,100}):(?<password>[^@\/\s]{1,200})@)?(?<host>[^\/\s?]{1,100})(?:\/(?<database>[^?\s]{0,100}))?(?:\?(?<options>[^\s]{0,500}))?/gi);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const username = result.groups?.username;
		const password = result.groups?.password;
		if (!username || !password) continue;
		if (!isLikelyRealPassword(password)) continue;
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("MySQLConnection", { URI: match }),
			range
		});
	}
}
function reportPostgreSQLConnectionString({ source, options, context, t }) {
	const results = source.content.matchAll(/postgres(?:ql)?:\/\/(?:(?<username>[^:\/\s]{1,100}):(?<password>[^@\/\s]{1,200})@)?(?<host>[^\/\s?]{1,100})(?:\/(?<database>[^?\s]{0,100}))?(?:\?(?<options>[^\s]{0,500}))?/gi);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const username = result.groups?.username;
		const password = result.groups?.password;
		if (!username || !password) continue;
		if (!isLikelyRealPassword(password)) continue;
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("PostgreSQLConnection", { URI: match }),
			range
		});
	}
}
const creator$7 = {
	messages: messages$6,
	meta: {
		id: "@secretlint/secretlint-rule-database-connection-string",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-database-connection-string/README.md" }
	},
	create(context, options) {
		const normalizedOptions = { allows: options.allows || [] };
		const t = context.createTranslator(messages$6);
		return { file(source) {
			reportMongoDBConnectionString({
				source,
				options: normalizedOptions,
				context,
				t
			});
			reportMySQLConnectionString({
				source,
				options: normalizedOptions,
				context,
				t
			});
			reportPostgreSQLConnectionString({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$5 = {
	HASHICORP_VAULT_SERVICE_TOKEN: {
		en: (props) => `found HashiCorp Vault service token: ${props.TOKEN}`,
		ja: (props) => `HashiCorp Vault service token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	HASHICORP_VAULT_BATCH_TOKEN: {
		en: (props) => `found HashiCorp Vault batch token: ${props.TOKEN}`,
		ja: (props) => `HashiCorp Vault batch token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	HASHICORP_VAULT_RECOVERY_TOKEN: {
		en: (props) => `found HashiCorp Vault recovery token: ${props.TOKEN}`,
		ja: (props) => `HashiCorp Vault recovery token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
const serviceTokenPattern = /(?<!\p{L})hvs\.[A-Za-z0-9_-]{90,120}(?![A-Za-z0-9_-])/gu;
const batchTokenPattern = /(?<!\p{L})hvb\.[A-Za-z0-9_-]{138,300}(?![A-Za-z0-9_-])/gu;
const recoveryTokenPattern = /(?<!\p{L})hvr\.[A-Za-z0-9_-]{90,120}(?![A-Za-z0-9_-])/gu;
const creator$6 = {
	messages: messages$5,
	meta: {
		id: "@secretlint/secretlint-rule-hashicorp-vault",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-hashicorp-vault/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$5);
		const normalizedOptions = { allows: options?.allows ?? [] };
		const reportMatches = (source, pattern, messageId) => {
			const matches = source.content.matchAll(pattern);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t(messageId, { TOKEN: matchString }),
					range
				});
			}
		};
		return { file(source) {
			reportMatches(source, serviceTokenPattern, "HASHICORP_VAULT_SERVICE_TOKEN");
			reportMatches(source, batchTokenPattern, "HASHICORP_VAULT_BATCH_TOKEN");
			reportMatches(source, recoveryTokenPattern, "HASHICORP_VAULT_RECOVERY_TOKEN");
		} };
	}
};
const messages$4 = {
	VERCEL_PERSONAL_ACCESS_TOKEN: {
		en: (props) => `found Vercel personal access token: ${props.ID}`,
		ja: (props) => `Vercel personal access token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	VERCEL_INTEGRATION_TOKEN: {
		en: (props) => `found Vercel integration token: ${props.ID}`,
		ja: (props) => `Vercel integration token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	VERCEL_APP_ACCESS_TOKEN: {
		en: (props) => `found Vercel app access token: ${props.ID}`,
		ja: (props) => `Vercel app access token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	VERCEL_APP_REFRESH_TOKEN: {
		en: (props) => `found Vercel app refresh token: ${props.ID}`,
		ja: (props) => `Vercel app refresh token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	},
	VERCEL_AI_GATEWAY_API_KEY: {
		en: (props) => `found Vercel AI Gateway API key: ${props.ID}`,
		ja: (props) => `Vercel AI Gateway API key: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
	}
};
const prefixToMessageId = {
	vcp: "VERCEL_PERSONAL_ACCESS_TOKEN",
	vci: "VERCEL_INTEGRATION_TOKEN",
	vca: "VERCEL_APP_ACCESS_TOKEN",
	vcr: "VERCEL_APP_REFRESH_TOKEN",
	vck: "VERCEL_AI_GATEWAY_API_KEY"
};
const creator$5 = {
	messages: messages$4,
	meta: {
		id: "@secretlint/secretlint-rule-vercel",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-vercel/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$4);
		const normalizedOptions = { allows: options?.allows ?? [] };
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})(?<prefix>vcp|vci|vca|vcr|vck)_[A-Za-z0-9]{20,60}(?![A-Za-z0-9])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				const prefix = match.groups?.prefix;
				const messageId = prefixToMessageId[prefix];
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t(messageId, { ID: matchString }),
					range
				});
			}
		} };
	}
};
const messages$3 = { DATABRICKS_PERSONAL_ACCESS_TOKEN: {
	en: (props) => `found Databricks personal access token: ${props.ID}`,
	ja: (props) => `Databricks personal access token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$4 = {
	messages: messages$3,
	meta: {
		id: "@secretlint/secretlint-rule-databricks",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-databricks/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$3);
		const normalizedOptions = { allows: options?.allows ?? [] };
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})dapi[A-Fa-f0-9]{32}(?:-[0-9])?(?![A-Fa-f0-9])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t("DATABRICKS_PERSONAL_ACCESS_TOKEN", { ID: matchString }),
					range
				});
			}
		} };
	}
};
const messages$2 = { DOCKER_PERSONAL_ACCESS_TOKEN: {
	en: (props) => `found Docker Personal Access Token: ${props.TOKEN}`,
	ja: (props) => `Docker Personal Access Token: ${props.TOKEN} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
function reportIfFoundDockerPAT({ source, options, context, t }) {
	const results = source.content.matchAll(/(?<!\p{L})dckr_pat_[a-zA-Z0-9_-]{27}(?![a-zA-Z0-9_-])/gu);
	for (const result of results) {
		const index = result.index || 0;
		const match = result[0] || "";
		const range = [index, index + match.length];
		if (regexpStringMatcherExports.matchPatterns(match, options.allows).length > 0) continue;
		context.report({
			message: t("DOCKER_PERSONAL_ACCESS_TOKEN", { TOKEN: match }),
			range
		});
	}
}
const creator$3 = {
	messages: messages$2,
	meta: {
		id: "@secretlint/secretlint-rule-docker",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-docker/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$2);
		const normalizedOptions = { allows: options.allows || [] };
		return { file(source) {
			reportIfFoundDockerPAT({
				source,
				options: normalizedOptions,
				context,
				t
			});
		} };
	}
};
const messages$1 = { FIGMA_PERSONAL_ACCESS_TOKEN: {
	en: (props) => `found Figma Personal Access Token: ${props.ID}`,
	ja: (props) => `Figma Personal Access Token: ${props.ID} \u304C\u307F\u3064\u304B\u308A\u307E\u3057\u305F`
} };
const creator$2 = {
	messages: messages$1,
	meta: {
		id: "@secretlint/secretlint-rule-figma",
		recommended: true,
		type: "scanner",
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-figma/README.md" }
	},
	create(context, options) {
		const t = context.createTranslator(messages$1);
		const normalizedOptions = { allows: options?.allows ?? [] };
		return { file(source) {
			const matches = source.content.matchAll(/(?<!\p{L})figd_[A-Za-z0-9_-]{40,200}(?![A-Za-z0-9_-])/gu);
			for (const match of matches) {
				const index = match.index ?? 0;
				const matchString = match[0] ?? "";
				if (regexpStringMatcherExports.matchPatterns(matchString, normalizedOptions.allows).length > 0) continue;
				const range = [index, index + matchString.length];
				context.report({
					message: t("FIGMA_PERSONAL_ACCESS_TOKEN", { ID: matchString }),
					range
				});
			}
		} };
	}
};
const HTML_COMMENT_REGEXP = /(?<type>secretlint-(?:disable-next-line|disable-line|disable|enable))(?<options>.*)/g;
const parseComments = (source) => {
	const matches = source.content.matchAll(HTML_COMMENT_REGEXP);
	return Array.from(matches).map((match) => {
		const type = match.groups?.type;
		const index = match.index;
		if (type === "secretlint-disable-line") return {
			type,
			options: parseComment(match.groups?.options),
			line: source.indexToPosition(index).line
		};
		if (type === "secretlint-disable-next-line") return {
			type,
			options: parseComment(match.groups?.options),
			line: source.indexToPosition(index).line + 1
		};
		return {
			type,
			options: parseComment(match.groups?.options),
			index
		};
	});
};
function parseComment(options) {
	if (!options) return [];
	const commentStart = options.indexOf("--");
	return (commentStart === -1 ? options : options.slice(0, commentStart)).split(/,/).map((arg) => arg.trim()).filter((arg) => arg !== "") ?? [];
}
var CommentState = class {
	source;
	reportingConfig;
	endIndex;
	constructor(source) {
		this.source = source;
		this.reportingConfig = [];
		this.endIndex = source.content.length;
	}
	getIgnoringMessages() {
		const isFilledMessage = (message) => {
			return message.startIndex !== null && message.endIndex !== null && message.ruleId !== null;
		};
		return this.reportingConfig.map((reporting) => {
			if (reporting.endIndex === null) reporting.endIndex = this.endIndex;
			return reporting;
		}).filter(isFilledMessage);
	}
	disableLine(lineNumber, rulesToDisable) {
		const reportingConfig = this.reportingConfig;
		const range = this.source.locationToRange({
			start: {
				line: lineNumber,
				column: 0
			},
			end: {
				line: lineNumber + 1,
				column: 0
			}
		});
		if (rulesToDisable.length) rulesToDisable.forEach((ruleId) => {
			reportingConfig.push({
				startIndex: range[0],
				endIndex: range[1] - 1,
				ruleId
			});
		});
		else reportingConfig.push({
			startIndex: range[0],
			endIndex: range[1] - 1,
			ruleId: "*"
		});
	}
	disableReporting(startIndex, rulesToDisable) {
		const reportingConfig = this.reportingConfig;
		if (rulesToDisable.length) rulesToDisable.forEach(function(ruleId) {
			reportingConfig.push({
				startIndex,
				endIndex: null,
				ruleId
			});
		});
		else reportingConfig.push({
			startIndex,
			endIndex: null,
			ruleId: "*"
		});
	}
	enableReporting(endIndex, rulesToEnable) {
		const reportingConfig = this.reportingConfig;
		if (rulesToEnable.length) rulesToEnable.forEach(function(ruleId) {
			for (let i = reportingConfig.length - 1; i >= 0; i--) if (!reportingConfig[i].endIndex && reportingConfig[i].ruleId === ruleId) {
				reportingConfig[i].endIndex = endIndex;
				break;
			}
		});
		else {
			let prevStart;
			for (let i = reportingConfig.length - 1; i >= 0; i--) {
				if (prevStart && prevStart !== reportingConfig[i].startIndex) break;
				if (!reportingConfig[i].endIndex) {
					reportingConfig[i].endIndex = endIndex;
					prevStart = reportingConfig[i].startIndex;
				}
			}
		}
	}
};
const messages = { IGNORE_MESSAGE: { en: () => `disable by secretlint-disable comment` } };
const rules = [
	creator$p,
	creator$o,
	creator$e,
	creator$n,
	creator$l,
	creator$m,
	creator$d,
	creator$c,
	creator$b,
	creator$a,
	creator$9,
	creator$k,
	creator$j,
	creator$i,
	creator$h,
	creator$g,
	creator$f,
	creator$8,
	creator$7,
	creator$6,
	creator$5,
	creator$4,
	creator$3,
	creator$2,
	{
		messages,
		meta: {
			id: "@secretlint/secretlint-rule-filter-comments",
			recommended: true,
			type: "scanner",
			supportedContentTypes: ["text"],
			docs: { url: "https://github.com/secretlint/secretlint/blob/master/packages/%40secretlint/secretlint-rule-filter-comments/README.md" }
		},
		create(context) {
			const t = context.createTranslator(messages);
			return { file(source) {
				const state = new CommentState(source);
				const comments = parseComments(source);
				for (const comment of comments) if (comment.type === "secretlint-disable") state.disableReporting(comment.index, comment.options);
				else if (comment.type === "secretlint-enable") state.enableReporting(comment.index, comment.options);
				else if (comment.type === "secretlint-disable-line") state.disableLine(comment.line, comment.options);
				else if (comment.type === "secretlint-disable-next-line") state.disableLine(comment.line, comment.options);
				state.getIgnoringMessages().forEach((message) => {
					context.ignore({
						message: t("IGNORE_MESSAGE"),
						range: [message.startIndex, message.endIndex],
						targetRuleId: message.ruleId
					});
				});
			} };
		}
	}
];

// src/adapters/redactor/may-hold-secret.ts
const shortestToken = 24;
const tokenSigns = /npm_|SG\.|shp(?:pa|ca|at|ss)_|gh[pousr]_|github_pat_|glpat-|glc_|glsa_|T3BlbkFJ|sk-ant-api0|gsk_|hf_|lin_api_|ntn_|ops_ey|hv[sbr]\.|vc[piark]_|dapi|dckr_pat_|figd_|(?:ACCESS|access|Access)_?(?:KEY|key|Key)/;
const slackHook = /hooks\.slack\.com/i;
function mayHoldSecret(text) {
	return text.includes("://") && (text.includes("@") || slackHook.test(text)) || text.includes("-----BEGIN") || text.includes("xox") || text.includes("xapp-") || hasTokenRun(text, shortestToken) && tokenSigns.test(text);
}

// src/adapters/redactor/secretlint.ts
secretLintProfiler.mark = () => {};
const config = { rules: rules.filter(({ meta }) => meta.id !== "@secretlint/secretlint-rule-filter-comments").map((rule) => ({
	id: rule.meta.id,
	rule
})) };
const pieceLength = 65536;
const apart = "\n\0\n";
const inAddress = /^([^\s@]*?:\/\/[^\s:@/]*:)([^\s@/]+)@/;
const inKey = /^(-----[^-]+-----(?:\s|\\[nr])*)([^-]*[^-\s])(?:\s|\\[nr])*-----/;
async function secretlintFindings(texts) {
	const found = /* @__PURE__ */ new Map();
	for (const pieces of batches(new Set(texts))) for (const { start, end } of await lintEscapedToo(pieces)) {
		const place = placeIn(pieces, start, end);
		if (place === void 0) continue;
		const values = found.get(place.text) ?? [];
		values.push(narrowed(place.text, place.start, place.end));
		found.set(place.text, values);
	}
	return found;
}
async function lintEscapedToo(pieces) {
	const content = pieces.map(({ text, from, to }) => text.slice(from, to)).join(apart);
	const plain = await lint(content);
	const blanked = withoutEscapes(content);
	if (blanked === content) return plain;
	const places = new Set(plain.map(({ start, end }) => `${start}-${end}`));
	const more = await lint(blanked);
	return [...plain, ...more.filter(({ start, end }) => !places.has(`${start}-${end}`))];
}
const escapes = /\\(?:[bfnrt]|u[\da-f]{4}|x[\da-f]{2})|%[\da-f]{2}|\p{Cc}\[[\d;]{0,16}m/giu;
function withoutEscapes(text) {
	return text.replaceAll(escapes, (escape) => " ".repeat(escape.length));
}
function* batches(texts) {
	let batch = [];
	let length = 0;
	for (const text of texts) for (const piece of piecesOf(text)) {
		const own = text.slice(piece.from, piece.to);
		if (!mayHoldSecret(own) && !mayHoldSecret(withoutEscapes(own))) continue;
		const more = piece.to - piece.from + 3;
		if (length + more > pieceLength && batch.length > 0) {
			yield batch;
			batch = [];
			length = 0;
		}
		batch.push(piece);
		length += more;
	}
	if (batch.length > 0) yield batch;
}
function* piecesOf(text) {
	for (let from = 0;; from += 53248) {
		const to = Math.min(text.length, from + pieceLength);
		yield {
			text,
			from,
			to
		};
		if (to === text.length) return;
	}
}
async function lint(content) {
	const { messages } = await lintSource({
		source: {
			content: ` ${content}`,
			filePath: "session.txt",
			ext: ".txt",
			contentType: "text"
		},
		options: {
			config,
			noPhysicFilePath: true
		}
	});
	return messages.map(({ range: [start, end] }) => ({
		start: start - 1,
		end: end - 1
	}));
}
function placeIn(pieces, start, end) {
	let offset = 0;
	for (const { text, from, to } of pieces) {
		const length = to - from;
		if (start >= offset && start < offset + length) {
			const last = Math.min(end, offset + length);
			return {
				text,
				start: start - offset + from,
				end: last - offset + from
			};
		}
		offset += length + 3;
	}
}
function narrowed(text, start, end) {
	const whole = text.slice(start, end);
	const [before, value] = inAddress.exec(whole)?.slice(1) ?? inKey.exec(whole)?.slice(1) ?? ["", whole];
	const from = start + (before?.length ?? 0);
	return {
		start: from,
		end: from + (value ?? whole).length,
		kind: "secret",
		value: value ?? whole
	};
}

// src/adapters/redactor/secretlint-redactor.ts
const mostCharacters = 67108864;
function secretlintRedactor(rules, maxCharacters = mostCharacters) {
	const redaction = new Redaction(rules);
	const redact = (tree, mapTexts) => redactTree(redaction, tree, {
		mapTexts,
		maxCharacters
	}).catch(refuse);
	const redactText = async (text) => {
		const { value, found } = await redact(text, (tree, mapper) => mapper.text(tree));
		return {
			text: value,
			found
		};
	};
	return {
		redact: async (session) => {
			const { value, found } = await redact(session, mapSessionTexts);
			return {
				session: value,
				found
			};
		},
		redactText,
		findLeaks: async (text) => (await redactText(text)).found
	};
}
const mostRounds = 4;
async function redactTree(redaction, tree, { mapTexts, maxCharacters }) {
	const scan = redaction.scan();
	if (addTexts(tree, mapTexts, scan) > maxCharacters) throw tooLarge(maxCharacters);
	let value = tree;
	const found = /* @__PURE__ */ new Map();
	for (let round = 0; round < mostRounds; round += 1) {
		const secrets = await secretlintFindings(scan.unsearched());
		if (scan.search((text) => secrets.get(text) ?? []).length === 0) return {
			value,
			found: sorted(found)
		};
		const replaced = redaction.replace(value, mapTexts, scan);
		for (const [kind, count] of replaced.counts) if (!found.has(kind)) found.set(kind, count);
		value = replaced.value;
	}
	throw new RangeError("surrogates are found again and again");
}
function sorted(counts) {
	return [...counts].map(([kind, count]) => ({
		kind,
		count
	})).toSorted((a, b) => a.kind < b.kind ? -1 : 1);
}
function tooLarge(maxCharacters) {
	return new UserError("REDACTION_TOO_LARGE", `A session or text of more than ${maxCharacters} characters was not searched for secrets, and nothing of it was written.`, "Leave it out, or cut what its tools returned before you import it.");
}
function refuse(error) {
	if (error instanceof UserError) throw error;
	const where = error instanceof Error ? frames(error) : "";
	throw new UserError("REDACTION_FAILED", "A session or text could not be searched for secrets and personal data, so nothing of it was written.", "Run it again with TRACEGATE_DEBUG=1 and report the place in the code; your text is not part of it.", { cause: `${error instanceof Error ? error.constructor.name : typeof error}\n${where}` });
}
function frames({ stack = "" }) {
	return stack.split("\n").filter((line) => /^\s+at /.test(line)).join("\n");
}

export { secretlintRedactor };