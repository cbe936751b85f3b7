import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime-Bi5HrKRR.js";
import { J as require_lib$11, W as require_lib$6, Y as require_lib$7, Z as require_lib$9, f as binomialLowerTail, l as detectableDrop, m as require_lib$8, o as lowestTolerated, q as require_lib$12, r as poolTallies, t as floorsByName, u as mostPassesThatMiss, w as require_lib$10, x as require_lib$5 } from "./pool-tallies-BZnrutQB.js";
import { t as require_lib$13 } from "./lib-C79_gxaS.js";
import { n as scoredRuns } from "./decision-COWq8-7A.js";
import { t as parseExperiment } from "./parse-result-B8Syoo0T.js";
import { t as planCases } from "./planned-case-BsciwIZc.js";
import { t as resultFiles } from "./result-files-BTcrIVEs.js";
import { t as loadProject } from "./load-project-CkctGrOJ.js";
import { n as projectRequest, t as locateProject } from "./compose-project-BsdY0YeB.js";
import { n as composeResults } from "./compose-results-CRm8SF-G.js";
import { t as renderJson } from "./json-text-CTaK9Te9.js";
import { c as percent, i as grouped, l as percentOf, n as countOf, u as pointsText } from "./numbers-CCAtUXk7.js";
import { i as terminalText } from "./wording-hlgpPPdg.js";
import { n as exitCodes } from "./exit-codes-DFesNADe.js";
import { t as painterFor } from "./painter-BeRQraVw.js";
import { join, resolve } from "node:path";

// node_modules/@stdlib/stats-base-dists-normal-cdf/lib/main.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_main$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var erfc = require_lib$5();
	var sqrt = require_lib$6();
	var isnan = require_lib$7();
	/**
	* Evaluates the cumulative distribution function (CDF) for a Normal distribution with mean `mu` and standard deviation `sigma` at a value `x`.
	*
	* @param {number} x - input value
	* @param {number} mu - mean
	* @param {NonNegativeNumber} sigma - standard deviation
	* @returns {Probability} evaluated cumulative distribution function
	*
	* @example
	* var y = cdf( 2.0, 0.0, 1.0 );
	* // returns ~0.977
	*
	* @example
	* var y = cdf( -1.0, -1.0, 2.0 );
	* // returns 0.5
	*
	* @example
	* var y = cdf( -1.0, 4.0, 2.0 );
	* // returns ~0.006
	*
	* @example
	* var y = cdf( NaN, 0.0, 1.0 );
	* // returns NaN
	*
	* @example
	* var y = cdf( 0.0, NaN, 1.0 );
	* // returns NaN
	*
	* @example
	* var y = cdf( 0.0, 0.0, NaN );
	* // returns NaN
	*
	* @example
	* // Negative standard deviation:
	* var y = cdf( 2.0, 0.0, -1.0 );
	* // returns NaN
	*/
	function cdf(x, mu, sigma) {
		var denom;
		var xc;
		if (isnan(x) || isnan(mu) || isnan(sigma) || sigma < 0) return NaN;
		if (sigma === 0) return x < mu ? 0 : 1;
		denom = sigma * sqrt(2);
		xc = x - mu;
		return .5 * erfc(-xc / denom);
	}
	module.exports = cdf;
}));

// node_modules/@stdlib/stats-base-dists-degenerate-cdf/lib/main.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_main$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isnan = require_lib$7();
	/**
	* Evaluates the cumulative distribution function (CDF) for a degenerate distribution with mean value `mu`.
	*
	* @param {number} x - input value
	* @param {number} mu - constant value of distribution
	* @returns {Probability} evaluated cumulative distribution function
	*
	* @example
	* var y = cdf( 2.0, 3.0 );
	* // returns 0.0
	*
	* @example
	* var y = cdf( 4.0, 3.0 );
	* // returns 1.0
	*
	* @example
	* var y = cdf( 3.0, 3.0 );
	* // returns 1.0
	*
	* @example
	* var y = cdf( NaN, 0.0 );
	* // returns NaN
	*
	* @example
	* var y = cdf( 0.0, NaN );
	* // returns NaN
	*/
	function cdf(x, mu) {
		if (isnan(x) || isnan(mu)) return NaN;
		return x < mu ? 0 : 1;
	}
	module.exports = cdf;
}));

// node_modules/@stdlib/stats-base-dists-degenerate-cdf/lib/factory.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_factory$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8();
	var isnan = require_lib$7();
	/**
	* Returns a function for evaluating the cumulative distribution function (CDF) of a degenerate distribution centered at a provided mean value.
	*
	* @param {number} mu - constant value of distribution
	* @returns {Function} function to evaluate the cumulative distribution function
	*
	* @example
	* var cdf = factory( 5.0 );
	*
	* var y = cdf( 3.0 );
	* // returns 0.0
	*
	* y = cdf( 6.0 );
	* // returns 1.0
	*
	* y = cdf( NaN );
	* // returns NaN
	*/
	function factory(mu) {
		if (isnan(mu)) return constantFunction(NaN);
		return cdf;
		/**
		* Evaluates the cumulative distribution function (CDF) of a degenerate distribution.
		*
		* @private
		* @param {number} x - input value
		* @returns {Probability} evaluated cumulative distribution function
		*
		* @example
		* var y = cdf( 10.0 );
		* // returns <number>
		*/
		function cdf(x) {
			if (isnan(x)) return NaN;
			return x < mu ? 0 : 1;
		}
	}
	module.exports = factory;
}));

// node_modules/@stdlib/stats-base-dists-degenerate-cdf/lib/index.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_lib$4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Degenerate distribution cumulative distribution function (CDF).
	*
	* @module @stdlib/stats-base-dists-degenerate-cdf
	*
	* @example
	* var cdf = require( '@stdlib/stats-base-dists-degenerate-cdf' );
	*
	* var y = cdf( 2.0, 5.0 );
	* // returns 0.0
	*
	* @example
	* var factory = require( '@stdlib/stats-base-dists-degenerate-cdf' ).factory;
	*
	* var cdf = factory( 5.0 );
	*
	* var y = cdf( 3.0 );
	* // returns 0.0
	*
	* y = cdf( 6.0 );
	* // returns 1.0
	*/
	var setReadOnly = require_lib$9();
	var main = require_main$3();
	setReadOnly(main, "factory", require_factory$3());
	module.exports = main;
}));

// node_modules/@stdlib/stats-base-dists-normal-cdf/lib/factory.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_factory$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8();
	var degenerate = require_lib$4().factory;
	var isnan = require_lib$7();
	var sqrt = require_lib$6();
	var erfc = require_lib$5();
	/**
	* Returns a function for evaluating the cumulative distribution function (CDF) for a Normal distribution.
	*
	* @param {number} mu - mean
	* @param {NonNegativeNumber} sigma - standard deviation
	* @returns {Function} function to evaluate the cumulative distribution function
	*
	* @example
	* var cdf = factory( 10.0, 2.0 );
	* var y = cdf( 10.0 );
	* // returns 0.5
	*
	* y = cdf( 12.0 );
	* // returns ~0.841
	*/
	function factory(mu, sigma) {
		var denom;
		if (isnan(mu) || isnan(sigma) || sigma < 0) return constantFunction(NaN);
		if (sigma === 0) return degenerate(mu);
		denom = sigma * sqrt(2);
		return cdf;
		/**
		* Evaluates the cumulative distribution function (CDF) for a Normal distribution.
		*
		* @private
		* @param {number} x - input value
		* @returns {Probability} evaluated CDF
		*
		* @example
		* var y = cdf( 2.0 );
		* // returns <number>
		*/
		function cdf(x) {
			var xc;
			if (isnan(x)) return NaN;
			xc = x - mu;
			return .5 * erfc(-xc / denom);
		}
	}
	module.exports = factory;
}));

// node_modules/@stdlib/stats-base-dists-normal-cdf/lib/index.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_lib$3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Normal distribution cumulative distribution function (CDF).
	*
	* @module @stdlib/stats-base-dists-normal-cdf
	*
	* @example
	* var cdf = require( '@stdlib/stats-base-dists-normal-cdf' );
	*
	* var y = cdf( 2.0, 0.0, 1.0 );
	* // returns ~0.977
	*
	* var myCDF = cdf.factory( 10.0, 2.0 );
	* y = myCDF( 10.0 );
	* // returns 0.5
	*/
	var setReadOnly = require_lib$9();
	var main = require_main$4();
	setReadOnly(main, "factory", require_factory$2());
	module.exports = main;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/rational_p1q1.js
/**
* @license Apache-2.0
*
* Copyright (c) 2022 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_rational_p1q1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Evaluates a rational function (i.e., the ratio of two polynomials described by the coefficients stored in \\(P\\) and \\(Q\\)).
	*
	* ## Notes
	*
	* -   Coefficients should be sorted in ascending degree.
	* -   The implementation uses [Horner's rule][horners-method] for efficient computation.
	*
	* [horners-method]: https://en.wikipedia.org/wiki/Horner%27s_method
	*
	* @private
	* @param {number} x - value at which to evaluate the rational function
	* @returns {number} evaluated rational function
	*/
	function evalrational(x) {
		var ax;
		var s1;
		var s2;
		if (x === 0) return -.0005087819496582806;
		if (x < 0) ax = -x;
		else ax = x;
		if (ax <= 1) {
			s1 = -.0005087819496582806 + x * (-.008368748197417368 + x * (.03348066254097446 + x * (-.012692614766297404 + x * (-.03656379714117627 + x * (.02198786811111689 + x * (.008226878746769157 + x * (-.005387729650712429 + x * (0 + x * 0))))))));
			s2 = 1 + x * (-.9700050433032906 + x * (-1.5657455823417585 + x * (1.5622155839842302 + x * (.662328840472003 + x * (-.7122890234154284 + x * (-.05273963823400997 + x * (.07952836873415717 + x * (-.0023339375937419 + x * .0008862163904564247))))))));
		} else {
			x = 1 / x;
			s1 = 0 + x * (0 + x * (-.005387729650712429 + x * (.008226878746769157 + x * (.02198786811111689 + x * (-.03656379714117627 + x * (-.012692614766297404 + x * (.03348066254097446 + x * (-.008368748197417368 + x * -.0005087819496582806))))))));
			s2 = .0008862163904564247 + x * (-.0023339375937419 + x * (.07952836873415717 + x * (-.05273963823400997 + x * (-.7122890234154284 + x * (.662328840472003 + x * (1.5622155839842302 + x * (-1.5657455823417585 + x * (-.9700050433032906 + x * 1))))))));
		}
		return s1 / s2;
	}
	module.exports = evalrational;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/rational_p2q2.js
/**
* @license Apache-2.0
*
* Copyright (c) 2022 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_rational_p2q2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Evaluates a rational function (i.e., the ratio of two polynomials described by the coefficients stored in \\(P\\) and \\(Q\\)).
	*
	* ## Notes
	*
	* -   Coefficients should be sorted in ascending degree.
	* -   The implementation uses [Horner's rule][horners-method] for efficient computation.
	*
	* [horners-method]: https://en.wikipedia.org/wiki/Horner%27s_method
	*
	* @private
	* @param {number} x - value at which to evaluate the rational function
	* @returns {number} evaluated rational function
	*/
	function evalrational(x) {
		var ax;
		var s1;
		var s2;
		if (x === 0) return -.20243350835593876;
		if (x < 0) ax = -x;
		else ax = x;
		if (ax <= 1) {
			s1 = -.20243350835593876 + x * (.10526468069939171 + x * (8.3705032834312 + x * (17.644729840837403 + x * (-18.851064805871424 + x * (-44.6382324441787 + x * (17.445385985570866 + x * (21.12946554483405 + x * -3.6719225470772936)))))));
			s2 = 1 + x * (6.242641248542475 + x * (3.971343795334387 + x * (-28.66081804998 + x * (-20.14326346804852 + x * (48.560921310873994 + x * (10.826866735546016 + x * (-22.643693341313973 + x * 1.7211476576120028)))))));
		} else {
			x = 1 / x;
			s1 = -3.6719225470772936 + x * (21.12946554483405 + x * (17.445385985570866 + x * (-44.6382324441787 + x * (-18.851064805871424 + x * (17.644729840837403 + x * (8.3705032834312 + x * (.10526468069939171 + x * -.20243350835593876)))))));
			s2 = 1.7211476576120028 + x * (-22.643693341313973 + x * (10.826866735546016 + x * (48.560921310873994 + x * (-20.14326346804852 + x * (-28.66081804998 + x * (3.971343795334387 + x * (6.242641248542475 + x * 1)))))));
		}
		return s1 / s2;
	}
	module.exports = evalrational;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/rational_p3q3.js
/**
* @license Apache-2.0
*
* Copyright (c) 2022 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_rational_p3q3 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Evaluates a rational function (i.e., the ratio of two polynomials described by the coefficients stored in \\(P\\) and \\(Q\\)).
	*
	* ## Notes
	*
	* -   Coefficients should be sorted in ascending degree.
	* -   The implementation uses [Horner's rule][horners-method] for efficient computation.
	*
	* [horners-method]: https://en.wikipedia.org/wiki/Horner%27s_method
	*
	* @private
	* @param {number} x - value at which to evaluate the rational function
	* @returns {number} evaluated rational function
	*/
	function evalrational(x) {
		var ax;
		var s1;
		var s2;
		if (x === 0) return -.1311027816799519;
		if (x < 0) ax = -x;
		else ax = x;
		if (ax <= 1) {
			s1 = -.1311027816799519 + x * (-.16379404719331705 + x * (.11703015634199525 + x * (.38707973897260434 + x * (.3377855389120359 + x * (.14286953440815717 + x * (.029015791000532906 + x * (.0021455899538880526 + x * (-6.794655751811263e-7 + x * (2.8522533178221704e-8 + x * -681149956853777e-24)))))))));
			s2 = 1 + x * (3.4662540724256723 + x * (5.381683457070069 + x * (4.778465929458438 + x * (2.5930192162362027 + x * (.848854343457902 + x * (.15226433829533179 + x * (.011059242293464892 + x * (0 + x * (0 + x * 0)))))))));
		} else {
			x = 1 / x;
			s1 = -681149956853777e-24 + x * (2.8522533178221704e-8 + x * (-6.794655751811263e-7 + x * (.0021455899538880526 + x * (.029015791000532906 + x * (.14286953440815717 + x * (.3377855389120359 + x * (.38707973897260434 + x * (.11703015634199525 + x * (-.16379404719331705 + x * -.1311027816799519)))))))));
			s2 = 0 + x * (0 + x * (0 + x * (.011059242293464892 + x * (.15226433829533179 + x * (.848854343457902 + x * (2.5930192162362027 + x * (4.778465929458438 + x * (5.381683457070069 + x * (3.4662540724256723 + x * 1)))))))));
		}
		return s1 / s2;
	}
	module.exports = evalrational;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/rational_p4q4.js
/**
* @license Apache-2.0
*
* Copyright (c) 2022 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_rational_p4q4 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Evaluates a rational function (i.e., the ratio of two polynomials described by the coefficients stored in \\(P\\) and \\(Q\\)).
	*
	* ## Notes
	*
	* -   Coefficients should be sorted in ascending degree.
	* -   The implementation uses [Horner's rule][horners-method] for efficient computation.
	*
	* [horners-method]: https://en.wikipedia.org/wiki/Horner%27s_method
	*
	* @private
	* @param {number} x - value at which to evaluate the rational function
	* @returns {number} evaluated rational function
	*/
	function evalrational(x) {
		var ax;
		var s1;
		var s2;
		if (x === 0) return -.0350353787183178;
		if (x < 0) ax = -x;
		else ax = x;
		if (ax <= 1) {
			s1 = -.0350353787183178 + x * (-.0022242652921344794 + x * (.018557330651423107 + x * (.009508047013259196 + x * (.0018712349281955923 + x * (.00015754461742496055 + x * (460469890584318e-20 + x * (-2304047769118826e-25 + x * 26633922742578204e-28)))))));
			s2 = 1 + x * (1.3653349817554064 + x * (.7620591645536234 + x * (.22009110576413124 + x * (.03415891436709477 + x * (.00263861676657016 + x * (7646752923027944e-20 + x * (0 + x * 0)))))));
		} else {
			x = 1 / x;
			s1 = 26633922742578204e-28 + x * (-2304047769118826e-25 + x * (460469890584318e-20 + x * (.00015754461742496055 + x * (.0018712349281955923 + x * (.009508047013259196 + x * (.018557330651423107 + x * (-.0022242652921344794 + x * -.0350353787183178)))))));
			s2 = 0 + x * (0 + x * (7646752923027944e-20 + x * (.00263861676657016 + x * (.03415891436709477 + x * (.22009110576413124 + x * (.7620591645536234 + x * (1.3653349817554064 + x * 1)))))));
		}
		return s1 / s2;
	}
	module.exports = evalrational;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/rational_p5q5.js
/**
* @license Apache-2.0
*
* Copyright (c) 2022 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_rational_p5q5 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Evaluates a rational function (i.e., the ratio of two polynomials described by the coefficients stored in \\(P\\) and \\(Q\\)).
	*
	* ## Notes
	*
	* -   Coefficients should be sorted in ascending degree.
	* -   The implementation uses [Horner's rule][horners-method] for efficient computation.
	*
	* [horners-method]: https://en.wikipedia.org/wiki/Horner%27s_method
	*
	* @private
	* @param {number} x - value at which to evaluate the rational function
	* @returns {number} evaluated rational function
	*/
	function evalrational(x) {
		var ax;
		var s1;
		var s2;
		if (x === 0) return -.016743100507663373;
		if (x < 0) ax = -x;
		else ax = x;
		if (ax <= 1) {
			s1 = -.016743100507663373 + x * (-.0011295143874558028 + x * (.001056288621524929 + x * (.00020938631748758808 + x * (14962478375834237e-21 + x * (4.4969678992770644e-7 + x * (4.625961635228786e-9 + x * (-2811287356288318e-29 + x * 9905570997331033e-32)))))));
			s2 = 1 + x * (.5914293448864175 + x * (.1381518657490833 + x * (.016074608709367652 + x * (.0009640118070051656 + x * (27533547476472603e-21 + x * (2.82243172016108e-7 + x * (0 + x * 0)))))));
		} else {
			x = 1 / x;
			s1 = 9905570997331033e-32 + x * (-2811287356288318e-29 + x * (4.625961635228786e-9 + x * (4.4969678992770644e-7 + x * (14962478375834237e-21 + x * (.00020938631748758808 + x * (.001056288621524929 + x * (-.0011295143874558028 + x * -.016743100507663373)))))));
			s2 = 0 + x * (0 + x * (2.82243172016108e-7 + x * (27533547476472603e-21 + x * (.0009640118070051656 + x * (.016074608709367652 + x * (.1381518657490833 + x * (.5914293448864175 + x * 1)))))));
		}
		return s1 / s2;
	}
	module.exports = evalrational;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/main.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*
*
* ## Notice
*
* The original C++ code and copyright notice are from the [Boost library]{@link http://www.boost.org/doc/libs/1_48_0/boost/math/special_functions/detail/erf_inv.hpp}. This implementation follows the original, but has been modified for JavaScript.
*
* ```text
* (C) Copyright John Maddock 2006.
*
* Use, modification and distribution are subject to the
* Boost Software License, Version 1.0. (See accompanying file
* LICENSE or copy at http://www.boost.org/LICENSE_1_0.txt)
* ```
*/
var require_main$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isnan = require_lib$7();
	var sqrt = require_lib$6();
	var ln = require_lib$10();
	var PINF = require_lib$11();
	var NINF = require_lib$12();
	var rationalFcnR1 = require_rational_p1q1();
	var rationalFcnR2 = require_rational_p2q2();
	var rationalFcnR3 = require_rational_p3q3();
	var rationalFcnR4 = require_rational_p4q4();
	var rationalFcnR5 = require_rational_p5q5();
	var Y1 = .08913147449493408;
	var Y2 = 2.249481201171875;
	var Y3 = .807220458984375;
	var Y4 = .9399557113647461;
	var Y5 = .9836282730102539;
	/**
	* Evaluates the inverse error function.
	*
	* ## Method
	*
	* 1.  For \\(|x| \leq 0.5\\), we evaluate the inverse error function using the rational approximation
	*
	*     ```tex
	*     \operatorname{erf^{-1}}(x) = x(x+10)(\mathrm{Y} + \operatorname{R}(x))
	*     ```
	*
	*     where \\(Y\\) is a constant and \\(\operatorname{R}(x)\\) is optimized for a low absolute error compared to \\(|Y|\\).
	*
	*     <!-- <note> -->
	*
	*     Max error \\(2.001849\mbox{e-}18\\). Maximum deviation found (error term at infinite precision) \\(8.030\mbox{e-}21\\).
	*
	*     <!-- </note> -->
	*
	* 2.  For \\(0.5 > 1-|x| \geq 0\\), we evaluate the inverse error function using the rational approximation
	*
	*     ```tex
	*     \operatorname{erf^{-1}} = \frac{\sqrt{-2 \cdot \ln(1-x)}}{\mathrm{Y} + \operatorname{R}(1-x)}
	*     ```
	*
	*     where \\(Y\\) is a constant, and \\(\operatorname{R}(q)\\) is optimized for a low absolute error compared to \\(Y\\).
	*
	*     <!-- <note> -->
	*
	*     Max error \\(7.403372\mbox{e-}17\\). Maximum deviation found (error term at infinite precision) \\(4.811\mbox{e-}20\\).
	*
	*     <!-- </note> -->
	*
	* 3.  For \\(1-|x| < 0.25\\), we have a series of rational approximations all of the general form
	*
	*     ```tex
	*     p = \sqrt{-\ln(1-x)}
	*     ```
	*
	*     Accordingly, the result is given by
	*
	*     ```tex
	*     \operatorname{erf^{-1}}(x) = p(\mathrm{Y} + \operatorname{R}(p-B))
	*     ```
	*
	*     where \\(Y\\) is a constant, \\(B\\) is the lowest value of \\(p\\) for which the approximation is valid, and \\(\operatorname{R}(x-B)\\) is optimized for a low absolute error compared to \\(Y\\).
	*
	*     <!-- <note> -->
	*
	*     Almost all code will only go through the first or maybe second approximation.  After that we are dealing with very small input values.
	*
	*     -   If \\(p < 3\\), max error \\(1.089051\mbox{e-}20\\).
	*     -   If \\(p < 6\\), max error \\(8.389174\mbox{e-}21\\).
	*     -   If \\(p < 18\\), max error \\(1.481312\mbox{e-}19\\).
	*     -   If \\(p < 44\\), max error \\(5.697761\mbox{e-}20\\).
	*     -   If \\(p \geq 44\\), max error \\(1.279746\mbox{e-}20\\).
	*
	*     <!-- </note> -->
	*
	*     <!-- <note> -->
	*
	*     The Boost library can accommodate \\(80\\) and \\(128\\) bit long doubles. JavaScript only supports a \\(64\\) bit double (IEEE 754). Accordingly, the smallest \\(p\\) (in JavaScript at the time of this writing) is \\(\sqrt{-\ln(\sim5\mbox{e-}324)} = 27.284429111150214\\).
	*
	*     <!-- </note> -->
	*
	* @param {number} x - input value
	* @returns {number} function value
	*
	* @example
	* var y = erfinv( 0.5 );
	* // returns ~0.4769
	*
	* @example
	* var y = erfinv( 0.8 );
	* // returns ~0.9062
	*
	* @example
	* var y = erfinv( 0.0 );
	* // returns 0.0
	*
	* @example
	* var y = erfinv( -0.0 );
	* // returns -0.0
	*
	* @example
	* var y = erfinv( -1.0 );
	* // returns -Infinity
	*
	* @example
	* var y = erfinv( 1.0 );
	* // returns Infinity
	*
	* @example
	* var y = erfinv( NaN );
	* // returns NaN
	*/
	function erfinv(x) {
		var sign;
		var ax;
		var qs;
		var q;
		var g;
		var r;
		if (isnan(x)) return NaN;
		if (x === 1) return PINF;
		if (x === -1) return NINF;
		if (x === 0) return x;
		if (x > 1 || x < -1) return NaN;
		if (x < 0) {
			sign = -1;
			ax = -x;
		} else {
			sign = 1;
			ax = x;
		}
		q = 1 - ax;
		if (ax <= .5) {
			g = ax * (ax + 10);
			r = rationalFcnR1(ax);
			return sign * (g * Y1 + g * r);
		}
		if (q >= .25) {
			g = sqrt(-2 * ln(q));
			q -= .25;
			r = rationalFcnR2(q);
			return sign * (g / (Y2 + r));
		}
		q = sqrt(-ln(q));
		if (q < 3) {
			qs = q - 1.125;
			r = rationalFcnR3(qs);
			return sign * (Y3 * q + r * q);
		}
		if (q < 6) {
			qs = q - 3;
			r = rationalFcnR4(qs);
			return sign * (Y4 * q + r * q);
		}
		qs = q - 6;
		r = rationalFcnR5(qs);
		return sign * (Y5 * q + r * q);
	}
	module.exports = erfinv;
}));

// node_modules/@stdlib/math-base-special-erfinv/lib/index.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_lib$2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Evaluate the inverse error function.
	*
	* @module @stdlib/math-base-special-erfinv
	*
	* @example
	* var erfinv = require( '@stdlib/math-base-special-erfinv' );
	*
	* var y = erfinv( 0.5 );
	* // returns ~0.4769
	*
	* y = erfinv( 0.8 );
	* // returns ~0.9062
	*
	* y = erfinv( 0.0 );
	* // returns 0.0
	*
	* y = erfinv( -0.0 );
	* // returns -0.0
	*
	* y = erfinv( -1.0 );
	* // returns -Infinity
	*
	* y = erfinv( 1.0 );
	* // returns Infinity
	*
	* y = erfinv( NaN );
	* // returns NaN
	*/
	var main = require_main$2();
	module.exports = main;
}));

// node_modules/@stdlib/stats-base-dists-normal-quantile/lib/main.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_main$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var erfinv = require_lib$2();
	var isnan = require_lib$7();
	var sqrt = require_lib$6();
	/**
	* Evaluates the quantile function for a normal distribution with mean `mu` and standard deviation `sigma` at a probability `p`.
	*
	* @param {Probability} p - input value
	* @param {number} mu - mean
	* @param {NonNegativeNumber} sigma - standard deviation
	* @returns {number} evaluated quantile function
	*
	* @example
	* var y = quantile( 0.8, 0.0, 1.0 );
	* // returns ~0.842
	*
	* @example
	* var y = quantile( 0.5, 4.0, 2.0 );
	* // returns 4.0
	*
	* @example
	* var y = quantile( 1.1, 0.0, 1.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( -0.2, 0.0, 1.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( NaN, 0.0, 1.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( 0.0, NaN, 1.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( 0.0, 0.0, NaN );
	* // returns NaN
	*
	* @example
	* // Negative standard deviation:
	* var y = quantile( 0.5, 0.0, -1.0 );
	* // returns NaN
	*/
	function quantile(p, mu, sigma) {
		var A;
		var B;
		if (isnan(mu) || isnan(sigma) || isnan(p) || sigma < 0 || p < 0 || p > 1) return NaN;
		if (sigma === 0) return mu;
		A = mu;
		B = sigma * sqrt(2);
		return A + B * erfinv(2 * p - 1);
	}
	module.exports = quantile;
}));

// node_modules/@stdlib/stats-base-dists-degenerate-quantile/lib/main.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_main = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var isnan = require_lib$7();
	/**
	* Evaluates the quantile function for a degenerate distribution centered at `mu`.
	*
	* @param {Probability} p - input value
	* @param {number} mu - constant value of the distribution
	* @returns {number} evaluated quantile function
	*
	* @example
	* var y = quantile( 0.5, 2.0 );
	* // returns 2.0
	*
	* @example
	* var y = quantile( 0.9, 4.0 );
	* // returns 4.0
	*
	* @example
	* var y = quantile( 1.1, 0.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( -0.2, 0.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( NaN, 0.0 );
	* // returns NaN
	*
	* @example
	* var y = quantile( 0.0, NaN );
	* // returns NaN
	*/
	function quantile(p, mu) {
		if (isnan(p) || p < 0 || p > 1) return NaN;
		return mu;
	}
	module.exports = quantile;
}));

// node_modules/@stdlib/stats-base-dists-degenerate-quantile/lib/factory.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_factory$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8();
	var isnan = require_lib$7();
	/**
	* Returns a function for evaluating the quantile function of a degenerate distribution centered at a provided mean value.
	*
	* @param {number} mu - value at which to center the distribution
	* @returns {Function} function to evaluate the quantile function
	*
	* @example
	* var quantile = factory( 5.0 );
	*
	* var y = quantile( 0.3 );
	* // returns 5.0
	*
	* y = quantile( 0.1 );
	* // returns 5.0
	*
	* y = quantile( 1.1 );
	* // returns NaN
	*/
	function factory(mu) {
		if (isnan(mu)) return constantFunction(NaN);
		return quantile;
		/**
		* Evaluates the quantile function of a degenerate distribution.
		*
		* @private
		* @param {Probability} p - input value
		* @returns {number} evaluated quantile function
		*
		* @example
		* var y = quantile( 0.5 );
		* // returns <number>
		*/
		function quantile(p) {
			if (isnan(p) || p < 0 || p > 1) return NaN;
			return mu;
		}
	}
	module.exports = factory;
}));

// node_modules/@stdlib/stats-base-dists-degenerate-quantile/lib/index.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_lib$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Degenerate distribution quantile function.
	*
	* @module @stdlib/stats-base-dists-degenerate-quantile
	*
	* @example
	* var quantile = require( '@stdlib/stats-base-dists-degenerate-quantile' );
	*
	* var y = quantile( 0.5, 2.0 );
	* // returns 2.0
	*
	* @example
	* var factory = require( '@stdlib/stats-base-dists-degenerate-quantile' ).factory;
	*
	* var quantile = factory( 10.0 );
	*
	* var y = quantile( 0.5 );
	* // returns 10.0
	*/
	var setReadOnly = require_lib$9();
	var main = require_main();
	setReadOnly(main, "factory", require_factory$1());
	module.exports = main;
}));

// node_modules/@stdlib/stats-base-dists-normal-quantile/lib/factory.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_factory = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var constantFunction = require_lib$8();
	var degenerate = require_lib$1().factory;
	var erfinv = require_lib$2();
	var isnan = require_lib$7();
	var sqrt = require_lib$6();
	/**
	* Returns a function for evaluating the quantile function of a normal distribution.
	*
	* @param {number} mu - mean
	* @param {NonNegativeNumber} sigma - standard deviation
	* @returns {Function} quantile function
	*
	* @example
	* var quantile = factory( 10.0, 2.0 );
	* var y = quantile( 0.5 );
	* // returns 10.0
	*
	* y = quantile( 0.8 );
	* // returns ~11.683
	*/
	function factory(mu, sigma) {
		var A;
		var B;
		if (isnan(mu) || isnan(sigma) || sigma < 0) return constantFunction(NaN);
		if (sigma === 0) degenerate(mu);
		A = mu;
		B = sigma * sqrt(2);
		return quantile;
		/**
		* Evaluates the quantile function for a normal distribution.
		*
		* @private
		* @param {Probability} p - input value
		* @returns {number} evaluated quantile function
		*
		* @example
		* var y = quantile( 0.3 );
		* // returns <number>
		*/
		function quantile(p) {
			if (isnan(p) || p < 0 || p > 1) return NaN;
			return A + B * erfinv(2 * p - 1);
		}
	}
	module.exports = factory;
}));

// node_modules/@stdlib/stats-base-dists-normal-quantile/lib/index.js
/**
* @license Apache-2.0
*
* Copyright (c) 2018 The Stdlib Authors.
*
* Licensed under the Apache License, Version 2.0 (the "License");
* you may not use this file except in compliance with the License.
* You may obtain a copy of the License at
*
*    http://www.apache.org/licenses/LICENSE-2.0
*
* Unless required by applicable law or agreed to in writing, software
* distributed under the License is distributed on an "AS IS" BASIS,
* WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
* See the License for the specific language governing permissions and
* limitations under the License.
*/
var require_lib = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Normal distribution quantile function.
	*
	* @module @stdlib/stats-base-dists-normal-quantile
	*
	* @example
	* var quantile = require( '@stdlib/stats-base-dists-normal-quantile' );
	*
	* var y = quantile( 0.8, 0.0, 1.0 );
	* // returns ~0.842
	*
	* var myQuantile = quantile.factory( 10.0, 2.0 );
	* y = myQuantile( 0.5 );
	* // returns 10.0
	*/
	var setReadOnly = require_lib$9();
	var main = require_main$1();
	setReadOnly(main, "factory", require_factory());
	module.exports = main;
}));

// src/core/stats/comparison-power.ts
var import_lib$1 = /* @__PURE__ */ __toESM(require_lib$3(), 1);
var import_lib$2 = /* @__PURE__ */ __toESM(require_lib(), 1);
/** How often a fall is to be seen. */
const wantedPower$1 = .8;
const mostRuns$2 = 1e5;
/**
* How far the pass rate of all cases must fall for the exact stratified test to call the candidate worse with 80 %
* power, as a difference of rates; "unknown" where not even a fall to zero would be seen that often.
*
* The normal approximation with the variance that the test conditions on and half a run for its steps; within a point
* of simulation for 100 runs a side and more. It takes all cases for equally hard, which makes it a little too
* large: cases that nearly always pass or fail add less noise.
*
* @throws RangeError where the plan is none.
*/
function comparisonDrop(plan) {
	checkPlan(plan);
	if (powerOf(plan, plan.rate) < wantedPower$1) return "unknown";
	let seen = plan.rate;
	let unseen = 0;
	for (let halving = 0; halving < 40; halving += 1) {
		const drop = (seen + unseen) / 2;
		if (powerOf(plan, drop) >= wantedPower$1) seen = drop;
		else unseen = drop;
	}
	return seen;
}
/**
* How many runs of each case on each side see a fall of `drop` with 80 % power; "unknown" where 100,000 do not, or the
* baseline cannot fall as far.
*
* @throws RangeError where the plan is none.
*/
function comparisonRuns(plan, drop) {
	const power = (runs) => powerOf({
		...plan,
		candidateRuns: runs,
		baselineRuns: runs
	}, drop);
	checkPlan({
		...plan,
		candidateRuns: 1,
		baselineRuns: 1
	});
	if (!(drop > 0 && drop <= plan.rate)) return "unknown";
	let few = 0;
	let enough = 1;
	while (power(enough) < wantedPower$1) {
		few = enough;
		enough *= 2;
		if (enough > mostRuns$2) return "unknown";
	}
	while (enough - few > 1) {
		const middle = Math.floor((few + enough) / 2);
		if (power(middle) >= wantedPower$1) enough = middle;
		else few = middle;
	}
	return enough;
}
/** How often the test calls a candidate worse whose rate is `drop` below the baseline's. */
function powerOf(plan, drop) {
	const { cases, candidateRuns, baselineRuns, rate, alpha } = plan;
	const runs = candidateRuns + baselineRuns;
	const weight = candidateRuns * baselineRuns / runs;
	const low = rate - drop;
	const pooled = (candidateRuns * low + baselineRuns * rate) / runs;
	const deviation0 = Math.sqrt(cases * weight * pooled * (1 - pooled));
	const deviation1 = weight * Math.sqrt(cases * (low * (1 - low) / candidateRuns + rate * (1 - rate) / baselineRuns));
	const reach = cases * weight * drop - .5 - (0, import_lib$2.default)(1 - alpha, 0, 1) * deviation0;
	if (deviation1 === 0) return reach > 0 ? 1 : 0;
	return (0, import_lib$1.default)(reach / deviation1, 0, 1);
}
function checkPlan({ cases, candidateRuns, baselineRuns, rate, alpha }) {
	if ([
		cases,
		candidateRuns,
		baselineRuns
	].every((count) => Number.isSafeInteger(count) && count > 0) && rate > 0 && rate <= 1 && alpha > 0 && alpha < 1) return;
	throw new RangeError(`no comparison of ${cases} cases, ${candidateRuns} and ${baselineRuns} runs at a rate of ${rate} and level ${alpha}`);
}

// src/core/stats/runs-to-detect.ts
/** How often a fall is to be seen. */
const wantedPower = .8;
const mostRuns$1 = 5e4;
/**
* The fewest runs with which the exact test of a floor blocks, four times in five, an agent that is `drop` below it;
* "unknown" where 50,000 are not enough, or the floor lies no higher than `drop`.
*
* What a number of runs can see goes up and down with it, so a few more runs may see a little less.
*
* @throws RangeError where floor, drop or level is none.
*/
function runsToDetect(floor, drop, alpha) {
	if (!(floor > 0 && floor < 1 && drop > 0) || !(alpha > 0 && alpha < 1)) throw new RangeError(`no number of runs sees ${drop} below ${floor} at level ${alpha}`);
	if (drop > floor) return "unknown";
	let passes = -1;
	for (let runs = 1; runs <= mostRuns$1; runs += 1) {
		if (binomialLowerTail(passes + 1, runs, floor) <= alpha) passes += 1;
		if (passes < 0) continue;
		if (binomialLowerTail(passes, runs, floor - drop) >= wantedPower) return runs;
	}
	return "unknown";
}

// src/core/stats/fixed-plan.ts
const mostRuns = 2e4;
/**
* The smallest number of runs whose exact test keeps both errors; "unknown" where 20,000 runs do not.
*
* Chances of errors go up and down with the number of runs, so a few more runs need not do: use this number.
*
* @throws RangeError where the rates do not lie apart in (0, 1) or a level is none.
*/
function planFixedRuns(test) {
	checkRateTest(test);
	const { floor, tolerated, alpha, beta } = test;
	for (let runs = 1; runs <= mostRuns; runs += 1) {
		const passes = mostPassesThatMiss(runs, floor, alpha);
		if (passes === void 0) continue;
		if (1 - binomialLowerTail(passes, runs, tolerated) <= beta) return {
			runs,
			mostPassesThatMiss: passes
		};
	}
	return "unknown";
}
/** @throws RangeError as `planFixedRuns` does. */
function checkRateTest({ floor, tolerated, alpha, beta }) {
	if (tolerated > 0 && tolerated < floor && floor < 1 && alpha > 0 && alpha < 1 && beta > 0 && beta < 1) return;
	throw new RangeError(`no test tells ${floor} from ${tolerated} at levels of ${alpha} and ${beta}`);
}

// src/core/stats/sequential-floor.ts
/**
* Plans Wald's sequential probability ratio test of a floor, cut off at `mostRuns` and stopped as soon as the runs that
* are left cannot change what it would say there. "unknown" where no fixed plan keeps the errors either.
*
* With f failures in n runs L = f ln((1−p₁)/(1−p₀)) + (n−f) ln(p₁/p₀); missed at L ≥ ln((1−β)/α), met at
* L ≤ −ln((1−α)/β), and at `mostRuns` missed where L > 0. Runs have to come in the order of a plan that goes round over
* the cases: those that end first are no fair sample.
*
* Source: Wald (1945); the truncation and its exact errors are enumerated (`sequentialErrors`).
*
* @throws RangeError as `planFixedRuns` does, or for numbers of runs that are none.
*/
function planSequential(test, { leastRuns = 1, mostRuns } = {}) {
	checkRateTest(test);
	if (mostRuns !== void 0) return planUpTo(test, leastRuns, mostRuns);
	const fixed = planFixedRuns(test);
	if (fixed === "unknown") return "unknown";
	let most = Math.ceil(1.5 * fixed.runs);
	let plan = planUpTo(test, leastRuns, most);
	while (sequentialErrors(plan).alpha > test.alpha && most < 4 * fixed.runs) {
		most = Math.ceil(1.05 * most);
		plan = planUpTo(test, leastRuns, most);
	}
	return plan;
}
function planUpTo(test, leastRuns, most) {
	const last = Math.max(most, leastRuns);
	if (!Number.isSafeInteger(leastRuns) || leastRuns < 1 || !Number.isSafeInteger(last)) throw new RangeError(`no sequential plan has ${leastRuns} to ${last} runs`);
	const { floor, tolerated, alpha, beta } = test;
	const step = {
		fail: Math.log((1 - tolerated) / (1 - floor)),
		pass: Math.log(tolerated / floor)
	};
	const missedAbove = Math.log((1 - beta) / alpha);
	const metBelow = -Math.log((1 - alpha) / beta);
	const ratio = (runs, failures) => failures * step.fail + (runs - failures) * step.pass;
	/** The fewest failures at which the cut-off test says missed. */
	const decisive = firstWhere(last, (failures) => ratio(last, failures) > 0);
	const metUpTo = new Int32Array(last + 1).fill(-1);
	const missedFrom = Int32Array.from({ length: last + 1 }, (_, runs) => runs + 1);
	for (let runs = leastRuns; runs <= last; runs += 1) {
		const left = last - runs;
		const clear = firstWhere(runs, (failures) => ratio(runs, failures) >= missedAbove);
		missedFrom[runs] = Math.min(clear, decisive, runs + 1);
		const few = firstWhere(runs, (failures) => ratio(runs, failures) > metBelow) - 1;
		metUpTo[runs] = Math.min(Math.max(few, decisive - 1 - left), runs);
	}
	return {
		test,
		leastRuns,
		mostRuns: last,
		metUpTo,
		missedFrom
	};
}
/** Enumerates the course of a plan for one true pass rate in [0, 1]: exact, by dynamic programming over failures. */
function sequentialCourse(plan, rate) {
	if (!(rate >= 0 && rate <= 1)) throw new RangeError(`no agent passes at a rate of ${rate}`);
	const { mostRuns, metUpTo, missedFrom, leastRuns } = plan;
	/** Chance of so many failures without a decision; those outside of `low` to `high` are decided. */
	let open = Float64Array.of(1);
	let low = 0;
	let missed = 0;
	let expectedRuns = 0;
	for (let runs = 1; runs <= mostRuns && open.length > 0; runs += 1) {
		const next = new Float64Array(open.length + 1);
		for (let index = 0; index < open.length; index += 1) {
			const chance = open[index] ?? 0;
			next[index] = (next[index] ?? 0) + chance * rate;
			next[index + 1] = (next[index + 1] ?? 0) + chance * (1 - rate);
		}
		const met = runs < leastRuns ? -1 : metUpTo[runs] ?? -1;
		const miss = runs < leastRuns ? runs + 1 : missedFrom[runs] ?? runs + 1;
		const from = Math.max(0, met + 1 - low);
		const to = Math.min(next.length, miss - low);
		for (let index = 0; index < next.length; index += 1) {
			const chance = next[index] ?? 0;
			if (index >= to) missed += chance;
			if (index < from || index >= to) expectedRuns += chance * runs;
		}
		open = to > from ? next.slice(from, to) : /* @__PURE__ */ new Float64Array(0);
		low += from;
	}
	return {
		missed,
		expectedRuns
	};
}
/**
* The errors that a plan really makes: `alpha`, how often it blocks an agent at the floor, and `beta`, how often it
* passes one at the tolerated rate. Wald's bounds are approximate, and the cut-off changes both a little.
*/
function sequentialErrors(plan) {
	const { floor, tolerated } = plan.test;
	return {
		alpha: sequentialCourse(plan, floor).missed,
		beta: 1 - sequentialCourse(plan, tolerated).missed
	};
}
/** The smallest count in [0, limit] for which a property that only ever turns true holds; limit + 1 for none. */
function firstWhere(limit, holds) {
	let low = -1;
	let high = limit + 1;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (holds(middle)) high = middle;
		else low = middle;
	}
	return high;
}

// src/core/stats/suggest-floor.ts
var import_lib = /* @__PURE__ */ __toESM(require_lib$13(), 1);
const level = .05;
/**
* The highest floor that these runs prove: the exact one-sided lower 95 % bound of their pass rate, in [0, 1).
*
* "unknown" without a run. Source: Clopper and Pearson (1934), one-sided.
*
* @throws RangeError where the counts are none.
*/
function suggestFloor(passed, runs) {
	if (!(Number.isSafeInteger(passed) && Number.isSafeInteger(runs)) || passed < 0 || passed > runs) throw new RangeError(`no floor for ${passed} of ${runs} runs`);
	if (runs === 0) return "unknown";
	return passed === 0 ? 0 : (0, import_lib.default)(level, passed, runs - passed + 1);
}

// src/core/gate/plan-power.ts
/** Version of the JSON that `power --json` prints. */
const powerSchema = "tracegate.power/1";
/** No decision before each case was run as often, where runs stop early. */
const leastRunsPerCase = 3;
/**
* Works out what the guarding cases of a dataset can see under a policy, dimension by dimension, before anything is run.
*
* The level of each test is that of Holm's first step over all floors. Dimensions that no guarding case measures in a way
* that decides are left out: judges that only advise decide nothing.
*/
function planPower(cases, { policy, detect, history }) {
	const guarding = cases.filter(({ status }) => status === "guarding");
	const measured = [...floorsByName(policy)].flatMap(([dimension, floor]) => {
		const own = guarding.filter((one) => isDecided(one, dimension, floor));
		return own.length === 0 ? [] : [{
			dimension,
			floor,
			own
		}];
	});
	const level = policy.alpha / Math.max(1, measured.length);
	return {
		schema: powerSchema,
		alpha: policy.alpha,
		beta: policy.beta,
		floors: measured.length,
		...detect !== void 0 && { detect },
		dimensions: measured.map(({ dimension, floor: { floor, margin }, own }) => {
			const runs = own.reduce((sum, one) => sum + one.runs, 0);
			const recorded = historyOf(history?.get(dimension));
			const rate = rateOf(recorded, floor);
			const perCase = Math.max(1, Math.floor(runs / own.length));
			const sides = {
				cases: own.length,
				rate,
				alpha: level
			};
			return {
				dimension,
				floor,
				margin,
				cases: own.length,
				runs,
				belowFloor: detectableDrop(runs, floor, level),
				againstBaseline: {
					rate,
					drop: comparisonDrop({
						...sides,
						candidateRuns: perCase,
						baselineRuns: perCase
					})
				},
				sequential: sequentialPower({
					floor,
					tolerated: lowestTolerated({
						floor,
						margin
					}),
					alpha: level,
					beta: policy.beta
				}, own.length),
				...detect !== void 0 && { wanted: {
					floorRuns: runsToDetect(floor, detect, level),
					comparisonRuns: comparisonRuns(sides, detect)
				} },
				...recorded !== void 0 && { history: recorded }
			};
		})
	};
}
function isDecided({ expects }, dimension, floor) {
	return expects.filter((expected) => expected.dimension === dimension).some(({ kind }) => kind === "check" || floor.judge !== "advisory");
}
function sequentialPower(test, cases) {
	if (test.tolerated <= 0) return "unknown";
	const plan = planSequential(test, { leastRuns: leastRunsPerCase * cases });
	if (plan === "unknown") return "unknown";
	const { expectedRuns } = sequentialCourse(plan, healthyRate(test.floor));
	return {
		mostRuns: plan.mostRuns,
		expectedRuns,
		...sequentialErrors(plan)
	};
}
/** 97 of 100, or halfway from a higher floor to 1. */
function healthyRate(floor) {
	return Math.max(.97, (1 + floor) / 2);
}
function historyOf(tally) {
	if (tally === void 0 || scoredRuns(tally) === 0) return void 0;
	const runs = scoredRuns(tally);
	return {
		passed: tally.passed,
		runs,
		suggestedFloor: suggestFloor(tally.passed, runs)
	};
}
/** What the baseline passes: as recorded, or halfway from the floor to 1 where nothing was. */
function rateOf(recorded, floor) {
	if (recorded === void 0 || recorded.passed === 0) return (1 + floor) / 2;
	return recorded.passed / recorded.runs;
}

// src/app/forecast-power.ts
/**
* Says what the project's plan can see, and how many runs would see more. Nothing is run.
*
* @throws UserError where the folder's experiment cannot be read.
*/
function forecastPower({ project, detect, folder }) {
	const policy = project.config.gate;
	const history = folder === void 0 ? void 0 : historyIn(folder, project);
	return planPower(planCases(project.dataset.cases, project.evaluators), {
		policy,
		...detect !== void 0 && { detect },
		...history !== void 0 && { history }
	});
}
function historyIn(folder, { config }) {
	const text = folder.read(resultFiles.experiment);
	if (text === void 0) return void 0;
	const { cases } = parseExperiment(text, join(folder.path, resultFiles.experiment));
	const guarding = cases.filter(({ status }) => status === "guarding");
	return new Map([...poolTallies(guarding, config.gate)].map(([dimension, { tally }]) => [dimension, tally]));
}

// src/core/report/power-summary.ts
/** What a plan can see, dimension by dimension, for a terminal. */
function renderPowerSummary(power, painter) {
	const { alpha, floors, detect, dimensions } = power;
	const shared = floors > 1 ? `, shared by ${countOf(floors, "floor")}` : "";
	return `${[
		`What this plan sees four times in five, at ${percent(alpha)} false alarms${shared}:`,
		...dimensions.map((one) => describeDimension(one, power, painter)),
		...dimensions.length === 0 ? ["  No guarding case measures a dimension with a floor."] : [],
		...detect === void 0 && dimensions.length > 0 ? [painter.dim("Ask what it takes to see a fall with --detect <points>.")] : []
	].join("\n\n")}\n`;
}
function describeDimension(one, { detect }, { bold, dim }) {
	const { dimension, floor, cases, runs, belowFloor, againstBaseline, sequential } = one;
	return [
		`${bold(terminalText(dimension))}  ${dim(`floor ${percent(floor)}, ${countOf(runs, "run")} of ${countOf(cases, "case")}`)}`,
		belowFloor === "unknown" ? "below the floor: nothing, the runs are too few" : `below the floor: a fall of ${pointsText(belowFloor)} or more`,
		againstBaseline.drop === "unknown" ? "against a baseline of as many runs: nothing, the runs are too few" : `against a baseline of as many runs that passes ${percentOf(againstBaseline.rate, 1)}: a fall of ${pointsText(againstBaseline.drop)} or more`,
		describeSequential(sequential, one),
		...describeWanted(one, detect),
		...describeHistory(one)
	].map((line) => `  ${line}`).join("\n  ");
}
function describeSequential(sequential, { floor, margin }) {
	if (sequential === "unknown") return "stopping early: no number of runs settles this floor";
	const { expectedRuns, mostRuns, alpha, beta } = sequential;
	return `stopping early: ${countOf(Math.ceil(expectedRuns), "run")} for a healthy agent, ${grouped(mostRuns)} at most; blocks ${percent(floor)} in ${percentOf(alpha, 1)} of the cases, passes ${percent(floor - margin)} in ${percentOf(beta, 1)}`;
}
function describeWanted({ wanted, cases }, detect) {
	if (wanted === void 0 || detect === void 0) return [];
	const { floorRuns, comparisonRuns } = wanted;
	const fall = pointsText(detect);
	return [floorRuns === "unknown" ? `to see ${fall} below the floor: no affordable number of runs` : `to see ${fall} below the floor: ${countOf(floorRuns, "run")}, ${grouped(Math.ceil(floorRuns / cases))} a case`, comparisonRuns === "unknown" ? `to see ${fall} against a baseline: no affordable number of runs` : `to see ${fall} against a baseline: ${countOf(comparisonRuns, "run")} a case on each side`];
}
function describeHistory({ history, floor }) {
	if (history === void 0) return [];
	const { passed, runs, suggestedFloor } = history;
	const recorded = `${grouped(passed)} of ${countOf(runs, "recorded run")} passed`;
	if (suggestedFloor === "unknown") return [recorded];
	const proven = Math.floor(suggestedFloor * 100) / 100;
	const standing = proven < floor ? "less than the floor" : "the highest that they prove";
	return [`${recorded}: they prove a floor of ${percent(proven)}, ${standing}`];
}

// src/cli/commands/power.ts
/** `tracegate power`: what the plan can see, without running anything. */
async function powerCommand(options, io) {
	const place = locateProject(io.cwd, options);
	const project = await loadProject(projectRequest(place));
	const results = composeResults(place.root);
	const folder = options.results === void 0 ? results.newest() : results.existing(resolve(io.cwd, options.results));
	const power = forecastPower({
		project,
		...options.detect !== void 0 && { detect: options.detect / 100 },
		...folder !== void 0 && { folder }
	});
	io.stdout.write(options.json ? renderJson(power) : renderPowerSummary(power, painterFor(options, io)));
	return exitCodes.pass;
}

export { powerCommand };