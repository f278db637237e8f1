/** Random device trees that dtc accepts: no two members of a node share a name, property or subnode. */
import fc from 'fast-check';
import type { Fdt, FdtNode } from '../../src/formats/fdt-tree.ts';
import { cells, strings } from '../../src/formats/fdt-values.ts';

const memberName = fc.stringMatching(/^[a-z][a-z0-9,._+-]{0,14}$/);
const value = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 5 }).map((list) => cells(...list)),
  fc.array(fc.stringMatching(/^[ -~\t]{0,12}$/), { maxLength: 3 }).map((list) => strings(...list)),
);

function nodeOfDepth(depth: number): fc.Arbitrary<FdtNode> {
  const children = depth === 0 ? fc.constant([]) : fc.array(nodeOfDepth(depth - 1), { maxLength: 3 });
  const names = fc.uniqueArray(memberName, { maxLength: 8 });
  return fc.tuple(names, fc.array(value, { minLength: 8, maxLength: 8 }), children).map(([own, values, nodes]) => {
    const propertyCount = Math.max(0, own.length - nodes.length);
    return {
      name: '',
      properties: own.slice(0, propertyCount).map((name, i) => ({ name, value: values[i]! })),
      children: own.slice(propertyCount).map((name, i) => ({ ...nodes[i]!, name })),
    };
  });
}

const number = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });

export const deviceTree: fc.Arbitrary<Fdt> = fc.record({
  root: nodeOfDepth(3),
  reservations: fc.array(fc.record({ address: number, size: number }), { maxLength: 3 }),
  bootCpuid: fc.nat(0xffff),
});
