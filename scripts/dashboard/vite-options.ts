import { join } from "node:path";
import react from "@vitejs/plugin-react";
import type { InlineConfig, Plugin } from "vite";

/**
 * Vite's options for the console, below `/console/` of the gateway.
 *
 * @param root of the repository
 * @param outDir of a build
 */
export function viteOptions(root: string, outDir: string): InlineConfig {
  return {
    root: join(root, "dashboard"),
    base: "/console/",
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    cacheDir: join(root, "node_modules", ".vite-console"),
    plugins: [react(), paintWithTheme()],
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2023",
      // The policy of the page forbids inline scripts, and every browser that runs it preloads modules.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
    },
  };
}

/** Holds the first paint until the script has chosen the theme: without it a dark page flashes white. */
function paintWithTheme(): Plugin {
  return {
    name: "paint-with-theme",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}
