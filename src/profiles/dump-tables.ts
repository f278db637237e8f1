/** The kernels whose debug files were read. One without such a table has no companion vmlinux. */
import type { DumpFacts } from './dump-facts.ts';
import { debian61amd64Dump } from './kernels/debian61amd64.dump.data.ts';
import { debian612amd64Dump } from './kernels/debian612amd64.dump.data.ts';

const recorded: Readonly<Record<string, DumpFacts>> = {
  '6.1.0-56-amd64': debian61amd64Dump,
  '6.12.117+deb12-amd64': debian612amd64Dump,
};

export function dumpFacts(release: string): DumpFacts | null {
  return recorded[release] ?? null;
}
