/**
 * `bdinfo`: what U-Boot knows of the board and of its own place in RAM.
 *
 * Mirrors `do_bdinfo` of U-Boot `cmd/bdinfo.c`, `lmb_dump_all` of `lib/lmb.c` and `arch_print_bdinfo` of `arch/arm/lib/bdinfo.c`. No
 * network device is there; the offset of the relocation on the sandbox, a distance between two programs of a PC, is composed.
 */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, SUCCESS, USAGE } from '../command.ts';

/** Distance of the image of the recorded sandbox from its place in the emulated RAM. */
const SANDBOX_RELOCATION = 0x55ff30392000n;
/** Machine parameters for Linux (ATAGs) lie here behind the start of RAM. */
const BOOT_PARAMETERS = 0x100;
/** CONFIG_SYS_MALLOC_F_LEN, and what early drivers take of it [assumed]. */
const EARLY_MALLOC = 'Early malloc usage: 1d4 / 2000\n';

export function bdinfoCommand({ boardInfo }: UBootProfile): Command {
  const optionHelp =
    '\nbdinfo -a\n  - print all Board Info structure\n' +
    'bdinfo -e\n  - print Board Info related to network\nbdinfo -m\n  - print Board Info related to DRAM';
  return {
    name: 'bdinfo',
    maxWords: boardInfo.options ? 2 : 1,
    repeatable: true,
    usage: 'print Board Info structure',
    help: boardInfo.options ? optionHelp : '',
    run(context, [, option]) {
      if (option === '-m') context.puts(banks(context));
      else if (option === '-e') context.puts(network(context));
      else if (option === undefined || option === '-a') context.puts(everything(context));
      else {
        if (/^-[^-]/.test(option)) context.puts(`bdinfo: invalid option -- ${option[1]}\n`);
        return USAGE;
      }
      return SUCCESS;
    },
  };
}

function line(context: CommandContext, name: string, value: number | bigint): string {
  const digits = BigInt.asUintN(context.bits, BigInt(value)).toString(16);
  return `${name.padEnd(12)}= 0x${digits.padStart(context.bits / 4, '0')}\n`;
}

function banks(context: CommandContext): string {
  return context.board.ramBanks
    .map(({ start, end }, index) => {
      const size = end - start;
      return line(context, 'DRAM bank', index) + line(context, '-> start', start) + line(context, '-> size', size);
    })
    .join('');
}

function network({ environment }: CommandContext): string {
  const address = environment.get('ethaddr') ?? '(not set)';
  return `current eth = unknown\nethaddr     = ${address}\nIP addr     = ${environment.get('ipaddr') ?? '<NULL>'}\n`;
}

function everything(context: CommandContext): string {
  const { board, config, layout, profile, bits, environment } = context;
  const isBoard = config.platform === 'board';
  const show = (name: string, value: number | bigint) => line(context, name, value);
  const offset = isBoard ? BigInt(layout.relocAddress - (config.memory.textBase ?? 0)) : SANDBOX_RELOCATION;
  const { boardInfo } = profile;
  return [
    show('boot_params', (config.machineType ?? 0) > 0 ? board.ramBanks[0]!.start + BOOT_PARAMETERS : 0),
    banks(context),
    show('flashstart', 0),
    show('flashsize', 0),
    show('flashoffset', 0),
    `baudrate    = ${environment.get('baudrate') ?? '115200'} bps\n`,
    show('relocaddr', layout.relocAddress),
    show('reloc off', offset),
    `${'Build'.padEnd(12)}= ${bits}-bit\n`,
    network(context),
    show('fdt_blob', layout.dataStart + (config.memory.treeOffset ?? 0)),
    boardInfo.newFdt ? show('new_fdt', layout.dataStart) + show('fdt_size', config.memory.dataBytes) : '',
    `lmb_dump_all:\n${regions(context)}`,
    boardInfo.deviceTree ? `devicetree  = ${isBoard ? 'separate' : 'board'}\n` : '',
    boardInfo.serial && !isBoard ? sandboxSerial(context) : '',
    isBoard && bits === 32 ? armLines(context) : '',
  ].join('');
}

function sandboxSerial(context: CommandContext): string {
  const rows = [
    ['serial addr', 0xbadacce5],
    [' width', 1],
    [' shift', 0],
    [' offset', 0],
    [' clock', 0x1c2000],
  ] as const;
  return rows.map(([name, value]) => line(context, name, value)).join('');
}

function armLines(context: CommandContext): string {
  const { config, layout } = context;
  const show = (name: string, value: number) => line(context, name, value);
  return (
    show('arch_number', config.machineType ?? 0) +
    show('TLB addr', layout.topStart) +
    show('irq_sp', layout.stackPointer + 0x10) +
    show('sp start ', layout.stackPointer) +
    EARLY_MALLOC
  );
}

/** RAM, and what `load` and the boot commands keep away from. */
function regions({ board, layout, profile }: CommandContext): string {
  const memory = board.ramBanks.map(({ start, end }) => ({ start, end }));
  const reserved = [{ start: layout.reservedStart, end: layout.ramTop }];
  const hex = (value: number) => `0x${value.toString(16)}`;
  const style = profile.boardInfo.regions;
  if (style === 'words') {
    const rows = (name: string, tabs: string, list: readonly { start: number; end: number }[]) =>
      list
        .map(({ start, end }, index) => {
          return `    ${name}.reg[${hex(index)}].base${name === 'memory' ? '  ' : ''} = ${hex(start)}\n${tabs}.size${name === 'memory' ? '  ' : ''} = ${hex(end - start)}\n`;
        })
        .join('');
    return (
      `    memory.cnt\t\t   = ${hex(memory.length)}\n    memory.size\t\t   = 0x0\n${rows('memory', '\t\t   ', memory)}` +
      `\n    reserved.cnt\t   = ${hex(reserved.length)}\n    reserved.size\t   = 0x0\n${rows('reserved', '\t\t     ', reserved)}`
    );
  }
  const rows = (name: string, list: readonly { start: number; end: number }[], flags: string) => {
    const isOld = style === 'count';
    const head = isOld ? ` ${name}.cnt  = ${hex(list.length)}\n` : ` ${name}.count = ${hex(list.length)}\n`;
    return (
      head +
      list
        .map(({ start, end }, index) => {
          const size = isOld ? `0x${(end - start).toString(16).padStart(8, '0')}` : hex(end - start);
          const tail = isOld ? ' bytes flags: 0' : ` bytes, flags: ${flags}`;
          return ` ${name}[${index}]\t[${hex(start)}-${hex(end - 1)}], ${size}${tail}\n`;
        })
        .join('')
    );
  };
  return rows('memory', memory, 'none') + rows('reserved', reserved, 'no-overwrite');
}
