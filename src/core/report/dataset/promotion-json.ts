import type { Promotion } from "../../calibrate/promotion.ts";
import type { Case } from "../../dataset/dataset.ts";
import { countDiff } from "../../dataset/dataset-diff.ts";

/** Version of the JSON that `dataset promote --json` prints. */
const promotionSchema = "tracegate.promotion/1";

/** What became of a promotion, for programs; of cases what names them. */
export function promotionJson(promotion: Promotion): object {
  if (promotion.kind === "unchanged") return { schema: promotionSchema, ...promotion };
  const { diff, ...rest } = promotion;
  const { added, changed, removed, ...others } = diff;
  return {
    schema: promotionSchema,
    ...rest,
    diff: {
      added: added.map(named),
      changed: changed.map(named),
      removed: removed.map(named),
      ...others,
      byDimension: countDiff(diff, ({ dimensions }) => dimensions),
      byFailureMode: countDiff(diff, ({ failureMode }) =>
        failureMode === undefined ? [] : [failureMode],
      ),
    },
  };
}

function named({ id, title, status, file, digest }: Case): object {
  return { id, title, status, file, digest };
}
