/** join of coreutils 9.1 (`src/join.c`), in the C locale. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { chomp, openLines } from '../text/inputs.ts';
import type { Lines } from '../text/lines.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  'ignore-case': { key: 'i' },
  'check-order': {},
  'nocheck-order': {},
  'zero-terminated': { key: 'z' },
  header: {},
} as const;

interface Record {
  readonly text: string;
  readonly fields: readonly string[];
}

/** File (0 for the join field, 1, 2) and field from 0. */
interface OutputField {
  readonly file: number;
  readonly field: number;
}

interface Settings {
  tab: string | null;
  joinFields: [number, number];
  unpaired: [boolean, boolean];
  paired: boolean;
  empty: string;
  output: OutputField[] | null;
  auto: boolean;
  ignoreCase: boolean;
  check: 'default' | 'always' | 'never';
  end: string;
  header: boolean;
}

export const join = tool(coreutils('join', '[OPTION]... FILE1 FILE2'), function* (tool) {
  const settings: Settings = {
    tab: null,
    joinFields: [0, 0],
    unpaired: [false, false],
    paired: true,
    empty: '',
    output: null,
    auto: false,
    ignoreCase: false,
    check: 'default',
    end: '\n',
    header: false,
  };
  for (const option of tool.options({ short: 'a:e:i1:2:j:o:t:v:z', long })) {
    const value = option.value ?? '';
    switch (option.key) {
      case 'a':
      case 'v': {
        if (value !== '1' && value !== '2') yield* tool.die(`invalid field number: ${quote(value)}`);
        settings.unpaired[Number(value) - 1] = true;
        if (option.key === 'v') settings.paired = false;
        break;
      }
      case 'e':
        settings.empty = value;
        break;
      case 'i':
        settings.ignoreCase = true;
        break;
      case '1':
      case '2':
        settings.joinFields[Number(option.key) - 1] = yield* fieldNumber(tool, value);
        break;
      case 'j': {
        const field = yield* fieldNumber(tool, value);
        settings.joinFields = [field, field];
        break;
      }
      case 'o':
        if (value === 'auto') settings.auto = true;
        else settings.output = [...(settings.output ?? []), ...(yield* outputList(tool, value))];
        break;
      case 't':
        if (value === '') settings.tab = settings.end;
        else if (value === '\\0') settings.tab = '\0';
        else if (value.length > 1) yield* tool.die(`multi-character tab ${quote(value)}`);
        else settings.tab = value;
        break;
      case 'z':
        settings.end = '\0';
        break;
      case 'header':
        settings.header = true;
        break;
      case 'check-order':
        settings.check = 'always';
        break;
      case 'nocheck-order':
        settings.check = 'never';
        break;
      default:
        yield* tool.other(option);
    }
  }
  const [first, second, extra] = tool.operands;
  if (first === undefined) return yield* tool.usage('missing operand');
  if (second === undefined) return yield* tool.usage(`missing operand after ${quote(first)}`);
  if (extra !== undefined) yield* tool.usage(`extra operand ${quote(extra)}`);
  const left = new Side(tool, first, yield* openLines(tool, first, settings.end), 0, settings);
  const right = new Side(tool, second, yield* openLines(tool, second, settings.end), 1, settings);
  yield* new Joiner(tool, settings, left, right).run();
  return tool.status;
});

function* fieldNumber(tool: Tool, text: string): Blocking<number> {
  const { value, error } = parseNumber(text, '');
  if ((error !== null && error !== 'overflow') || value === 0n) yield* tool.die(`invalid field number: ${quote(text)}`);
  return Number(value) - 1;
}

function* outputList(tool: Tool, list: string): Blocking<OutputField[]> {
  const fields: OutputField[] = [];
  for (const spec of list.split(/[, \t]/)) {
    if (spec === '0') fields.push({ file: 0, field: 0 });
    else if (/^[12]/.test(spec)) {
      if (spec[1] !== '.') yield* tool.die(`invalid field specifier: ${quote(spec)}`);
      fields.push({ file: Number(spec[0]), field: yield* fieldNumber(tool, spec.slice(2)) });
    } else yield* tool.die(`invalid file number in field spec: ${quote(spec)}`);
  }
  return fields;
}

class Side {
  /** Records with one key, and the one behind them. */
  group: Record[] = [];
  ahead: Record | null = null;
  number = 0;
  unsorted = false;
  readonly #tool: Tool;
  readonly #name: string;
  readonly #lines: Lines;
  readonly #index: 0 | 1;
  readonly #settings: Settings;
  #last: Record | null = null;

  constructor(tool: Tool, name: string, lines: Lines, index: 0 | 1, settings: Settings) {
    this.#tool = tool;
    this.#name = name;
    this.#lines = lines;
    this.#index = index;
    this.#settings = settings;
  }

  key(record: Record): string {
    const field = record.fields[this.#settings.joinFields[this.#index]] ?? '';
    return this.#settings.ignoreCase ? field.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : field;
  }

  *advance(seenUnpairable: () => boolean): Blocking<void> {
    const raw = this.#lines.take() ?? (yield* this.#lines.next());
    if (raw === null) {
      if (this.#lines.errno !== 0) yield* this.#tool.die(`${quoteFile(this.#name)}: ${strerror(this.#lines.errno)}`);
      this.ahead = null;
      return;
    }
    this.number++;
    const text = chomp(raw, this.#settings.end);
    this.ahead = { text, fields: splitFields(text, this.#settings.tab) };
    const { check } = this.#settings;
    if (this.#last !== null && !this.unsorted && check !== 'never' && (check === 'always' || seenUnpairable())) {
      if (this.key(this.#last) > this.key(this.ahead)) {
        this.unsorted = true;
        const message = `${this.#name}:${this.number}: is not sorted: ${text}`;
        if (check === 'always') yield* this.#tool.die(message);
        else yield* this.#tool.fail(message);
      }
    }
    this.#last = this.ahead;
  }

  /** A header line takes no part in the order. */
  forgetLast(): void {
    this.#last = null;
  }
}

function splitFields(text: string, tab: string | null): readonly string[] {
  if (tab === '\n') return [text];
  if (tab !== null) return text.split(tab);
  // Blanks before the first field do not count; blanks behind the last make an empty one.
  const fields = text.replace(/^[ \t\n]+/, '').split(/[ \t\n]+/);
  return fields.length === 1 && fields[0] === '' ? [] : fields;
}

class Joiner {
  readonly #tool: Tool;
  readonly #settings: Settings;
  readonly #left: Side;
  readonly #right: Side;
  #unpairable = false;
  #widths: [number, number] = [0, 0];

  constructor(tool: Tool, settings: Settings, left: Side, right: Side) {
    this.#tool = tool;
    this.#settings = settings;
    this.#left = left;
    this.#right = right;
  }

  *run(): Blocking<void> {
    const left = this.#left;
    const right = this.#right;
    const { unpaired, paired, header } = this.#settings;
    const seen = (): boolean => this.#unpairable;
    yield* left.advance(seen);
    yield* right.advance(seen);
    this.#widths = [left.ahead?.fields.length ?? 0, right.ahead?.fields.length ?? 0];
    if (header && (left.ahead !== null || right.ahead !== null)) {
      yield* this.#put(left.ahead, right.ahead);
      for (const side of [left, right]) {
        side.forgetLast();
        yield* side.advance(seen);
        side.forgetLast();
      }
    }
    while (left.ahead !== null && right.ahead !== null) {
      const a = left.key(left.ahead);
      const b = right.key(right.ahead);
      if (a < b) {
        if (unpaired[0]) yield* this.#put(left.ahead, null);
        this.#unpairable = true;
        yield* left.advance(seen);
        continue;
      }
      if (b < a) {
        if (unpaired[1]) yield* this.#put(null, right.ahead);
        this.#unpairable = true;
        yield* right.advance(seen);
        continue;
      }
      const lefts = yield* this.#group(left, a);
      const rights = yield* this.#group(right, a);
      if (paired) for (const one of lefts) for (const other of rights) yield* this.#put(one, other);
    }
    for (const [side, wanted] of [
      [left, unpaired[0]],
      [right, unpaired[1]],
    ] as const) {
      if (side.ahead !== null) this.#unpairable = true;
      // The rest is read only for its order, or to be shown.
      while (side.ahead !== null && (wanted || this.#settings.check !== 'never')) {
        if (wanted) yield* this.#put(side === left ? side.ahead : null, side === left ? null : side.ahead);
        yield* side.advance(seen);
        if (side.unsorted && !wanted) break;
      }
    }
    if (left.unsorted || right.unsorted) yield* this.#tool.die('input is not in sorted order');
  }

  *#group(side: Side, key: string): Blocking<Record[]> {
    const records: Record[] = [];
    while (side.ahead !== null && side.key(side.ahead) === key) {
      records.push(side.ahead);
      yield* side.advance(() => this.#unpairable);
    }
    return records;
  }

  *#put(left: Record | null, right: Record | null): Blocking<void> {
    const { tab, output, auto, empty, joinFields, end } = this.#settings;
    const separator = tab ?? ' ';
    const filled = (value: string | undefined): string => (value === undefined || value === '' ? empty : value);
    const joined = filled(left !== null ? left.fields[joinFields[0]] : right!.fields[joinFields[1]]);
    let fields: string[];
    if (output !== null) {
      fields = output.map(({ file, field }) =>
        file === 0 ? joined : filled((file === 1 ? left : right)?.fields[field]),
      );
    } else {
      fields = [joined];
      for (const [record, index] of [
        [left, 0],
        [right, 1],
      ] as const) {
        const width = auto ? this.#widths[index] : (record?.fields.length ?? 0);
        for (let i = 0; i < width; i++) if (i !== joinFields[index]) fields.push(filled(record?.fields[i]));
      }
    }
    yield* this.#tool.out.put(fields.join(separator) + end);
  }
}
