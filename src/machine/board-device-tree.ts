/**
 * The device tree on a board's boot medium: CPUs, memory and the model, nothing that only a driver would read.
 *
 * It has no reserved-memory node: the region of pstore is added by U-Boot's own fixup, as on the real board.
 */

import { serializeFdt } from '../formats/fdt.ts';
import { emptyFdt, fdtNode } from '../formats/fdt-tree.ts';
import { cells, strings } from '../formats/fdt-values.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { hex } from '../sim/bytes.ts';

export function boardDeviceTree(board: BoardProfile): Uint8Array | null {
  if (board.deviceTree === null) return null;
  const { model, compatible, cpu: cpuCompatible } = board.deviceTree;
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
    [fdtNode('chosen'), fdtNode('cpus', { '#address-cells': cells(1), '#size-cells': cells(0) }, cpus), ...memory],
  );
  return serializeFdt({ ...emptyFdt(), root });
}
