// Builds what the portal needs from npm into dist/, the only folder that runtime reads:
//   dist/static/  goes into STATICFILES_DIRS: js/editor.js (one module) and css/tokens.css
//   dist/fonts/   full TrueType fonts (OFL) that the PDF renderer embeds
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { isLibrary, patched } from "./patches/y-tiptap.js";

const modules = new URL("./node_modules/", import.meta.url);
const dist = new URL("./dist/", import.meta.url);

const copies = {
  "@digital-go-jp/design-tokens/dist/tokens.css": "static/css/tokens.css",
  "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf": "fonts/NotoSansJP-400.ttf",
  "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf": "fonts/NotoSansJP-700.ttf",
  "@expo-google-fonts/noto-sans-jp/LICENSE_FONT": "fonts/NotoSansJP-LICENSE.txt",
  "@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf": "fonts/NotoSerifJP-400.ttf",
  "@expo-google-fonts/noto-serif-jp/700Bold/NotoSerifJP_700Bold.ttf": "fonts/NotoSerifJP-700.ttf",
  "@expo-google-fonts/noto-serif-jp/LICENSE_FONT": "fonts/NotoSerifJP-LICENSE.txt",
};

const copyAssets = {
  name: "copy-assets",
  closeBundle() {
    for (const [from, to] of Object.entries(copies)) {
      const target = new URL(to, dist);
      mkdirSync(new URL(".", target), { recursive: true });
      cpSync(new URL(from, modules), target);
    }
  },
};

let isPatched = false;
const patchedLibrary = {
  name: "patched-y-tiptap",
  transform(code, id) {
    if (!isLibrary(id)) return null;
    isPatched = true;
    const { version } = JSON.parse(readFileSync(new URL("@tiptap/y-tiptap/package.json", modules), "utf8"));
    return { code: patched(code, version, fileURLToPath(new URL("./src/paragraph-content.js", import.meta.url))), map: null };
  },
  buildEnd(error) {
    if (!error && !isPatched) this.error("@tiptap/y-tiptap was not found, and so not patched");
  },
};

export default defineConfig({
  plugins: [copyAssets, patchedLibrary],
  publicDir: false,
  build: {
    outDir: "dist/static",
    target: "es2022",
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: "src/index.js",
      output: { entryFileNames: "js/editor.js" },
    },
  },
});
