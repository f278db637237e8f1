/**
 * The device tree on a board's boot medium: CPUs, memory, the model and the ramoops region, nothing that only other drivers
 * would read. Cells are one and one, as on 32-bit ARM boards.
 */

import { serializeFdt } from '../formats/fdt.ts';
import { emptyFdt, type FdtNode, fdtNode } from '../formats/fdt-tree.ts';
import { cells, strings } from '../formats/fdt-values.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { hex } from '../sim/bytes.ts';

export function boardDeviceTree(board: BoardProfile): Uint8Array | null {
  if (board.deviceTree === null) return null;
  const { model, compatible, cpu: cpuCompatible, ramoops } = board.deviceTree;
  const cpus = Array.from({ length: board.cpus }, (_, cpu) =>
    fdtNode(`cpu@${cpu}`, { compatible: strings(cpuCompatible), device_type: strings('cpu'), reg: cells(cpu) }),
  );
  const memory = board.ramBanks.map(({ start, end }) =>
    fdtNode(`memory@${hex(start)}`, { device_type: strings('memory'), reg: cells(start, end - start) }),
  );
  const root = fdtNode(
    '',
    {
      '#address-cells': cells(1),
      '#size-cells': cells(1),
      model: strings(model),
      compatible: strings(...compatible),
    },
    [
      fdtNode('chosen'),
      fdtNode('cpus', { '#address-cells': cells(1), '#size-cells': cells(0) }, cpus),
      ...memory,
      ...(ramoops === null ? [] : [reservedMemory(ramoops)]),
    ],
  );
  return serializeFdt({ ...emptyFdt(), root });
}

function reservedMemory(ramoops: NonNullable<NonNullable<BoardProfile['deviceTree']>['ramoops']>): FdtNode {
  const { address, length, recordSize, consoleSize, ftraceSize, pmsgSize } = ramoops;
  const node = fdtNode(`ramoops@${hex(address)}`, {
    compatible: strings('ramoops'),
    reg: cells(address, length),
    'record-size': cells(recordSize),
    'console-size': cells(consoleSize),
    'ftrace-size': cells(ftraceSize),
    'pmsg-size': cells(pmsgSize),
  });
  return fdtNode(
    'reserved-memory',
    { '#address-cells': cells(1), '#size-cells': cells(1), ranges: new Uint8Array(0) },
    [node],
  );
}
