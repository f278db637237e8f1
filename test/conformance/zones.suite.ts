/**
 * `zones.json`: several boots over one region, with faults between, as the kernel's own ram.c and ram_core.c handled them: every log
 * line, every record read, every byte of RAM after each boot.
 *
 * The recorder had no driver core, so the line about a failed probe is left out on our side.
 */

import { PSTORE_TYPE_NAMES } from '../../src/formats/pstore.ts';
import type { Ramoops } from '../../src/kernel/pstore/ram.ts';
import { loadRamoops } from '../../src/kernel/pstore/ramoops-module.ts';
import { ramoopsModuleDefaults } from '../../src/kernel/pstore/ramoops-parameters.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import type { KernelProfile } from '../../src/profiles/kernel.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { recordingKernel } from '../kernel/pstore/recording-kernel.ts';
import { bytesOfHex, expectEqualBytes, expectEqualText, hexOf } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readJsonVector } from './vectors.ts';

const REGION = 0x30000000;

interface Step {
  op: 'dmesg' | 'console' | 'pmsg' | 'ftrace' | 'read' | 'erase';
  sec?: number;
  nsec?: number;
  flag?: 'C' | 'D';
  part?: number;
  cpu?: number;
  dataHex?: string;
  recordHex?: string;
  type?: string;
  id?: number;
  ret?: number;
  records?: unknown[];
}

interface Boot {
  config: {
    memSize: number;
    recordSize: number;
    consoleSize: number;
    ftraceSize: number;
    pmsgSize: number;
    eccParam: number;
    nrCpuIds: number;
  };
  flipsBeforeBoot: { offset: number; xor: number }[];
  probeRet: number;
  bufsize: number;
  log: string[];
  steps: Step[];
  imageAfterHex: string;
}

interface Scenario {
  name: string;
  kernel: '6.1' | '6.12';
  memSize: number;
  initial: { fill?: number; hex?: string };
  boots: Boot[];
}

export const suite: Suite = {
  name: 'zones',
  cases(): Case[] {
    if (!hasVector('zones.json')) return [];
    const { scenarios } = readJsonVector<{ scenarios: Scenario[] }>('zones.json');
    return scenarios.map((scenario) => ({ name: scenario.name, run: () => runScenario(scenario) }));
  },
};

/** The recorder's kernels: every front end built in. */
function profileOf(version: '6.1' | '6.12'): KernelProfile {
  const profile = findKernel(version === '6.1' ? '6.1.192-oracle' : '6.12.117+deb12-amd64')!;
  return { ...profile, pstore: { ...profile.pstore, frontEnds: { console: true, pmsg: true, ftrace: true } } };
}

function runScenario(scenario: Scenario): void {
  const memory = new PhysicalMemory();
  const recorder = memory.writer('recorder');
  const { fill, hex } = scenario.initial;
  memory.fill(REGION, scenario.memSize, fill ?? 0, recorder);
  if (hex !== undefined) memory.write(REGION, bytesOfHex(hex), recorder);
  scenario.boots.forEach((boot, index) => {
    for (const { offset, xor } of boot.flipsBeforeBoot) {
      memory.store8(REGION + offset, memory.load8(REGION + offset) ^ xor, recorder);
    }
    runBoot(memory, profileOf(scenario.kernel), boot, `boot ${index}`);
    expectEqualBytes(memory.read(REGION, scenario.memSize), bytesOfHex(boot.imageAfterHex), `boot ${index} region`);
  });
}

function runBoot(memory: PhysicalMemory, profile: KernelProfile, boot: Boot, where: string): void {
  const kernel = recordingKernel(profile);
  const { config } = boot;
  const loaded = loadRamoops({
    kernel,
    memory,
    byteOrder: 'little',
    possibleCpus: config.nrCpuIds,
    register: () => 0,
    source: {
      kind: 'module',
      parameters: {
        ...ramoopsModuleDefaults,
        memAddress: BigInt(REGION),
        memSize: BigInt(config.memSize),
        recordSize: BigInt(config.recordSize),
        consoleSize: BigInt(config.consoleSize),
        ftraceSize: BigInt(config.ftraceSize),
        pmsgSize: BigInt(config.pmsgSize),
        ecc: config.eccParam,
      },
    },
  });
  const log = kernel.lines.filter((line) => !/probe (of|with driver)/.test(line));
  expectEqualText(log.join('\n'), boot.log.join('\n'), `${where} log`);
  expectEqualText(String(loaded.error), String(boot.probeRet), `${where} probe`);
  const ramoops = loaded.ramoops!;
  expectEqualText(String(ramoops.bufsize), String(boot.bufsize), `${where} bufsize`);
  for (const [index, step] of boot.steps.entries()) runStep(ramoops, step, `${where} step ${index} ${step.op}`);
}

function runStep(ramoops: Ramoops, step: Step, where: string): void {
  if (step.op === 'read') {
    expectEqualText(JSON.stringify(readAll(ramoops), null, 1), JSON.stringify(step.records, null, 1), where);
    return;
  }
  expectEqualText(String(perform(ramoops, step)), String(step.ret), where);
}

function perform(ramoops: Ramoops, step: Step): number {
  const bytes = bytesOfHex(step.dataHex ?? step.recordHex ?? '');
  const time = { seconds: step.sec ?? 0, nanoseconds: step.nsec ?? 0 };
  const type = PSTORE_TYPE_NAMES.indexOf((step.op === 'erase' ? step.type : step.op) as 'dmesg');
  switch (step.op) {
    case 'erase':
      return ramoops.erase(type, step.id!);
    case 'pmsg':
      return ramoops.writeUser({ type, bytes, time });
    case 'dmesg':
      return ramoops.write({ type, bytes, time, part: step.part!, compressed: step.flag === 'C' });
    default:
      return ramoops.write({ type, bytes, time, cpu: step.cpu ?? 0 });
  }
}

function readAll(ramoops: Ramoops): unknown[] {
  const records: unknown[] = [];
  ramoops.open();
  for (let record = ramoops.read(); record !== null; record = ramoops.read()) {
    records.push({
      type: PSTORE_TYPE_NAMES[record.type],
      id: record.id,
      sec: Number(record.seconds),
      nsec: Number(record.nanoseconds),
      compressed: record.compressed,
      size: record.bytes.length,
      eccNoticeSize: record.eccNotice.length,
      bufHex: hexOf(record.bytes) + hexOf(latin1Bytes(record.eccNotice)),
    });
  }
  return records;
}
