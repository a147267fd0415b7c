// Builds the style sheet and the script into dist/, and says what each weighs. A page must stay light, so too much weight fails the build.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import * as sass from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = ["chrome109", "edge109", "firefox115", "safari15.6"];

rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist"));

const compiled = sass.compile(here("src/quilt.scss"), { loadPaths: [here("node_modules")], quietDeps: true });
if (/https?:\/\/(?!www\.w3\.org\/)/.test(compiled.css)) throw new Error("The style sheet asks something of another server.");
const css = await esbuild.transform(compiled.css, { loader: "css", minify: true, target, legalComments: "none" });
writeFileSync(here("dist/quilt.css"), css.code);

await esbuild.build({
  entryPoints: [here("src/quilt.ts")],
  outfile: here("dist/quilt.js"),
  bundle: true,
  format: "esm",
  minify: true,
  target,
  legalComments: "none",
});

for (const picture of ["mark.svg", "favicon.svg"]) copyFileSync(here(`src/${picture}`), here(`dist/${picture}`));

// Kilobytes after gzip.
const limits = { "quilt.css": 20, "quilt.js": 8 };
for (const [file, limit] of Object.entries(limits)) {
  const weight = gzipSync(readFileSync(here(`dist/${file}`)), { level: 9 }).length / 1000;
  console.log(`${file}: ${weight.toFixed(1)} kB compressed (at most ${limit})`);
  if (weight > limit) process.exitCode = 1;
}
