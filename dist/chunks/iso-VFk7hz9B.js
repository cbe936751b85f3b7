import { B as _isoDate, V as _isoDateTime, a as ZodISODateTime, i as ZodISODate } from "./schemas-CJS83Lar.js";

// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
function date(params) {
	return _isoDate(ZodISODate, params);
}

export { datetime as n, date as t };