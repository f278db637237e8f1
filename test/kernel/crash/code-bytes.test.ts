/** What `Code:` prints lies in RAM at the address of the symbol that `RIP:` names. */
import { describe, expect, test } from 'vitest';
import { codeWindows } from '../../../src/kernel/crash/code-bytes.ts';
import { SymbolTable } from '../../../src/kernel/crash/symbols.ts';
import { kernelText } from '../../../src/profiles/kernel-texts.ts';
import { kernels } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { boot, pcMachine } from '../../machine/pc.ts';
import { booted } from '../sysrq-machine.ts';

/** Of a boot with nokaslr. */
const TEXT = 0xffffffff81000000n;
const x86 = kernels.filter(({ architecture }) => architecture === 'x86_64').map(({ release }) => release);

describe.each(x86)('%s', (kernel) => {
  test('every window of kernel code that a report can show is there', () => {
    const { crash } = kernelText(kernel)!;
    const machine = pcMachine({ kernel });
    boot(machine);
    const start = machine.options.board.kernelImage.address;
    const windows = codeWindows(crash);
    expect(windows.length).toBeGreaterThan(5);
    const symbols = SymbolTable.of(crash);
    for (const { place, offset, bytes } of windows) {
      const [, name, size] = /^(.*)\+0x.*\/0x([0-9a-f]+)$/.exec(place) ?? [];
      // Of a function that another kernel's report shows with another length only the own one can be there.
      if (name !== undefined && windows.some(({ place: other }) => other !== place && isOther(other, name, size!)))
        continue;
      expect([place, machine.memory.read(start + offset, bytes.length)]).toEqual([place, bytes]);
      if (name !== undefined) expect(symbols.symbol(name).sizeBytes).toBe(Number.parseInt(size!, 16));
    }
  });
});

function isOther(place: string, name: string, size: string): boolean {
  return place.startsWith(`${name}+`) && !place.endsWith(`/0x${size}`);
}

test('the code of a report, found by its symbol in /proc/kallsyms', () => {
  const { machine, run } = booted('deb61');
  const table = run('cat /proc/kallsyms').out;
  const from = machine.uart.text.length;
  machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'REFCOUNT_INC_OVERFLOW');
  const report = machine.uart.text.slice(from);
  const [, name, offset] = /RIP: 0010:(\w+)\+0x([0-9a-f]+)\//.exec(report)!;
  const code = /Code: (.*)\r/.exec(report)![1]!.split(' ');
  const address = BigInt(`0x${new RegExp(`^([0-9a-f]+) . ${name}$`, 'm').exec(table)![1]}`);
  const at = Number(address - TEXT) + Number.parseInt(offset!, 16) - code.findIndex((word) => word.startsWith('<'));
  const ram = machine.memory.read(machine.options.board.kernelImage.address + at, code.length);
  expect(latin1Text(ram)).toBe(
    code.map((word) => String.fromCharCode(Number.parseInt(word.replace('<', ''), 16))).join(''),
  );
});
