/** `lastwords vmcore SCENARIO -o CORE`: the dead kernel of a scenario, for crash, gdb and makedumpfile, as one of the mechanisms saves it. */
import { coreFile, vmcoreCopy } from '../../inspect/core-file.ts';
import { collectedRegions } from '../../scenario/kmemdump-core.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { scenarioSeed } from '../../scenario/runner.ts';
import { SOURCE_LIMIT } from '../../scenario/source.ts';
import { CAPTURES, capturedCore, coreOfCrash } from '../../scenario/vmcore.ts';
import { UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { FileError } from '../errors.ts';
import { judgeNew, readText, sizeText, writeSparse } from '../files.ts';
import { writeCollected } from './vmcore-collected.ts';
import { writeVmlinux } from './vmcore-vmlinux.ts';

/** `dead-kernel`: no mechanism, its host takes it. */
const MECHANISMS = ['dead-kernel', ...CAPTURES, 'kmemdump'] as const;
type Mechanism = (typeof MECHANISMS)[number];

export const vmcoreCommand: CommandModule = {
  define(command) {
    command
      .argument('<scenario>', 'a scenario whose kernel panics')
      .option('-o, --out <file>', 'the core to write; memory that holds zeros becomes holes')
      .option('--vmlinux <file>', 'write the vmlinux for crash and gdb too: symbols and types of that kernel')
      .option('--mechanism <name>', `who saves it: ${MECHANISMS.join(', ')}; default: dead-kernel`)
      .option('--crash <number>', 'which of its panics, captures or stays in download mode; default 1')
      .option('--captured', 'take /proc/vmcore of the kernel that comes after, by kdump or fadump')
      .option('--regions <folder>', 'kmemdump: write the file of each region that a PC fetched too')
      .option('--naive', 'kmemdump: put the files together by their numbers, as with cat, not by address')
      .option('--seed <text>', 'seed of all chance instead of the scenario’s own')
      .option('--old-log', 'add the log as kernels up to 5.9 kept it, for crash --log')
      .option('--force', 'let --out write over a file')
      .option('--json', 'what was written, as JSON')
      .addHelpText(
        'after',
        `
The core is taken when the panic has done its work: as the host of a virtual machine takes
it, so no crash kernel is needed. With --mechanism kdump or fadump (--captured: either) it is
what a crash kernel, or the kernel after a dump of the firmware, offers as /proc/vmcore; with
--mechanism kmemdump what boot firmware collected, put together as qdl does it.

Example:
  lastwords vmcore scenarios/regression/pc-panic.yaml -o vmcore
  vmcore-dmesg vmcore
  lastwords vmcore scenarios/regression/pc-panic.yaml -o vmcore --vmlinux vmlinux --force
  crash vmlinux vmcore
`,
      );
  },

  async perform(given, io) {
    const [file] = given.operands;
    if (file === undefined) given.complain('SCENARIO', 'no scenario file is named');
    const out = given.text('out');
    if (out === undefined) given.complain('--out', 'is needed', { hint: 'lastwords vmcore SCENARIO -o CORE' });
    const crash = given.number('crash', { min: 1, max: 10_000 }) ?? 1;
    const mechanism = mechanismOf(given);
    const [oldLog, naive, regions] = [given.flag('old-log'), given.flag('naive'), given.text('regions')];
    if (mechanism !== 'dead-kernel' && oldLog)
      given.complain('--old-log', 'is for --mechanism dead-kernel: the others have what is there');
    for (const name of ['regions', 'naive']) {
      if (mechanism !== 'kmemdump' && (given.flag(name) || given.text(name) !== undefined))
        given.complain(`--${name}`, 'is for --mechanism kmemdump');
    }
    const vmlinux = given.text('vmlinux');
    given.settle();
    if (file === undefined || out === undefined) return EXIT.usage;
    const guard = { force: given.flag('force'), inputs: [file] };
    judgeNew(out, guard);
    if (vmlinux !== undefined) judgeNew(vmlinux, guard);

    const text = readText(file, 16 * SOURCE_LIMIT);
    const parsed = parseScenario(text, file);
    if (!parsed.ok) throw new FileError([...parsed.issues], new Map([[file, text]]));
    const { scenario, setup } = parsed;
    const seed = given.text('seed') ?? scenarioSeed(scenario);
    if (mechanism === 'kmemdump') {
      const collected = collectedRegions(scenario, setup, { seed, which: crash });
      if ('code' in collected) throw new UserError([{ ...collected, place: { file } }]);
      return writeCollected(
        collected,
        { scenario: file, out, vmlinux, regions, naive, crash, guard, isJson: given.flag('json') },
        io,
      );
    }
    const taken =
      mechanism !== 'dead-kernel'
        ? capturedCore(scenario, setup, { seed, which: crash, ...(mechanism !== 'captured' && { by: mechanism }) })
        : coreOfCrash(scenario, setup, { seed, crash, oldLog });
    if ('code' in taken) throw new UserError([{ ...taken, place: { file } }]);
    const core = 'dead' in taken ? taken.dead : taken;
    if (vmlinux !== undefined) writeVmlinux(vmlinux, core, { scenario: file, guard });
    const { sizeBytes, pieces } = 'vmcore' in taken ? vmcoreCopy(taken.vmcore) : coreFile(core);
    const writtenBytes = writeSparse(out, { sizeBytes, pieces: pieces() }, guard);
    const by = 'by' in taken ? taken.by : 'dead-kernel';
    const { release } = core;
    const report = { file: out, vmlinux: vmlinux ?? null, mechanism: by, release, sizeBytes, writtenBytes, crash };
    if (given.flag('json')) io.out(`${JSON.stringify(report, null, 2)}\n`);
    else io.out(`${out}: the core of ${release}, ${sizeText(sizeBytes)}, of them ${sizeText(writtenBytes)} not zero\n`);
    return EXIT.ok;
  },
};

/** `captured`: the one that the first capture is of. */
function mechanismOf(given: Given): Mechanism | 'captured' {
  const named = given.choice('mechanism', MECHANISMS) as Mechanism | undefined;
  if (!given.flag('captured')) return named ?? 'dead-kernel';
  if (named === 'dead-kernel' || named === 'kmemdump')
    given.complain('--captured', `is not for --mechanism ${named}`, { expected: CAPTURES.join(' or ') });
  return named ?? 'captured';
}
