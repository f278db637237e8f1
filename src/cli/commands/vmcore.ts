/** `lastwords vmcore SCENARIO -o CORE`: the dead kernel of a scenario, for crash, gdb and makedumpfile. */
import { coreFile, vmcoreCopy } from '../../inspect/core-file.ts';
import { vmlinuxFile } from '../../inspect/vmlinux-file.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { scenarioSeed } from '../../scenario/runner.ts';
import { SOURCE_LIMIT } from '../../scenario/source.ts';
import { capturedCore, coreOfCrash } from '../../scenario/vmcore.ts';
import { type Issue, UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT } from '../command.ts';
import { FileError } from '../errors.ts';
import { judgeNew, readText, sizeText, writeNew, writeSparse } from '../files.ts';

export const vmcoreCommand: CommandModule = {
  define(command) {
    command
      .argument('<scenario>', 'a scenario whose kernel panics')
      .option('-o, --out <file>', 'the core to write; memory that holds zeros becomes holes')
      .option('--vmlinux <file>', 'write the vmlinux for crash and gdb too: symbols and types of that kernel')
      .option('--crash <number>', 'which of its panics; default 1')
      .option('--captured', 'take /proc/vmcore of the kernel that comes after, by kdump or fadump')
      .option('--seed <text>', 'seed of all chance instead of the scenario’s own')
      .option('--old-log', 'add the log as kernels up to 5.9 kept it, for crash --log')
      .option('--force', 'let --out write over a file')
      .option('--json', 'what was written, as JSON')
      .addHelpText(
        'after',
        `
The core is taken when the panic has done its work: as the host of a virtual machine takes
it, so no crash kernel is needed. With --captured it is what a crash kernel, or the kernel
after a dump of the firmware, offers as /proc/vmcore.

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
    const [isCaptured, oldLog] = [given.flag('captured'), given.flag('old-log')];
    if (isCaptured && oldLog) given.complain('--old-log', 'is not for --captured: a kernel offers what is there');
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
    const taken = isCaptured
      ? capturedCore(scenario, setup, { seed, which: crash })
      : coreOfCrash(scenario, setup, { seed, crash, oldLog });
    if ('code' in taken) throw new UserError([{ ...taken, place: { file } }]);
    const core = 'dead' in taken ? taken.dead : taken;
    if (vmlinux !== undefined) {
      const symbols = vmlinuxFile(core);
      if (symbols === null) throw new UserError([{ ...noVmlinux(core.release), place: { file } }]);
      writeNew(vmlinux, symbols, guard);
    }
    const { sizeBytes, pieces } = 'vmcore' in taken ? vmcoreCopy(taken.vmcore) : coreFile(core);
    const writtenBytes = writeSparse(out, { sizeBytes, pieces: pieces() }, guard);
    const report = { file: out, vmlinux: vmlinux ?? null, release: core.release, sizeBytes, writtenBytes, crash };
    if (given.flag('json')) io.out(`${JSON.stringify(report, null, 2)}\n`);
    else
      io.out(
        `${out}: the core of ${core.release}, ${sizeText(sizeBytes)}, of them ${sizeText(writtenBytes)} not zero\n`,
      );
    return EXIT.ok;
  },
};

function noVmlinux(release: string): Issue {
  return {
    code: 'vmcore.impossible',
    message: `the structures of kernel ${release} are not known`,
    hint: 'without --vmlinux the core is written',
  };
}
