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

// Every page has quilt.css; the pages for finding have find.css as well, and those of plans plan.css.
for (const name of ["quilt", "find", "plan"]) {
  const compiled = sass.compile(here(`src/${name}.scss`), { loadPaths: [here("node_modules")], quietDeps: true });
  if (/https?:\/\/(?!www\.w3\.org\/)/.test(compiled.css)) throw new Error("The style sheet asks something of another server.");
  const css = await esbuild.transform(compiled.css, { loader: "css", minify: true, target, legalComments: "none" });
  writeFileSync(here(`dist/${name}.css`), css.code);
}

// Every page has quilt.js, which asks for find.js where something can be found; that asks for map.js, with Leaflet in it, where a map has streets. A plan's sliders are plan.js.
await esbuild.build({
  entryPoints: ["quilt", "find", "map", "plan"].map((name) => here(`src/${name}.ts`)),
  outdir: here("dist"),
  bundle: true,
  format: "esm",
  minify: true,
  target,
  // Leaflet asks to be named wherever it goes.
  legalComments: "inline",
  // Leaflet's own pins and layers are not used: their pictures stay out.
  loader: { ".png": "empty" },
});

for (const picture of ["mark.svg", "favicon.svg"]) copyFileSync(here(`src/${picture}`), here(`dist/${picture}`));

// What reports on paper are set in: crates/paper carries these two, with the licence they came under.
mkdirSync(here("fonts"), { recursive: true });
const inter = here("node_modules/@expo-google-fonts/inter");
copyFileSync(`${inter}/400Regular/Inter_400Regular.ttf`, here("fonts/Inter-Regular.ttf"));
copyFileSync(`${inter}/600SemiBold/Inter_600SemiBold.ttf`, here("fonts/Inter-SemiBold.ttf"));
copyFileSync(`${inter}/LICENSE_FONT`, here("fonts/Inter-licence.txt"));

// Kilobytes after gzip.
const limits = { "quilt.css": 21, "quilt.js": 8, "find.css": 4, "find.js": 3, "map.js": 46, "map.css": 5, "plan.css": 2, "plan.js": 2 };
for (const [file, limit] of Object.entries(limits)) {
  const weight = gzipSync(readFileSync(here(`dist/${file}`)), { level: 9 }).length / 1000;
  console.log(`${file}: ${weight.toFixed(1)} kB compressed (at most ${limit})`);
  if (weight > limit) process.exitCode = 1;
}
