/**
 * Writes a tree back as text: `type NAME`, `declare -f`, the names of jobs.
 *
 * bash 5.2 `print_cmd.c`: four blanks of indentation, `;` after each command of a list, redirections with their target set off.
 */
import type { Case, Command, Condition, Redirect } from './ast.ts';

/** The text of a job: everything, functions' bodies set out over lines. */
export function printCommand(command: Command): string {
  return new Printer().text(command, 0);
}

/** `name () { … }` as `type` shows it. */
export function printFunction(name: string, body: Command): string {
  return `${name} () \n${new Printer().functionBody(body, 0)}`;
}

class Printer {
  /** Here-documents whose bodies wait for the end of the line. */
  #documents: Redirect[] = [];

  text(command: Command, depth: number): string {
    const inner = this.#inner(command, depth);
    if (command.redirects.length === 0 || command.type === 'simple') return inner;
    return `${inner} ${command.redirects.map((redirect) => this.redirect(redirect)).join(' ')}`;
  }

  functionBody(body: Command, depth: number): string {
    const pad = indent(depth);
    const redirects = body.redirects.map((redirect) => ` ${this.redirect(redirect)}`).join('');
    if (body.type === 'group') return `${pad}{ \n${this.#block(body.body, depth + 1)}\n${pad}}${redirects}`;
    return `${pad}{ \n${this.#block(body, depth + 1)}\n${pad}}`;
  }

  /** A list on lines of its own, indented. */
  #block(command: Command, depth: number): string {
    return indent(depth) + this.text(command, depth);
  }

  #inner(command: Command, depth: number): string {
    switch (command.type) {
      case 'simple': {
        const pieces = [
          ...command.assignments.map(({ raw }) => raw),
          ...command.words.map((word) => word.raw),
          ...command.redirects.map((redirect) => this.redirect(redirect)),
        ];
        return pieces.join(' ');
      }
      case 'pipeline': {
        const prefix = `${command.timed === '' ? '' : `${command.timed} `}${command.negated ? '! ' : ''}`;
        return (
          prefix +
          command.commands
            .map((part, index) => this.text(part, depth) + (command.both[index] ? ' 2>&1' : ''))
            .join(' | ')
        );
      }
      case 'and-or':
        return command.rest.reduce(
          (text, { operator, command: right }) => `${text} ${operator} ${this.text(right, depth)}`,
          this.text(command.first, depth),
        );
      case 'list':
        return this.#list(command, depth);
      case 'if':
        return this.#if(command, depth);
      case 'while':
        return (
          `${command.until ? 'until' : 'while'} ${this.text(command.condition, depth)}; do\n` +
          `${this.#block(command.body, depth + 1)};\n${indent(depth)}done`
        );
      case 'for':
      case 'select': {
        const words = command.words === null ? '"$@"' : command.words.map((word) => word.raw).join(' ');
        return (
          `${command.type} ${command.name} in ${words};\n${indent(depth)}do\n` +
          `${this.#block(command.body, depth + 1)};\n${indent(depth)}done`
        );
      }
      case 'arithmetic-for':
        return (
          `for ((${command.initial.raw}; ${command.condition.raw.trim()}; ${command.step.raw.trim()}))\n${indent(depth)}do\n` +
          `${this.#block(command.body, depth + 1)};\n${indent(depth)}done`
        );
      case 'case':
        return this.#case(command, depth);
      case 'group':
        return `{ \n${this.#block(command.body, depth + 1)}\n${indent(depth)}}`;
      case 'subshell':
        return `( ${this.text(command.body, depth)} )`;
      case 'function':
        return `${command.name} () \n${this.functionBody(command.body, depth)}`;
      case 'arithmetic':
        return `((${command.expression.raw}))`;
      case 'conditional':
        return `[[ ${printCondition(command.condition)} ]]`;
    }
  }

  #list(command: Command & { type: 'list' }, depth: number): string {
    let text = '';
    command.items.forEach(({ command: item, background }, index) => {
      text += this.text(item, depth);
      if (background) text += ' &';
      const isLast = index === command.items.length - 1;
      const documents = this.#takeDocuments();
      if (documents !== '') text += `\n${documents}${isLast ? '' : `\n${indent(depth)}`}`;
      else if (!isLast) text += background ? ' ' : depth > 0 ? `;\n${indent(depth)}` : '; ';
    });
    return text;
  }

  #if(command: Command & { type: 'if' }, depth: number): string {
    const pad = indent(depth);
    let text = '';
    let closing = '';
    let at = depth;
    command.clauses.forEach(({ condition, body }, index) => {
      const inner = indent(at);
      if (index > 0) text += `${inner.slice(4)}else\n${inner}`;
      text += `if ${this.text(condition, at)}; then\n${this.#block(body, at + 1)};\n`;
      if (index > 0) closing = `${inner}fi;\n${closing}`;
      at++;
    });
    if (command.otherwise !== null) text += `${indent(at - 1)}else\n${this.#block(command.otherwise, at)};\n`;
    return `${text}${closing}${pad}fi`;
  }

  #case(command: Case, depth: number): string {
    const pad = indent(depth + 1);
    const clauses = command.clauses.map(({ patterns, body, end }) => {
      const content = body === null ? '' : `${this.#block(body, depth + 2)}`;
      return `${pad}${patterns.map((word) => word.raw).join(' | ')})\n${content}\n${pad}${end}\n`;
    });
    return `case ${command.word.raw} in \n${clauses.join('')}${indent(depth)}esac`;
  }

  redirect(redirect: Redirect): string {
    const { fd, variable, operator, target } = redirect;
    const left = variable !== null ? `{${variable}}` : fd === null ? '' : String(fd);
    if (operator === '<<' || operator === '<<-') {
      this.#documents.push(redirect);
      return `${left}${operator}${target.raw}`;
    }
    if (operator === '<&' || operator === '>&') {
      const isNumber = /^\d+-?$|^-$/.test(target.raw);
      if (isNumber) return `${left === '' ? (operator === '<&' ? '0' : '1') : left}${operator}${target.raw}`;
      return `${left}${operator}${target.raw}`;
    }
    return `${left}${operator} ${target.raw}`;
  }

  #takeDocuments(): string {
    const documents = this.#documents;
    this.#documents = [];
    return documents.map(({ body, delimiter }) => `${body?.raw ?? ''}${delimiter}\n`).join('');
  }
}

function indent(depth: number): string {
  return '    '.repeat(depth);
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'not':
      return `! ${printCondition(condition.operand)}`;
    case 'and':
      return `${printCondition(condition.left)} && ${printCondition(condition.right)}`;
    case 'or':
      return `${printCondition(condition.left)} || ${printCondition(condition.right)}`;
    case 'group':
      return `( ${printCondition(condition.operand)} )`;
    case 'unary':
      return `${condition.operator} ${condition.operand.raw}`;
    case 'binary':
      return `${condition.left.raw} ${condition.operator} ${condition.right.raw}`;
    case 'word':
      return `-n ${condition.word.raw}`;
  }
}
