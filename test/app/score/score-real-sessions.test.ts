import { existsSync, globSync } from "node:fs";
import { expect, test } from "vitest";
import { sessionFiles } from "../../../src/adapters/fs/read-sessions.ts";
import { scoreSessions } from "../../../src/app/score/score-sessions.ts";
import { renderScoreSummary } from "../../../src/core/report/terminal/score-summary.ts";

const source = sessionFiles(".", { format: "auto" });
const airline = "../shared/data/tau-airline-gpt4o";
const retail = "../shared/data/tau-retail-versions";

test.skipIf(!existsSync(airline))(
  `100 real sessions have the published pass^k, and 16 empty searches (needs ${airline})`,
  async () => {
    const files = globSync(`${airline}/*.json`);
    const summary = await scoreSessions({ format: "auto", files, source });
    expect(summary).toMatchObject({ sessions: 100, turns: 860, repeated: 0 });
    expect(renderScoreSummary(summary)).toContain("pass^1..4 = 0.31, 0.193333, 0.17, 0.16\n");
    const tools = summary.emptyRetrievals.map(({ tool }) => tool);
    expect(tools.filter((tool) => tool === "search_direct_flight")).toHaveLength(13);
    expect(tools.filter((tool) => tool === "search_onestop_flight")).toHaveLength(3);
    expect(tools).toHaveLength(16);
    // Counted apart, in Python, from the messages themselves.
    const repeated = summary.evaluators.find(({ evaluator }) => evaluator === "no-repeated-call@1");
    expect(repeated).toMatchObject({ passed: 86, failed: 14, unscored: 0 });
    expect(summary.dropped).toMatchObject([{ path: "/0/info", count: 100 }]);
  },
);

test.skipIf(!existsSync(retail))(
  `two versions of a retail agent pass 36 and 37 of 50 tasks (needs ${retail})`,
  async () => {
    const passed = await Promise.all(
      globSync(`${retail}/*.json`)
        .toSorted()
        .map(async (file) => {
          const { rewards } = await scoreSessions({ format: "auto", files: [file], source });
          return rewards;
        }),
    );
    expect(passed).toMatchObject([
      { passed: 36, rewarded: 50 },
      { passed: 37, rewarded: 50 },
    ]);
  },
);
