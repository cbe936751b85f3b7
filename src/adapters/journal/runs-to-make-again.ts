import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { AskedTotal } from "../../core/plan/call-total.ts";
import { experimentSchema } from "../../core/plan/experiment.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import { UsageSum } from "../../core/plan/usage-sum.ts";
import type { MadeAgain } from "../../ports/journal.ts";
import { wholeLines } from "./read-journal.ts";

/** The runs of a journal that are to be made again: what they took stays known, and their lines go. */
export class RunsToMakeAgain {
  readonly #lines = new Set<number>();
  readonly #usage = new UsageSum();
  readonly #judges = new UsageSum();
  readonly #simulator = new UsageSum();

  /** How many lines go. */
  get lines(): number {
    return this.#lines.size;
  }

  /** Notes the run in a line, counted from 1. */
  add({ session, asked }: RunRecord, line: number): void {
    this.#lines.add(line);
    this.#usage.add(session);
    if (asked?.judges !== undefined) this.#judges.addTotal(asked.judges);
    if (asked?.simulator !== undefined) this.#simulator.addTotal(asked.simulator);
  }

  /** What these runs took. */
  took(): MadeAgain {
    const [judges, simulator] = [this.#judges.calls(), this.#simulator.calls()];
    const asked: AskedTotal = {
      ...(judges.modelCalls > 0 && { judges }),
      ...(simulator.modelCalls > 0 && { simulator }),
    };
    return {
      usage: this.#usage.total(),
      ...(Object.keys(asked).length > 0 && { asked }),
    };
  }

  /** Puts a journal in place of the old one that holds all its other lines, and one that says what these runs took. */
  async takeOut(path: string): Promise<void> {
    const fresh = `${path}.again`;
    rmSync(fresh, { force: true });
    const fd = openSync(fresh, "ax");
    try {
      let line = 0;
      for await (const bytes of wholeLines(path)) {
        line += 1;
        if (!this.#lines.has(line)) writeWhole(fd, Buffer.concat([bytes, newline]));
      }
      const again = { schema: experimentSchema, again: this.took() };
      writeWhole(fd, Buffer.from(`${JSON.stringify(again)}\n`));
      fsyncSync(fd);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, path);
  }
}

const newline = Buffer.from("\n");

function writeWhole(fd: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(fd, bytes, written);
}
