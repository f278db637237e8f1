/**
 * Main id registers of 32-bit ARM cores, by the `compatible` of their device tree node.
 *
 * A15 as recorded (`CPU: ARMv7 Processor [414fc0f0]`); A9 r2p10 is what an i.MX6 Quad has [read].
 */
const mainIds: Readonly<Record<string, string>> = {
  'arm,cortex-a9': '412fc09a',
  'arm,cortex-a15': '414fc0f0',
};

/** Eight hexadecimal digits, or null for a core that is not listed. */
export function armMainId(cpuCompatible: string): string | null {
  return mainIds[cpuCompatible] ?? null;
}
