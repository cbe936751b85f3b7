import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Where the young generation stops growing. With half of it reading took longer, with more only memory. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Keeps V8's young generation small, for a command that makes much garbage and keeps little; to be called again and
 * again while it works.
 *
 * V8 lets it grow to 96 MB as long as objects survive in it, which spans that wait for their session do: the larger the
 * file, the more memory it would take, and no faster. The size that it may have is fixed when a process starts, but the
 * factor by which it grows is asked for each time.
 */
export function keepYoungHeapSmall(): void {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  if (young !== undefined && young.space_size >= mostBytes)
    setFlagsFromString("--semi-space-growth-factor=1");
}
