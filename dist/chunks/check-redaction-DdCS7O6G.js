import { s as isPhoneCountry, t as PatternFinder } from "./user-pattern-5JbdfhXJ.js";
import { wa as problemAt } from "./run-BZDTBg9r.js";

// src/core/config/check-redaction.ts
function checkRedaction({ patterns, phoneCountries }, document) {
	const path = ["redaction", "patterns"];
	return [...patterns.flatMap((pattern, index) => {
		const objection = objectionTo(pattern);
		return objection === void 0 ? [] : problemAt(document, [
			...path,
			index,
			objection.key
		], objection.text);
	}), ...phoneCountries.flatMap((country, index) => isPhoneCountry(country) ? [] : problemAt(document, [
		"redaction",
		"phoneCountries",
		index
	], {
		code: "COUNTRY_UNKNOWN",
		message: `no country with phone numbers of its own is called \`${country}\``,
		expected: "two letters of ISO 3166, such as `DE`"
	}))];
}
function objectionTo(pattern) {
	let finder;
	try {
		finder = new PatternFinder(pattern);
	} catch (error) {
		return {
			key: "pattern",
			text: {
				code: "PATTERN_INVALID",
				message: `\`${pattern.pattern}\` is no regular expression: ${error instanceof Error ? error.message : String(error)}`,
				expected: "RE2 syntax, which has no look-around and no back-references"
			}
		};
	}
	if (finder.matchesEmpty()) return {
		key: "pattern",
		text: {
			code: "PATTERN_MATCHES_NOTHING",
			message: `\`${pattern.pattern}\` also matches a text in which there is nothing`,
			expected: "a pattern that needs at least one character, such as `+` instead of `*`"
		}
	};
	if (!finder.findsItsSurrogates()) return void 0;
	return {
		key: "surrogate",
		text: {
			code: "SURROGATE_MATCHES",
			message: `the pattern matches its own surrogates of the form \`${pattern.surrogate}\`: a second import could not tell them from values`,
			expected: "a form that the pattern leaves out, or no `surrogate`"
		}
	};
}

export { checkRedaction };