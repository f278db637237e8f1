/**
 * A reader for the little device-tree source that the recorded trees are written in: nodes, strings, cells, empty properties.
 *
 * dtc is the real reader; this one lets the comparison run without it. Reservations are skipped.
 */
import { emptyFdt, type Fdt, type FdtNode, fdtNode } from '../../src/formats/fdt-tree.ts';
import { cells, strings } from '../../src/formats/fdt-values.ts';

export function parseDts(source: string): Fdt {
  const tokens = source.replace(/\/dts-v1\/;|\/memreserve\/[^;]*;/g, '').match(/"[^"]*"|<[^>]*>|[{};=]|[^\s{};=<"]+/g)!;
  let at = 0;
  const parseBody = (node: FdtNode): FdtNode => {
    while (tokens[at] !== '}') {
      const name = tokens[at++]!;
      const token = tokens[at++];
      if (token === '{') node.children.push(parseBody(fdtNode(name)));
      else if (token === ';') node.properties.push({ name, value: new Uint8Array(0) });
      else {
        node.properties.push({ name, value: parseValue(tokens[at]!) });
        at += 2;
      }
    }
    at += 2;
    return node;
  };
  const tree = emptyFdt();
  at = 2;
  parseBody(tree.root);
  return tree;
}

function parseValue(token: string): Uint8Array {
  if (token.startsWith('"')) return strings(token.slice(1, -1));
  return cells(...token.slice(1, -1).trim().split(/\s+/).map(Number));
}
