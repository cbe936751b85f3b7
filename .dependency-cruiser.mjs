// Import direction: entries -> app -> core ; adapters -> ports -> core ; nothing points outwards.
/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "core-imports-core",
      severity: "error",
      comment:
        "core/ is pure. Take the value as a parameter, or add a port in ports/ and call it from app/.",
      from: { path: "^src/core/" },
      to: { path: "^src/(?!core/)" },
    },
    {
      name: "core-reaches-no-io",
      severity: "error",
      comment: "core/ must not reach Node's I/O modules, even through another file.",
      from: { path: "^src/core/" },
      to: {
        path: "^(node:)?(fs|child_process|net|tls|http|https|os|process|worker_threads|dns)(/|$)",
        reachable: true,
      },
    },
    {
      name: "core-npm-allowlist",
      severity: "error",
      comment:
        "core/ may use pure libraries only (zod, yaml, js-yaml, ajv, re2js, stemmer, eld, @stdlib, libphonenumber-js, ibantools, ipaddr.js). Another one needs a decision record.",
      from: { path: "^src/core/" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-no-pkg"],
        pathNot:
          "node_modules/(zod|yaml|js-yaml|ajv|re2js|stemmer|eld|@stdlib|libphonenumber-js|ibantools|ipaddr[.]js)/",
      },
    },
    {
      name: "ports-are-types",
      severity: "error",
      comment: "ports/ holds interfaces only: it may name core types and nothing else.",
      from: { path: "^src/ports/" },
      to: { path: "^src/(?!ports/|core/)" },
    },
    {
      name: "app-knows-no-adapter",
      severity: "error",
      comment: "Use cases take ports as parameters; only entry points choose adapters.",
      from: { path: "^src/app/" },
      to: { path: "^src/(adapters|compose|action|bot|cli)/" },
    },
    {
      name: "adapter-knows-no-use-case",
      severity: "error",
      comment: "An adapter implements ports; it never calls back into app/ or an entry point.",
      from: { path: "^src/adapters/" },
      to: { path: "^src/(app|compose|action|bot|cli)/" },
    },
    {
      name: "adapters-are-islands",
      severity: "error",
      comment:
        "adapters/github must not import adapters/llm and so on: combine them in an entry point. What servers on loopback share is in adapters/loopback.",
      from: { path: "^src/adapters/([^/]+)/" },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/($1|loopback)/" },
    },
    {
      name: "entries-are-islands",
      severity: "error",
      comment: "action/, bot/ and cli/ share code through app/, never through each other.",
      from: { path: "^src/(action|bot|cli)/" },
      to: { path: "^src/(action|bot|cli)/", pathNot: "^src/$1/" },
    },
    {
      name: "entries-ask-compose",
      severity: "error",
      comment: "compose/ builds adapters from the config; an entry asks it and calls a use case.",
      from: { path: "^src/(action/|bot/|cli/|index[.]ts$)" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "only-compose-knows-adapters-and-config",
      severity: "error",
      comment:
        "Only compose/ knows both adapters and tracegate.yaml: give an adapter the values it needs as options.",
      from: { path: "^src/adapters/" },
      to: { path: "^src/core/config/" },
    },
    {
      name: "compose-serves-entries",
      severity: "error",
      comment: "compose/ is asked by action/, bot/ and cli/ only.",
      from: { path: "^src/(?!compose/|action/|bot/|cli/)" },
      to: { path: "^src/compose/" },
    },
    {
      name: "library-surface-is-a-leaf",
      severity: "error",
      comment:
        "src/index.ts is for users of the library: inside, import the module that owns the name.",
      from: { path: "^src/" },
      to: { path: "^src/index[.]ts$" },
    },
    {
      name: "examples-use-the-library",
      severity: "error",
      comment:
        "An example shows what a user can do: it may import src/index.ts and nothing behind it.",
      from: { path: "^examples/" },
      to: { path: "^src/(?!index[.]ts$)" },
    },
    {
      name: "vendor-stays-in-its-adapter",
      severity: "error",
      comment:
        "SDK types must not leak: octokit and @actions live in adapters/github and action/, probot in bot/, openai in adapters/llm, simple-git in adapters/git.",
      from: {
        path: "^src/",
        pathNot: "^src/(adapters/github|adapters/llm|adapters/git|adapters/cache|action|bot)/",
      },
      to: { path: "node_modules/(@octokit|@actions|probot|openai|simple-git)/" },
    },
    {
      name: "report-is-a-leaf",
      severity: "error",
      comment:
        "Deciding and rendering are separate: nothing in core/ outside report/ may import report/.",
      from: { path: "^src/core/", pathNot: "^src/core/report/" },
      to: { path: "^src/core/report/" },
    },
    {
      name: "page-knows-its-data-only",
      severity: "error",
      comment:
        "report-app/ runs in a browser, in a page that loads nothing: it may know the page's data in core/report/html and no library.",
      from: { path: "^src/report-app/" },
      to: { path: "^(?!src/report-app/|src/core/report/html/)" },
    },
    {
      name: "page-is-bundled",
      severity: "error",
      comment:
        "report-app/ reaches a page through the module that `npm run report-app` makes of it, never by an import.",
      from: { path: "^src/(?!report-app/)" },
      to: { path: "^src/report-app/" },
    },
    {
      name: "stats-knows-numbers-only",
      severity: "error",
      comment: "stats/ works on numbers and booleans; it must not know cases, traces or gates.",
      from: { path: "^src/core/stats/" },
      to: { path: "^src/core/(?!stats/|errors[.]ts)" },
    },
    {
      name: "text-knows-nothing",
      severity: "error",
      comment:
        "text/ cuts and cleans text of whatever origin; it is below all else in core/ and must not know any of it.",
      from: { path: "^src/core/text/" },
      to: { path: "^src/core/(?!text/)" },
    },
    {
      name: "yaml-knows-no-domain",
      severity: "error",
      comment: "yaml/ reads text with positions; what a case or a config is belongs to its reader.",
      from: { path: "^src/core/yaml/" },
      to: { path: "^src/core/(?!yaml/|text/|errors[.]ts|trace/json[.]ts)" },
    },
    {
      name: "agent-surface-is-small",
      severity: "error",
      comment:
        "What an agent's author sees must not drag the gate along: agent/ may name text/, trace/ and errors only.",
      from: { path: "^src/core/agent/" },
      to: { path: "^src/core/(?!agent/|text/|trace/|errors[.]ts)" },
    },
    {
      name: "data-below-judgement",
      severity: "error",
      comment:
        "trace/, facts/ and dataset/ are the bottom of core: they must not know evaluators, gates or reports.",
      from: { path: "^src/core/(trace|facts|dataset|redact)/" },
      to: {
        path: "^src/core/(evaluator|config|simulation|plan|gate|cluster|blame|calibrate|intake|report)/",
      },
    },
    {
      name: "config-below-runs",
      severity: "error",
      comment:
        "config/ says what the user wrote: it must not know runs, decisions or reports. It may ask the gate one thing: whether its floors can be proven.",
      from: { path: "^src/core/config/" },
      to: {
        path: "^src/core/(plan|gate|cluster|blame|calibrate|intake|report)/",
        pathNot: "^src/core/gate/check-plan[.]ts$",
      },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Break the cycle by moving the shared type down.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-test-in-src",
      severity: "error",
      comment: "Production code must not import from test/.",
      from: { path: "^src/" },
      to: { path: "^test/" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "Import does not resolve.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".mjs", ".js"],
    },
  },
};
