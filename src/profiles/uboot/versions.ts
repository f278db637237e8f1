/**
 * The U-Boot releases the simulator knows.
 *
 * Console bytes of the pstore command were recorded on all four; the texts of boot, device-tree hand-over and storage of the
 * three older ones are read in their sources. Build dates are those of the release commits, in UTC, as a reproducible build
 * prints them; the compiler is the one of the recorded 2026.07 build.
 */
import type { UBootProfile } from './profile.ts';

const v202101: UBootProfile = {
  version: '2021.01',
  aliases: ['v2021.01'],
  buildDate: 'Jan 11 2021 - 18:11:43 +0000',
  compiler: 'gcc (Debian 12.2.0-14+deb12u1) 12.2.0',
  linker: 'GNU ld (GNU Binutils for Debian) 2.40',
  evidence: 'recorded',
  autobootPrompt: 'backspace',
  decimalTakes0x: false,
  coreLine: false,
  deviceTree: {
    reservedMemory: 'must-be-absent',
    cells: 'always-2',
    chosenVersion: false,
    workingFdtLine: false,
    fdtHighWarning: false,
  },
  storage: {
    badDeviceLine: false,
    partitionLine: false,
    blockDeviceLine: false,
    ext4ConsistentLine: true,
    metadataCsumText: 'Unsupported feature metadata_csum found, not writing.',
    ext4List: 'own',
    ext4MountFailureLine: true,
    outsideLine: 'named',
    ext4AbsoluteOnly: true,
    ext4Refusal: 'metadata-csum',
    ext4ClosesRefused: false,
    ext4KeepsMode: false,
    ext4LinkTest: 'any-bit',
    ext4IncompatLine: false,
    ext4ChecksTable: false,
  },
  sizeRollsOver: false,
  echoOption: '\\c',
  resetTakesWarm: false,
  deletingNothing: 'fails',
  forceComplains: true,
  returnCodeIsFlag: true,
  setenvOptionsOnly: 'null-pointer',
  commandBehindAssignment: false,
  illegalCharacterText: "'='in",
  exitEnds: true,
  exitKeepsStatus: false,
  runKeepsStatus: false,
  emptyLocalUnsets: false,
  outOfMemoryText: 'memory not allocated',
  sleepInterruptedIsUsage: true,
};

const v202301: UBootProfile = {
  ...v202101,
  version: '2023.01',
  aliases: ['v2023.01'],
  buildDate: 'Jan 09 2023 - 16:07:33 +0000',
  decimalTakes0x: true,
  coreLine: true,
  deviceTree: {
    reservedMemory: 'may-exist',
    cells: 'own-or-2',
    chosenVersion: true,
    workingFdtLine: true,
    fdtHighWarning: false,
  },
  storage: {
    ...v202101.storage,
    badDeviceLine: true,
    partitionLine: true,
    blockDeviceLine: true,
    ext4MountFailureLine: false,
    outsideLine: 'none',
  },
  sizeRollsOver: true,
  echoOption: '-n',
  deletingNothing: 'succeeds',
  forceComplains: false,
  commandBehindAssignment: true,
  resetTakesWarm: true,
  exitEnds: false,
  outOfMemoryText: 'xrealloc failed',
  sleepInterruptedIsUsage: false,
};

const v202501: UBootProfile = {
  ...v202301,
  version: '2025.01',
  aliases: ['v2025.01'],
  buildDate: 'Jan 07 2025 - 00:54:44 +0000',
  deviceTree: { ...v202301.deviceTree, cells: 'own-or-root' },
  storage: {
    ...v202301.storage,
    ext4ConsistentLine: false,
    metadataCsumText: 'Unsupported RO compat features found 00000400, not writing.',
    ext4List: 'generic',
    ext4AbsoluteOnly: false,
    ext4Refusal: 'feature-bits',
    ext4KeepsMode: true,
    ext4LinkTest: 'exact',
    ext4IncompatLine: true,
  },
  returnCodeIsFlag: false,
  exitEnds: true,
  exitKeepsStatus: true,
  runKeepsStatus: true,
  emptyLocalUnsets: true,
  illegalCharacterText: "'=' in",
};

const v202607: UBootProfile = {
  ...v202501,
  version: '2026.07',
  aliases: ['v2026.07'],
  buildDate: 'Jul 06 2026 - 23:50:43 +0000',
  autobootPrompt: 'erase-line',
  setenvOptionsOnly: 'ignored',
  storage: { ...v202501.storage, outsideLine: 'starred', ext4ClosesRefused: true, ext4ChecksTable: true },
  deviceTree: { ...v202501.deviceTree, fdtHighWarning: true },
};

export const ubootVersions: readonly UBootProfile[] = [v202101, v202301, v202501, v202607];
