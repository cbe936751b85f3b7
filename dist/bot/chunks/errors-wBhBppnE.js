// src/core/errors.ts
/**
* A mistake that the user can mend: says what, where, and the fix.
*
* Entries print it without a stack and exit with code 2. Anything else that is thrown is a bug of
* ours and keeps its stack.
*/
var UserError = class extends Error {
	name = "UserError";
	code;
	fix;
	problems;
	constructor(code, message, fix, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.code = code;
		this.fix = fix;
		this.problems = options.problems ?? [];
	}
};

export { UserError as t };