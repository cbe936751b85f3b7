import { homedir } from "node:os";
import type { Plugin } from "rolldown";

/** Fails the build where a path of this machine got into a file, so that every machine builds the same bytes. */
export function refuseMachinePaths(root: string): Plugin {
  const paths = [root, `${homedir()}/`];
  return {
    name: "refuse-machine-paths",
    generateBundle: {
      // After whoever adds files.
      order: "post",
      handler(_options, bundle) {
        for (const output of Object.values(bundle)) {
          const text = output.type === "chunk" ? output.code : output.source.toString();
          const path = paths.find((one) => text.includes(one));
          if (path !== undefined)
            this.error(`${output.fileName} names a path of this machine: ${path}`);
        }
      },
    },
  };
}
