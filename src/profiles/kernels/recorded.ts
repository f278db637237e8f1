/**
 * The kernels whose outputs were recorded, and their configurations.
 *
 * Source of each entry: `test/fixtures/linux*` (release, banner, messages, front ends that showed files) and the Debian
 * configuration of that package.
 */
import type { KernelProfile, PstoreProfile, RamoopsSwitches } from '../kernel.ts';

/** KMALLOC_MAX_SIZE: 2^(MAX_ORDER - 1) pages, 1024 of 4 KiB; on ppc64le 256 of 64 KiB. */
const KMALLOC_MAX_4K_PAGES = 4 * 2 ** 20;
const KMALLOC_MAX_64K_PAGES = 16 * 2 ** 20;
/** Stands for the free memory of a small machine, which is what bounds vmalloc. */
const VMALLOC_MAX = 256 * 2 ** 20;

const ramoops61: RamoopsSwitches = {
  reasons: 'max-reason',
  zoneAlignBytes: 2,
  dumpZones: 'dmesg',
  hasLabels: true,
  zapsEmptyZones: false,
  zapsBeforeDump: true,
  dropsStaleCopy: true,
  limitsHeaderErrors: true,
  eccNoticePrefix: 'ECC: ',
  lastLine: 'using',
  memTypes: 'three',
  refusesSecond: 'first',
};

const pstore61: PstoreProfile = {
  compression: 'crypto-api',
  zoneOrder: 'ftrace-pmsg',
  secondBackend: 'unexpected',
  efiName: 'efi',
  reportsWriteErrors: false,
  probeFailure: 'probe-of',
  freesFailedZone: false,
  kmallocMaxBytes: KMALLOC_MAX_4K_PAGES,
  allocationMaxBytes: KMALLOC_MAX_4K_PAGES,
  ftraceCpuInIp: 0,
  linkage: 'module',
  modules: [
    { name: 'reed_solomon', taints: '' },
    { name: 'ramoops', taints: '' },
  ],
  frontEnds: { console: false, pmsg: false, ftrace: false },
  compressors: ['deflate'],
  kmsgBytes: 10240,
  kmsgBytesParameter: false,
  earlierBackend: null,
  memName: false,
  consoleName: 'backend',
  compressionText: 'Using crash dump compression',
  ramoops: ramoops61,
};

const pstore612: PstoreProfile = {
  ...pstore61,
  compression: 'zlib',
  zoneOrder: 'pmsg-ftrace',
  secondBackend: 'in-use',
  efiName: 'efi_pstore',
  reportsWriteErrors: true,
  probeFailure: 'probe-with-driver',
  freesFailedZone: true,
  allocationMaxBytes: VMALLOC_MAX,
  kmsgBytesParameter: true,
  memName: true,
};

/** Buffer sizes as Debian configures them. */
const printk61 = {
  caller: false,
  lineMaxBytes: 991,
  consoleEnabledText: 'printk: console',
  ring: 'finalized-id',
  logBufShift: 17,
  logCpuMaxBufShift: 12,
} as const;
const printk612 = {
  ...printk61,
  lineMaxBytes: 1023,
  consoleEnabledText: 'printk: legacy console',
  ring: 'finalized-seq',
} as const;

/** Debian 12's kernel on the emulated PC; `deb61` in the recorded consoles. */
const debian61amd64: KernelProfile = {
  release: '6.1.0-56-amd64',
  aliases: ['deb61'],
  architecture: 'x86_64',
  wordBytes: 8,
  pageSizeBytes: 4096,
  version: { major: 6, patchlevel: 1, sublevel: 192 },
  stackDumpVersion: '#1  Debian 6.1.192-2',
  evidence: 'recorded',
  smp: true,
  possibleCpus: 1,
  printk: printk61,
  pstore: pstore61,
};

/** Debian 12 backports; `deb612` in the recorded consoles. */
const debian612amd64: KernelProfile = {
  ...debian61amd64,
  release: '6.12.117+deb12-amd64',
  aliases: ['deb612'],
  version: { major: 6, patchlevel: 12, sublevel: 117 },
  stackDumpVersion: '#1  Debian 6.12.117-1~deb12u1',
  printk: printk612,
  pstore: pstore612,
};

/** Small private build with every pstore front end and compressor, one CPU; `full61` in the recorded consoles. */
const oracle61: KernelProfile = {
  ...debian61amd64,
  release: '6.1.192-oracle',
  aliases: ['full61'],
  stackDumpVersion: '#1 ',
  smp: false,
  pstore: {
    ...pstore61,
    frontEnds: { console: true, pmsg: true, ftrace: true },
    compressors: ['deflate', 'lzo', 'lz4', 'lz4hc', '842', 'zstd'],
  },
};

/** The same with SMP and printk caller ids; `full61smp` in the recorded consoles. */
const oracle61smp: KernelProfile = {
  ...oracle61,
  release: '6.1.192-oracle-smp',
  aliases: ['full61smp'],
  stackDumpVersion: '#2 ',
  smp: true,
  possibleCpus: 2,
  printk: { ...printk61, caller: true, lineMaxBytes: 975 },
};

const debian61arm64: KernelProfile = {
  ...debian61amd64,
  release: '6.1.0-50-arm64',
  aliases: ['arm64-61'],
  architecture: 'arm64',
  version: { major: 6, patchlevel: 1, sublevel: 176 },
  stackDumpVersion: '#1  Debian 6.1.176-1',
  // From the package before it is signed.
  pstore: {
    ...pstore61,
    modules: [
      { name: 'reed_solomon', taints: 'E' },
      { name: 'ramoops', taints: 'E' },
    ],
  },
};

const debian612arm64: KernelProfile = {
  ...debian612amd64,
  release: '6.12.117+deb12-arm64',
  aliases: ['arm64-612'],
  architecture: 'arm64',
  pstore: {
    ...pstore612,
    modules: [
      { name: 'deflate', taints: 'E' },
      { name: 'reed_solomon', taints: 'E' },
      { name: 'ramoops', taints: 'E' },
    ],
  },
};

/** Debian's armhf kernel; pstore, ramoops and reed_solomon were modules built from 6.1.192 (taint OE). */
export const debian61armmp: KernelProfile = {
  ...debian61arm64,
  release: '6.1.0-50-armmp',
  aliases: ['armmp'],
  architecture: 'arm',
  wordBytes: 4,
  pstore: {
    ...pstore61,
    modules: [
      { name: 'deflate', taints: 'E' },
      { name: 'reed_solomon', taints: 'OE' },
      { name: 'pstore', taints: 'OE' },
      { name: 'ramoops', taints: 'OE' },
    ],
    frontEnds: { console: true, pmsg: true, ftrace: false },
  },
};

const debian61ppc64le: KernelProfile = {
  ...debian61armmp,
  release: '6.1.0-50-powerpc64le',
  aliases: ['ppc64le'],
  architecture: 'ppc64le',
  wordBytes: 8,
  pageSizeBytes: 65536,
  pstore: {
    ...debian61armmp.pstore,
    kmallocMaxBytes: KMALLOC_MAX_64K_PAGES,
    allocationMaxBytes: KMALLOC_MAX_64K_PAGES,
  },
};

/** Private ppc64le build with PSTORE built in, FA_DUMP and LKDTM; its NVRAM backend registers before ramoops. */
const fadump61: KernelProfile = {
  ...debian61ppc64le,
  release: '6.1.192-fadump',
  aliases: ['ppc-fadump'],
  version: { major: 6, patchlevel: 1, sublevel: 192 },
  stackDumpVersion: '#3 ',
  pstore: {
    ...debian61ppc64le.pstore,
    modules: [
      { name: 'reed_solomon', taints: '' },
      { name: 'ramoops', taints: '' },
    ],
    earlierBackend: 'nvram',
  },
};

/** A small private build of 6.12 for pseries with FA_DUMP, which takes the hash MMU by itself; its NVRAM backend is small. */
const fadump612: KernelProfile = {
  ...fadump61,
  release: '6.12.117-fadump',
  aliases: ['ppc-fadump-612'],
  version: { major: 6, patchlevel: 12, sublevel: 117 },
  hashMmuByDefault: true,
  sysrqDefault: 1,
  stackDumpVersion: '#2 ',
  printk: printk612,
  pstore: {
    ...pstore612,
    kmallocMaxBytes: KMALLOC_MAX_64K_PAGES,
    modules: [],
    linkage: 'builtin',
    frontEnds: { console: true, pmsg: false, ftrace: false },
    earlierBackend: 'nvram',
  },
};

/** A small private build, big-endian, for both platforms, with pstore and FA_DUMP; it takes the hash MMU by itself. */
const build61ppc64: KernelProfile = {
  ...fadump61,
  release: '6.1.192-ppc64',
  aliases: ['ppc64'],
  byteOrder: 'big',
  hashMmuByDefault: true,
  sysrqDefault: 1,
  stackDumpVersion: '#2 ',
  pstore: { ...fadump61.pstore, linkage: 'builtin', modules: [] },
};

/** Debian's kernel as it is with CONFIG_FA_DUMP, which it has not: composed, nothing of it was built. */
const debian61ppc64leFadump: KernelProfile = {
  ...debian61ppc64le,
  release: '6.1.0-50-powerpc64le-fadump',
  aliases: ['ppc64le-fadump'],
  evidence: 'read',
};

export const recordedKernels: readonly KernelProfile[] = [
  debian61amd64,
  oracle61,
  oracle61smp,
  debian612amd64,
  debian61arm64,
  debian612arm64,
  debian61armmp,
  debian61ppc64le,
  fadump61,
  build61ppc64,
  fadump612,
  debian61ppc64leFadump,
];
