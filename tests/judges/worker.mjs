// The judge eemeli/yaml, with the same protocol as worker.py:  node worker.mjs
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
const require = createRequire(join(process.env.SEEDFMT_NODE_MODULES ?? join(dirname(fileURLToPath(import.meta.url)), "..", "readers"), "x.js"));
const yaml = require("yaml");

function walk(node, lines) {
  if (node === null || node === undefined) return lines.push("=VAL ");
  const mark = node.anchor ? ` &${node.anchor}` : "";
  if (yaml.isAlias(node)) return lines.push("=ALI " + node.source);
  if (yaml.isMap(node)) {
    lines.push("+MAP" + mark);
    for (const pair of node.items) { walk(pair.key, lines); walk(pair.value, lines); }
    return lines.push("-MAP");
  }
  if (yaml.isSeq(node)) {
    lines.push("+SEQ" + mark);
    for (const item of node.items) {
      if (yaml.isPair(item)) { lines.push("+MAP"); walk(item.key, lines); walk(item.value, lines); lines.push("-MAP"); }
      else walk(item, lines);
    }
    return lines.push("-SEQ");
  }
  lines.push(`=VAL${mark} ` + (node.value === null ? "" : node.value));
}

function judge(text) {
  try {
    const documents = yaml.parseAllDocuments(text, { schema: "failsafe", uniqueKeys: false, version: "1.2" });
    const lines = [];
    if (documents.empty) return ["events", []];
    for (const document of documents) {
      if (document.errors.length) return null;
      lines.push("+DOC");
      walk(document.contents, lines);
      lines.push("-DOC");
    }
    return ["events", lines];
  } catch { return null; }
}

let buffer = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf(10);
    if (end < 0) return;
    const length = Number(buffer.subarray(0, end));
    if (buffer.length < end + 1 + length) return;
    const text = buffer.subarray(end + 1, end + 1 + length).toString("utf8");
    buffer = buffer.subarray(end + 1 + length);
    process.stdout.write(JSON.stringify(judge(text)) + "\n");
  }
});
