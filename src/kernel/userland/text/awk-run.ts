/**
 * Runs a parsed awk program: records, rules and statements (mawk 1.3.4 `execute.c`), straight from its tree. Values are the matter of
 * `awk-evaluate.ts`.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { Output } from '../libc/stdio.ts';
import { AwkEvaluator, ExitCall } from './awk-evaluate.ts';
import { AwkFiles } from './awk-files.ts';
import { FormatError, formatText } from './awk-format.ts';
import { AwkInput } from './awk-input.ts';
import { AwkState, Flow } from './awk-state.ts';
import type { AwkProgram, Redirection, Rule, Statement } from './awk-tree.ts';
import { isTrue, numberText, toNumber, toText, UNSET } from './awk-value.ts';
import type { Tool } from './tool.ts';

/** Virtual nanoseconds for a statement. */
const STATEMENT_NS = 60;

export class AwkRun {
  readonly state: AwkState;
  readonly files: AwkFiles;
  readonly input: AwkInput;
  readonly #tool: Tool;
  readonly #isTerminal: boolean;
  readonly #program: AwkProgram;
  readonly #values: AwkEvaluator;
  readonly #inRange = new Set<Rule>();
  #status = 0;

  constructor(tool: Tool, program: AwkProgram) {
    this.#tool = tool;
    this.#isTerminal = tool.system.isatty(1);
    this.#program = program;
    this.state = new AwkState(program);
    this.files = new AwkFiles(tool);
    this.input = new AwkInput(tool, this.state);
    const { state, files, input } = this;
    const runBody = (body: Statement): Blocking<Flow> => this.#statement(body);
    this.#values = new AwkEvaluator({ tool, program, state, files, input, runBody });
  }

  /** The whole program; gives the exit status. */
  *run(): Blocking<number> {
    const { rules } = this.#program;
    const main = rules.filter(({ kind }) => kind !== 'BEGIN' && kind !== 'END');
    const ends = rules.filter(({ kind }) => kind === 'END');
    let exits = false;
    for (const rule of rules) {
      if (rule.kind !== 'BEGIN' || exits) continue;
      exits = (yield* this.#action(rule.body!)) === Flow.Exit;
    }
    if (!exits && main.length + ends.length > 0) exits = yield* this.#records(main);
    for (const rule of ends) {
      if ((yield* this.#action(rule.body!)) === Flow.Exit) break;
    }
    return this.#status;
  }

  /** Runs an action; `exit` in a function called from it ends it too. */
  *#action(body: Statement): Blocking<Flow> {
    try {
      return yield* this.#statement(body);
    } catch (error) {
      if (!(error instanceof ExitCall)) throw error;
      this.#values.leaveCalls();
      return Flow.Exit;
    }
  }

  *#records(rules: readonly Rule[]): Blocking<boolean> {
    for (;;) {
      const record = yield* this.input.next();
      if (record === null) return false;
      this.state.record.text = record;
      for (const rule of rules) {
        if (!(yield* this.#applies(rule))) continue;
        const flow = rule.body === null ? yield* this.#printRecord() : yield* this.#action(rule.body);
        if (flow === Flow.Exit) return true;
        if (flow === Flow.Next) break;
        if (flow === Flow.NextFile) {
          this.input.skipFile();
          break;
        }
      }
      yield* this.#tool.spend(STATEMENT_NS);
      if (this.#tool.out.errno !== 0) return true;
    }
  }

  *#applies(rule: Rule): Blocking<boolean> {
    if (rule.kind === 'always') return true;
    if (rule.kind === 'pattern') return isTrue(yield* this.#values.value(rule.pattern!));
    if (!this.#inRange.has(rule)) {
      if (!isTrue(yield* this.#values.value(rule.pattern!))) return false;
      this.#inRange.add(rule);
    }
    if (isTrue(yield* this.#values.value(rule.rangeEnd!))) this.#inRange.delete(rule);
    return true;
  }

  *#printRecord(): Blocking<Flow> {
    yield* this.#tool.out.put(this.state.record.text + this.state.ors);
    return Flow.On;
  }

  // ---- statements ----

  *#statement(statement: Statement): Blocking<Flow> {
    switch (statement.kind) {
      case 'block': {
        for (const one of statement.body) {
          // The most frequent kind needs no generator of its own.
          if (one.kind === 'expression' && one.value.waits !== true) {
            this.#values.now(one.value);
            continue;
          }
          const flow = yield* this.#statement(one);
          if (flow !== Flow.On) return flow;
        }
        return Flow.On;
      }
      case 'expression':
        yield* this.#values.value(statement.value);
        return Flow.On;
      case 'print':
      case 'printf':
        yield* this.#print(statement);
        return Flow.On;
      case 'if': {
        const test = statement.test.waits
          ? yield* this.#values.value(statement.test)
          : this.#values.now(statement.test);
        if (isTrue(test)) return yield* this.#statement(statement.yes);
        return statement.no === null ? Flow.On : yield* this.#statement(statement.no);
      }
      case 'while':
      case 'do':
      case 'for':
        return yield* this.#loop(statement);
      case 'forIn': {
        for (const key of this.#values.array(statement.array).keys()) {
          this.#values.assign(statement.place, key);
          const flow = yield* this.#statement(statement.body);
          if (flow === Flow.Break) break;
          if (flow !== Flow.On && flow !== Flow.Continue) return flow;
          yield* this.#tool.spend(STATEMENT_NS);
        }
        return Flow.On;
      }
      case 'delete': {
        const array = this.#values.array(statement.array);
        if (statement.keys === null) array.clear();
        else array.delete(yield* this.#values.key(statement.keys));
        return Flow.On;
      }
      case 'return':
        this.#values.result = statement.value === null ? UNSET : yield* this.#values.value(statement.value);
        return Flow.Return;
      case 'exit':
        if (statement.value !== null)
          this.#status = Math.trunc(toNumber(yield* this.#values.value(statement.value))) & 255;
        return Flow.Exit;
      case 'break':
        return Flow.Break;
      case 'continue':
        return Flow.Continue;
      case 'next':
        return Flow.Next;
      default:
        return Flow.NextFile;
    }
  }

  *#loop(loop: Extract<Statement, { kind: 'while' | 'do' | 'for' }>): Blocking<Flow> {
    const start = loop.kind === 'for' ? loop.start : null;
    const step = loop.kind === 'for' ? loop.step : null;
    if (start !== null) yield* this.#values.value(start);
    for (let first = true; ; first = false) {
      const skipsTest = loop.test === null || (loop.kind === 'do' && first);
      if (!skipsTest) {
        const test = loop.test!;
        if (!isTrue(test.waits ? yield* this.#values.value(test) : this.#values.now(test))) return Flow.On;
      }
      const flow = yield* this.#statement(loop.body);
      if (flow === Flow.Break) return Flow.On;
      if (flow !== Flow.On && flow !== Flow.Continue) return flow;
      if (step !== null) yield* this.#values.value(step);
      yield* this.#tool.spend(STATEMENT_NS);
      if (this.#tool.out.errno !== 0) return Flow.Exit;
    }
  }

  *#print({ kind, values, to }: Extract<Statement, { kind: 'print' | 'printf' }>): Blocking<void> {
    const { state } = this;
    let text: string;
    let wrong: FormatError | null = null;
    if (kind === 'print') {
      text = '';
      if (values.length === 0) text = state.record.text;
      for (let at = 0; at < values.length; at++) {
        const node = values[at]!;
        const value = node.waits ? yield* this.#values.value(node) : this.#values.now(node);
        const shown =
          typeof value === 'number' ? numberText(value, state.ofmt) : typeof value === 'string' ? value : value.text;
        text = at === 0 ? shown : text + state.ofs + shown;
      }
      text += state.ors;
    } else {
      const given = yield* this.#values.values(values);
      try {
        text = formatText(toText(given[0]!, state.convfmt), given.slice(1), state.convfmt, 'printf');
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        wrong = error;
        text = error.before;
      }
    }
    const output: Output = to === null ? this.#tool.out : yield* this.#output(to);
    output.add(text);
    const isTerminal = output === this.#tool.out && this.#isTerminal;
    if (output.isFull || isTerminal || output === this.files.errorOutput) yield* output.flush();
    if (wrong !== null) throw wrong;
  }

  *#output({ mode, target }: Redirection): Blocking<Output> {
    const name = toText(yield* this.#values.value(target), this.state.convfmt);
    return yield* this.files.writer(name, mode);
  }
}
