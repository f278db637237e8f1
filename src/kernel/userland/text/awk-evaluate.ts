/**
 * Values of awk expressions, variables and calls (mawk 1.3.4 `execute.c`), straight from the program's tree.
 *
 * Expressions that cannot wait are worked out by plain calls (`now`); those with input, commands or functions in them by generators.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { type AwkBuiltins, makeBuiltins } from './awk-calls.ts';
import type { AwkFiles } from './awk-files.ts';
import type { AwkInput } from './awk-input.ts';
import { type AwkState, Flow, type Frame, Reference, type Slot } from './awk-state.ts';
import type { AwkProgram, Expression, Place, Statement, VariableNode } from './awk-tree.ts';
import { AwkArray, AwkError, compareValues, isTrue, toNumber, toText, UNSET, type Value } from './awk-value.ts';
import { Regex } from './regex.ts';
import type { Tool } from './tool.ts';

/** Calls inside one another. mawk's evaluation stack has room for 500 to 1000, ours for fewer. */
const CALLS_MAX = 250;
/** Virtual nanoseconds for a call. */
const CALL_NS = 60;
const TEXT_MAX = 256 * 1024 * 1024;

/** `exit` in a function: leaves through all calls. `AwkRun` catches it. */
export class ExitCall {}

/** What the evaluator works with. */
export interface EvaluatorParts {
  readonly tool: Tool;
  readonly program: AwkProgram;
  readonly state: AwkState;
  readonly files: AwkFiles;
  readonly input: AwkInput;
  /** Runs the body of a function. */
  readonly runBody: (body: Statement) => Blocking<Flow>;
}

export class AwkEvaluator {
  readonly state: AwkState;
  readonly files: AwkFiles;
  readonly input: AwkInput;
  /** What `return` gave. */
  result: Value = UNSET;
  readonly #tool: Tool;
  readonly #program: AwkProgram;
  readonly #builtins: AwkBuiltins;
  readonly #runBody: (body: Statement) => Blocking<Flow>;
  #frame: Frame = [];
  #calls = 0;

  constructor({ tool, program, state, files, input, runBody }: EvaluatorParts) {
    this.#tool = tool;
    this.#program = program;
    this.state = state;
    this.files = files;
    this.input = input;
    this.#runBody = runBody;
    this.#builtins = makeBuiltins(tool, state, files);
  }

  /** Out of all calls: `exit` was met in one. */
  leaveCalls(): void {
    this.#frame = [];
    this.#calls = 0;
  }

  /** Several values. */
  *values(nodes: readonly Expression[]): Blocking<Value[]> {
    const values: Value[] = [];
    for (const node of nodes) values.push(node.waits ? yield* this.value(node) : this.now(node));
    return values;
  }

  /** A value that may have to be waited for. */
  *value(node: Expression): Blocking<Value> {
    if (node.waits !== true) return this.now(node);
    switch (node.kind) {
      case 'binary': {
        const left = yield* this.value(node.left);
        return this.#binary(node.operator, left, yield* this.value(node.right));
      }
      case 'match': {
        const left = yield* this.value(node.left);
        const right = node.right.kind === 'regex' ? node.right.regex : yield* this.value(node.right);
        return this.#matches(left, right) !== node.negated ? 1 : 0;
      }
      case 'not':
        return isTrue(yield* this.value(node.operand)) ? 0 : 1;
      case 'minus':
        return -toNumber(yield* this.value(node.operand));
      case 'plus':
        return toNumber(yield* this.value(node.operand));
      case 'group':
        return yield* this.value(node.operand);
      case 'and':
        return isTrue(yield* this.value(node.left)) && isTrue(yield* this.value(node.right)) ? 1 : 0;
      case 'or':
        return isTrue(yield* this.value(node.left)) || isTrue(yield* this.value(node.right)) ? 1 : 0;
      case 'choice':
        return yield* this.value(isTrue(yield* this.value(node.test)) ? node.yes : node.no);
      case 'field':
        return this.state.record.get(fieldIndex(yield* this.value(node.index)));
      case 'element':
        return this.array(node.array).get(yield* this.key(node.keys));
      case 'in':
        return this.array(node.array).has(yield* this.key(node.keys)) ? 1 : 0;
      case 'assign':
      case 'step': {
        const place = yield* this.#settled(node.place);
        if (node.kind === 'step') return this.#step(place, node.by, node.isPrefix);
        const before = node.operator === null ? UNSET : this.now(place);
        const value = yield* this.value(node.value);
        return this.assign(place, node.operator === null ? value : this.#binary(node.operator, before, value));
      }
      case 'builtin': {
        if (node.name === 'sub' || node.name === 'gsub') {
          const [pattern, replacement] = [node.args[0]!, node.args[1]!];
          const regex = pattern.kind === 'regex' ? pattern.regex : yield* this.value(pattern);
          const text = yield* this.value(replacement);
          const target = node.args[2]!;
          const place = isPlace(target) ? yield* this.#settled(target) : null;
          const value = place === null ? yield* this.value(target) : this.now(place);
          return this.#substitute(node.name === 'gsub', regex, text, value, place);
        }
        const args: (Value | Regex | AwkArray)[] = [];
        for (const [at, arg] of node.args.entries())
          args.push(this.#special(node.name, at, arg) ?? (yield* this.value(arg)));
        const waiting = this.#builtins.waiting(node.name);
        return waiting === null ? this.#builtins.call(node.name, args) : yield* waiting(args);
      }
      case 'call':
        return yield* this.#call(node);
      case 'getline':
        return yield* this.#getline(node);
      default:
        return this.now(node);
    }
  }

  /** A place with its index or keys worked out. */
  *#settled(place: Place): Blocking<Place> {
    if (place.kind === 'variable' || place.waits === false) return place;
    if (place.kind === 'field') return { ...place, index: constant(yield* this.value(place.index)), waits: false };
    return { ...place, keys: [constant(yield* this.key(place.keys))], waits: false };
  }

  /** The key that subscripts make. */
  *key(keys: readonly Expression[]): Blocking<string> {
    const values = yield* this.values(keys);
    return values.map((value) => toText(value, this.state.convfmt)).join(this.state.subsep);
  }

  #keyNow(keys: readonly Expression[]): string {
    const { convfmt } = this.state;
    if (keys.length === 1) return toText(this.now(keys[0]!), convfmt);
    return keys.map((key) => toText(this.now(key), convfmt)).join(this.state.subsep);
  }

  /** A value that needs no waiting. */
  now(node: Expression): Value {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'regex':
        return node.regex.test(this.state.record.text) ? 1 : 0;
      case 'variable':
        return this.#read(node);
      case 'field':
        return this.state.record.get(fieldIndex(this.now(node.index)));
      case 'element':
        return this.array(node.array).get(this.#keyNow(node.keys));
      case 'binary':
        return this.#binary(node.operator, this.now(node.left), this.now(node.right));
      case 'match': {
        const right = node.right.kind === 'regex' ? node.right.regex : this.now(node.right);
        return this.#matches(this.now(node.left), right) !== node.negated ? 1 : 0;
      }
      case 'not':
        return isTrue(this.now(node.operand)) ? 0 : 1;
      case 'minus':
        return -toNumber(this.now(node.operand));
      case 'plus':
        return toNumber(this.now(node.operand));
      case 'group':
        return this.now(node.operand);
      case 'and':
        return isTrue(this.now(node.left)) && isTrue(this.now(node.right)) ? 1 : 0;
      case 'or':
        return isTrue(this.now(node.left)) || isTrue(this.now(node.right)) ? 1 : 0;
      case 'choice':
        return this.now(isTrue(this.now(node.test)) ? node.yes : node.no);
      case 'assign': {
        if (node.operator === null) return this.assign(node.place, this.now(node.value));
        const before = this.now(node.place);
        return this.assign(node.place, this.#binary(node.operator, before, this.now(node.value)));
      }
      case 'step':
        return this.#step(node.place, node.by, node.isPrefix);
      case 'in':
        return this.array(node.array).has(this.#keyNow(node.keys)) ? 1 : 0;
      case 'builtin': {
        if (node.name === 'sub' || node.name === 'gsub') {
          const [pattern, replacement, target] = [node.args[0]!, node.args[1]!, node.args[2]!];
          const regex = pattern.kind === 'regex' ? pattern.regex : this.now(pattern);
          const place = isPlace(target) ? target : null;
          return this.#substitute(node.name === 'gsub', regex, this.now(replacement), this.now(target), place);
        }
        const { name } = node;
        return this.#builtins.call(
          name,
          node.args.map((arg, at) => this.#special(name, at, arg) ?? this.now(arg)),
        );
      }
      default:
        return UNSET;
    }
  }

  /** An argument that is no value: a pattern, or an array. */
  #special(name: string, at: number, node: Expression): Regex | AwkArray | null {
    const takesRegex = (name === 'match' && at === 1) || (name === 'split' && at === 2);
    if (node.kind === 'regex' && takesRegex) return node.regex;
    if (node.kind !== 'variable') return null;
    if (name === 'split' && at === 1) return this.array(node);
    return name === 'length' && this.#isArray(node) ? this.array(node) : null;
  }

  #matches(left: Value, right: Value | Regex): boolean {
    const { convfmt, regexes } = this.state;
    const regex = right instanceof Regex ? right : regexes.get(toText(right, convfmt));
    return regex.test(toText(left, convfmt));
  }

  #binary(operator: string, left: Value, right: Value): Value {
    switch (operator) {
      case '+':
        return toNumber(left) + toNumber(right);
      case '-':
        return toNumber(left) - toNumber(right);
      case '*':
        return toNumber(left) * toNumber(right);
      case '/':
        return toNumber(left) / toNumber(right);
      case '%':
        return toNumber(left) % toNumber(right);
      case '^':
        return toNumber(left) ** toNumber(right);
      case ' ': {
        const { convfmt } = this.state;
        const text = toText(left, convfmt);
        const more = toText(right, convfmt);
        if (text.length + more.length > TEXT_MAX) throw new AwkError('out of memory');
        return text + more;
      }
    }
    const order = this.#compare(left, right);
    switch (operator) {
      case '<':
        return order < 0 ? 1 : 0;
      case '<=':
        return order <= 0 ? 1 : 0;
      case '==':
        return order === 0 ? 1 : 0;
      case '!=':
        return order !== 0 ? 1 : 0;
      case '>':
        return order > 0 ? 1 : 0;
      default:
        return order >= 0 ? 1 : 0;
    }
  }

  #compare(left: Value, right: Value): number {
    if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
    return compareValues(left, right, this.state.convfmt);
  }

  #step(place: Place, by: number, isPrefix: boolean): Value {
    const before = toNumber(this.now(place));
    this.assign(place, before + by);
    return isPrefix ? before + by : before;
  }

  #substitute(all: boolean, pattern: Value | Regex, replacement: Value, target: Value, place: Place | null): Value {
    const result = this.#builtins.substitute(all, pattern, replacement, target);
    if (result.count > 0 && place !== null) this.assign(place, result.text);
    return result.count;
  }

  #read({ slot, isLocal, name }: VariableNode): Value {
    if (!isLocal && slot < this.state.specials) return this.state.special(slot);
    const held = (isLocal ? this.#frame : this.state.globals)[slot];
    if (held === undefined || held instanceof Reference) return UNSET;
    if (held instanceof AwkArray) throw new AwkError(`type error in scalar use of array ${name}`, true);
    return held;
  }

  /** Gives a place its value. */
  assign(place: Place, value: Value): Value {
    if (place.kind === 'field') {
      this.state.record.set(fieldIndex(this.now(place.index)), value);
      return value;
    }
    if (place.kind === 'element') {
      this.array(place.array).set(this.#keyNow(place.keys), value);
      return value;
    }
    if (!place.isLocal && place.slot < this.state.specials) {
      this.state.setSpecial(place.slot, value);
      return value;
    }
    const holder = place.isLocal ? this.#frame : this.state.globals;
    if (holder[place.slot] instanceof AwkArray) {
      throw new AwkError(`type error in scalar use of array ${place.name}`, true);
    }
    holder[place.slot] = value;
    return value;
  }

  #isArray({ slot, isLocal }: VariableNode): boolean {
    const held = (isLocal ? this.#frame : this.state.globals)[slot];
    return held instanceof AwkArray || (held instanceof Reference && held.find() !== null);
  }

  /** The array a variable is, or becomes. */
  array({ slot, isLocal, name }: VariableNode): AwkArray {
    const holder = isLocal ? this.#frame : this.state.globals;
    const held = holder[slot];
    if (held instanceof AwkArray) return held;
    if (held !== undefined && !(held instanceof Reference)) {
      throw new AwkError(`type error in array use of scalar ${name}`, true);
    }
    const array = held instanceof Reference ? held.become(() => this.state.newArray()) : this.state.newArray();
    holder[slot] = array;
    return array;
  }

  *#call({ name, args }: Extract<Expression, { kind: 'call' }>): Blocking<Value> {
    const called = this.#program.functions.get(name)!;
    if (args.length > called.parameters.length) throw new AwkError(`too many arguments in call to ${name}`);
    const frame: Slot[] = new Array(called.parameters.length).fill(undefined);
    for (const [at, arg] of args.entries()) frame[at] = yield* this.#passed(arg);
    if (++this.#calls > CALLS_MAX) throw new AwkError('program limit exceeded: eval stack size=1024');
    const before = this.#frame;
    this.#frame = frame;
    this.result = UNSET;
    const flow = yield* this.#runBody(called.body!);
    this.#frame = before;
    this.#calls--;
    yield* this.#tool.spend(CALL_NS);
    const result = this.result;
    this.result = UNSET;
    if (flow === Flow.Exit) throw new ExitCall();
    return result;
  }

  /** An argument: a value, an array, or a variable that is neither yet. */
  *#passed(node: Expression): Blocking<Slot> {
    if (node.kind !== 'variable') return yield* this.value(node);
    if (!node.isLocal && node.slot < this.state.specials && !this.state.isArraySpecial(node.slot))
      return this.#read(node);
    const holder = node.isLocal ? this.#frame : this.state.globals;
    const held = holder[node.slot];
    return held === undefined ? new Reference(holder, node.slot) : held;
  }

  *#getline({ from, place, source }: Extract<Expression, { kind: 'getline' }>): Blocking<Value> {
    const { state } = this;
    const settled = place === null ? null : yield* this.#settled(place);
    let record: string | null;
    if (from === 'main') record = yield* this.input.next();
    else {
      const name = toText(yield* this.value(source!), state.convfmt);
      const reader = yield* this.files.reader(name, from === 'command');
      if (reader === null) return -1;
      record = yield* reader.next(state.rs, state.regexes);
      if (record === null && reader.error !== 0) return -1;
      if (record !== null && from === 'command') state.countRecord(false);
    }
    if (record === null) return 0;
    if (settled === null) state.record.text = record;
    else this.assign(settled, state.outside(record));
    return 1;
  }
}

function constant(value: Value): Expression {
  return { kind: 'constant', value, waits: false };
}

function isPlace(node: Expression): node is Place {
  return node.kind === 'variable' || node.kind === 'field' || node.kind === 'element';
}

/** A field's number; beyond all bounds it is just a field that is not there. */
function fieldIndex(value: Value): number {
  const index = Math.trunc(toNumber(value));
  return Number.isNaN(index) ? 0 : index;
}
