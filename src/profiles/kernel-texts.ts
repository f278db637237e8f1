/** The texts of each kernel that has any, by release. */

import { composeCrash } from './crash-data.ts';
import type { KernelText } from './kernel-text.ts';
import { apertis419BootLogs } from './kernels/apertis419.boot.data.ts';
import { apertis419CrashPaths } from './kernels/apertis419.crash-paths.data.ts';
import { apertis419BootModules } from './kernels/apertis419.modules.data.ts';
import { archCrash, archFacts, arm64Crashme61, arm64Crashme612, armmpSymbols } from './kernels/arch-facts.ts';
import { build61ppc64BootLogs } from './kernels/build61ppc64.boot.data.ts';
import { build61ppc64CrashPaths } from './kernels/build61ppc64.crash-paths.data.ts';
import { debian61amd64BootLogs } from './kernels/debian61amd64.boot.data.ts';
import { debian61amd64Crash } from './kernels/debian61amd64.crash.data.ts';
import { debian61amd64Detectors } from './kernels/debian61amd64.detectors.data.ts';
import { debian61amd64Phram } from './kernels/debian61amd64.phram.data.ts';
import { debian61arm64BootLogs } from './kernels/debian61arm64.boot.data.ts';
import { debian61arm64CrashPaths } from './kernels/debian61arm64.crash-paths.data.ts';
import { debian61arm64Hangs } from './kernels/debian61arm64.hangs.data.ts';
import { debian61arm64Lkdtm } from './kernels/debian61arm64.lkdtm.data.ts';
import { debian61armmpBootLogs } from './kernels/debian61armmp.boot.data.ts';
import { debian61armmpCrashPaths } from './kernels/debian61armmp.crash-paths.data.ts';
import { debian61armmpHangs } from './kernels/debian61armmp.hangs.data.ts';
import { debian61armmpLkdtm } from './kernels/debian61armmp.lkdtm.data.ts';
import { debian61powernvBootLogs } from './kernels/debian61powernv.boot.data.ts';
import { debian61powernvCrashPaths } from './kernels/debian61powernv.crash-paths.data.ts';
import { debian61ppc64leBootLogs } from './kernels/debian61ppc64le.boot.data.ts';
import { debian61ppc64leCrashPaths } from './kernels/debian61ppc64le.crash-paths.data.ts';
import { debian61ppc64leHangs } from './kernels/debian61ppc64le.hangs.data.ts';
import { debian612amd64BootLogs } from './kernels/debian612amd64.boot.data.ts';
import { debian612amd64Crash } from './kernels/debian612amd64.crash.data.ts';
import { debian612amd64Detectors } from './kernels/debian612amd64.detectors.data.ts';
import { debian612amd64Phram } from './kernels/debian612amd64.phram.data.ts';
import { debian612arm64BootLogs } from './kernels/debian612arm64.boot.data.ts';
import { debian612arm64CrashPaths } from './kernels/debian612arm64.crash-paths.data.ts';
import { debian612phoneBootLogs } from './kernels/debian612phone.boot.data.ts';
import { detectorPaths, sharedPlaces } from './kernels/detector-paths.ts';
import { fadump61BootLogs } from './kernels/fadump61.boot.data.ts';
import { fadump61CrashPaths } from './kernels/fadump61.crash-paths.data.ts';
import { fadump612BootLogs } from './kernels/fadump612.boot.data.ts';
import { fadump612CrashPaths } from './kernels/fadump612.crash-paths.data.ts';
import { composedLkdtm, readLkdtm } from './kernels/lkdtm-composed.ts';
import { openwrtBootLogs, openwrtRelease } from './kernels/openwrt.ts';
import { oracle61BootLogs } from './kernels/oracle61.boot.data.ts';
import { oracle61Crash } from './kernels/oracle61.crash.data.ts';
import { oracle61Detectors } from './kernels/oracle61.detectors.data.ts';
import { oracle61Ramoops } from './kernels/oracle61.ramoops.data.ts';
import { oracle61smpBootLogs } from './kernels/oracle61smp.boot.data.ts';
import { oracle61smpComposed } from './kernels/oracle61smp.composed.data.ts';
import { oracle61smpCrash } from './kernels/oracle61smp.crash.data.ts';
import { oracle61smpDetectors } from './kernels/oracle61smp.detectors.data.ts';
import { x86Facts } from './kernels/x86-facts.ts';
import { statePlaces } from './state-places.ts';
import { oomText, stateText } from './state-texts.ts';

const wording419 = {
  stackDump: { uid: false, taintNames: false, taintFlags: 18, oopsId: true },
  sysrq: { replayKey: false, bulkWrites: false, heading: 'sysrq: SysRq : ' },
  reservedMemoryLines: false,
  totalPagesWithMap: false,
} as const;

const wording61 = {
  stackDump: { uid: false, taintNames: false, taintFlags: 19, oopsId: false },
  sysrq: { replayKey: false, bulkWrites: false, heading: 'sysrq: ' },
  reservedMemoryLines: false,
  totalPagesWithMap: false,
} as const;

const wording612 = {
  stackDump: { uid: true, taintNames: true, taintFlags: 19, oopsId: false },
  sysrq: { replayKey: true, bulkWrites: true, heading: 'sysrq: ' },
  reservedMemoryLines: true,
  totalPagesWithMap: true,
} as const;

const lkdtmOracle = () =>
  composedLkdtm({
    release: '6.1.192-oracle',
    own: oracle61Crash,
    also: [oracle61Detectors, stateText('6.1.192-oracle'), oomText('6.1.192-oracle')],
    sibling: null,
    hardened: debian61amd64Crash,
  });
const lkdtmOracleSmp = () =>
  composedLkdtm({
    release: '6.1.192-oracle-smp',
    own: oracle61smpCrash,
    also: [oracle61smpDetectors, stateText('6.1.192-oracle-smp'), oomText('6.1.192-oracle-smp')],
    sibling: composeCrash({}, lkdtmOracle(), oracle61Crash),
    hardened: debian61amd64Crash,
  });

/** Made when they are first asked for: composing them takes milliseconds. */
const debian61ppc64le = (): KernelText => ({
  release: '6.1.0-50-powerpc64le',
  bootLogs: [...debian61ppc64leBootLogs, ...debian61powernvBootLogs],
  crash: archCrash(
    archFacts.debian61ppc64le,
    debian61ppc64leCrashPaths,
    debian61ppc64leHangs,
    debian61powernvCrashPaths,
  ),
  lkdtm: 'external',
  ...wording61,
});

/** The same kernel with CONFIG_FA_DUMP, composed: it speaks first of all in its boot log. */
function withFadump(text: KernelText, release: string): KernelText {
  const bootLogs = text.bootLogs.map((table) => {
    const log = table.log.replace(`version ${text.release} `, `version ${release} `);
    return { ...table, log: `\n6 0|%{fadump}${log}` };
  });
  return { ...text, release, bootLogs };
}

const recordedTexts: Readonly<Record<string, () => KernelText>> = {
  '6.1.0-56-amd64': () => ({
    release: '6.1.0-56-amd64',
    bootLogs: debian61amd64BootLogs,
    crash: composeCrash(
      x86Facts.debian61,
      debian61amd64Crash,
      detectorPaths(debian61amd64Detectors),
      debian61amd64Phram,
      readLkdtm(),
    ),
    lkdtm: 'external',
    ...wording61,
  }),
  '6.12.117+deb12-amd64': () => ({
    release: '6.12.117+deb12-amd64',
    bootLogs: debian612amd64BootLogs,
    crash: composeCrash(
      x86Facts.debian612,
      debian612amd64Crash,
      detectorPaths(debian612amd64Detectors),
      debian612amd64Phram,
      readLkdtm(),
    ),
    lkdtm: 'external',
    ...wording612,
  }),
  '6.1.192-oracle': () => ({
    release: '6.1.192-oracle',
    bootLogs: oracle61BootLogs,
    crash: composeCrash(
      x86Facts.oracle,
      lkdtmOracle(),
      oracle61Crash,
      oracle61Ramoops,
      detectorPaths(sharedPlaces(oracle61Detectors, oracle61smpDetectors)),
    ),
    lkdtm: 'in-tree',
    ...wording61,
  }),
  '6.1.192-oracle-smp': () => ({
    release: '6.1.192-oracle-smp',
    bootLogs: oracle61smpBootLogs,
    crash: composeCrash(
      x86Facts.oracleSmp,
      lkdtmOracleSmp(),
      oracle61smpCrash,
      oracle61smpComposed,
      detectorPaths(oracle61smpDetectors),
    ),
    lkdtm: 'in-tree',
    ...wording61,
  }),
  '6.1.0-50-armmp': () => ({
    release: '6.1.0-50-armmp',
    bootLogs: debian61armmpBootLogs,
    crash: archCrash(
      archFacts.debian61armmp,
      debian61armmpCrashPaths,
      debian61armmpLkdtm,
      debian61armmpHangs,
      armmpSymbols,
      readLkdtm(),
    ),
    lkdtm: 'external',
    ...wording61,
  }),
  [openwrtRelease]: () => ({
    ...recordedTexts['6.1.0-50-armmp']!(),
    release: openwrtRelease,
    bootLogs: openwrtBootLogs,
  }),
  '4.19.0-6-armmp': () => ({
    release: '4.19.0-6-armmp',
    bootLogs: apertis419BootLogs,
    crash: archCrash(archFacts.apertis419, apertis419CrashPaths),
    lkdtm: null,
    bootModules: apertis419BootModules,
    ...wording419,
  }),
  '6.1.0-50-arm64': () => ({
    release: '6.1.0-50-arm64',
    bootLogs: debian61arm64BootLogs,
    crash: archCrash(
      archFacts.debian61arm64,
      debian61arm64CrashPaths,
      debian61arm64Lkdtm,
      debian61arm64Hangs,
      arm64Crashme61,
      readLkdtm(),
    ),
    lkdtm: 'external',
    ...wording61,
  }),
  '6.12.117+deb12-arm64': () => ({
    release: '6.12.117+deb12-arm64',
    bootLogs: [...debian612arm64BootLogs, ...debian612phoneBootLogs],
    crash: archCrash(archFacts.debian612arm64, debian612arm64CrashPaths, arm64Crashme612),
    lkdtm: null,
    ...wording612,
  }),
  '6.1.0-50-powerpc64le': debian61ppc64le,
  '6.1.0-50-powerpc64le-fadump': () => withFadump(debian61ppc64le(), '6.1.0-50-powerpc64le-fadump'),
  '6.1.192-ppc64': () => ({
    release: '6.1.192-ppc64',
    bootLogs: build61ppc64BootLogs,
    crash: archCrash(archFacts.build61ppc64, build61ppc64CrashPaths),
    lkdtm: 'in-tree',
    ...wording61,
  }),
  '6.12.117-fadump': () => ({
    release: '6.12.117-fadump',
    bootLogs: fadump612BootLogs,
    crash: archCrash(archFacts.fadump612, fadump612CrashPaths),
    lkdtm: 'builtin',
    ...wording612,
  }),
  '6.1.192-fadump': () => ({
    release: '6.1.192-fadump',
    bootLogs: fadump61BootLogs,
    crash: archCrash(archFacts.fadump61, fadump61CrashPaths),
    lkdtm: 'in-tree',
    ...wording61,
  }),
};

const known = new Map<string, KernelText>();

/** The texts of a release, or undefined for a kernel whose words are not known. */
export function kernelText(release: string): KernelText | undefined {
  let text = known.get(release);
  if (text === undefined && Object.hasOwn(recordedTexts, release)) {
    text = withStatePlaces(recordedTexts[release]!());
    known.set(release, text);
  }
  return text;
}

/** With the places that the dumps of the kernel's state name. */
function withStatePlaces(text: KernelText): KernelText {
  const { symbols, code } = statePlaces(text.release);
  return { ...text, crash: { ...text.crash, symbols: `${text.crash.symbols}\n${symbols}`, stateCode: code } };
}
