/** Sorts as many made failures as it is told into a queue, and says how many clusters there are. */
import { triage } from "../../src/core/cluster/triage.ts";
import { madeFailures } from "../../test/support/failures.ts";

const count = Number(process.argv[2]);
const failing = madeFailures(count, 1).map(({ signature }) => signature);
const { queue } = triage(failing, { sessions: count, floors: new Map() });
process.stdout.write(`${queue.length}\n`);
