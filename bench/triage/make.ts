/** Makes the same failures, and looks at none. */
import { madeFailures } from "../../test/support/failures.ts";

const made = madeFailures(Number(process.argv[2]), 1);
process.stdout.write(`${made.length}\n`);
