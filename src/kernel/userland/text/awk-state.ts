/** What an awk program holds while it runs: its variables, those with a meaning, and the record at hand. */
import { AwkRecord, type Separator, separatorOf } from './awk-record.ts';
import { RegexCache } from './awk-regex.ts';
import { type AwkProgram, SPECIALS } from './awk-tree.ts';
import { AwkArray, AwkError, type ElementCount, fromOutside, toNumber, toText, type Value } from './awk-value.ts';

/** How a statement ended. */
export enum Flow {
  On,
  Break,
  Continue,
  Next,
  NextFile,
  Return,
  Exit,
}

/** What a variable can hold; undefined while nothing is known of it. */
export type Slot = Value | AwkArray | Reference | undefined;
export type Frame = Slot[];

/** A variable handed to a function before anybody knew whether it is an array. */
export class Reference {
  readonly #holder: Slot[];
  readonly #slot: number;

  constructor(holder: Slot[], slot: number) {
    this.#holder = holder;
    this.#slot = slot;
  }

  /** The array it has become, if it has. */
  find(): AwkArray | null {
    const held = this.#holder[this.#slot];
    if (held instanceof AwkArray) return held;
    return held instanceof Reference ? held.find() : null;
  }

  /** Makes the caller's variable an array. */
  become(make: () => AwkArray): AwkArray {
    const held = this.#holder[this.#slot];
    if (held instanceof AwkArray) return held;
    if (held !== undefined && !(held instanceof Reference))
      throw new AwkError('type error in array use of scalar', true);
    const array = held instanceof Reference ? held.become(make) : make();
    this.#holder[this.#slot] = array;
    return array;
  }
}

const slotOf = (name: (typeof SPECIALS)[number]): number => SPECIALS.indexOf(name);
const [NF, NR, FNR, FS, OFS, ORS, RS, SUBSEP, CONVFMT, OFMT] = SPECIALS.map((_, slot) => slot) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

export class AwkState {
  readonly regexes = new RegexCache();
  readonly globals: Slot[];
  readonly record: AwkRecord;
  /** Variables below this number are looked after here. */
  readonly specials = slotOf('RSTART');
  nr = 0;
  fnr = 0;
  ofs = ' ';
  ors = '\n';
  rs = '\n';
  subsep = '\x1c';
  convfmt = '%.6g';
  ofmt = '%.6g';
  #fs = ' ';
  separator: Separator = 'blanks';
  readonly #names: Map<string, number>;
  readonly #elements: ElementCount = { count: 0 };

  constructor(program: AwkProgram) {
    this.globals = new Array(program.globals.length).fill(undefined);
    this.#names = new Map(program.globals.map((name, slot) => [name, slot]));
    this.globals[slotOf('RSTART')] = 0;
    this.globals[slotOf('RLENGTH')] = -1;
    this.globals[slotOf('FILENAME')] = '';
    this.globals[slotOf('ENVIRON')] = this.newArray();
    this.globals[slotOf('ARGV')] = this.newArray();
    const state = this;
    this.record = new AwkRecord({
      get separator() {
        return state.separator;
      },
      get outputSeparator() {
        return state.ofs;
      },
      get convfmt() {
        return state.convfmt;
      },
    });
  }

  newArray(): AwkArray {
    return new AwkArray(this.#elements);
  }

  outside(text: string): Value {
    return fromOutside(text);
  }

  get environment(): AwkArray {
    return this.globals[slotOf('ENVIRON')] as AwkArray;
  }

  get arguments(): AwkArray {
    return this.globals[slotOf('ARGV')] as AwkArray;
  }

  get argumentCount(): number {
    return toNumber(this.#plain('ARGC'));
  }

  set argumentCount(count: number) {
    this.globals[slotOf('ARGC')] = count;
  }

  get fileName(): string {
    return toText(this.#plain('FILENAME'), this.convfmt);
  }

  set fileName(name: string) {
    this.globals[slotOf('FILENAME')] = name;
  }

  #plain(name: (typeof SPECIALS)[number]): Value {
    const held = this.globals[slotOf(name)];
    return typeof held === 'number' || typeof held === 'string' ? held : ((held as Value | undefined) ?? '');
  }

  setMatch(start: number, length: number): void {
    this.globals[slotOf('RSTART')] = start;
    this.globals[slotOf('RLENGTH')] = length;
  }

  /** A record was read; of the main input it counts for its file too. */
  countRecord(isMain: boolean): void {
    this.nr++;
    if (isMain) this.fnr++;
  }

  isArraySpecial(slot: number): boolean {
    return slot >= this.specials;
  }

  special(slot: number): Value {
    switch (slot) {
      case NF:
        return this.record.count;
      case NR:
        return this.nr;
      case FNR:
        return this.fnr;
      case FS:
        return this.#fs;
      case OFS:
        return this.ofs;
      case ORS:
        return this.ors;
      case RS:
        return this.rs;
      case SUBSEP:
        return this.subsep;
      case CONVFMT:
        return this.convfmt;
      default:
        return this.ofmt;
    }
  }

  setSpecial(slot: number, value: Value): void {
    const text = (): string => toText(value, this.convfmt);
    switch (slot) {
      case NF:
        this.record.count = Math.trunc(toNumber(value));
        return;
      case NR:
        this.nr = toNumber(value);
        return;
      case FNR:
        this.fnr = toNumber(value);
        return;
      case FS:
        this.record.settle();
        this.#fs = text();
        this.separator = separatorOf(this.#fs, this.regexes, this.rs === '');
        return;
      case OFS:
        this.ofs = text();
        return;
      case ORS:
        this.ors = text();
        return;
      case RS:
        this.record.settle();
        this.rs = text();
        this.separator = separatorOf(this.#fs, this.regexes, this.rs === '');
        return;
      case SUBSEP:
        this.subsep = text();
        return;
      case CONVFMT:
        this.convfmt = text();
        return;
      case OFMT:
        this.ofmt = text();
    }
  }

  /** `NAME=VALUE` of the command line; a name the program does not use is of no matter. */
  assign(name: string, value: Value): void {
    const slot = this.#names.get(name);
    if (slot === undefined) return;
    if (slot < this.specials) this.setSpecial(slot, value);
    else if (this.globals[slot] instanceof AwkArray) throw new AwkError(`can't command line assign to array ${name}`);
    else this.globals[slot] = value;
  }
}
