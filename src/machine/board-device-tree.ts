/**
 * The device tree on a board's boot medium: CPUs, memory, the model and the ramoops region, nothing that only other drivers
 * would read.
 */

import { serializeFdt } from '../formats/fdt.ts';
import { emptyFdt, type FdtNode, fdtNode } from '../formats/fdt-tree.ts';
import { cells, numberCells, strings } from '../formats/fdt-values.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { hex } from '../sim/bytes.ts';
import type { MachineOptions } from './machine-options.ts';

export function boardDeviceTree(board: BoardProfile): Uint8Array | null {
  if (board.deviceTree === null) return null;
  const { model, compatible, cpu: cpuCompatible, cells: width } = board.deviceTree;
  const cpus = Array.from({ length: board.cpus }, (_, cpu) =>
    fdtNode(`cpu@${cpu}`, { compatible: strings(cpuCompatible), device_type: strings('cpu'), reg: cells(cpu) }),
  );
  const memory = board.ramBanks.map(({ start, end }) =>
    fdtNode(`memory@${hex(start)}`, { device_type: strings('memory'), reg: range(start, end - start, width) }),
  );
  const root = fdtNode(
    '',
    {
      '#address-cells': cells(width),
      '#size-cells': cells(width),
      model: strings(model),
      compatible: strings(...compatible),
    },
    [
      fdtNode('chosen'),
      fdtNode('cpus', { '#address-cells': cells(1), '#size-cells': cells(0) }, cpus),
      ...memory,
      ...reservedMemory(board, width),
    ],
  );
  return serializeFdt({ ...emptyFdt(), root });
}

/** The tree that the platform puts into RAM for a loader; null where loaders bring their own. */
export function platformTree({ board, deviceTree }: Pick<MachineOptions, 'board' | 'deviceTree'>): Uint8Array | null {
  if (board.bootloader === 'none' || board.deviceTree?.loadedAt === undefined) return null;
  return deviceTree ?? boardDeviceTree(board);
}

function range(start: number, length: number, width: number): Uint8Array {
  return Uint8Array.from([start, length].flatMap((value) => [...numberCells(BigInt(value), width)]));
}

/** The node of what is reserved; none where nothing is. */
function reservedMemory({ deviceTree, minidump }: BoardProfile, width: number): FdtNode[] {
  const ramoops = deviceTree?.ramoops ?? null;
  const nodes = [
    ...(ramoops === null ? [] : [ramoopsNode(ramoops, width)]),
    ...(minidump === undefined ? [] : [smemNode(minidump.smem, width)]),
  ];
  if (nodes.length === 0) return [];
  const cellCounts = { '#address-cells': cells(width), '#size-cells': cells(width) };
  return [fdtNode('reserved-memory', { ...cellCounts, ranges: new Uint8Array(0) }, nodes)];
}

function smemNode({ address, length }: NonNullable<BoardProfile['minidump']>['smem'], width: number): FdtNode {
  const properties = {
    compatible: strings('qcom,smem'),
    reg: range(address, length, width),
    'no-map': new Uint8Array(0),
  };
  return fdtNode(`smem@${hex(address)}`, properties);
}

function ramoopsNode(ramoops: NonNullable<NonNullable<BoardProfile['deviceTree']>['ramoops']>, width: number): FdtNode {
  const { address, length, recordSize, consoleSize, ftraceSize, pmsgSize } = ramoops;
  return fdtNode(`ramoops@${hex(address)}`, {
    compatible: strings('ramoops'),
    reg: range(address, length, width),
    'record-size': cells(recordSize),
    'console-size': cells(consoleSize),
    'ftrace-size': cells(ftraceSize),
    'pmsg-size': cells(pmsgSize),
  });
}
