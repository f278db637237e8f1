/** The options of `df` and the columns they ask for (coreutils 9.1 `src/df.c`, `main`, `decode_output_arg`). */
import type { Blocking } from '../../../shell/posix.ts';
import {
  defaultBlockSize,
  humanStyle,
  parseBlockSize,
  plainStyle,
  type SizeStyle,
  siStyle,
} from '../libc/human-size.ts';
import { numberComplaint } from '../libc/numbers.ts';
import { quote } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';

export type DfField =
  | 'source'
  | 'fstype'
  | 'itotal'
  | 'iused'
  | 'iavail'
  | 'ipcent'
  | 'size'
  | 'used'
  | 'avail'
  | 'pcent'
  | 'file'
  | 'target';

/** Least width, side and caption of each field. */
export const fields: Readonly<
  Record<DfField, { readonly width: number; readonly left: boolean; readonly caption: string }>
> = {
  source: { width: 14, left: true, caption: 'Filesystem' },
  fstype: { width: 4, left: true, caption: 'Type' },
  itotal: { width: 5, left: false, caption: 'Inodes' },
  iused: { width: 5, left: false, caption: 'IUsed' },
  iavail: { width: 5, left: false, caption: 'IFree' },
  ipcent: { width: 4, left: false, caption: 'IUse%' },
  size: { width: 5, left: false, caption: 'Size' },
  used: { width: 5, left: false, caption: 'Used' },
  avail: { width: 5, left: false, caption: 'Avail' },
  pcent: { width: 4, left: false, caption: 'Use%' },
  file: { width: 0, left: true, caption: 'File' },
  target: { width: 0, left: true, caption: 'Mounted on' },
};

const allFields: readonly DfField[] = [
  'source',
  'fstype',
  'itotal',
  'iused',
  'iavail',
  'ipcent',
  'size',
  'used',
  'avail',
  'pcent',
  'file',
  'target',
];

export interface DfOptions {
  all: boolean;
  local: boolean;
  total: boolean;
  sync: boolean;
  mode: 'default' | 'inodes' | 'human' | 'posix' | 'output';
  sizeStyle: SizeStyle;
  columns: readonly DfField[];
  readonly types: string[];
  readonly excludedTypes: string[];
}

const table = {
  short: 'aB:iF:hHklmPTt:vx:',
  long: {
    all: { key: 'a' },
    'block-size': { argument: 'required' },
    inodes: { key: 'i' },
    'human-readable': { key: 'h' },
    si: { key: 'H' },
    local: { key: 'l' },
    output: { argument: 'optional' },
    portability: { key: 'P' },
    'print-type': { key: 'T' },
    sync: {},
    'no-sync': {},
    total: {},
    type: { argument: 'required', key: 't' },
    'exclude-type': { argument: 'required', key: 'x' },
  },
} as const;

export function* readDfOptions(tool: Tool): Blocking<DfOptions> {
  const options: DfOptions = {
    all: false,
    local: false,
    total: false,
    sync: false,
    mode: 'default',
    sizeStyle: plainStyle(1024),
    columns: [],
    types: [],
    excludedTypes: [],
  };
  let style: SizeStyle | null = null;
  let showsType = false;
  let wasPosix = false;
  let output: DfField[] | null = null;
  const exclusive = function* (option: string): Blocking<void> {
    throw yield* tool.usageError(`options ${option} and --output are mutually exclusive`);
  };
  for (const { key, value } of tool.options(table)) {
    if (key === 'a') options.all = true;
    else if (key === 'B' || key === 'block-size') {
      const parsed = parseBlockSize(value!);
      if (typeof parsed === 'string') {
        throw yield* tool.die(numberComplaint(parsed, key === 'B' ? '-B' : '--block-size', quote(value!)));
      }
      style = parsed;
    } else if (key === 'i') {
      if (output !== null) yield* exclusive('-i');
      options.mode = 'inodes';
    } else if (key === 'h' || key === 'H') style = key === 'h' ? humanStyle : siStyle;
    else if (key === 'k') style = plainStyle(1024);
    else if (key === 'm') style = plainStyle(1048576);
    else if (key === 'l') options.local = true;
    else if (key === 'T') {
      if (output !== null) yield* exclusive('-T');
      showsType = true;
    } else if (key === 'P') {
      if (output !== null) yield* exclusive('-P');
      wasPosix = true;
    } else if (key === 'sync') options.sync = true;
    else if (key === 'no-sync') options.sync = false;
    else if (key === 't' || key === 'F') options.types.push(value!);
    else if (key === 'x') options.excludedTypes.push(value!);
    else if (key === 'total') options.total = true;
    else if (key === 'output') {
      if (options.mode === 'inodes') yield* exclusive('-i');
      if (wasPosix && options.mode === 'default') yield* exclusive('-P');
      if (showsType) yield* exclusive('-T');
      output ??= [];
      if (value !== null) yield* outputFields(tool, output, value);
    } else if (key !== 'v') throw yield* tool.standardOption(key);
  }
  yield* tool.endOptions();
  options.sizeStyle = style ?? defaultBlockSize((name) => tool.getenv(name), 'DF_BLOCK_SIZE');
  if (output !== null) options.mode = 'output';
  else if (options.mode !== 'inodes') {
    if (options.sizeStyle.autoscale) options.mode = 'human';
    else if (wasPosix) options.mode = 'posix';
  }
  const both = options.types.find((type) => options.excludedTypes.includes(type));
  if (both !== undefined) throw yield* tool.die(`file system type ${quote(both)} both selected and excluded`);
  options.columns = columnsOf(options.mode, output, showsType);
  return options;
}

function columnsOf(mode: DfOptions['mode'], output: readonly DfField[] | null, showsType: boolean): readonly DfField[] {
  if (output !== null) return output.length === 0 ? allFields : output;
  const type: DfField[] = showsType ? ['fstype'] : [];
  const middle: DfField[] =
    mode === 'inodes' ? ['itotal', 'iused', 'iavail', 'ipcent'] : ['size', 'used', 'avail', 'pcent'];
  return ['source', ...type, ...middle, 'target'];
}

function* outputFields(tool: Tool, columns: DfField[], list: string): Blocking<void> {
  for (const word of list.split(',')) {
    const field = allFields.find((one) => one === word);
    if (field === undefined) throw yield* tool.usageError(`option --output: field ${quote(word)} unknown`);
    if (columns.includes(field))
      throw yield* tool.usageError(`option --output: field ${quote(word)} used more than once`);
    columns.push(field);
  }
}
