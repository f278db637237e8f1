/**
 * What a user asks of an autopsy, turned into what a kernel would be given.
 *
 * A number that a kernel can be given goes to it, however absurd: the kernel's own message is the answer then. What no kernel
 * parameter or device tree cell can hold is the user's error, and all such errors are shown together.
 */
import type { RamoopsParameterName } from '../kernel/pstore/ramoops-parameters.ts';
import type { Architecture, KernelProfile } from '../profiles/kernel.ts';
import { findKernel, kernelNames, kernels } from '../profiles/kernels.ts';
import { type Issue, UserError } from '../sim/issue.ts';
import { parseRegionCommandLine, type RegionCommandLine } from './kernel-command-line.ts';

/** As typed: numbers are decimal or 0x. What is not given has the default of its source. */
export interface AutopsyRequest {
  readonly kernel: string;
  readonly address: string;
  readonly recordSize?: string;
  readonly consoleSize?: string;
  readonly ftraceSize?: string;
  readonly pmsgSize?: string;
  readonly ecc?: string;
  readonly memType?: string;
  readonly maxReason?: string;
  /** `nr_cpu_ids`; the profile's if not given. */
  readonly cpus?: string;
  /** The numbers are properties of a device tree node, not module parameters. */
  readonly deviceTree?: boolean;
  readonly cmdline?: string;
  /** Unlink every file afterwards. */
  readonly erase?: boolean;
}

export interface AutopsyOptions {
  readonly kernel: KernelProfile;
  readonly address: bigint;
  /** Parameter or property values as typed, all of them numbers, by the module's names; address and size of the region apart. */
  readonly values: ReadonlyMap<RamoopsParameterName, string>;
  readonly deviceTree: boolean;
  readonly cpus: number;
  readonly commandLine: RegionCommandLine;
  readonly erase: boolean;
}

/** The largest CONFIG_NR_CPUS of the recorded kernels. */
const CPUS_MAX = 8192n;

/** x86 has no tree, and on POWER the kernel makes no devices of reserved-memory nodes. */
const treeArchitectures: readonly Architecture[] = ['arm', 'arm64'];

const NUMBER_OPTIONS = [
  ['recordSize', 'record_size', '--record-size'],
  ['consoleSize', 'console_size', '--console-size'],
  ['ftraceSize', 'ftrace_size', '--ftrace-size'],
  ['pmsgSize', 'pmsg_size', '--pmsg-size'],
  ['ecc', 'ecc', '--ecc'],
  ['memType', 'mem_type', '--mem-type'],
  ['maxReason', 'max_reason', '--max-reason'],
] as const;

/** Throws `UserError` with every issue found. */
export function autopsyOptions(request: AutopsyRequest): AutopsyOptions {
  const issues: Issue[] = [];
  const kernel = findKernel(request.kernel);
  if (kernel === undefined) {
    issues.push({
      code: 'autopsy.unknown-kernel',
      message: `no kernel is named ${JSON.stringify(request.kernel)}`,
      place: { path: '--kernel' },
      found: request.kernel,
      expected: kernels.map(kernelNames).join('; '),
    });
  }
  const address = number(request.address, '--address', issues);
  if (address !== undefined && (address < 0n || address >= 1n << 64n)) {
    issues.push(outOfRange('--address', request.address, 'an address of at most 64 bits'));
  }
  const cpus = request.cpus === undefined ? undefined : number(request.cpus, '--cpus', issues);
  if (cpus !== undefined && (cpus < 1n || cpus > CPUS_MAX)) {
    issues.push(outOfRange('--cpus', request.cpus!, `1 to ${CPUS_MAX} possible CPUs`));
  }
  const deviceTree = request.deviceTree ?? false;
  const commandLine = parseRegionCommandLine(request.cmdline ?? '');
  const values = new Map<RamoopsParameterName, string>();
  for (const [key, name, path] of NUMBER_OPTIONS) {
    const text = request[key] ?? (deviceTree ? undefined : commandLine.ramoops.get(name));
    if (text === undefined) continue;
    const value = number(text, path, issues);
    if (value === undefined) continue;
    if (deviceTree && (value < 0n || value >= 1n << 32n)) {
      issues.push(outOfRange(path, text, 'what a device tree cell holds: 0 to 0xffffffff'));
    }
    values.set(name, text.trim());
  }
  if (deviceTree && kernel !== undefined && !treeArchitectures.includes(kernel.architecture)) {
    issues.push({
      code: 'autopsy.no-device-tree',
      message: `${kernel.release} makes no ramoops device for a device tree node`,
      place: { path: '--device-tree' },
      found: kernel.architecture,
      expected: `a kernel for ${treeArchitectures.join(' or ')}`,
      hint: 'without --device-tree the numbers are module parameters',
    });
  }
  if (commandLine.compress === '842') {
    issues.push({
      code: 'autopsy.not-simulated',
      message: 'records compressed with 842 are not simulated',
      place: { path: '--cmdline' },
      found: 'pstore.compress=842',
      expected: 'deflate, lzo, lz4, lz4hc, zstd or none',
    });
  }
  if (issues.length > 0 || kernel === undefined || address === undefined) throw new UserError(issues);
  return {
    kernel,
    address,
    values,
    deviceTree,
    cpus: cpus === undefined ? kernel.possibleCpus : Number(cpus),
    commandLine,
    erase: request.erase ?? false,
  };
}

/** Decimal or 0x, with or without a minus sign, of at most a hundred digits. */
function number(text: string, path: string, issues: Issue[]): bigint | undefined {
  const match = /^(-?)(0[xX][0-9a-fA-F]{1,100}|[0-9]{1,100})$/.exec(text.trim());
  if (match !== null) return match[1] === '-' ? -BigInt(match[2]!) : BigInt(match[2]!);
  issues.push({
    code: 'autopsy.not-a-number',
    message: `${path}: ${JSON.stringify(text.slice(0, 40))} is not a number`,
    place: { path },
    found: text.slice(0, 40),
    expected: 'a decimal number or 0x and hexadecimal digits',
  });
  return undefined;
}

function outOfRange(path: string, found: string, expected: string): Issue {
  return {
    code: 'autopsy.out-of-range',
    message: `${path}: ${found} is out of range`,
    place: { path },
    found,
    expected,
  };
}
