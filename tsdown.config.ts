import { defineConfig } from 'tsdown';
import { bundledLicenses } from './scripts/bundled-licenses.ts';

/** Packages of many small files, of which little is used: read one by one they take longer than all the rest of a start. */
const bundled = /^(zod|yaml|xstate|commander|picocolors|eventemitter3|seedrandom|@noble\/hashes)(\/|$)/;

export default defineConfig({
  entry: { main: 'src/cli/main.ts', 'campaign-worker': 'src/cli/campaign/worker.ts', index: 'src/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: { entry: 'src/index.ts' },
  outDir: 'dist',
  clean: true,
  sourcemap: false,
  deps: {
    // The types go on naming them.
    alwaysBundle: (id, importer) => bundled.test(id) && importer?.endsWith('.d.ts') !== true,
    onlyBundle: false,
  },
  plugins: [bundledLicenses()],
});
