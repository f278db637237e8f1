/**
 * Which kernel wrote a region: by the order of its zones, the version in the signature of its function traces, the words of its
 * log, and how its dumps are compressed.
 */
import { linuxVersionCode } from '../../formats/persistent-ram.ts';
import { kernels } from '../../profiles/kernels.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { DumpRecord } from '../dump-records.ts';
import type { Confidence } from './confidence.ts';
import type { ZoneOrder } from './layout.ts';
import type { ScoredLayout } from './layout-score.ts';
import type { Evidence } from './zone-evidence.ts';

export interface KernelGuess {
  /** Linux 6.2 put pmsg before the function traces; null where the zones do not tell. */
  readonly zoneOrder: ZoneOrder | null;
  /** `6.1.176`, of the function traces' signature; a sub-level of 255 stands for any above. Null without such zones. */
  readonly version: string | null;
  /** As the log says it: `6.1.0-50-arm64`. */
  readonly release: string | null;
  /** How dumps are stored: `deflate`, `lz4`, …, `none`; null without a dump that could be read. */
  readonly compression: string | null;
  /** A kernel of this tool that would find these zones, for `--kernel`; null where none has this order. */
  readonly profile: string | null;
  readonly confidence: Confidence;
  readonly why: readonly string[];
}

type ReadDump = Pick<DumpRecord, 'what' | 'bytes'>;

const RELEASE = /Linux version (\d+\.\d+[\w.+~-]*)|(?:Not tainted|Tainted: [A-Z ]+) (\d+\.\d+[\w.+~-]*) #/;
const TEXT_BYTES_MAX = 2 ** 20;

export function guessKernel(best: ScoredLayout, evidence: Evidence, records: readonly ReadDump[]): KernelGuess {
  const { order } = best.layout;
  const trace = best.views.find(({ zone, header }) => zone.kind === 'ftrace' && header !== null);
  const code = trace?.header?.version ?? null;
  const release = releaseIn(best, evidence, records);
  const why: string[] = [];
  if (order !== null)
    why.push(order === 'pmsg-ftrace' ? 'pmsg before ftrace: 6.2 or later' : 'ftrace before pmsg: before 6.2');
  if (code !== null) why.push(`the signature of the function traces is that of ${versionText(code)}`);
  if (release !== null) why.push(`the log says ${release}`);
  if (why.length === 0) why.push('neither function traces nor a log tell');
  const isSure = trace?.hasParity === true || (release !== null && code !== null && sameVersion(release, code));
  return {
    zoneOrder: order,
    version: code === null ? null : versionText(code),
    release,
    compression: compressionOf(records),
    profile: profileFor(order, code, release),
    confidence: isSure ? 'certain' : code !== null || release !== null || order !== null ? 'likely' : 'possible',
    why,
  };
}

function versionText(code: number): string {
  return `${code >>> 16}.${(code >>> 8) & 0xff}.${code & 0xff}`;
}

/** Distributions keep 6.1.0 in the release's name: only the first two numbers are compared. */
function sameVersion(release: string, code: number): boolean {
  return release.startsWith(`${code >>> 16}.${(code >>> 8) & 0xff}.`);
}

function releaseIn({ layout, views }: ScoredLayout, evidence: Evidence, records: readonly ReadDump[]): string | null {
  for (const { bytes } of records) {
    const found = releaseOf(bytes);
    if (found !== null) return found;
  }
  const console = views.find(({ zone }) => zone.kind === 'console');
  return console === undefined ? null : releaseOf(evidence.data(console.zone, layout.ecc).bytes);
}

function releaseOf(bytes: Uint8Array): string | null {
  const match = RELEASE.exec(latin1Text(bytes.subarray(0, TEXT_BYTES_MAX)));
  return match === null ? null : (match[1] ?? match[2]!);
}

function compressionOf(records: readonly ReadDump[]): string | null {
  for (const { what } of records) {
    if (what.startsWith('plain')) return 'none';
    if (what.startsWith('deflated') || what.includes('with deflate')) return 'deflate';
    const match = /compressed with (\w+)/.exec(what);
    if (match !== null) return match[1]!;
  }
  return null;
}

/** The kernel of that name; else of that version; else one of that generation. */
function profileFor(order: ZoneOrder | null, code: number | null, release: string | null): string | null {
  const byName = kernels.find((kernel) => kernel.release === release);
  const byCode = kernels.find((kernel) => linuxVersionCode(kernel.version) === code);
  const byOrder = kernels.find((kernel) => order === null || kernel.pstore.zoneOrder === order);
  const byNumbers = kernels.find(
    ({ version, pstore }) =>
      code !== null &&
      code >>> 8 === version.major * 256 + version.patchlevel &&
      (order === null || pstore.zoneOrder === order),
  );
  return (byName ?? byCode ?? byNumbers ?? byOrder)?.release ?? null;
}
