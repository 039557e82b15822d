// js-yaml 3 and 4, yaml (npm) in both versions, gray-matter:  node worker.cjs NAME ; the protocol is that of worker.py
"use strict";
const name = process.argv[2];
const MOST = 20000;

function bits(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function tagged() {
  let left = MOST;
  return function tag(value, depth) {
    if (--left < 0 || depth > 60) throw new Error("too large");
    if (value === null || value === undefined) return ["null"];
    switch (typeof value) {
      case "boolean": return ["bool", value];
      case "bigint": return ["int", value.toString()];
      case "number":
        if (Number.isInteger(value)) return ["int", BigInt(value).toString()];
        return ["float", Number.isNaN(value) ? "7ff8000000000000" : bits(value)];
      case "string": return ["str", value];
      case "symbol": return ["symbol", String(value.description)];
    }
    if (value instanceof Date) return ["time", Number.isNaN(value.getTime()) ? "invalid" : value.toISOString()];
    if (value instanceof Uint8Array) return ["binary", Buffer.from(value).toString("base64")];
    if (Array.isArray(value)) return ["seq", value.map((item) => tag(item, depth + 1))];
    if (value instanceof Map) return ["map", [...value].map(([key, item]) => [tag(key, depth + 1), tag(item, depth + 1)])];
    if (value instanceof Set) return ["map", [...value].map((key) => [tag(key, depth + 1), ["null"]])];
    return ["map", Object.keys(value).map((key) => [["str", key], tag(value[key], depth + 1)])];
  };
}

function given(request) {
  if (request[0] === "yaml") return request[1];
  if (request[2] === null) throw new Error("no front matter");
  return request[2];
}

const readers = {
  "js-yaml-3": () => { const yaml = require("js-yaml-3"); return (request) => yaml.safeLoad(given(request)); },
  "js-yaml-4": () => { const yaml = require("js-yaml-4"); return (request) => yaml.load(given(request)); },
  "yaml": () => { const yaml = require("yaml"); return (request) => yaml.parse(given(request), { logLevel: "error" }); },
  "yaml-1.1": () => {
    const yaml = require("yaml");
    return (request) => yaml.parse(given(request), { version: "1.1", logLevel: "error" });
  },
  "gray-matter": () => {
    const matter = require("gray-matter");
    return (request) => {
      const text = request[0] === "yaml" ? `---\n${request[1]}\n---\n` : request[1];
      return matter(text, {}).data; // with options nothing is cached
    };
  },
};
const read = readers[name]();

let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop();
  let out = "";
  for (const line of lines) {
    let answer;
    try { answer = tagged()(read(JSON.parse(line)), 0); } catch (error) { answer = ["error", String(error).slice(0, 200)]; }
    out += JSON.stringify(answer) + "\n";
  }
  process.stdout.write(out);
});
