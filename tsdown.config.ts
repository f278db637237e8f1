import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/cli/main.ts', 'campaign-worker': 'src/cli/campaign/worker.ts', index: 'src/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: { entry: 'src/index.ts' },
  outDir: 'dist',
  clean: true,
  sourcemap: false,
});
