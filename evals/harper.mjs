// Lints texts with Harper: node harper.mjs FOLDER, the folder being where `npm install harper.js`
// was run. Takes a list of texts as JSON, prints for each a list of [start, end, kind]: offsets
// in characters (code points).
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const dist = path.resolve(process.argv[2], "node_modules", "harper.js", "dist");
const load = (file) => import(pathToFileURL(path.join(dist, file)));
const { LocalLinter } = await load("index.js");
const { binary } = await load("binary.js");
const linter = new LocalLinter({ binary });
await linter.setup();
const texts = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const text of texts) {
  const lints = await linter.lint(text, { language: "markdown" });
  found.push(lints.map((lint) => [lint.span().start, lint.span().end, lint.lint_kind()]));
}
process.stdout.write(JSON.stringify(found));
