/** tr of coreutils 9.1 (`src/tr.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { quote } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';
import { expandElement, parseSet, type TrElement } from './tr-sets.ts';

const long = {
  complement: { key: 'c' },
  delete: { key: 'd' },
  'squeeze-repeats': { key: 's' },
  'truncate-set1': { key: 't' },
} as const;

export const tr = tool(coreutils('tr', '[OPTION]... SET1 [SET2]'), function* (tool) {
  const flags = { complement: false, delete: false, squeeze: false, truncate: false };
  for (const option of tool.options({ short: '+AcCdst', long })) {
    if (option.key === 'c' || option.key === 'C') flags.complement = true;
    else if (option.key === 'd') flags.delete = true;
    else if (option.key === 's') flags.squeeze = true;
    else if (option.key === 't') flags.truncate = true;
    else if (option.key !== 'A') yield* tool.other(option);
  }
  yield* checkOperands(tool, flags);
  const translating = tool.operands.length === 2 && !flags.delete;
  const first = yield* parseSet(tool, tool.operands[0]!);
  const second = tool.operands.length === 2 ? yield* parseSet(tool, tool.operands[1]!) : [];
  if (first.some((element) => element.kind === 'repeat' && element.count === 0)) {
    yield* tool.die('the [c*] repeat construct may not appear in string1');
  }
  if (second.filter((element) => element.kind === 'repeat' && element.count === 0).length > 1) {
    yield* tool.die('only one [c*] repeat construct may appear in string2');
  }
  let members = first.flatMap(expandElement);
  if (flags.complement) {
    const present = new Set(members);
    members = Array.from({ length: 256 }, (_, code) => code).filter((code) => !present.has(code));
  }
  let map: Uint8Array | null = null;
  if (translating) map = yield* translation(tool, first, second, members, flags);
  const deleted = flags.delete ? setOf(members) : null;
  let squeezed: Uint8Array | null = null;
  if (flags.squeeze) squeezed = setOf(tool.operands.length === 2 ? yield* expandSecond(second, 0) : members);
  yield* copy(tool, map, deleted, squeezed);
  return tool.status;
});

function* checkOperands(tool: Tool, flags: { delete: boolean; squeeze: boolean }): Blocking<void> {
  const { operands } = tool;
  const minimum = 1 + (flags.delete === flags.squeeze ? 1 : 0);
  const maximum = 1 + (!flags.delete || flags.squeeze ? 1 : 0);
  if (operands.length < minimum) {
    if (operands.length === 0) yield* tool.usage('missing operand');
    yield* tool.warn(`missing operand after ${quote(operands.at(-1)!)}`);
    const why = flags.squeeze
      ? 'Two strings must be given when both deleting and squeezing repeats.'
      : 'Two strings must be given when translating.';
    yield* printError(tool.system, `${why}\n`);
    yield* tool.usage(null);
  }
  if (operands.length > maximum) {
    yield* tool.warn(`extra operand ${quote(operands[maximum]!)}`);
    if (operands.length === 2) {
      yield* printError(tool.system, 'Only one string may be given when deleting without squeezing repeats.\n');
    }
    yield* tool.usage(null);
  }
}

function setOf(members: readonly number[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const code of members) set[code] = 1;
  return set;
}

/** The second string, with its open repeat filling up to `wanted`. */
function* expandSecond(second: readonly TrElement[], wanted: number): Blocking<number[]> {
  const fixed = second.reduce((sum, element) => sum + expandElement(element).length, 0);
  return second.flatMap((element) =>
    element.kind === 'repeat' && element.count === 0
      ? new Array<number>(Math.max(wanted - fixed, 0)).fill(element.code)
      : expandElement(element),
  );
}

function* translation(
  tool: Tool,
  first: readonly TrElement[],
  second: readonly TrElement[],
  members: readonly number[],
  flags: { complement: boolean; truncate: boolean },
): Blocking<Uint8Array> {
  const isCase = (element: TrElement): boolean =>
    element.kind === 'class' && (element.name === 'upper' || element.name === 'lower');
  if (second.some((element) => element.kind === 'class' && !isCase(element))) {
    yield* tool.die("when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'");
  }
  if (second.some((element) => element.kind === 'equivalence')) {
    yield* tool.die('[=c=] expressions may not appear in string2 when translating');
  }
  const map = Uint8Array.from({ length: 256 }, (_, code) => code);
  const caseClasses = second.some(isCase);
  if (!flags.complement && caseClasses) {
    // Classes of letters in both strings must stand at the same place; they map letter to letter.
    const pairs = yield* alignedPairs(tool, first, second);
    for (const [from, to] of pairs) map[from] = to;
    return map;
  }
  const target = yield* expandSecond(second, members.length);
  if (target.length < members.length) {
    if (caseClasses && isCase(second.at(-1)!)) {
      yield* tool.die(
        'when translating with string1 longer than string2,\nthe latter string must not end with a character class',
      );
    }
    if (target.length === 0 && !flags.truncate) {
      yield* tool.die('when not truncating set1, string2 must be non-empty');
    }
  }
  if (
    flags.complement &&
    first.some((e) => e.kind === 'class') &&
    new Set(target).size > 1 &&
    target.length < members.length
  ) {
    yield* tool.die(
      'when translating with complemented character classes,\nstring2 must map all characters in the domain to one',
    );
  }
  for (let i = 0; i < members.length; i++) {
    if (i >= target.length && flags.truncate) break;
    map[members[i]!] = target[Math.min(i, target.length - 1)]!;
  }
  return map;
}

function* alignedPairs(
  tool: Tool,
  first: readonly TrElement[],
  second: readonly TrElement[],
): Blocking<readonly (readonly [number, number])[]> {
  const length = first.reduce((sum, element) => sum + expandElement(element).length, 0);
  const starts = new Map<number, TrElement>();
  let position = 0;
  for (const element of first) {
    starts.set(position, element);
    position += expandElement(element).length;
  }
  const source = first.flatMap(expandElement);
  const target: number[] = [];
  for (const element of second) {
    if (element.kind === 'class') {
      const opposite = starts.get(target.length);
      if (opposite?.kind !== 'class' || (opposite.name !== 'upper' && opposite.name !== 'lower')) {
        return yield* tool.die('misaligned [:upper:] and/or [:lower:] construct');
      }
      for (const code of expandElement(opposite)) target.push(element.name === 'upper' ? code & ~32 : code | 32);
      continue;
    }
    if (element.kind === 'repeat' && element.count === 0) {
      const fixed = second.reduce((sum, one) => sum + expandElement(one).length, 0);
      for (let i = 0; i < length - fixed; i++) target.push(element.code);
    } else target.push(...expandElement(element));
  }
  if (target.length < source.length) {
    const last = second.at(-1)!;
    if (last.kind === 'class') {
      yield* tool.die(
        'when translating with string1 longer than string2,\nthe latter string must not end with a character class',
      );
    }
    const filler = target.at(-1)!;
    while (target.length < source.length) target.push(filler);
  }
  return source.map((code, i) => [code, target[i]!] as const);
}

function* copy(
  tool: Tool,
  map: Uint8Array | null,
  deleted: Uint8Array | null,
  squeezed: Uint8Array | null,
): Blocking<void> {
  let last = -1;
  for (;;) {
    const bytes = yield* tool.read(0);
    if (bytes === null) return;
    if (typeof bytes === 'number') return yield* tool.die(`read error: ${strerror(bytes)}`);
    yield* tool.spend(bytes.length);
    const out = new Uint8Array(bytes.length);
    let length = 0;
    for (let at = 0; at < bytes.length; at++) {
      let code = bytes[at]!;
      if (deleted !== null && deleted[code] === 1) continue;
      if (map !== null) code = map[code]!;
      if (squeezed !== null) {
        if (code === last && squeezed[code] === 1) continue;
        last = code;
      }
      out[length++] = code;
    }
    if (length === 0) continue;
    const written = yield* tool.system.write(1, out.subarray(0, length));
    if (written < 0) yield* tool.die(`write error: ${strerror(written)}`);
  }
}
