import { z } from "zod";

const insideProject = /^(?!\/)(?![A-Za-z]:)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{Cc}]+$/u;

const expected = "a path inside the project, from its root, with `/` and without `..`";

/** A path or glob below the project root: never absolute, never through `..`, the same on every system. */
export const projectPath = z.string().min(1).max(500).regex(insideProject, expected);

/** A folder below the project root, kept without `./` in front and `/` behind. */
export const projectFolder = projectPath
  .regex(/^(?![./]*$)/, "a folder of its own, not the whole project")
  .overwrite((path) =>
    path
      .split("/")
      .filter((part) => part !== "" && part !== ".")
      .join("/"),
  );
