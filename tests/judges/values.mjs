// Reads {"texts": [front matter, ...], "json": [JSON text, ...]} from standard input; prints for each pair whether eemeli/yaml
// reads from the one what JSON.parse reads from the other, members in the same order.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";
const require = createRequire(join(process.env.SEEDFMT_NODE_MODULES ?? join(dirname(fileURLToPath(import.meta.url)), "..", "readers"), "x.js"));
const yaml = require("yaml");
const { texts, json } = JSON.parse(readFileSync(0, "utf8"));
const verdicts = texts.map((text, place) => {
  const wanted = yaml.parse(text, { version: "1.2", merge: true }) ?? {};
  return JSON.stringify(wanted) === JSON.stringify(JSON.parse(json[place]));
});
console.log(JSON.stringify(verdicts));
