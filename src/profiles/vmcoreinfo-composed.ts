/**
 * VMCOREINFO of kernels that could not be recorded: that of a recorded kernel of the same version and architecture, whose structures are the same, with places of
 * their own for the symbols.
 *
 * Composed. `6.1.192-fadump` and `6.1.192-ppc64` are small private builds: their symbols are put into their data, one page apart, in the order of the recorded text; the build id,
 * which is not known, is left out.
 */
import { recordedVmcoreInfo } from './vmcoreinfo.data.ts';

interface Composition {
  readonly like: string;
  /** Where the first symbol goes, on a boundary of 64 KiB: that is the root of the page tables; null: all lie where the other's lie. */
  readonly data: bigint | null;
}

const compositions: Readonly<Record<string, Composition>> = {
  '6.1.0-50-powerpc64le-fadump': { like: '6.1.0-50-powerpc64le', data: null },
  '6.1.192-fadump': { like: '6.1.0-50-powerpc64le', data: 0xc000000000660000n },
  '6.1.192-ppc64': { like: '6.1.0-50-powerpc64le', data: 0xc000000000600000n },
};

const ROOT = 'swapper_pg_dir';
const ROOT_BYTES = 0x10000n;
const APART = 0x1000n;

/** Null for a kernel of which nothing is known. */
export function composedVmcoreInfo(release: string): string | null {
  const composition = compositions[release];
  const recorded = composition === undefined ? undefined : recordedVmcoreInfo[composition.like];
  if (composition === undefined || recorded === undefined) return null;
  const { data } = composition;
  let place = (data ?? 0n) + ROOT_BYTES;
  const lines = recorded.trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('BUILD-ID='))
    .map((line) => {
      if (line.startsWith('OSRELEASE=')) return `OSRELEASE=${release}`;
      const symbol = /^SYMBOL\((\w+)\)=/.exec(line);
      if (data === null || symbol === null || symbol[1] === '_stext') return line;
      if (symbol[1] === ROOT) return `SYMBOL(${ROOT})=${data.toString(16)}`;
      const at = place;
      place += APART;
      return `${symbol[0]}${at.toString(16)}`;
    })
    .join('\n');
}
